//! North American coupon codes: the shop counter meets them, and a code that is none must say so.

mod digits;

use chrono::NaiveDate;

use self::digits::Digits;
use super::character_set;
use super::{DayZero, Fault, day_of};

/// Judges a coupon code (GS1 North American Coupon Application Guideline): fixed fields, then optional ones by number, in
/// order.
pub(super) fn code(value: &str, reference_date: NaiveDate) -> Result<(), Fault> {
    character_set::digits(value)?;
    let mut digits = Digits::new(value);
    digits.sized(0..=6, 6, "company prefix")?;
    digits.take(6, "offer code")?;
    digits.sized(1..=5, 0, "save value")?;
    purchase(&mut digits)?;
    if digits.next_is(b'1') {
        digits.one_of(b"0123", "rule for further purchases")?;
        further_purchase(&mut digits)?;
    }
    if digits.next_is(b'2') {
        further_purchase(&mut digits)?;
    }
    validity(&mut digits, reference_date)?;
    if digits.next_is(b'5') {
        digits.sized(0..=9, 6, "serial number")?;
    }
    if digits.next_is(b'6') {
        digits.sized(1..=7, 6, "retailer")?;
    }
    if digits.next_is(b'9') {
        saving(&mut digits)?;
    }
    digits.end()
}

/// Judges a positive-offer coupon: format, funder, offer and serial number.
pub(super) fn offer(value: &str) -> Result<(), Fault> {
    character_set::digits(value)?;
    let mut digits = Digits::new(value);
    digits.one_of(b"01", "format")?;
    digits.sized(0..=6, 6, "funder")?;
    digits.take(6, "offer code")?;
    digits.sized(0..=9, 6, "serial number")?;
    digits.end()
}

fn purchase(digits: &mut Digits<'_>) -> Result<(), Fault> {
    digits.sized(1..=5, 0, "purchase requirement")?;
    digits.one_of(b"012349", "purchase requirement code")?;
    digits.take(3, "family code").map(drop)
}

fn further_purchase(digits: &mut Digits<'_>) -> Result<(), Fault> {
    purchase(digits)?;
    // A 9 says that the company is that of the first purchase.
    match digits.next_is(b'9') {
        true => Ok(()),
        false => digits.sized(0..=6, 6, "company prefix"),
    }
}

fn validity(digits: &mut Digits<'_>, reference_date: NaiveDate) -> Result<(), Fault> {
    let at = digits.position();
    let mut day = |field: u8| -> Result<Option<NaiveDate>, Fault> {
        if !digits.next_is(field) {
            return Ok(None);
        }
        let (start, text) = (digits.position(), digits.take(6, "date")?);
        day_of(text, DayZero::Refused, reference_date).map(Some).map_err(|fault| Fault { at: start, ..fault })
    };
    match (day(b'3')?, day(b'4')?) {
        (Some(last), Some(first)) if last < first => Err(Fault::value("ends before it starts", at)),
        _ => Ok(()),
    }
}

fn saving(digits: &mut Digits<'_>) -> Result<(), Fault> {
    digits.one_of(b"01256", "save value code")?;
    digits.one_of(b"012", "item that the saving applies to")?;
    digits.take(1, "store coupon flag")?;
    digits.one_of(b"01", "flag against multiplying")
}
