//! Random days in the treatment room: after every act contents + counted = used + wasted + remaining for every container
//! as its entries say, what is open is part of what is on hand, and sealed stock is whole containers.
//!
//! `LOTWISE_TEST_SEED` repeats a run.

use crate::{
    clinic::{Clinic, another, clinic, filler, mixed, neurotoxin, pen, saline},
    databases::both,
};
use chrono::TimeDelta;
use entity::{
    container,
    entry::{ConsumptionReason, WasteReason},
    id::{ContainerId, LotId, PostingId, UsageId},
    usage_line::VoidedProduct,
};
use lotwise::{
    error::Error,
    operations::{
        Answer, Operation,
        correct_usage::{CorrectUsage, VoidLine},
        reverse_posting::ReversePosting,
        source::StockSource,
    },
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{RngAlgorithm, TestRng, TestRunner},
};
use rust_decimal::Decimal;
use sea_orm::EntityTrait;

/// How many acts there are on each database.
const ACTS: usize = 250;

#[derive(Clone, Copy, Debug)]
enum Act {
    Open { lot: usize, diluted: bool },
    Use { lot: usize, tenths: i64, wasted: i64, diluted: bool },
    UseContainer { container: usize, tenths: i64 },
    Consume { lot: usize, tenths: i64 },
    WasteSealed { lot: usize },
    WasteFrom { container: usize, tenths: i64 },
    Discard { container: usize, measured: Option<i64> },
    Void { usage: usize, gone: bool },
    TakeBack { posting: usize },
    Wait { hours: i64 },
}

fn act() -> impl Strategy<Value = Act> {
    let (lot, container, tenths) = (0..4_usize, 0..12_usize, 1..400_i64);
    prop_oneof![
        3 => (lot.clone(), any::<bool>()).prop_map(|(lot, diluted)| Act::Open { lot, diluted }),
        6 => (lot.clone(), tenths.clone(), 0..3_i64, any::<bool>())
            .prop_map(|(lot, tenths, wasted, diluted)| Act::Use { lot, tenths, wasted, diluted }),
        4 => (container.clone(), tenths.clone()).prop_map(|(container, tenths)| Act::UseContainer { container, tenths }),
        2 => (lot.clone(), tenths.clone()).prop_map(|(lot, tenths)| Act::Consume { lot, tenths }),
        1 => lot.prop_map(|lot| Act::WasteSealed { lot }),
        2 => (container.clone(), tenths.clone()).prop_map(|(container, tenths)| Act::WasteFrom { container, tenths }),
        2 => (container, prop::option::of(0..300_i64)).prop_map(|(container, measured)| Act::Discard { container, measured }),
        2 => (0..20_usize, any::<bool>()).prop_map(|(usage, gone)| Act::Void { usage, gone }),
        1 => (0..20_usize).prop_map(|posting| Act::TakeBack { posting }),
        1 => (1..30_i64).prop_map(|hours| Act::Wait { hours }),
    ]
}

/// The room: lots of every kind of container, the last of them the diluent, and what was done so far.
struct Room {
    clinic: Clinic,
    lots: [LotId; 4],
    steps: [Decimal; 4],
    usages: Vec<UsageId>,
    postings: Vec<PostingId>,
    done: usize,
}

impl Room {
    async fn open(clinic: Clinic) -> Self {
        let mut lots = vec![];
        for (product, number) in [(neurotoxin(), "TOXIN"), (filler(), "FILLER"), (pen(), "PEN"), (saline(), "SALINE")] {
            let product = clinic.product(product).await.id;
            lots.push(clinic.receive(product, number, 60).await);
        }
        let lots = lots.try_into().expect("four lots");
        let steps = [Decimal::new(5, 1), Decimal::new(5, 2), Decimal::ONE, Decimal::new(1, 1)];
        Self { clinic, lots, steps, usages: vec![], postings: vec![], done: 0 }
    }

    /// Tenths of a unit as an amount of the product's steps, above 0.
    fn amount(&self, lot: usize, tenths: i64) -> Decimal {
        let steps = (Decimal::new(tenths, 1) / self.steps[lot]).trunc().max(Decimal::ONE);
        let amount = steps * self.steps[lot];
        if lot == 1 { amount.min(Decimal::TWO) } else { amount }
    }

    async fn containers(&self) -> Vec<container::Model> {
        container::Entity::find().all(self.clinic.deployment.database.reader()).await.unwrap()
    }

    async fn container(&self, number: usize) -> Option<(ContainerId, usize)> {
        let all = self.containers().await;
        let found = all.get(number % all.len().max(1))?;
        Some((found.id, self.lots.iter().position(|lot| *lot == found.lot_id)?))
    }

    async fn attempt<O: Operation>(&mut self, operation: O) -> Option<O::Done> {
        match self.clinic.perform(&self.clinic.manager(), operation).await {
            Ok(Answer { done, .. }) => {
                self.done += 1;
                Some(done)
            }
            Err(Error::Refused(_)) => None,
            Err(error) => panic!("{error}"),
        }
    }

