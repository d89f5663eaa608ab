//! Corrections in any order and number: the books are as if only the final lines had been recorded, plus the waste of what
//! is gone.
//!
//! `LOTWISE_TEST_SEED` repeats a run.

use super::{entries_of, standing};
use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin},
    databases::both,
    record_usage::lines_of,
};
use entity::{
    container, deviation,
    entry::LedgerAccount,
    fixed_point::Quantity,
    id::{LotId, UsageId},
    usage_line::VoidedProduct,
};
use lotwise::operations::{
    correct_usage::{CorrectUsage, VoidLine},
    create_product::CreateProduct,
    record_usage::RecordUsage,
    source::StockSource,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

/// How many usages are corrected on each database, and how often each.
const USAGES: usize = 30;
const CORRECTIONS: usize = 6;

/// A usage that is corrected again and again, and what stands to be true of it.
struct Charted<'a> {
    clinic: &'a Clinic,
    /// Of forty containers, and another just like it.
    lot: LotId,
    as_if: LotId,
    /// In ten-thousandths, one line can be so many steps of so much.
    step: i64,
    most: i64,
    /// All lines of a syringe share one.
    single: bool,
    gone: Quantity,
}

impl<'a> Charted<'a> {
    async fn new(clinic: &'a Clinic, product: CreateProduct, step: i64, most: i64, single: bool) -> Self {
        let product = clinic.product(product).await.id;
        let lot = clinic.receive(product, "CORRECTED", 40).await;
        let as_if = clinic.receive(product, "AS-IF", 40).await;
        Self { clinic, lot, as_if, step, most, single, gone: Quantity::ZERO }
    }

    /// A usage of these amounts of a lot.
    fn of(&self, lot: LotId, amounts: &[Decimal]) -> RecordUsage {
        let mut usage = self.clinic.usage(amounts.iter().map(|_| (StockSource::Lot(lot), 1)));
        usage.lines.iter_mut().zip(amounts).for_each(|(line, amount)| line.quantity = *amount);
        usage
    }

    /// Up to so many amounts that fit what is in use already.
    fn amounts(&self, random: &mut ChaCha8Rng, most: usize, in_use: Quantity) -> Vec<Decimal> {
        let mut room = if self.single { Quantity::whole(1).0 - in_use.0 } else { i64::MAX };
        let mut amounts = vec![];
        for _ in 0..random.random_range(0..=most) {
            let amount = random.random_range(1..=self.most) * self.step;
            if amount <= room {
                room -= amount;
                amounts.push(Decimal::new(amount, 4).normalize());
            }
        }
        amounts
    }

    /// Voids some lines and adds some.
    async fn correct(&mut self, random: &mut ChaCha8Rng, usage_id: UsageId) {
        let (mut void_lines, mut in_use) = (vec![], self.gone);
        for line in standing(self.clinic, usage_id).await {
            let product = match random.random_range(0..4) {
                0 => VoidedProduct::NeverDrawn,
                1 => VoidedProduct::Gone,
                _ => {
                    in_use.0 += line.quantity.0;
                    continue;
                }
            };
            if product == VoidedProduct::Gone {
                in_use.0 += line.quantity.0;
                self.gone.0 += line.quantity.0;
            }
            void_lines.push(VoidLine {
                line_id: line.id,
                product,
                waste_reason: Some(entity::entry::WasteReason::PreparationError),
            });
        }
        let add_lines = self.of(self.lot, &self.amounts(random, 2, in_use)).lines;
        if void_lines.is_empty() && add_lines.is_empty() {
            return;
        }
        let reason = "charted wrong".to_owned();
        let correction = CorrectUsage { usage_id, reason, void_lines, add_lines };
        self.clinic.done(&self.clinic.nurse(), correction).await;
    }

    /// Records what stands, as if it had never been otherwise, of the other lot.
    async fn record_as_if(&self, usage_id: UsageId) {
        let mut lines = standing(self.clinic, usage_id).await;
        lines.sort_by_key(|line| (line.line, line.id));
        let amounts: Vec<Decimal> = lines.iter().map(|line| line.quantity.to_decimal()).collect();
        if !amounts.is_empty() {
            self.clinic.done(&self.clinic.nurse(), self.of(self.as_if, &amounts)).await;
        }
    }

