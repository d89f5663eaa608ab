//! For how long a delivery is good when it comes.

/// What shows how long a delivery will be good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShelfLifeSource {
    /// So many lots that came from the supplier who would be asked.
    SupplierLots(usize),
    /// So many lots, whoever they came from.
    AllLots(usize),
    /// What the product asks for.
    Product,
}

/// For how many days a delivery is good on the day it comes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShelfLife {
    /// Days.
    pub days: f64,
    /// How it is known.
    pub source: ShelfLifeSource,
}

impl ShelfLife {
    /// What recent lots show: the middle of those of the supplier, else of all; else `asked_for`, what the product asks
    /// of a delivery. The middle, since one delivery that is short dated, or uncommonly fresh, says little of the next.
    pub fn known(of_supplier: &[f64], of_all: &[f64], asked_for: Option<f64>) -> Option<Self> {
        let shown = |lots: &[f64], source| middle(lots).map(|days| Self { days, source });
        shown(of_supplier, ShelfLifeSource::SupplierLots(of_supplier.len()))
            .or_else(|| shown(of_all, ShelfLifeSource::AllLots(of_all.len())))
            .or_else(|| asked_for.map(|days| Self { days, source: ShelfLifeSource::Product }))
    }

    /// How it is known, in words.
    pub fn because(&self) -> String {
        match self.source {
            ShelfLifeSource::SupplierLots(1) => "as the one lot of the supplier in two years".to_owned(),
            ShelfLifeSource::SupplierLots(lots) => format!("the middle of {lots} lots of the supplier in two years"),
            ShelfLifeSource::AllLots(1) => "as the one lot of two years, of another supplier".to_owned(),
            ShelfLifeSource::AllLots(lots) => format!("the middle of {lots} lots of two years, of other suppliers"),
            ShelfLifeSource::Product => "the shortest that the product accepts".to_owned(),
        }
    }
}

/// The median; `None` of nothing.
fn middle(days: &[f64]) -> Option<f64> {
    let mut days = days.to_vec();
    days.sort_by(f64::total_cmp);
    let (lower, upper) = (days.len().checked_sub(1)? / 2, days.len() / 2);
    Some(f64::midpoint(*days.get(lower)?, *days.get(upper)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_short_dated_delivery_does_not_say_how_long_the_next_is_good() {
        let known = ShelfLife::known(&[700.0, 20.0, 690.0], &[5.0], Some(90.0));
        assert_eq!(known, Some(ShelfLife { days: 690.0, source: ShelfLifeSource::SupplierLots(3) }));
    }

    #[test]
    fn what_others_delivered_counts_before_what_the_product_asks_for() {
        let known = ShelfLife::known(&[], &[100.0, 200.0], Some(90.0));
        assert_eq!(known, Some(ShelfLife { days: 150.0, source: ShelfLifeSource::AllLots(2) }));
        let known = ShelfLife::known(&[], &[], Some(90.0));
        assert_eq!(known, Some(ShelfLife { days: 90.0, source: ShelfLifeSource::Product }));
        assert_eq!(ShelfLife::known(&[], &[], None), None);
    }
}
