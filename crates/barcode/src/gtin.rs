//! Article numbers: GTIN-8, UPC-E, GTIN-12, GTIN-13 and GTIN-14 are one number with more or fewer zeros in front.

use thiserror::Error;

/// Why a number is no GTIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum GtinError {
    /// Something else than digits.
    #[error("a GTIN has digits only")]
    NotDigits,
    /// Another length.
    #[error("a GTIN has 8, 12, 13 or 14 digits, not {0}")]
    Length(usize),
    /// The last digit does not fit the others.
    #[error("the check digit is {found} and should be {expected}: a digit was misread or mistyped")]
    CheckDigit {
        /// The digit that would fit.
        expected: char,
        /// The digit that stands there.
        found: char,
    },
}

/// The check digit of these digits, as a character: weighted 3, 1, 3, 1 … from the right, it fills the sum up to a multiple of
/// ten (GS1 General Specifications, section 7.9.1). Anything that is no digit counts as nothing.
pub fn check_digit(body: &[u8]) -> u8 {
    let weighted = |(index, byte): (usize, &u8)| {
        let digit = u32::from(byte.wrapping_sub(b'0') % 10);
        if index % 2 == 0 { digit * 3 } else { digit }
    };
    let sum: u32 = body.iter().rev().enumerate().map(weighted).sum();
    b'0' + ((10 - sum % 10) % 10) as u8
}

/// The 14 digits that stand for a GTIN of whatever length.
///
/// # Errors
/// When it is no GTIN: not digits, another length, a wrong check digit.
pub fn normalise(digits: &str) -> Result<String, GtinError> {
    if !is_digits(digits) {
        return Err(GtinError::NotDigits);
    }
    if !matches!(digits.len(), 8 | 12 | 13 | 14) {
        return Err(GtinError::Length(digits.len()));
    }
    verify(digits).map(|()| fill_up(digits))
}

/// The GTIN-12 that a UPC-E stands for: eight digits with number system and check digit, or the six between them.
///
/// The last of the six says where the zeros were left out (GS1 General Specifications, on UPC-E). Nothing when it is no
/// UPC-E or its check digit is wrong.
pub fn expand_upc_e(digits: &str) -> Option<String> {
    if !is_digits(digits) {
        return None;
    }
    let (system, six, check) = match digits.len() {
        6 => ("0", digits, None),
        8 => (digits.get(..1)?, digits.get(1..7)?, digits.get(7..)),
        _ => return None,
    };
    let (five, last) = six.split_at_checked(5)?;
    let body = match last {
        "0" | "1" | "2" => format!("{system}{}{last}0000{}", five.get(..2)?, five.get(2..)?),
        "3" => format!("{system}{}00000{}", five.get(..3)?, five.get(3..)?),
        "4" => format!("{system}{}00000{}", five.get(..4)?, five.get(4..)?),
        _ => format!("{system}{five}0000{last}"),
    };
    let expected = char::from(check_digit(body.as_bytes())).to_string();
    let fits = matches!(system, "0" | "1") && check.is_none_or(|check| check == expected);
    fits.then(|| body + &expected)
}

/// A GTIN with zeros in front up to 14 digits.
pub fn fill_up(digits: &str) -> String {
    format!("{digits:0>14}")
}

/// True for digits only, and at least one.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Judges the check digit of digits.
pub(super) fn verify(digits: &str) -> Result<(), GtinError> {
    let (found, body) = digits.as_bytes().split_last().ok_or(GtinError::Length(0))?;
    match check_digit(body) {
        expected if expected == *found => Ok(()),
        expected => Err(GtinError::CheckDigit { expected: expected.into(), found: (*found).into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_becomes_the_same_fourteen_digits() {
        for digits in ["300239232013", "0300239232013", "00300239232013"] {
            assert_eq!(normalise(digits).as_deref(), Ok("00300239232013"));
        }
        assert_eq!(normalise("96385074").as_deref(), Ok("00000096385074"));
    }

    #[test]
    fn a_wrong_check_digit_is_named_with_the_right_one() {
        assert_eq!(normalise("300239232014"), Err(GtinError::CheckDigit { expected: '3', found: '4' }));
    }

    #[test]
    fn what_is_no_gtin_is_refused() {
        assert_eq!(normalise("30023923201"), Err(GtinError::Length(11)));
        assert_eq!(normalise(""), Err(GtinError::NotDigits));
        assert_eq!(normalise("30023923201X"), Err(GtinError::NotDigits));
    }

    #[test]
    fn a_upc_e_is_expanded_by_its_last_digit() {
        for (short, long) in [
            ("04252614", "042100005264"),
            ("01234531", "012300000451"),
            ("01234543", "012340000053"),
            ("01234565", "012345000065"),
        ] {
            assert_eq!(expand_upc_e(short).as_deref(), Some(long), "{short}");
        }
        assert_eq!(expand_upc_e("425261").as_deref(), Some("042100005264"));
    }

    #[test]
    fn eight_digits_that_are_no_upc_e_are_not_expanded() {
        for digits in ["04252615", "24252614", "0425261", "0425261A", ""] {
            assert_eq!(expand_upc_e(digits), None, "{digits}");
        }
    }
}
