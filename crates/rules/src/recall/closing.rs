//! When a recall may be closed: nothing on hand that is not released, every site has counted, everybody is told, and each
//! amount that is not accounted for is signed for.

use super::accounting::Accounting;
use entity::{
    fixed_point::Quantity,
    id::{ContactId, LotId, SiteId},
    recall::RecallKind,
};
use std::fmt;

/// A lot at a site, as far as closing goes.
#[derive(Clone, Debug)]
pub struct LotAtSite {
    /// Every unit of it.
    pub accounting: Accounting,
    /// Its number, for the sentence.
    pub lot_number: String,
    /// The site's code, for the sentence.
    pub site: String,
    /// What it is counted in.
    pub unit: String,
    /// The recall's hold was released here: what is on hand may be used.
    pub released: bool,
    /// The site has counted it since the recall opened, and nothing came since.
    pub confirmed: bool,
    /// The amount that the newest explanation was signed for.
    pub signed_for: Option<Quantity>,
}

/// An opened container that was prepared with a recalled lot.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Its lot.
    pub lot_id: LotId,
    /// Where it is.
    pub site_id: SiteId,
    /// Its label, for the sentence.
    pub label: String,
    /// The site's code.
    pub site: String,
    /// What is left in it.
    pub remaining: Quantity,
    /// What that is counted in.
    pub unit: String,
}

/// What keeps a recall open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Stock is there that was neither returned, destroyed nor released.
    OnHand {
        /// The lot.
        lot_id: LotId,
        /// Where.
        site_id: SiteId,
        /// How much.
        quantity: Quantity,
        /// All of it in a sentence.
        message: String,
    },
    /// A site has not said what is there.
    NotCounted {
        /// The lot.
        lot_id: LotId,
        /// Where.
        site_id: SiteId,
        /// What the books say.
        quantity: Quantity,
        /// All of it in a sentence.
        message: String,
    },
    /// An amount is not accounted for, and nobody signed for it.
    Unaccounted {
        /// The lot.
        lot_id: LotId,
        /// Where.
        site_id: SiteId,
        /// How much.
        quantity: Quantity,
        /// All of it in a sentence.
        message: String,
    },
    /// People are still to be told.
    Contacts {
        /// How many.
        pending: u64,
        /// The first of them.
        contact_ids: Vec<ContactId>,
    },
}

/// What keeps a recall of this kind open: of each lot at each site, then of containers, then of people. A mock recall held
/// nothing, so that nothing is to be disposed of.
pub fn open_matters(
    kind: RecallKind,
    lots: &[LotAtSite],
    prepared: &[Prepared],
    pending: u64,
    contact_ids: Vec<ContactId>,
) -> Vec<Matter> {
    let holds = kind != RecallKind::Mock;
    let on_hand = lots.iter().filter(|lot| holds && !lot.released).filter_map(on_hand);
    let containers = prepared.iter().filter(|_| holds).map(still_open);
    let not_counted = lots.iter().filter(|lot| !lot.confirmed).map(not_counted);
    let unaccounted = lots.iter().filter(|lot| lot.confirmed).filter_map(unaccounted);
    let contacts = (pending > 0).then_some(Matter::Contacts { pending, contact_ids });
    on_hand.chain(containers).chain(not_counted).chain(unaccounted).chain(contacts).collect()
}

fn on_hand(lot: &LotAtSite) -> Option<Matter> {
    let LotAtSite { lot_number, site, unit, accounting, .. } = lot;
    let quantity = accounting.units.closing;
    (quantity > Quantity::ZERO).then(|| Matter::OnHand {
        lot_id: accounting.lot_id,
        site_id: accounting.site_id,
        quantity,
        message: format!(
            "Lot {lot_number} at {site}: {quantity} {unit} on hand, neither returned, destroyed nor released."
        ),
    })
}

fn still_open(container: &Prepared) -> Matter {
    let Prepared { lot_id, site_id, label, site, remaining, unit } = container;
    Matter::OnHand {
        lot_id: *lot_id,
        site_id: *site_id,
        quantity: *remaining,
        message: format!("Container {label} at {site} was prepared with it: {remaining} {unit} are left."),
    }
}

