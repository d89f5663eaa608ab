//! Numbers that spreadsheets damage: `3.00239E+13`, `300239232013.0`, zeros that stood in front.

use super::gtin;

/// What a spreadsheet made of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Damage {
    /// All digits are still there: this is the number.
    Restored(String),
    /// Digits are lost for good.
    Lost,
}

/// Recognises a number in scientific notation, or with empty decimals.
pub(super) fn of(text: &str) -> Option<Damage> {
    let (mantissa, exponent) = text.split_once(['E', 'e']).unwrap_or((text, ""));
    let (whole, decimals) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let scientific = text.len() != mantissa.len();
    let digits = exponent.strip_prefix('+').unwrap_or(exponent);
    let exponent: usize = if scientific { digits.parse().ok()? } else { 0 };
    let shaped = gtin::is_digits(whole) && (gtin::is_digits(decimals) || mantissa.len() == whole.len());
    if !shaped || !(scientific && exponent < 20 || !decimals.is_empty() && decimals.bytes().all(|digit| digit == b'0'))
    {
        return None;
    }
    Some(match decimals.trim_end_matches('0').len() {
        _ if !scientific => Damage::Restored(whole.to_owned()),
        kept if kept == exponent => Damage::Restored(format!("{whole}{decimals}", decimals = decimals.get(..kept)?)),
        _ => Damage::Lost,
    })
}

/// The number with the zeros that stood in front, when its check digit says that they were there.
pub(super) fn zeros_in_front(digits: &str) -> Option<String> {
    let full = match digits.len() {
        7 => 8,
        9..=11 => 12,
        _ => return None,
    };
    gtin::verify(digits).is_ok().then(|| format!("{digits:0>full$}"))
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
        for text in ["", "E", "1E", "ABC", "300239232013", "1.5", "E12", "12E400", "1.2.0", "REF1E5X"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn zeros_in_front_are_put_back_when_the_check_digit_fits() {
        assert_eq!(zeros_in_front("42100005264").as_deref(), Some("042100005264"));
        assert_eq!(zeros_in_front("42100005265"), None);
    }
}
