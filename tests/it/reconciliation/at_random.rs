//! Random acts on random days: over any days, the reconciliation is what the acts add up to.

use crate::{
    clinic::{Clinic, clinic, serum},
    databases::both,
};
use chrono::{Days, NaiveDate, TimeDelta};
use entity::{
    entry::{ConsumptionReason, WasteReason},
    fixed_point::Quantity,
    id::{LotId, PostingId},
    instant::Instant,
};
use lotwise::{
    operations::{
        adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
        receive_stock::ReceiveStock,
        return_to_supplier::{LotQuantity, ReturnToSupplier},
        reverse_posting::ReversePosting,
        source::StockSource,
    },
    rules::reconciliation::Reconciliation,
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const LOTS: usize = 3;
const DAYS: i64 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Receive,
    Use,
    Waste,
    Consume,
    Adjust,
    Return,
    TakeBack,
}

/// So much of a lot, so many days ago.
#[derive(Clone, Copy, Debug)]
struct Act {
    kind: Kind,
    lot: usize,
    days_ago: i64,
    units: i64,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let kinds = prop::sample::select(vec![
        Kind::Receive,
        Kind::Use,
        Kind::Use,
        Kind::Waste,
        Kind::Consume,
        Kind::Adjust,
        Kind::Return,
        Kind::TakeBack,
    ]);
    let act = (kinds, 0..LOTS, 0..DAYS, 1..6_i64);
    prop::collection::vec(act.prop_map(|(kind, lot, days_ago, units)| Act { kind, lot, days_ago, units }), 10..40)
}

/// What was done: of which lot, on which day, what it added to the balance.
type Done = Vec<(LotId, NaiveDate, Kind, i64)>;

/// The clinic's lots, and what was done with them.
struct Work<'c> {
    clinic: &'c Clinic,
    lots: Vec<LotId>,
    done: Done,
    reversible: Vec<(PostingId, usize)>,
}

impl Work<'_> {
    fn at(&self, act: Act) -> Instant {
        (self.clinic.now - TimeDelta::days(act.days_ago) - TimeDelta::hours(3)).into()
    }

    fn day(&self, act: Act) -> NaiveDate {
        // 15:00 in UTC is the morning of the same day in Denver.
        (self.clinic.now - TimeDelta::days(act.days_ago)).date_naive()
    }

    /// Does the act; what is refused is not done.
    async fn act(&mut self, act: Act) {
        let (clinic, lot, site_id) = (self.clinic, self.lots[act.lot], self.clinic.denver.id);
        let (manager, occurred_at) = (clinic.manager(), self.at(act));
        let posting = match act.kind {
            Kind::Receive => {
                let product = clinic.balance(lot).await.product_id;
                let number = clinic.row::<entity::lot::Entity>(lot).await.lot_number;
                let delivery = clinic.delivery(product, &number, i32::try_from(act.units).unwrap()).await;
                let delivery = ReceiveStock { received_at: occurred_at, ..delivery };
                clinic.perform(&manager, delivery).await.map(|answer| Some(answer.done.posting_id))
            }
            Kind::Use => {
                let mut usage = clinic.usage((0..act.units).map(|_| (StockSource::Lot(lot), 1)));
                usage.performed_at = occurred_at;
                clinic.perform(&manager, usage).await.map(|_| None)
            }
            Kind::Waste => {
                let mut waste = clinic.wastes(StockSource::Lot(lot), act.units, WasteReason::Damaged);
                waste.occurred_at = occurred_at;
                clinic.perform(&manager, waste).await.map(|answer| Some(answer.done.posting_id))
            }
            Kind::Consume => {
                let mut consume = clinic.consumes(StockSource::Lot(lot), act.units, ConsumptionReason::Tester);
                consume.occurred_at = occurred_at;
                clinic.perform(&manager, consume).await.map(|answer| Some(answer.done.posting_id))
            }
            Kind::Adjust => {
                let change = StockChange::By(Decimal::from(signed(act)));
                let lines = vec![AdjustmentLine { lot_id: Some(lot), container_id: None, change }];
                let adjust = AdjustStock { site_id, occurred_at, reason: "counted".to_owned(), lines };
                clinic.perform(&manager, adjust).await.map(|answer| Some(answer.done.posting_id))
            }
            Kind::Return => {
                let supplier_id = clinic.delivery(clinic.balance(lot).await.product_id, "x", 1).await.supplier_id;
                let lines = vec![LotQuantity { lot_id: lot, quantity: act.units.into() }];
                let (document, reason) = (None, "ordered twice".to_owned());
                let back = ReturnToSupplier { site_id, supplier_id, occurred_at, document, reason, lines };
                clinic.perform(&manager, back).await.map(|answer| Some(answer.done.posting_id))
            }
            Kind::TakeBack => return self.take_back().await,
        };
        if let Ok(posting) = posting {
            self.reversible.extend(posting.map(|posting| (posting, self.done.len())));
            self.done.push((lot, self.day(act), act.kind, moved(act)));
        }
    }

    /// Takes the last act back that can be, on its own day.
    async fn take_back(&mut self) {
        let Some((posting_id, index)) = self.reversible.pop() else { return };
        let reversal = ReversePosting { posting_id, reason: "entered twice".to_owned() };
        if self.clinic.perform(&self.clinic.manager(), reversal).await.is_ok() {
            let (lot, day, kind, moved) = self.done[index];
            self.done.push((lot, day, kind, -moved));
        }
    }
}

