//! Random work of every kind, late acts, corrections and reversals among it, with goods at many prices and of unknown
//! cost: the books are proved and value is the sum of its entries, whatever was done in which order.
//!
//! `LOTWISE_TEST_SEED` repeats a run, `LOTWISE_TEST_RUNS` says how many rounds there are.

use chrono::TimeDelta;
use entity::{
    container,
    entry::{ConsumptionReason, WasteReason},
    id::{ContainerId, LotId, PostingId, ProductId, SaleLineId, UsageId},
    sale_return_line::ReturnDisposition::{self, Destroy, Quarantine, Restock},
    usage_line::VoidedProduct,
};
use lotwise::{
    error::Error,
    operations::{
        Answer, Operation,
        adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
        correct_lot::CorrectLot,
        correct_usage::{CorrectUsage, VoidLine},
        create_product::CreateProduct,
        record_sale::RecordSale,
        record_sale_return::ReturnOf,
        record_usage::AlreadyPerformed,
        return_to_supplier::{LotQuantity, ReturnToSupplier},
        reverse_posting::ReversePosting,
        source::StockSource,
    },
    rules::lot_correction::Correction,
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{RngAlgorithm, TestRng, TestRunner},
};
use rust_decimal::Decimal;
use sea_orm::EntityTrait;

use crate::{
    clinic::{Clinic, clinic, dollars, filler, neurotoxin, serum},
    databases::both,
};

/// How many acts a round has.
const ACTS: usize = 60;

/// So many rounds are proved after every act.
const FEW: u64 = 10;

/// What one container of each kind of product holds.
const CONTENTS: [i64; 3] = [100, 1, 1];

/// The kinds of product that the rounds are about.
const KINDS: usize = CONTENTS.len();

#[derive(Clone, Copy, Debug)]
enum Act {
    /// Receives containers at a price a unit, or at one that nobody knows.
    Receive {
        kind: usize,
        containers: i32,
        price: Option<i64>,
    },
    /// The same under a number that turns out to be keyed wrong.
    ReceiveMisspelt {
        kind: usize,
        containers: i32,
        price: Option<i64>,
    },
    /// Uses so much, so many hours ago; wastes so much with it.
    Use {
        kind: usize,
        quantity: i64,
        wasted: i64,
        hours_ago: i64,
    },
    Void {
        usage: usize,
        gone: bool,
    },
    Sell {
        quantity: i64,
        hours_ago: i64,
    },
    BringBack {
        sale: usize,
        quantity: i64,
        disposition: ReturnDisposition,
    },
    Consume {
        kind: usize,
        quantity: i64,
    },
    WasteSealed {
        kind: usize,
    },
    Discard {
        container: usize,
    },
    Adjust {
        kind: usize,
        containers: i64,
    },
    SendBack {
        kind: usize,
    },
    /// Takes back any act that can be.
    TakeBack {
        posting: usize,
    },
    Wait {
        hours: i64,
    },
}

fn act() -> impl Strategy<Value = Act> {
    let kind = || 0..KINDS;
    let price = || prop::option::weighted(0.7, 0..40_i64);
    let disposition = prop_oneof![2 => Just(Restock), 1 => Just(Quarantine), 3 => Just(Destroy)];
    let hours_ago = || prop_oneof![3 => Just(0_i64), 1 => 1..40_i64];
    prop_oneof![
        5 => (kind(), 1..4_i32, price())
            .prop_map(|(kind, containers, price)| Act::Receive { kind, containers, price }),
        1 => (kind(), 1..3_i32, price())
            .prop_map(|(kind, containers, price)| Act::ReceiveMisspelt { kind, containers, price }),
        5 => (kind(), 1..30_i64, 0..3_i64, hours_ago())
            .prop_map(|(kind, quantity, wasted, hours_ago)| Act::Use { kind, quantity, wasted, hours_ago }),
        3 => (0..20_usize, any::<bool>()).prop_map(|(usage, gone)| Act::Void { usage, gone }),
        5 => (1..4_i64, hours_ago()).prop_map(|(quantity, hours_ago)| Act::Sell { quantity, hours_ago }),
        5 => (0..20_usize, 1..3_i64, disposition)
            .prop_map(|(sale, quantity, disposition)| Act::BringBack { sale, quantity, disposition }),
        2 => (kind(), 1..20_i64).prop_map(|(kind, quantity)| Act::Consume { kind, quantity }),
        1 => kind().prop_map(|kind| Act::WasteSealed { kind }),
        1 => (0..20_usize).prop_map(|container| Act::Discard { container }),
        2 => (kind(), -2..3_i64).prop_map(|(kind, containers)| Act::Adjust { kind, containers }),
        1 => kind().prop_map(|kind| Act::SendBack { kind }),
        5 => (0..40_usize).prop_map(|posting| Act::TakeBack { posting }),
        1 => (1..20_i64).prop_map(|hours| Act::Wait { hours }),
    ]
}