    async fn uses(&mut self, source: StockSource, amount: Decimal, wasted: i64, diluted: bool) {
        let mut usage = self.clinic.usage([(source, 1)]);
        usage.patient_id = "4711".to_owned();
        usage.lines[0].quantity = amount;
        usage.lines[0].wasted = (wasted > 0).then(|| Decimal::from(wasted));
        usage.lines[0].waste_reason = usage.lines[0].wasted.map(|_| entity::entry::WasteReason::PreparationError);
        usage.lines[0].components = if diluted { vec![mixed(self.lots[3], Decimal::new(3, 1))] } else { vec![] };
        let done = self.attempt(usage).await;
        self.usages.extend(done.map(|done| done.usage_id));
    }

    async fn run(&mut self, act: Act) {
        match act {
            Act::Open { lot, diluted } => {
                let mut opening = self.clinic.opens(another(self.lots[lot]));
                opening.kept_for = Some("4711".to_owned()).filter(|_| lot == 2);
                opening.components = if diluted { vec![mixed(self.lots[3], 2)] } else { vec![] };
                self.attempt(opening).await;
            }
            Act::Use { lot, tenths, wasted, diluted } => {
                self.uses(StockSource::Lot(self.lots[lot]), self.amount(lot, tenths), wasted, diluted).await;
            }
            Act::UseContainer { container, tenths } => {
                let Some((id, lot)) = self.container(container).await else { return };
                self.uses(StockSource::Container(id), self.amount(lot, tenths), 0, false).await;
            }
            Act::Consume { lot, tenths } => {
                let source = StockSource::Lot(self.lots[lot]);
                let mut consumption = self.clinic.consumes(source, 1, ConsumptionReason::Staff);
                consumption.lines[0].quantity = self.amount(lot, tenths);
                let done = self.attempt(consumption).await;
                self.postings.extend(done.map(|done| done.posting_id));
            }
            Act::WasteSealed { lot } => {
                let contents = [100, 1, 4, 30][lot];
                let waste = self.clinic.wastes(StockSource::Lot(self.lots[lot]), contents, WasteReason::Damaged);
                let done = self.attempt(waste).await;
                self.postings.extend(done.map(|done| done.posting_id));
            }
            Act::WasteFrom { container, tenths } => {
                let Some((id, lot)) = self.container(container).await else { return };
                let amount = self.amount(lot, tenths);
                let waste = self.clinic.wastes(StockSource::Container(id), amount, WasteReason::Contaminated);
                let done = self.attempt(waste).await;
                self.postings.extend(done.map(|done| done.posting_id));
            }
            Act::Discard { container, measured } => {
                let Some((id, lot)) = self.container(container).await else { return };
                let measured = measured.map(|tenths| self.amount(lot, tenths) - self.steps[lot]);
                let done = self.attempt(self.clinic.discards([(id, measured)])).await;
                self.postings.extend(done.and_then(|done| done.posting_id));
            }
            Act::Void { usage, gone } => self.void(usage, gone).await,
            Act::TakeBack { posting } => {
                let Some(posting_id) = self.postings.get(posting).copied() else { return };
                self.attempt(ReversePosting { posting_id, reason: "keyed twice".to_owned() }).await;
            }
            Act::Wait { hours } => self.clinic.now += TimeDelta::hours(hours),
        }
    }

    async fn void(&mut self, usage: usize, gone: bool) {
        let Some(usage_id) = self.usages.get(usage).copied() else { return };
        let lines = crate::record_usage::lines_of(&self.clinic, usage_id).await;
        let product = if gone { VoidedProduct::Gone } else { VoidedProduct::NeverDrawn };
        let void = |line: &entity::usage_line::Model| VoidLine {
            line_id: line.id,
            product,
            waste_reason: Some(entity::entry::WasteReason::PreparationError),
        };
        let void_lines = lines.iter().filter(|line| line.voided_at.is_none()).map(void).collect();
        let reason = "charted wrong".to_owned();
        self.attempt(CorrectUsage { usage_id, reason, void_lines, add_lines: vec![] }).await;
    }
}

#[tokio::test]
async fn every_container_adds_up_after_every_act() {
    let seed = std::env::var("LOTWISE_TEST_SEED").map_or_else(|_| rand::random(), |seed| seed.parse().unwrap());
    both(async |database| {
        let mut room = Room::open(clinic(database).await).await;
        let bytes = u64::to_le_bytes(seed).repeat(4);
        let mut runner =
            TestRunner::new_with_rng(ProptestConfig::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
        for number in 0..ACTS {
            let act = act().new_tree(&mut runner).expect("an act can be thought of").current();
            room.run(act).await;
            let report = room.clinic.verify().await;
            assert!(report.is_clean(), "LOTWISE_TEST_SEED={seed}: after act {number}, {act:?}: {report}");
        }
        assert!(room.done > ACTS / 4, "{} of {ACTS} acts were done", room.done);
    })
    .await;
}