fn signed(act: Act) -> i64 {
    if act.units % 2 == 0 { act.units } else { -act.units }
}

/// What the act adds to the balance.
fn moved(act: Act) -> i64 {
    match act.kind {
        Kind::Receive => act.units,
        Kind::Adjust => signed(act),
        _ => -act.units,
    }
}

/// What the acts add up to over these days, by lot.
fn expected(done: &Done, from: NaiveDate, to: NaiveDate) -> BTreeMap<LotId, Reconciliation> {
    let mut all = BTreeMap::<LotId, Reconciliation>::new();
    for (lot, day, kind, moved) in done.iter().filter(|(_, day, ..)| *day <= to) {
        let units = all.entry(*lot).or_default();
        let amount = Quantity(moved * 10_000);
        units.closing.0 += amount.0;
        let (sum, amount) = match kind {
            _ if *day < from => (&mut units.opening, amount),
            Kind::Receive => (&mut units.received, amount),
            Kind::Use => (&mut units.used, amount.negated()),
            Kind::Waste => (&mut units.wasted, amount.negated()),
            Kind::Consume => (&mut units.consumed, amount.negated()),
            Kind::Return => (&mut units.returned, amount.negated()),
            Kind::Adjust | Kind::TakeBack => (&mut units.adjusted, amount),
        };
        sum.0 += amount.0;
    }
    all
}

#[tokio::test]
async fn over_any_days_it_is_what_the_acts_add_up_to() {
    both(async |database| {
        let clinic = clinic(database).await;
        let seed = std::env::var("LOTWISE_TEST_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok())
            .unwrap_or_else(rand::random::<u64>);
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed.to_le_bytes(); 4].concat());
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let mut done = Done::new();
        for run in 0..4 {
            let product = clinic
                .product(lotwise::operations::create_product::CreateProduct { sku: format!("S{run}"), ..serum() })
                .await;
            let mut work = Work { clinic: &clinic, lots: vec![], done: vec![], reversible: vec![] };
            for lot in 0..LOTS {
                let first = Act { kind: Kind::Receive, lot, days_ago: DAYS, units: 8 };
                let delivery = clinic.delivery(product.id, &format!("L{lot}"), 8).await;
                let delivery = ReceiveStock { received_at: work.at(first), ..delivery };
                let lot = clinic.done(&clinic.manager(), delivery).await.lot_ids[0];
                work.lots.push(lot);
                work.done.push((lot, work.day(first), Kind::Receive, 8));
            }
            for act in acts().new_tree(&mut runner).unwrap().current() {
                work.act(act).await;
            }
            done.extend(work.done);
        }
        let last = clinic.now.date_naive();
        for (first, days) in [(DAYS + 2, 9), (DAYS, 1), (3, 2), (2, 0), (0, 0), (-1, 3)] {
            let from = if first < 0 { last + Days::new(1) } else { last - Days::new(first.unsigned_abs()) };
            let to = from + Days::new(days);
            let expected = expected(&done, from, to);
            for row in clinic.reconciled(&from.to_string(), &to.to_string()).await {
                assert!(row.units.is_balanced(), "LOTWISE_TEST_SEED={seed}: {row:?}");
                assert_eq!(Some(&row.units), expected.get(&row.lot_id), "LOTWISE_TEST_SEED={seed}: {from} to {to}");
            }
            let shown = clinic.reconciled(&from.to_string(), &to.to_string()).await.len();
            let moving = expected.values().filter(|units| **units != Reconciliation::default()).count();
            assert!(shown >= moving, "LOTWISE_TEST_SEED={seed}: {shown} rows of {moving}, {from} to {to}");
        }
        clinic.books_are_proved().await;
    })
    .await;
}