/// A round: a lot of each kind of product, and what was done with them so far.
struct Round<'c> {
    clinic: &'c mut Clinic,
    number: u64,
    products: [ProductId; KINDS],
    lots: [LotId; KINDS],
    usages: Vec<UsageId>,
    sold: Vec<SaleLineId>,
    postings: Vec<PostingId>,
    done: usize,
}

impl<'c> Round<'c> {
    async fn open(clinic: &'c mut Clinic, number: u64) -> Self {
        let mut products = vec![];
        let mut lots = vec![];
        for product in [neurotoxin(), filler(), serum()] {
            let sku = format!("{}-{number}", product.sku);
            let id = clinic.product(CreateProduct { sku, identifiers: vec![], ..product }).await.id;
            products.push(id);
            lots.push(clinic.receives_at(id, "L-1", 1, Some(7)).await.0);
        }
        let products = products.try_into().expect("a product of each kind");
        let lots = lots.try_into().expect("a lot of each kind");
        Self { clinic, number, products, lots, usages: vec![], sold: vec![], postings: vec![], done: 0 }
    }

    /// Does it, unless a rule refuses it.
    async fn attempt<O: Operation>(&mut self, operation: O) -> Option<O::Done> {
        let answer = self.clinic.perform(&self.clinic.manager(), operation).await;
        self.counted(answer)
    }

    fn counted<Done>(&mut self, answer: Result<Answer<Done>, Error>) -> Option<Done> {
        match answer {
            Ok(answer) => {
                self.done += 1;
                Some(answer.done)
            }
            Err(Error::Refused(_)) => None,
            Err(error) => panic!("{error}"),
        }
    }

    async fn run(&mut self, act: Act) {
        match act {
            Act::Receive { kind, containers, price } => {
                self.receive(kind, "L-1", containers, price).await;
            }
            Act::ReceiveMisspelt { kind, containers, price } => self.merge(kind, containers, price).await,
            Act::Use { kind, quantity, wasted, hours_ago } => self.uses(kind, quantity, wasted, hours_ago).await,
            Act::Void { usage, gone } => self.void(usage, gone).await,
            Act::Sell { quantity, hours_ago } => self.sell(quantity, hours_ago).await,
            Act::BringBack { sale, quantity, disposition } => {
                let Some(line) = self.sold.get(sale).copied() else { return };
                let back = self.clinic.bring_back(ReturnOf::SaleLine(line), quantity, disposition);
                self.attempt(back).await;
            }
            Act::Consume { kind, quantity } => {
                let source = StockSource::Lot(self.lots[kind]);
                let consumption = self.clinic.consumes(source, quantity, ConsumptionReason::Staff);
                let done = self.attempt(consumption).await;
                self.postings.extend(done.map(|done| done.posting_id));
            }
            Act::WasteSealed { kind } => {
                let source = StockSource::Lot(self.lots[kind]);
                let waste = self.clinic.wastes(source, CONTENTS[kind], WasteReason::Damaged);
                let done = self.attempt(waste).await;
                self.postings.extend(done.map(|done| done.posting_id));
            }
            Act::Discard { container } => {
                let Some(id) = self.container(container).await else { return };
                let done = self.attempt(self.clinic.discards([(id, None::<Decimal>)])).await;
                self.postings.extend(done.and_then(|done| done.posting_id));
            }
            Act::Adjust { kind, containers } => self.adjust(kind, containers).await,
            Act::SendBack { kind } => self.send_back(kind).await,
            Act::TakeBack { posting } => {
                let Some(posting_id) = self.postings.get(posting).copied() else { return };
                self.attempt(ReversePosting { posting_id, reason: "keyed twice".to_owned() }).await;
            }
            Act::Wait { hours } => self.clinic.now += TimeDelta::hours(hours),
        }
    }

    async fn receive(&mut self, kind: usize, lot_number: &str, containers: i32, price: Option<i64>) -> Option<LotId> {
        let mut delivery = self.clinic.delivery(self.products[kind], lot_number, containers).await;
        delivery.lines[0].unit_cost = price.map(dollars);
        let done = self.attempt(delivery).await?;
        self.postings.push(done.posting_id);
        done.lot_ids.first().copied()
    }

    /// Two lots turn out to be one.
    async fn merge(&mut self, kind: usize, containers: i32, price: Option<i64>) {
        let number = format!("WRONG-{}-{}", self.number, self.done);
        let Some(lot_id) = self.receive(kind, &number, containers, price).await else { return };
        let correction = Correction { lot_number: Some("L-1".to_owned()), ..Correction::default() };
        let reason = "keyed wrong".to_owned();
        let correct = CorrectLot { lot_id, correction, reason, confirmed_by_id: None, approval_id: None };
        let answer = self.clinic.by_two(&self.clinic.manager(), correct).await;
        self.counted(answer);
    }

