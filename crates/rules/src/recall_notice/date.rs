//! Dates as notices write them, so that none is taken for a lot: `10/29/2015`, `31-Mar-2013`, `November 4, 2025`.

use super::piece::{Gap, Piece};

const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const LONG_MONTHS: [&str; 13] = [
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "SEPT",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER",
];

/// How many pieces from the first on are one date: 0 where it begins none.
pub(super) fn length(pieces: &[Piece<'_>]) -> usize {
    let at =
        |place: usize| pieces.get(place).filter(|piece| place == 0 || piece.gap <= Gap::Mark).map(|piece| piece.text);
    let is = |place: usize, test: fn(&str) -> bool| at(place).is_some_and(test);
    if is(0, is_separated) {
        1
    } else if is(0, is_month) && is(1, is_day) && is(2, is_long_year)
        || is(0, is_day) && is(1, is_month) && is(2, is_year)
    {
        3
    } else if is(0, is_month) && (is(1, is_long_year) || is(1, is_day)) {
        2
    } else {
        0
    }
}

/// Digits that may be a day or a month: `072915`, `20150708`, `102015`, `2015`.
pub(super) fn is_bare(digits: &str) -> bool {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    match digits.len() {
        4 => is_long_year(digits) || is_month_and_day(part(0, 2), part(2, 4)),
        6 => {
            let [one, two, three] = [part(0, 2), part(2, 4), part(4, 6)];
            is_month_and_day(one, two)
                || is_month_and_day(two, one)
                || is_month_and_day(two, three)
                || is_of_month(part(0, 2)) && is_long_year(part(2, 6))
                || is_long_year(part(0, 4)) && is_of_month(part(4, 6))
        }
        8 => {
            let ends_with_year = is_long_year(part(4, 8)) && either_way(part(0, 2), part(2, 4));
            ends_with_year || is_long_year(part(0, 4)) && is_month_and_day(part(4, 6), part(6, 8))
        }
        _ => false,
    }
}

/// Letters and digits in one that are a date where one is expected: `31MAR2013`, `MAR13`.
pub(super) fn is_glued(text: &str) -> bool {
    let text = text.to_ascii_uppercase();
    let letters = text.find(|character: char| character.is_ascii_alphabetic());
    let Some((day, rest)) = letters.and_then(|start| text.split_at_checked(start)) else { return false };
    let end = rest.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(rest.len());
    let Some((month, year)) = rest.split_at_checked(end) else { return false };
    (day.is_empty() || is_day(day)) && is_month(month) && is_year(year)
}

/// Parts with slashes, hyphens or points between them: all of them numbers, or a month by name.
fn is_separated(text: &str) -> bool {
    let Some(separator) = text.chars().find(|character| matches!(character, '/' | '-' | '.')) else { return false };
    let parts: Vec<&str> = text.splitn(4, separator).collect();
    match parts.as_slice() {
        [one, two, three] => {
            is_day(one) && is_month(two) && is_year(three)
                || is_month(one) && is_day(two) && is_year(three)
                || either_way(one, two) && is_year(three)
                || is_long_year(one) && is_month_and_day(two, three)
        }
        [one, two] => {
            (is_of_month(one) || is_month(one)) && is_year(two)
                || is_long_year(one) && (is_of_month(two) || is_month(two))
                || separator == '/' && is_month_and_day(one, two)
        }
        _ => false,
    }
}

fn either_way(one: &str, two: &str) -> bool {
    is_month_and_day(one, two) || is_month_and_day(two, one)
}

fn is_month_and_day(month: &str, day: &str) -> bool {
    is_of_month(month) && within(day, 1, 31)
}

fn is_of_month(text: &str) -> bool {
    within(text, 1, 12)
}

/// `4`, `04`, `4th`.
fn is_day(text: &str) -> bool {
    let digits = text.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let ending = text.get(digits.len()..).unwrap_or_default().to_ascii_uppercase();
    matches!(ending.as_str(), "" | "ST" | "ND" | "RD" | "TH") && within(digits, 1, 31)
}

fn within(text: &str, least: u32, most: u32) -> bool {
    text.len() <= 2 && text.parse().is_ok_and(|number| (least..=most).contains(&number))
}

fn is_year(text: &str) -> bool {
    is_long_year(text) || (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_long_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year| (1990..=2099_u32).contains(&year))
}

fn is_month(text: &str) -> bool {
    let word = text.to_ascii_uppercase();
    MONTHS.contains(&word.as_str()) || LONG_MONTHS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recall_notice::piece;

    #[test]
    fn dates_are_known_in_all_their_spellings() {
        for text in [
            "10/29/2015",
            "10/12",
            "12/2019",
            "2015/07/08",
            "10-2014",
            "31-Mar-2013",
            "November 4, 2025",
            "31 Mar 2013",
            "5/6/2011",
            "May 17",
            "07/2014",
            "2013-02-19",
            "Mar-2013",
        ] {
            let pieces = piece::cut(text);
            assert_eq!(length(&pieces), pieces.len(), "{text}");
        }
    }

    #[test]
    fn numbers_of_other_shapes_are_no_dates() {
        for text in ["010-55-25", "L1P1-6100", "12G468", "0023-1145-01", "10108716", "13F18C0374", "21511153", "mar"] {
            assert_eq!(length(&piece::cut(text)), 0, "{text}");
            assert!(!is_bare(text), "{text}");
        }
    }

    #[test]
    fn bare_digits_may_be_a_date() {
        for digits in ["072915", "052012", "20150708", "10292015", "2015", "1015"] {
            assert!(is_bare(digits), "{digits}");
        }
        assert!(is_glued("31MAR2013") && is_glued("Mar13") && !is_glued("BTRX7654") && !is_glued("MAR"));
    }
}
