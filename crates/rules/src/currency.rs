//! Currencies: the smallest amount that can be paid in each, by ISO 4217.
//!
//! The standard gives the minor unit as a number of decimals. Nearly all currencies have two; those that have another
//! number are listed here, and nothing else of the standard is needed: which codes there are is the clinic's to know.

use entity::fixed_point::{DECIMALS, Money};

/// Currencies without a minor unit.
const NO_DECIMALS: [&str; 17] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
];
/// Currencies whose minor unit is a thousandth.
const THREE_DECIMALS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
/// Units of account with four decimals.
const FOUR_DECIMALS: [&str; 2] = ["CLF", "UYW"];

/// How many decimals an amount in this currency has when it is paid.
pub fn decimals(code: &str) -> u32 {
    if NO_DECIMALS.contains(&code) {
        0
    } else if THREE_DECIMALS.contains(&code) {
        3
    } else if FOUR_DECIMALS.contains(&code) {
        4
    } else {
        2
    }
}

/// The smallest amount that can be paid in this currency: a cent.
pub fn minor_unit(code: &str) -> Money {
    Money(10_i64.pow(DECIMALS.saturating_sub(decimals(code))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cent_a_yen_and_a_fils_are_what_can_be_paid() {
        assert_eq!(minor_unit("USD"), Money(100));
        assert_eq!(minor_unit("JPY"), Money(10_000));
        assert_eq!(minor_unit("KWD"), Money(10));
        assert_eq!(minor_unit("CLF"), Money(1));
        assert_eq!(minor_unit("CHF"), Money(100), "nobody pays a rappen, and it is one all the same");
    }
}
