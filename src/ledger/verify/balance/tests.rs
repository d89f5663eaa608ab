//! Chains written by the ledger's own rule, and then changed.

use super::*;
use crate::ledger::{Act, Balances, Movement, Worth, entries_of, new_balance};
use entity::{
    entry::LedgerAccount,
    fixed_point::Money,
    id::{LotId, PostingId, ProductId, SiteId},
};
use proptest::prelude::*;

/// A balance with its entries, each of a posting of its own.
#[derive(Clone, Debug)]
struct Books {
    stock: stock::Model,
    entries: Vec<(entry::Model, posting::Model)>,
}

impl Books {
    fn findings(&self) -> Vec<String> {
        let (stock, mut findings) = (self.stock.clone(), Findings::default());
        let mut replay = Replay::new(Balance { stock, lot: None, product: None, open_containers: Quantity::ZERO });
        self.entries.iter().for_each(|(entry, posting)| replay.follow(entry, Some(posting), &mut findings));
        replay.close(&mut findings);
        // These rows stand alone: no lot and no product are around them.
        let found = findings.into_vec().into_iter().filter(|finding| finding.found != "missing");
        found.map(|finding| finding.to_string()).collect()
    }
}

/// Books of these movements: up at a price for each unit, down at the average, never below nothing.
fn books(movements: &[(i64, i64, i64)]) -> Books {
    let (lot, site) = (LotId::new(), SiteId::new());
    let mut balances = Balances::from([(lot, new_balance(lot, ProductId::new(), site, Instant(0)))]);
    let mut entries = vec![];
    for (quantity, price, at) in movements {
        let on_hand = balances.get(&lot).map_or(0, |balance| balance.on_hand.0);
        let quantity = Quantity((*quantity).max(-on_hand));
        if quantity == Quantity::ZERO {
            continue;
        }
        let mut movement = Movement::new(lot, LedgerAccount::Adjustment, quantity);
        if quantity > Quantity::ZERO {
            // Of every third price nobody knows what it was.
            let value = (price % 3 != 0).then_some(Money(quantity.0 * price));
            movement.worth = Worth::Given(Cost::given(quantity, value));
        }
        let posting = posting(site, Instant(*at));
        let act = Act { posting, occurred_on: Default::default(), movements: vec![movement], containers: vec![] };
        let written = entries_of(&act, &mut balances).unwrap_or_default();
        entries.extend(written.into_iter().map(|entry| (entry, act.posting.clone())));
    }
    let empty = || new_balance(lot, ProductId::new(), site, Instant(0));
    Books { stock: balances.remove(&lot).unwrap_or_else(empty), entries }
}

fn posting(site_id: SiteId, at: Instant) -> posting::Model {
    posting::Model {
        id: PostingId::new(),
        kind: PostingKind::Adjustment,
        site_id,
        occurred_at: at,
        recorded_at: at,
        recorded_by: "max".to_owned(),
        recorded_through: None,
        document: None,
        reason: Some("counted".to_owned()),
        supplier_id: None,
        authorization_id: None,
        witness_id: None,
        disposal_route: None,
        certificate: None,
        reverses_id: None,
        accounted_on: None,
    }
}

fn movements() -> impl Strategy<Value = Vec<(i64, i64, i64)>> {
    prop::collection::vec((-90_000..100_000_i64, 0..50_000_i64, 0..1_000_i64), 1..20)
}

/// Changes one thing of one entry, of its posting or of the balance.
fn change(books: &mut Books, place: usize, what: usize) {
    let place = place % books.entries.len();
    let (entry, posting) = &mut books.entries[place];
    match what {
        0 => entry.quantity.0 += 1,
        1 => entry.balance_after.0 += 1,
        2 => entry.value = Some(Money(entry.value.map_or(0, |value| value.0 + 1))),
        3 => entry.recorded_at.0 += 1,
        4 => entry.occurred_at.0 += 1,
        5 => entry.lot_id = LotId::new(),
        6 => entry.site_id = SiteId::new(),
        7 => entry.account = LedgerAccount::Waste,
        8 => entry.sequence += 1,
        9 => entry.hash.reverse(),
        10 => posting.recorded_by.push('!'),
        11 => posting.reason = None,
        12 => drop(books.entries.remove(place)),
        13 => books.entries.insert(place, books.entries[place].clone()),
        14 => books.stock.on_hand.0 += 1,
        15 => books.stock.value.0 += 1,
        16 => books.stock.sequence += 1,
        17 => books.stock.head.reverse(),
        18 => books.stock.cost_unknown.0 += 1,
        19 => entry.cost_unknown = Some(Quantity(entry.cost_unknown.map_or(1, |unknown| unknown.0 + 1))),
        _ => books.stock.last_recorded_at.0 += 1,
    }
}

proptest! {
    #[test]
    fn books_written_by_the_ledger_are_clean(movements in movements()) {
        prop_assert_eq!(books(&movements).findings(), Vec::<String>::new());
    }

    #[test]
    fn whatever_is_changed_is_found(movements in movements(), place in 0..20_usize, what in 0..21_usize) {
        let mut books = books(&movements);
        prop_assume!(!books.entries.is_empty());
        change(&mut books, place, what);
        prop_assert!(!books.findings().is_empty());
    }
}

#[test]
fn one_changed_entry_is_not_found_in_those_after_it() {
    let mut books = books(&[(100, 1, 1), (100, 1, 2), (-50, 0, 3), (-50, 0, 4), (-50, 0, 5)]);
    books.entries[1].1.reason = Some("something else".to_owned());
    assert_eq!(books.findings().len(), 1);
}
