//! National Drug Codes of the United States: ten digits in three groups, and the GTIN that carries them without the hyphens.

use super::gtin::{check_digit, is_digits};

/// Digits of labeler, product and package in a 10-digit code.
const SHAPES: [(usize, usize); 3] = [(4, 4), (5, 3), (5, 4)];

/// The drug codes that a printed code can stand for, in the 10-digit form with hyphens.
///
/// With hyphens in ten digits it is one. The 11-digit form of insurers (5-4-2) has a zero filled in where a group was short:
/// every group that begins with a zero is a candidate. Digits without hyphens have all places of the hyphens as candidates.
pub fn candidates(printed: &str) -> Vec<String> {
    let groups: Vec<&str> = printed.split('-').collect();
    if !groups.iter().all(|group| is_digits(group)) {
        return Vec::new();
    }
    match (groups.as_slice(), printed.len()) {
        ([labeler, product, _], 12) if SHAPES.contains(&(labeler.len(), product.len())) => vec![printed.to_owned()],
        ([labeler, product, package], 13) => shorten(labeler, product, package),
        ([_], 10) => SHAPES.iter().filter_map(|shape| hyphenate(printed, *shape)).collect(),
        ([_], 11) => split_3(printed, (5, 4)).map_or_else(Vec::new, |(l, p, k)| shorten(l, p, k)),
        _ => Vec::new(),
    }
}

/// The 14-digit GTIN of a drug's single package: 03, the ten digits, and a check digit.
pub fn gtin(ndc: &str) -> Option<String> {
    let digits: String = ndc.chars().filter(|character| *character != '-').collect();
    if digits.len() != 10 || !is_digits(&digits) {
        return None;
    }
    let body = format!("003{digits}");
    let check = char::from(check_digit(body.as_bytes()));
    Some(format!("{body}{check}"))
}

/// The drug codes that a 14-digit GTIN can stand for: it never tells where the hyphens stood. None when it is no drug of the
/// United States.
pub fn in_gtin(gtin: &str) -> Vec<String> {
    match gtin.get(1..3) {
        Some("03") if gtin.len() == 14 => gtin.get(3..13).map(candidates).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The 10-digit forms of a 5-4-2 code.
fn shorten(labeler: &str, product: &str, package: &str) -> Vec<String> {
    if (labeler.len(), product.len(), package.len()) != (5, 4, 2) {
        return Vec::new();
    }
    let cut = |group: &str| group.strip_prefix('0').map(str::to_owned);
    let forms = [
        cut(labeler).map(|labeler| format!("{labeler}-{product}-{package}")),
        cut(product).map(|product| format!("{labeler}-{product}-{package}")),
        cut(package).map(|package| format!("{labeler}-{product}-{package}")),
    ];
    forms.into_iter().flatten().collect()
}

fn hyphenate(digits: &str, shape: (usize, usize)) -> Option<String> {
    split_3(digits, shape).map(|(labeler, product, package)| format!("{labeler}-{product}-{package}"))
}

fn split_3(digits: &str, (labeler, product): (usize, usize)) -> Option<(&str, &str, &str)> {
    let (first, rest) = digits.split_at_checked(labeler)?;
    let (second, third) = rest.split_at_checked(product)?;
    Some((first, second, third))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_with_hyphens_in_ten_digits_is_one_code_only() {
        for printed in ["0023-9232-01", "63323-165-05", "50242-0040-6"] {
            assert_eq!(candidates(printed), [printed]);
        }
    }

    #[test]
    fn a_gtin_does_not_tell_where_the_hyphens_stood() {
        assert_eq!(in_gtin("00300239232013"), ["0023-9232-01", "00239-232-01", "00239-2320-1"]);
    }

    #[test]
    fn a_case_of_a_drug_names_the_drug_as_well() {
        assert_eq!(in_gtin("50300239232018").first().map(String::as_str), Some("0023-9232-01"));
    }

    #[test]
    fn the_eleven_digits_of_insurers_keep_every_zero_that_can_be_filled_in() {
        assert_eq!(candidates("00023-9232-01"), ["0023-9232-01", "00023-9232-1"]);
        assert_eq!(candidates("63323016505"), ["63323-165-05", "63323-0165-5"]);
        assert_eq!(candidates("12345-6789-12"), [""; 0]);
    }

    #[test]
    fn a_drug_code_becomes_its_gtin_with_or_without_hyphens() {
        for printed in ["0023-9232-01", "0023923201"] {
            assert_eq!(gtin(printed).as_deref(), Some("00300239232013"));
        }
        assert_eq!(gtin("0023-3919-50").as_deref(), Some("00300233919507"));
        assert_eq!(gtin("00023-9232-01"), None);
    }

    #[test]
    fn other_numbers_are_no_drug_codes() {
        for printed in ["", "-", "0023-9232", "023-9232-001", "0023-9232-0A", "0023--923201", "123456789"] {
            assert_eq!(candidates(printed), [""; 0], "{printed}");
        }
        assert_eq!(in_gtin("07540161860004"), [""; 0]);
    }
}
