//! Units that came against what they became: of one lot, at one site, over some days.
//!
//! The equation: opening + received = used + consumed + sold + wasted + returned + destroyed − adjusted − counted −
//! transferred + in transit + closing. Every entry of the ledger has one account, so that it adds to one of these and to the
//! closing; what is taken back is booked against the account of what it takes back, on the same day.

use entity::{entry::LedgerAccount, fixed_point::Quantity};

/// The units of a lot at a site, in base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// There before the first day, and what was there when the books were opened in between.
    pub opening: Quantity,
    /// Came from suppliers.
    pub received: Quantity,
    /// Used with patients.
    pub used: Quantity,
    /// Used without a patient.
    pub consumed: Quantity,
    /// Sold, less what came back.
    pub sold: Quantity,
    /// Wasted.
    pub wasted: Quantity,
    /// Sent back to suppliers.
    pub returned: Quantity,
    /// Destroyed.
    pub destroyed: Quantity,
    /// Set right by a person, signed.
    pub adjusted: Quantity,
    /// Found by measuring, signed.
    pub counted: Quantity,
    /// Came from other sites and lots, less what went there.
    pub transferred: Quantity,
    /// On the way between sites.
    pub in_transit: Quantity,
    /// There after the last day.
    pub closing: Quantity,
    /// Used with patients or sold, and never booked.
    pub unbooked: Quantity,
}

impl Reconciliation {
    /// Adds what moved before the first day.
    pub fn add_before(&mut self, quantity: Quantity) {
        add(&mut self.opening, quantity);
        add(&mut self.closing, quantity);
    }

    /// Adds what moved against an account on one of the days, signed as the balance saw it.
    pub fn add(&mut self, account: LedgerAccount, quantity: Quantity) {
        use LedgerAccount as Account;
        let (sum, quantity_there) = match account {
            Account::Opening => (&mut self.opening, quantity),
            Account::Supplier => (&mut self.received, quantity),
            Account::Treatment => (&mut self.used, quantity.negated()),
            Account::Consumption => (&mut self.consumed, quantity.negated()),
            Account::Sale => (&mut self.sold, quantity.negated()),
            Account::Waste => (&mut self.wasted, quantity.negated()),
            Account::SupplierReturn => (&mut self.returned, quantity.negated()),
            Account::Destruction => (&mut self.destroyed, quantity.negated()),
            Account::Adjustment => (&mut self.adjusted, quantity),
            Account::Count => (&mut self.counted, quantity),
            Account::Transit | Account::LotCorrection => (&mut self.transferred, quantity),
            // It moves value alone.
            Account::CostVariance => return,
        };
        add(sum, quantity_there);
        add(&mut self.closing, quantity);
    }

    /// Adds what was used and the books do not have.
    pub fn add_unbooked(&mut self, quantity: Quantity) {
        add(&mut self.unbooked, quantity);
    }

    /// What nobody can say where it is or came from: adjusted, found by measuring, never booked. Each counts by itself, so
    /// that a loss and a find do not hide each other.
    pub fn unaccounted(&self) -> Quantity {
        [self.adjusted, self.counted, self.unbooked].map(|part| Quantity(part.0.saturating_abs())).into_iter().sum()
    }

    /// Whether both sides of the equation are the same.
    pub fn is_balanced(&self) -> bool {
        let came: Quantity = [self.opening, self.received].into_iter().sum();
        let became = [self.used, self.consumed, self.sold, self.wasted, self.returned, self.destroyed, self.in_transit];
        let signed = [self.adjusted, self.counted, self.transferred].map(Quantity::negated);
        came == became.into_iter().chain(signed).chain([self.closing]).sum()
    }
}

fn add(sum: &mut Quantity, quantity: Quantity) {
    sum.0 = sum.0.saturating_add(quantity.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sea_orm::Iterable;

    proptest! {
        #[test]
        fn whatever_moves_both_sides_are_the_same(
            before in prop::collection::vec(-1_000_000_i64..1_000_000, 0..10),
            moved in prop::collection::vec((0_usize..12, -1_000_000_i64..1_000_000), 0..40),
        ) {
            let accounts: Vec<LedgerAccount> = LedgerAccount::iter().collect();
            let mut all = Reconciliation::default();
            before.iter().for_each(|quantity| all.add_before(Quantity(*quantity)));
            moved.iter().for_each(|(account, quantity)| all.add(accounts[*account], Quantity(*quantity)));
            let sum: i64 = before.iter().chain(moved.iter().map(|(_, quantity)| quantity)).sum();
            prop_assert_eq!(all.closing, Quantity(sum));
            prop_assert!(all.is_balanced());
        }
    }

    #[test]
    fn a_loss_and_a_find_do_not_hide_each_other() {
        let mut all = Reconciliation::default();
        all.add(LedgerAccount::Adjustment, Quantity(-40));
        all.add(LedgerAccount::Count, Quantity(5));
        all.add_unbooked(Quantity(40));
        assert_eq!(all.unaccounted(), Quantity(85));
    }
}