fn not_counted(lot: &LotAtSite) -> Matter {
    let LotAtSite { lot_number, site, unit, accounting, .. } = lot;
    let quantity = accounting.units.closing;
    Matter::NotCounted {
        lot_id: accounting.lot_id,
        site_id: accounting.site_id,
        quantity,
        message: format!("Lot {lot_number} at {site} is not counted; the books have {quantity} {unit}."),
    }
}

fn unaccounted(lot: &LotAtSite) -> Option<Matter> {
    let LotAtSite { lot_number, site, unit, accounting, signed_for, .. } = lot;
    let quantity = accounting.unaccounted();
    let signed = signed_for.unwrap_or_default();
    (quantity != signed && quantity > Quantity::ZERO).then(|| Matter::Unaccounted {
        lot_id: accounting.lot_id,
        site_id: accounting.site_id,
        quantity,
        message: format!(
            "Lot {lot_number} at {site}: {quantity} {unit} are not accounted for, {signed} {unit} are signed for."
        ),
    })
}

impl fmt::Display for Matter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnHand { message, .. } | Self::NotCounted { message, .. } | Self::Unaccounted { message, .. } => {
                formatter.write_str(message)
            }
            Self::Contacts { pending, contact_ids } => {
                let first = contact_ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                write!(formatter, "Contacts that are pending: {pending}, the first of them {first}.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recall::accounting::{Counted, Moved};
    use entity::entry::LedgerAccount;

    fn lot(moved: &[(LedgerAccount, i32)], counted: Option<i32>) -> LotAtSite {
        let moved: Moved = moved.iter().map(|(account, units)| (*account, Quantity::whole(*units))).collect();
        let booked: Quantity = moved.values().copied().sum();
        let last = counted.map(|units| Counted { booked, counted: Quantity::whole(units), came_since: Quantity::ZERO });
        LotAtSite {
            accounting: Accounting::of(LotId::new(), SiteId::new(), &moved, Quantity::ZERO, last),
            lot_number: "C3016".to_owned(),
            site: "denver".to_owned(),
            unit: "U".to_owned(),
            released: false,
            confirmed: counted.is_some(),
            signed_for: None,
        }
    }

    fn told(kind: RecallKind, lot: LotAtSite, pending: u64) -> Vec<String> {
        open_matters(kind, &[lot], &[], pending, vec![]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn stock_counts_amounts_and_people_keep_a_recall_open() {
        let short = lot(&[(LedgerAccount::Supplier, 100), (LedgerAccount::Adjustment, -40)], Some(60));
        let matters = told(RecallKind::Recall, short, 2);
        assert_eq!(matters.len(), 3, "{matters:?}");
        assert!(matters[0].contains("60 U on hand"));
        assert!(matters[1].contains("40 U are not accounted for"));
        assert!(matters[2].starts_with("Contacts that are pending: 2,"), "{}", matters[2]);
        let uncounted =
            told(RecallKind::Recall, lot(&[(LedgerAccount::Supplier, 100), (LedgerAccount::Sale, -100)], None), 0);
        assert_eq!(uncounted, ["Lot C3016 at denver is not counted; the books have 0 U."]);
    }

    #[test]
    fn what_is_signed_for_closes_while_the_amount_stays_the_same() {
        let short = || lot(&[(LedgerAccount::Supplier, 100), (LedgerAccount::Adjustment, -100)], Some(0));
        let signed = |units| LotAtSite { signed_for: Some(Quantity::whole(units)), ..short() };
        assert_eq!(told(RecallKind::Recall, short(), 0).len(), 1);
        assert_eq!(told(RecallKind::Recall, signed(60), 0).len(), 1, "signed for another amount");
        assert!(told(RecallKind::Recall, signed(100), 0).is_empty());
    }

    #[test]
    fn released_stock_and_the_stock_of_a_mock_recall_stay_where_they_are() {
        let counted = || lot(&[(LedgerAccount::Supplier, 100)], Some(100));
        assert!(told(RecallKind::Recall, LotAtSite { released: true, ..counted() }, 0).is_empty());
        assert!(told(RecallKind::Mock, counted(), 0).is_empty());
    }
}
