//! What spreadsheets make of texts that look like numbers, days or formulas to them.

/// What a spreadsheet writes where a formula of its has no value; a column that is too narrow shows signs only.
const ERRORS: [&str; 9] = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];

/// Months as spreadsheets shorten them.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What a spreadsheet seems to have made of a lot number, a serial number or an id; `None` for a text that it left alone.
pub(super) fn spreadsheet_damage(text: &str) -> Option<&'static str> {
    if ERRORS.contains(&text) || text.len() > 2 && text.bytes().all(|byte| byte == b'#') {
        return Some("this is an error of the spreadsheet, and no value");
    }
    if is_scientific(text) {
        return Some("a spreadsheet made a number of it and lost digits");
    }
    if is_month_and_day(text) {
        return Some("a spreadsheet made a day of it");
    }
    text.strip_suffix(".0").filter(|whole| is_digits(whole)).map(|_| "a spreadsheet made a number with decimals of it")
}

/// `1.2E+05`: digits, an exponent with its sign, as spreadsheets write it.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let (whole, decimals) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['+', '-']);
    is_digits(whole) && is_digits(decimals) && exponent.is_some_and(is_digits)
}

/// `12-Jan`, `Jan-12`, `12-Jan-2027`.
fn is_month_and_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_month = |part: &&str| MONTHS.contains(part);
    let is_number = |part: &str| part.len() <= 4 && is_digits(part);
    match parts.as_slice() {
        [day, month] if is_month(month) => is_number(day),
        [month, year] if is_month(month) => is_number(year),
        [day, month, year] if is_month(month) => is_number(day) && is_number(year),
        _ => false,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_changed_is_named() {
        for text in [
            "1.2E+05",
            "1E+05",
            "3,0024E+11",
            "1.2e-05",
            "12-Jan",
            "Jan-12",
            "3-Mar-2027",
            "#REF!",
            "#N/A",
            "#NAME?",
            "########",
            "123.0",
            "300239232013.0",
        ] {
            assert!(spreadsheet_damage(text).is_some(), "{text}");
        }
    }

    #[test]
    fn numbers_of_lots_as_firms_print_them_are_left_alone() {
        for text in [
            "",
            "C3016C3",
            "1E5",
            "12E05",
            "12-JAN",
            "JAN12",
            "21-A",
            "123",
            "12.50",
            "1.0.0",
            "#4",
            "A.0",
            "MAR-1A",
            "E+05",
            "2027-01-12",
        ] {
            assert_eq!(spreadsheet_damage(text), None, "{text}");
        }
    }
}
