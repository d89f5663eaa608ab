//! Lot, dates, serial number and quantity of a HIBC.

use chrono::NaiveDate;

use crate::gs1::check::{DayZero, day_of, full_year, last_of_month};
use crate::reading::Reading;
use crate::reading::ScanProblemCode::{BadDate, BadLength, BadValue, LastDaysDiffer};

/// Reads the parts behind the product, parted by slashes.
pub(super) fn read(reading: &mut Reading, text: &str, start: usize, reference_date: NaiveDate) {
    let mut at = start;
    for part in text.split('/') {
        let mut part_of = Part { reading: &mut *reading, rest: part, at, reference_date };
        match part.as_bytes() {
            [] => {}
            [b'$' | b'0'..=b'9', ..] if at == start => part_of.lot_and_expiry(),
            _ => part_of.supplement(),
        }
        at += part.len() + 1;
    }
}

/// One part and how far it was read.
struct Part<'r, 't> {
    reading: &'r mut Reading,
    rest: &'t str,
    at: usize,
    reference_date: NaiveDate,
}

impl<'t> Part<'_, 't> {
    /// `$$` with quantity and expiry before the lot or, with `+`, serial number; `$` without them; or a day of the year and lot.
    fn lot_and_expiry(&mut self) {
        let flagged = self.skip("$$");
        let plain = !flagged && self.skip("$");
        let serial = self.skip("+");
        if flagged {
            self.quantity();
            self.expiry();
        } else if !plain {
            self.date("YYJJJ");
        }
        match serial {
            true => self.serial(self.rest),
            false => self.lot(self.rest),
        }
    }

    /// 8 and two digits, or 9 and five.
    fn quantity(&mut self) {
        let digits = match self.rest.as_bytes().first() {
            Some(b'8') => 2,
            Some(b'9') => 5,
            _ => return,
        };
        self.take(1);
        let at = self.at;
        let quantity = self.take(digits);
        self.count(quantity, at);
    }

    /// A digit that says how the date is written, and the date. MMYY has none: its month begins with 0 or 1.
    fn expiry(&mut self) {
        let layout = match self.rest.as_bytes().first() {
            Some(b'0' | b'1') => return self.date("MMYY"),
            Some(b'2') => "MMDDYY",
            Some(b'3') => "YYMMDD",
            Some(b'4') => "YYMMDDHH",
            Some(b'5') => "YYJJJ",
            Some(b'6') => "YYJJJHH",
            Some(b'7') => "",
            _ => return,
        };
        self.take(1);
        if !layout.is_empty() {
            self.date(layout);
        }
    }

    fn date(&mut self, layout: &str) {
        let at = self.at;
        let written = self.take(layout.len());
        self.reading.add("EXP", "Expiry date", written);
        match expiry_date(layout, written, self.reference_date) {
            Some(day) => self.expires_on(Some(day)),
            None => {
                let message = format!("{written} is no date written {layout}.");
                self.reading.report(BadDate, message, Some(at + first_that_is_no_digit(written)));
            }
        }
    }

    /// A last day that the code gives: of several the earliest counts, with a problem where they differ.
    fn expires_on(&mut self, given: Option<NaiveDate>) {
        let known = self.reading.expires_on;
        if let Some((known, given)) = known.zip(given).filter(|(known, given)| known != given) {
            let (earlier, later) = (known.min(given), known.max(given));
            let message = format!("The code gives {earlier} and {later} as last days: the earlier counts.");
            self.reading.report(LastDaysDiffer, message, Some(self.at));
        }
        self.reading.expires_on = known.into_iter().chain(given).min();
    }

    /// What stands behind further slashes: serial number, dates of eight digits, quantity.
    fn supplement(&mut self) {
        let part = self.rest;
        let behind = |flag: &str| part.strip_prefix(flag);
        if let Some(day) = behind("14D") {
            self.reading.add("14D", "Expiry date", day);
            let expires_on = self.long_date(day);
            self.expires_on(expires_on);
        } else if let Some(day) = behind("16D") {
            self.reading.add("16D", "Production date", day);
            self.reading.produced_on = self.long_date(day);
        } else if let Some(serial) = behind("S") {
            self.take(1);
            self.serial(serial);
        } else if let Some(quantity) = behind("Q") {
            self.count(quantity, self.at + 1);
        } else {
            self.reading.add("/", "Supplement", part);
        }
    }

    fn long_date(&mut self, written: &str) -> Option<NaiveDate> {
        let day = (written.len() == 8).then(|| NaiveDate::parse_from_str(written, "%Y%m%d").ok()).flatten();
        if day.is_none() {
            let at = self.at + 3 + first_that_is_no_digit(written);
            self.reading.report(BadDate, format!("{written} is no date written YYYYMMDD."), Some(at));
        }
        day
    }

    fn lot(&mut self, lot: &str) {
        if !lot.is_empty() {
            self.reading.add("LOT", "Lot number", lot);
            self.reading.lot_number = self.no_longer_than_18(lot);
        }
    }

    fn serial(&mut self, serial: &str) {
        if !serial.is_empty() {
            self.reading.add("S", "Serial number", serial);
            self.reading.serial = self.no_longer_than_18(serial);
        }
    }

    fn no_longer_than_18(&mut self, value: &str) -> Option<String> {
        if value.len() > 18 {
            self.reading.report(BadLength, "A lot or serial number has at most 18 characters.", Some(self.at + 18));
        }
        (value.len() <= 18).then(|| value.to_owned())
    }

    fn count(&mut self, quantity: &str, at: usize) {
        self.reading.add("Q", "Quantity", quantity);
        let digits = !quantity.is_empty() && quantity.bytes().all(|byte| byte.is_ascii_digit());
        match quantity.parse().ok().filter(|_| digits) {
            Some(count) => self.reading.count = Some(count),
            None => {
                let at = at + first_that_is_no_digit(quantity);
                self.reading.report(BadValue, "The quantity is no number.", Some(at));
            }
        }
    }

    fn skip(&mut self, flag: &str) -> bool {
        let found = self.rest.starts_with(flag);
        if found {
            self.take(flag.len());
        }
        found
    }

    fn take(&mut self, count: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or((self.rest, ""));
        (self.rest, self.at) = (rest, self.at + taken.len());
        taken
    }
}

