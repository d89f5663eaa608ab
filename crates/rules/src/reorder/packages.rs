//! How many packages cover a need.

use entity::fixed_point::Quantity;

/// The packages that cover `need`, at least the supplier's minimum; none where nothing is needed. A package that holds
/// nothing covers nothing.
pub fn packages_to_order(need: Quantity, minimum: Quantity, package: Quantity) -> i64 {
    if need <= Quantity::ZERO || package <= Quantity::ZERO {
        return 0;
    }
    let wanted = need.max(minimum);
    let (whole, rest) = (wanted.0 / package.0, wanted.0 % package.0);
    if rest == 0 { whole } else { whole.saturating_add(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packages_cover_the_need_and_one_less_would_not(need in 1_i64..1_000_000, package in 1_i64..10_000) {
            let packages = packages_to_order(Quantity(need), Quantity::ZERO, Quantity(package));
            prop_assert!(packages * package >= need);
            prop_assert!((packages - 1) * package < need);
        }
    }
}