    /// What a lot gave to an account, on balance.
    async fn given(&self, lot: LotId, account: LedgerAccount) -> Quantity {
        let entries = entries_of(self.clinic, lot).await;
        Quantity(entries.iter().filter(|entry| entry.account == account).map(|entry| -entry.quantity.0).sum())
    }

    /// The waste that the corrections document: what is gone, and of a syringe that only what is gone came out of, all.
    fn documented(&self, stands: bool) -> Quantity {
        match (self.single, stands) {
            (false, _) => self.gone,
            (true, false) if self.gone > Quantity::ZERO => Quantity::whole(1),
            (true, _) => Quantity::ZERO,
        }
    }
}

#[tokio::test]
async fn the_books_are_as_if_only_the_final_lines_had_been_recorded() {
    let seed = std::env::var("LOTWISE_TEST_SEED").map_or_else(|_| rand::random(), |seed| seed.parse().unwrap());
    both(async |database| {
        let clinic = clinic(database).await;
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        for number in 0..USAGES {
            let what = format!("LOTWISE_TEST_SEED={seed}: usage {number}");
            let single = number % 2 == 1;
            let mut product = if single { filler() } else { neurotoxin() };
            product.sku = format!("{}-{number}", product.sku);
            product.identifiers.clear();
            // Half units of a vial of 100; twentieths of a syringe of 1 mL.
            let (step, most) = if single { (500, 8) } else { (5_000, 240) };
            let mut charted = Charted::new(&clinic, product, step, most, single).await;
            let first = charted.of(charted.lot, &[Decimal::new(most * step, 4).normalize()]);
            let usage = clinic.done(&clinic.nurse(), first).await.usage_id;
            for _ in 0..CORRECTIONS {
                charted.correct(&mut random, usage).await;
            }
            charted.record_as_if(usage).await;
            let (lot, as_if) = (charted.lot, charted.as_if);
            for account in [LedgerAccount::Treatment, LedgerAccount::Waste] {
                let stands = !standing(&clinic, usage).await.is_empty();
                let more = if account == LedgerAccount::Waste { charted.documented(stands) } else { Quantity::ZERO };
                let expected = Quantity(charted.given(as_if, account).await.0 + more.0);
                assert_eq!(charted.given(lot, account).await, expected, "{what}: {account:?}");
            }
            assert_lines_say_what_the_books_say(&charted, usage, &what).await;
        }
        clinic.books_are_proved().await;
    })
    .await;
}

/// The standing lines and what is gone add up to what left; nothing of a single-use container stays behind; nothing that
/// was put right deviates from a rule.
async fn assert_lines_say_what_the_books_say(charted: &Charted<'_>, usage: UsageId, what: &str) {
    let connection = charted.clinic.deployment.database.reader();
    let lines = standing(charted.clinic, usage).await;
    let used: i64 = lines.iter().map(|line| line.quantity.0).sum();
    assert_eq!(charted.given(charted.lot, LedgerAccount::Treatment).await, Quantity(used), "{what}");
    let of_lot = container::Entity::find().filter(container::COLUMN.lot_id.eq(charted.lot));
    let begun = |row: &container::Model| row.used.0 + row.wasted.0 > 0 && row.remaining > Quantity::ZERO;
    let begun: Vec<_> = of_lot.all(connection).await.unwrap().into_iter().filter(begun).collect();
    assert!(!charted.single || begun.is_empty(), "{what}: begun syringes stay behind: {begun:?}");
    let all = lines_of(charted.clinic, usage).await;
    // Voids leave several vials of a lot open: which one was meant by it is asked, and of a fact kept.
    let own = deviation::COLUMN.usage_line_id.is_in(all.iter().map(|line| line.id));
    let others = Condition::all().add(own).add(deviation::COLUMN.code.ne("AMBIGUOUS_CONTAINER"));
    let others: Vec<deviation::Model> = deviation::Entity::find().filter(others).all(connection).await.unwrap();
    assert!(others.is_empty(), "{what}: {others:?}");
}
