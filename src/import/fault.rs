//! What is wrong with a cell, by the kind of its column: so that all that is wrong with a line is told at once, before
//! anything is done with it.

use super::cell;
use chrono_tz::Tz;
use sea_orm::ActiveEnum;

pub(super) fn identifier(text: &str) -> Result<(), String> {
    cell::identifier(text).map(drop)
}

pub(super) fn decimal(text: &str) -> Result<(), String> {
    cell::decimal(text).map(drop)
}

pub(super) fn whole(text: &str) -> Result<(), String> {
    cell::whole(text).map(drop)
}

pub(super) fn flag(text: &str) -> Result<(), String> {
    cell::flag(text).map(drop)
}

pub(super) fn day(text: &str) -> Result<(), String> {
    cell::day(text).map(drop)
}

/// By the clocks of no place yet: whether they were set forward over it shows once the site is known.
pub(super) fn moment(text: &str) -> Result<(), String> {
    cell::moment(text, Tz::UTC).map(drop)
}

pub(super) fn day_or_moment(text: &str) -> Result<(), String> {
    day(text).or_else(|_| moment(text))
}

pub(super) fn word<T: ActiveEnum<Value = String>>(text: &str) -> Result<(), String> {
    cell::word::<T>(text).map(drop)
}
