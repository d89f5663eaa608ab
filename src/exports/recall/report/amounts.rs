//! Amounts as an inspector reads them: in base units, and in the containers that stand on a shelf.

use entity::{fixed_point::Quantity, product};

/// How amounts of a product are said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    unit: String,
    container: String,
    contents: Quantity,
}

impl Measure {
    /// Of this product.
    pub fn of_product(product: &product::Model) -> Self {
        Self { unit: product.unit.clone(), container: product.container_name.clone(), contents: product.contents }
    }

    /// For pages that are made up.
    #[cfg(test)]
    pub fn for_tests(unit: &str, container: &str, contents: Quantity) -> Self {
        Self { unit: unit.to_owned(), container: container.to_owned(), contents }
    }

    /// An amount: `200 U (2 vials)`; a part of a container by hundredths, `35 U (0.35 vials)`.
    pub fn said(&self, quantity: Quantity) -> String {
        let base = format!("{quantity} {}", self.unit);
        if quantity == Quantity::ZERO || self.contents == Quantity::ZERO {
            return base;
        }
        let containers = Quantity::whole(1).share(quantity, self.contents).unwrap_or_default();
        let hundredths = containers.to_decimal().round_dp(2).normalize();
        let plural =
            if containers == Quantity::whole(1) || containers.negated() == Quantity::whole(1) { "" } else { "s" };
        format!("{base} ({hundredths} {}{plural})", self.container)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_said_in_base_units_and_in_containers() {
        let vials = Measure { unit: "U".to_owned(), container: "vial".to_owned(), contents: Quantity::whole(100) };
        for (units, said) in [
            (Quantity::whole(200), "200 U (2 vials)"),
            (Quantity::whole(100), "100 U (1 vial)"),
            (Quantity::whole(35), "35 U (0.35 vials)"),
            (Quantity::whole(-5), "-5 U (-0.05 vials)"),
            (Quantity::ZERO, "0 U"),
        ] {
            assert_eq!(vials.said(units), said);
        }
    }
}
