//! Whether every unit of a recalled lot at a site is accounted for.
//!
//! Accounted for is what was used with a patient or without one, sold, wasted, returned or destroyed with its reason, and
//! what is on hand and was counted since the recall opened. What was adjusted away, what differed in opened containers,
//! what was used and never booked, and what nobody counted is not: each such amount counts by itself, so that a loss and
//! a find do not hide each other.

use crate::reconciliation::Reconciliation;
use entity::{
    entry::LedgerAccount,
    fixed_point::Quantity,
    id::{LotId, SiteId},
};
use std::collections::BTreeMap;

/// What a lot came to at a site: the sum of its entries by account, signed as the balance saw them.
pub type Moved = BTreeMap<LedgerAccount, Quantity>;

/// What the site last counted of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What the books said then.
    pub booked: Quantity,
    /// What was there.
    pub counted: Quantity,
    /// What came to the balance since.
    pub came_since: Quantity,
}

/// Every unit of a recalled lot at a site, since the books were opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accounting {
    /// The lot.
    pub lot_id: LotId,
    /// The site.
    pub site_id: SiteId,
    /// What came and what became of it, over all days.
    pub units: Reconciliation,
    /// On hand, and not as somebody counted it.
    pub not_counted: Quantity,
}

impl Accounting {
    /// The accounting of `moved`.
    pub fn of(lot_id: LotId, site_id: SiteId, moved: &Moved, unbooked: Quantity, last: Option<Counted>) -> Self {
        let mut units = Reconciliation::default();
        moved.iter().for_each(|(account, quantity)| units.add(*account, *quantity));
        units.add_unbooked(unbooked);
        Self { lot_id, site_id, units, not_counted: not_counted(units.closing, last) }
    }

    /// What is not accounted for: what no day's reconciliation can say either, and what nobody counted.
    pub fn unaccounted(&self) -> Quantity {
        [self.units.unaccounted(), Quantity(self.not_counted.0.saturating_abs())].into_iter().sum()
    }

    /// What was to be accounted for: all that ever came.
    pub fn total(&self) -> Quantity {
        let came_from_elsewhere = self.units.transferred.max(Quantity::ZERO);
        [self.units.opening, self.units.received, came_from_elsewhere, self.units.unbooked].into_iter().sum()
    }
}

/// What is on hand and not as it was counted: the difference that the count found, and what came since. What left since
/// left by an act of its own.
fn not_counted(on_hand: Quantity, last: Option<Counted>) -> Quantity {
    let Some(Counted { booked, counted, came_since }) = last else { return on_hand };
    let difference = Quantity(counted.0.saturating_sub(booked.0).saturating_abs());
    [difference, came_since.min(on_hand)].into_iter().sum()
}

/// The share of all units that is accounted for, from 0 to 1, in ten-thousandths: 1 where there was nothing to account for.
pub fn share<'a>(all: impl IntoIterator<Item = &'a Accounting>) -> Quantity {
    const WHOLE: i128 = 10_000;
    let (mut total, mut missing) = (0_i128, 0_i128);
    for accounting in all {
        let own = i128::from(accounting.total().0);
        total += own;
        missing += i128::from(accounting.unaccounted().0).min(own);
    }
    let share = ((total - missing) * WHOLE).checked_div(total).unwrap_or(WHOLE);
    Quantity(i64::try_from(share.clamp(0, WHOLE)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moved(amounts: &[(LedgerAccount, i64)]) -> Moved {
        amounts.iter().map(|(account, amount)| (*account, Quantity(*amount))).collect()
    }

    fn of(amounts: &[(LedgerAccount, i64)], unbooked: i64, last: Option<Counted>) -> Accounting {
        Accounting::of(LotId::new(), SiteId::new(), &moved(amounts), Quantity(unbooked), last)
    }

    fn count(booked: i64, counted: i64, came_since: i64) -> Option<Counted> {
        Some(Counted { booked: Quantity(booked), counted: Quantity(counted), came_since: Quantity(came_since) })
    }

    const USED: [(LedgerAccount, i64); 3] =
        [(LedgerAccount::Supplier, 200), (LedgerAccount::Treatment, -120), (LedgerAccount::Waste, -20)];

    #[test]
    fn stock_on_hand_is_accounted_for_once_it_was_counted() {
        assert_eq!(of(&USED, 0, None).unaccounted(), Quantity(60));
        assert_eq!(of(&USED, 0, count(60, 60, 0)).unaccounted(), Quantity::ZERO);
        assert_eq!(of(&USED, 0, count(60, 45, 0)).unaccounted(), Quantity(15), "15 are missing");
        assert_eq!(of(&USED, 0, count(60, 63, 0)).unaccounted(), Quantity(3), "3 more than came");
        assert_eq!(of(&USED, 0, count(50, 50, 10)).unaccounted(), Quantity(10), "10 came after the count");
    }

    #[test]
    fn what_was_disposed_of_after_the_count_stays_accounted_for() {
        let gone = [&USED[..], &[(LedgerAccount::Destruction, -60)]].concat();
        let accounting = of(&gone, 0, count(60, 60, 0));
        assert_eq!((accounting.units.closing, accounting.unaccounted()), (Quantity::ZERO, Quantity::ZERO));
    }

    #[test]
    fn adjusted_measured_and_unbooked_amounts_are_not_accounted_for_and_do_not_hide_each_other() {
        let lost = [&USED[..], &[(LedgerAccount::Adjustment, -40), (LedgerAccount::Count, 5)]].concat();
        assert_eq!(of(&lost, 40, count(25, 25, 0)).unaccounted(), Quantity(85));
    }

    #[test]
    fn the_share_is_of_all_that_ever_came() {
        let half = of(&[(LedgerAccount::Supplier, 100), (LedgerAccount::Adjustment, -50)], 0, count(50, 50, 0));
        let all = of(&[(LedgerAccount::Opening, 100), (LedgerAccount::Sale, -100)], 0, count(0, 0, 0));
        assert_eq!(share([&half, &all]), Quantity(7_500));
        assert_eq!(share([]), Quantity(10_000));
    }

    proptest! {
        #[test]
        fn the_identity_holds_whatever_moved(amounts in prop::collection::vec((0_usize..12, -1_000_i64..1_000), 0..12)) {
            use LedgerAccount::*;
            let accounts = [Supplier, SupplierReturn, Opening, Treatment, Consumption, Sale, Waste, Destruction, Transit, Adjustment, Count, LotCorrection];
            let mut sums = Moved::new();
            for (account, amount) in amounts {
                sums.entry(accounts[account]).or_default().0 += amount;
            }
            let a = Accounting::of(LotId::new(), SiteId::new(), &sums, Quantity::ZERO, None);
            prop_assert!(a.units.is_balanced());
            prop_assert!((Quantity::ZERO..=Quantity(10_000)).contains(&share([&a])));
        }
    }
}