    async fn uses(&mut self, kind: usize, quantity: i64, wasted: i64, hours_ago: i64) {
        let quantity = quantity.min(CONTENTS[kind]);
        let mut usage = self.clinic.usage([(StockSource::Lot(self.lots[kind]), quantity)]);
        usage.lines[0].wasted = (kind == 0 && wasted > 0).then(|| Decimal::from(wasted));
        usage.lines[0].waste_reason = usage.lines[0].wasted.map(|_| entity::entry::WasteReason::PreparationError);
        usage.performed_at = (self.clinic.now - TimeDelta::hours(hours_ago)).into();
        usage.already_performed = (hours_ago > 0).then(charted_late);
        let done = self.attempt(usage).await;
        self.usages.extend(done.map(|done| done.usage_id));
    }

    async fn void(&mut self, usage: usize, gone: bool) {
        let Some(usage_id) = self.usages.get(usage).copied() else { return };
        let lines = crate::record_usage::lines_of(self.clinic, usage_id).await;
        let product = if gone { VoidedProduct::Gone } else { VoidedProduct::NeverDrawn };
        let standing = lines.iter().filter(|line| line.voided_at.is_none());
        let void_lines = standing
            .map(|line| VoidLine {
                line_id: line.id,
                product,
                waste_reason: Some(entity::entry::WasteReason::PreparationError),
            })
            .collect();
        let reason = "charted wrong".to_owned();
        self.attempt(CorrectUsage { usage_id, reason, void_lines, add_lines: vec![] }).await;
    }

    async fn sell(&mut self, quantity: i64, hours_ago: i64) {
        let sale = RecordSale {
            sold_at: (self.clinic.now - TimeDelta::hours(hours_ago)).into(),
            already_performed: (hours_ago > 0).then(charted_late),
            ..self.clinic.sale([(StockSource::Lot(self.lots[2]), quantity)])
        };
        let Some(done) = self.attempt(sale).await else { return };
        let lines = self.clinic.lines_of(done.sale_id).await;
        self.sold.extend(lines.into_iter().map(|line| line.id));
    }

    async fn container(&self, number: usize) -> Option<ContainerId> {
        let all = container::Entity::find().all(self.clinic.deployment.database.reader()).await.unwrap();
        let own: Vec<_> = all.iter().filter(|container| self.lots.contains(&container.lot_id)).collect();
        own.get(number % own.len().max(1)).map(|container| container.id)
    }

    async fn adjust(&mut self, kind: usize, containers: i64) {
        let change = StockChange::By(Decimal::from(containers * CONTENTS[kind]));
        let line = AdjustmentLine { lot_id: Some(self.lots[kind]), container_id: None, change };
        let adjustment = AdjustStock {
            site_id: self.clinic.denver.id,
            occurred_at: self.clinic.now.into(),
            reason: "shelf check".to_owned(),
            lines: vec![line],
        };
        let done = self.attempt(adjustment).await;
        self.postings.extend(done.map(|done| done.posting_id));
    }

    async fn send_back(&mut self, kind: usize) {
        let lines = vec![LotQuantity { lot_id: self.lots[kind], quantity: CONTENTS[kind].into() }];
        let back = ReturnToSupplier {
            site_id: self.clinic.denver.id,
            supplier_id: self.clinic.supplier().await,
            occurred_at: self.clinic.now.into(),
            document: None,
            reason: "the box is crushed".to_owned(),
            lines,
        };
        let done = self.attempt(back).await;
        self.postings.extend(done.map(|done| done.posting_id));
    }
}

fn charted_late() -> AlreadyPerformed {
    AlreadyPerformed { why: entity::usage::LateReason::ChartedLate, note: None }
}

#[tokio::test]
async fn value_is_conserved_whatever_is_done_in_which_order() {
    let setting = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().expect(name));
    let seed = setting("LOTWISE_TEST_SEED").unwrap_or_else(rand::random);
    let rounds = setting("LOTWISE_TEST_RUNS").unwrap_or(4);
    both(async |database| {
        let mut clinic = clinic(database).await;
        let bytes = u64::to_le_bytes(seed).repeat(4);
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), rng);
        let mut done = 0;
        for number in 0..rounds {
            let mut round = Round::open(&mut clinic, number).await;
            for place in 0..ACTS {
                let act = act().new_tree(&mut runner).expect("an act can be thought of").current();
                round.run(act).await;
                // Of many rounds, the books are proved after each: they grow, and the seed repeats a few.
                if rounds > FEW && place + 1 < ACTS {
                    continue;
                }
                let report = round.clinic.verify().await;
                assert!(report.is_clean(), "LOTWISE_TEST_SEED={seed}: round {number}, act {place}, {act:?}: {report}");
            }
            done += round.done;
            clinic.value_is_the_sum_of_its_entries().await;
        }
        let acts = ACTS * usize::try_from(rounds).expect("a number of rounds");
        assert!(done > acts / 4, "{done} of {acts} acts were done");
        clinic.books_are_proved().await;
    })
    .await;
}
