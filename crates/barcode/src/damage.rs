//! Numbers that spreadsheets damage: `3.00239E+13`, `300239232013.0`, zeros that stood in front.

use super::gtin;

/// Digits of the numbers that are worth a word.
const FEWEST_DIGITS: usize = 8;
const MOST_DIGITS: usize = 20;

/// What a spreadsheet made of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Damage {
    /// All digits are still there: this is the number.
    Restored(String),
    /// Digits are lost for good.
    Lost,
}

/// Recognises a number in scientific notation, or with empty decimals. Shorter numbers than a code's are left alone.
pub(super) fn of(text: &str) -> Option<Damage> {
    let (mantissa, exponent) = match text.split_once(['E', 'e']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix('+')?.parse().ok()?),
        None => (text, 0),
    };
    let (whole, decimals) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    let kept = decimals.trim_end_matches('0');
    let changed = mantissa.len() != text.len() || mantissa.len() != whole.len();
    let long = (FEWEST_DIGITS..=MOST_DIGITS).contains(&(whole.len() + exponent));
    if !changed || !long || !gtin::is_digits(whole) || !gtin::is_digits(decimals) || kept.len() > exponent {
        return None;
    }
    Some(match kept.len() == exponent {
        true => Damage::Restored(format!("{whole}{kept}")),
        false => Damage::Lost,
    })
}

/// The number with the zeros that stood in front, when its check digit says that they were there.
pub(super) fn zeros_in_front(digits: &str) -> Option<String> {
    // A shorter number is too often something else whose last digit fits by chance.
    (matches!(digits.len(), 10 | 11) && gtin::verify(digits).is_ok()).then(|| format!("{digits:0>12}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scientific_notation_without_all_digits_is_lost_for_good() {
        for text in ["3.00239E+13", "3E+11", "3,0024E+11", "3.00e+12"] {
            assert_eq!(of(text), Some(Damage::Lost), "{text}");
        }
    }

    #[test]
    fn a_number_whose_digits_are_all_there_is_restored() {
        for text in ["3.00239232013E+11", "300239232013.0", "300239232013,00"] {
            assert_eq!(of(text), Some(Damage::Restored("300239232013".to_owned())), "{text}");
        }
    }

    #[test]
    fn other_texts_are_not_damaged_numbers() {
        for text in [
            "",
            "E",
            "1E",
            "ABC",
            "300239232013",
            "1.5",
            "E12",
            "12E400",
            "1.2.0",
            "REF1E5X",
            "12E4",
            "10.0",
            "1E+5",
            "123E45678",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn zeros_in_front_are_put_back_when_the_check_digit_fits() {
        assert_eq!(zeros_in_front("42100005264").as_deref(), Some("042100005264"));
        assert_eq!(zeros_in_front("42100005265"), None);
    }
}
