//! The checks that GS1 asks of a part of an element: what may stand in a date, a check digit, a country code.

mod character_set;
mod check_digit;
mod code_list;
mod coupon;
mod date;
mod figure;
mod iban;

use std::borrow::Cow;

use chrono::NaiveDate;

pub use self::character_set::CharacterSet;
pub use self::date::full_year;
pub(crate) use self::date::{DayZero, day_of, last_of_month};
use super::super::reading::ScanProblemCode;

/// What is wrong with a value, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The kind of problem.
    pub code: ScanProblemCode,
    /// The problem in plain words, to be read after the name of the value.
    pub message: Cow<'static, str>,
    /// Bytes from the start of the value.
    pub at: usize,
}

impl Fault {
    const fn new(code: ScanProblemCode, message: &'static str, at: usize) -> Self {
        Self { code, message: Cow::Borrowed(message), at }
    }

    const fn value(message: &'static str, at: usize) -> Self {
        Self::new(ScanProblemCode::BadValue, message, at)
    }

    const fn length(message: &'static str) -> Self {
        Self::new(ScanProblemCode::BadLength, message, 0)
    }

    pub(super) const fn too_short(at: usize) -> Self {
        Self::new(ScanProblemCode::BadLength, "is too short", at)
    }

    pub(super) const fn too_long(at: usize) -> Self {
        Self::new(ScanProblemCode::BadLength, "is too long", at)
    }

    /// The same fault in a text that starts so many bytes earlier.
    pub(super) fn moved(self, by: usize) -> Self {
        Self { at: self.at + by, ..self }
    }
}

/// A check of the GS1 General Specifications on one part of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// The last digit is the modulo-10 check digit of those before it.
    CheckDigit,
    /// The last two characters are the check pair of those before them.
    CheckPair,
    /// A company prefix starts after so many characters: at least four digits.
    CompanyPrefix(usize),
    /// YYMMDD, a day.
    Day,
    /// YYMMDD; day 00 stands for the whole month.
    DayOrMonth,
    /// YYYYMMDD, a day.
    LongDay,
    /// YYYYMMDD; day 00 stands for the whole month.
    LongDayOrMonth,
    /// HHMM.
    HourMinute,
    /// HH.
    Hour,
    /// MM.
    Minute,
    /// SS.
    Second,
    /// ISO 3166 country number.
    Country,
    /// ISO 3166 country number, or 999 for several.
    CountryOrSeveral,
    /// ISO 3166 country letters.
    CountryLetters,
    /// ISO 4217 currency number.
    Currency,
    /// Type of a package (UN/ECE recommendation 21 and its additions).
    PackageType,
    /// Kind of medium that carries the code.
    MediaType,
    /// ISO 5218 sex.
    Sex,
    /// Percent signs start an escape of two hexadecimal digits.
    PercentEncoding,
    /// Degrees south to north, from 0, in ten-millionths.
    Latitude,
    /// Degrees west to east, from 0, in ten-millionths.
    Longitude,
    /// 0 or 1.
    YesNo,
    /// Hyphens only: a temperature below zero.
    Hyphen,
    /// One character that tells importers apart.
    ImporterIndex,
    /// Position and total, parted by a slash.
    PositionOfTotal,
    /// Piece number and total in two halves of equal length.
    PieceOfTotal,
    /// Not all zeros.
    NonZero,
    /// Zeros only.
    Zero,
    /// Does not begin with a zero.
    NoLeadingZero,
    /// Which way a roll is wound: 0, 1 or 9.
    Winding,
    /// Has a character that is not a digit.
    NonDigit,
    /// International bank account number.
    Iban,
    /// North American coupon code.
    Coupon,
    /// North American positive-offer coupon.
    CouponOffer,
}

impl Check {
    /// Judges one part of a value. The reference date places two-digit years in a century.
    ///
    /// # Errors
    /// The first fault found.
    pub fn judge(self, value: &str, reference_date: NaiveDate) -> Result<(), Fault> {
        match self {
            Self::CheckDigit => check_digit::mod_10(value),
            Self::CheckPair => check_digit::pair(value),
            Self::CompanyPrefix(start) => figure::company_prefix(value, start),
            Self::Day => date::short(value, DayZero::Refused, reference_date),
            Self::DayOrMonth => date::short(value, DayZero::LastOfMonth, reference_date),
            Self::LongDay => date::long(value, DayZero::Refused),
            Self::LongDayOrMonth => date::long(value, DayZero::LastOfMonth),
            Self::HourMinute => date::hour_minute(value),
            Self::Hour => date::clock(value, 24),
            Self::Minute | Self::Second => date::clock(value, 60),
            Self::Country => code_list::country(value),
            Self::CountryOrSeveral => code_list::country_or_several(value),
            Self::CountryLetters => code_list::country_letters(value),
            Self::Currency => code_list::currency(value),
            Self::PackageType => code_list::package_type(value),
            Self::MediaType => code_list::media_type(value),
            Self::Sex => figure::one_of(value, b"0129", "is not a code for sex"),
            Self::YesNo => figure::one_of(value, b"01", "must be 0 or 1"),
            Self::Winding => figure::one_of(value, b"019", "must be 0, 1 or 9"),
            Self::PercentEncoding => figure::percent_encoding(value),
            Self::Latitude => figure::at_most(value, 1_800_000_000),
            Self::Longitude => figure::at_most(value, 3_600_000_000),
            Self::Hyphen => figure::only(value, b'-', "must be a hyphen"),
            Self::Zero => figure::only(value, b'0', "must be zero"),
            Self::ImporterIndex => figure::importer_index(value),
            Self::PositionOfTotal => figure::position_of_total(value),
            Self::PieceOfTotal => figure::piece_of_total(value),
            Self::NonZero => figure::non_zero(value),
            Self::NoLeadingZero => figure::no_leading_zero(value),
            Self::NonDigit => figure::has_non_digit(value),
            Self::Iban => iban::check(value),
            Self::Coupon => coupon::code(value, reference_date),
            Self::CouponOffer => coupon::offer(value),
        }
    }
}

#[cfg(test)]
mod tests;