/// Where a text that should be a number is none; its start where it has digits only, and too few or too many.
fn first_that_is_no_digit(text: &str) -> usize {
    text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or_default()
}

/// The last day that a date stands for as a whole: with an hour, the day before.
fn expiry_date(layout: &str, written: &str, reference_date: NaiveDate) -> Option<NaiveDate> {
    if written.len() != layout.len() || !written.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = |digits: &str| digits.parse().ok().map(|digits| full_year(digits, reference_date));
    match layout {
        "MMYY" => last_of_month(year(written.get(2..)?)?, written.get(..2)?.parse().ok()?),
        "MMDDYY" => day(&format!("{}{}", written.get(4..)?, written.get(..4)?), reference_date),
        "YYMMDD" => day(written, reference_date),
        "YYMMDDHH" => before_hour(day(written.get(..6)?, reference_date)?, written.get(6..)?),
        "YYJJJHH" => before_hour(day_of_year(year(written.get(..2)?)?, written.get(2..5)?)?, written.get(5..)?),
        _ => day_of_year(year(written.get(..2)?)?, written.get(2..5)?),
    }
}

fn day_of_year(year: i32, written: &str) -> Option<NaiveDate> {
    NaiveDate::from_yo_opt(year, written.parse().ok()?)
}

/// The last whole day before this hour of `day`: hour 24 is its end.
fn before_hour(day: NaiveDate, hour: &str) -> Option<NaiveDate> {
    match hour.parse::<u32>().ok()? {
        0..=23 => day.pred_opt(),
        24 => Some(day),
        _ => None,
    }
}

fn day(written: &str, reference_date: NaiveDate) -> Option<NaiveDate> {
    day_of(written, DayZero::Refused, reference_date).ok()
}
