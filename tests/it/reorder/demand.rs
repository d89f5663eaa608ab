//! The roll-up of demand: what counts, on which day, and the proof of it.

use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin, people::at, serum},
    databases::both,
    process::{lotwise, run},
};
use entity::{
    demand_day,
    entry::{ConsumptionReason, LedgerAccount, WasteReason},
    fixed_point::Quantity,
    id::{LotId, ProductId},
    sale_return_line::ReturnDisposition,
    usage::LateReason,
    usage_line::{self, VoidedProduct},
};
use lotwise::operations::{
    correct_usage::{CorrectUsage, VoidLine},
    record_sale_return::ReturnOf,
    record_usage::AlreadyPerformed,
    reverse_posting::ReversePosting,
    source::StockSource,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

impl Clinic {
    /// Day, demand and change of the balance, in base units.
    async fn rolled_up(&self, product: ProductId) -> Vec<(String, Quantity, Quantity)> {
        let days = demand_day::Entity::find()
            .filter(demand_day::COLUMN.product_id.eq(product))
            .filter(demand_day::COLUMN.site_id.eq(self.denver.id))
            .order_by_asc(demand_day::COLUMN.day);
        let days = days.all(self.deployment.database.reader()).await.unwrap();
        days.into_iter().map(|day| (day.day.to_string(), day.demand, day.moved)).collect()
    }
}

fn day(day: &str, demand: i32, moved: i32) -> (String, Quantity, Quantity) {
    (day.to_owned(), Quantity::whole(demand), Quantity::whole(moved))
}

async fn syringes(clinic: &Clinic) -> (ProductId, LotId) {
    let product = clinic.product(filler()).await.id;
    (product, clinic.receives_on(product, "VA1", 30, "2026-02-20").await)
}

#[tokio::test]
async fn what_was_used_counts_on_the_day_of_the_act_however_late_it_was_entered() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, lot) = syringes(&clinic).await;
        clinic.uses_on(lot, 2, "2026-02-24").await;
        let mut late = clinic.usage([(StockSource::Lot(lot), 3)]);
        late.performed_at = clinic.manager_on("2026-02-23").at.into();
        late.already_performed = Some(AlreadyPerformed { why: LateReason::ChartedLate, note: None });
        clinic.done(&clinic.nurse(), late).await;
        let days = [day("2026-02-20", 0, 30), day("2026-02-23", 3, -3), day("2026-02-24", 2, -2)];
        assert_eq!(clinic.rolled_up(product).await, days);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_day_is_one_of_the_site() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, lot) = syringes(&clinic).await;
        // It is still the 26th in Denver, and the 27th in Greenwich.
        let mut usage = clinic.usage([(StockSource::Lot(lot), 1)]);
        let evening = at(clinic.nurse(), "2026-02-27T05:00:00Z");
        usage.performed_at = evening.at.into();
        clinic.done(&evening, usage).await;
        assert_eq!(clinic.rolled_up(product).await[1], day("2026-02-26", 1, -1));
    })
    .await;
}

#[tokio::test]
async fn what_is_voided_or_taken_back_leaves_the_day_that_it_was_on() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, lot) = syringes(&clinic).await;
        for (on, voided) in [("2026-02-24", VoidedProduct::NeverDrawn), ("2026-02-25", VoidedProduct::Gone)] {
            let usage_id = clinic.uses_on(lot, 2, on).await;
            let of_usage = usage_line::COLUMN.usage_id.eq(usage_id);
            let lines = usage_line::Entity::find().filter(of_usage).all(clinic.deployment.database.reader()).await;
            let void = |line: usage_line::Model| VoidLine {
                line_id: line.id,
                product: voided,
                waste_reason: Some(entity::entry::WasteReason::PreparationError),
            };
            let void_lines = lines.unwrap().into_iter().map(void).collect();
            let correction = CorrectUsage { usage_id, reason: "not so".to_owned(), void_lines, add_lines: vec![] };
            clinic.done(&clinic.manager(), correction).await;
        }
        let mut consumption = clinic.consumes(StockSource::Lot(lot), 1, ConsumptionReason::BackBar);
        consumption.occurred_at = clinic.manager_on("2026-02-26").at.into();
        let posting_id = clinic.done(&clinic.nurse(), consumption).await.posting_id;
        assert_eq!(clinic.rolled_up(product).await.last(), Some(&day("2026-02-26", 1, -1)));
        let reason = "keyed twice".to_owned();
        clinic.done(&clinic.manager(), ReversePosting { posting_id, reason }).await;
        let gone = clinic.rolled_up(product).await;
        assert_eq!(gone[1..], [day("2026-02-24", 0, 0), day("2026-02-25", 0, -2), day("2026-02-26", 0, 0)]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn waste_counts_adjustments_and_demonstrations_are_no_demand() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, lot) = syringes(&clinic).await;
        for reason in [WasteReason::Damaged, WasteReason::PreparationError, WasteReason::PatientNoShow] {
            clinic.done(&clinic.nurse(), clinic.wastes(StockSource::Lot(lot), 1, reason)).await;
        }
        clinic.post(vec![crate::clinic::movement(lot, LedgerAccount::Adjustment, -2)]).await;
        for reason in [ConsumptionReason::Demonstration, ConsumptionReason::Tester, ConsumptionReason::Staff] {
            clinic.done(&clinic.nurse(), clinic.consumes(StockSource::Lot(lot), 1, reason)).await;
        }
        assert_eq!(clinic.rolled_up(product).await[1], day("2026-03-02", 2, -8));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_sold_is_demand_and_what_comes_back_for_the_shelf_is_less() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        clinic.receive(product, "S1", 9).await;
        let sale = clinic.sell(StockSource::Product(product), 5).await;
        assert_eq!(clinic.rolled_up(product).await, [day("2026-03-02", 5, 4)]);
        let line = clinic.lines_of(sale).await.remove(0).id;
        let restocked = clinic.bring_back(ReturnOf::SaleLine(line), 2, ReturnDisposition::Restock);
        clinic.done(&clinic.front_desk(), restocked).await;
        assert_eq!(clinic.rolled_up(product).await, [day("2026-03-02", 3, 6)]);
        let destroyed = clinic.bring_back(ReturnOf::SaleLine(line), 1, ReturnDisposition::Destroy);
        clinic.done(&clinic.front_desk(), destroyed).await;
        assert_eq!(clinic.rolled_up(product).await, [day("2026-03-02", 3, 6)], "it must be bought again");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn the_rest_of_a_syringe_must_be_bought_as_well_until_the_line_is_voided() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, lot) = syringes(&clinic).await;
        let mut usage = clinic.usage([(StockSource::Lot(lot), 1)]);
        usage.lines[0].quantity = rust_decimal::Decimal::new(6, 1);
        let usage_id = clinic.done(&clinic.nurse(), usage).await.usage_id;
        assert_eq!(clinic.rolled_up(product).await.last(), Some(&day("2026-03-02", 1, -1)));

        let of_usage = usage_line::COLUMN.usage_id.eq(usage_id);
        let lines = usage_line::Entity::find().filter(of_usage).all(clinic.deployment.database.reader()).await;
        let never_drawn = |line: usage_line::Model| VoidLine {
            line_id: line.id,
            product: VoidedProduct::NeverDrawn,
            waste_reason: None,
        };
        let void_lines = lines.unwrap().into_iter().map(never_drawn).collect();
        let correction = CorrectUsage { usage_id, reason: "not so".to_owned(), void_lines, add_lines: vec![] };
        clinic.done(&clinic.manager(), correction).await;
        assert_eq!(clinic.rolled_up(product).await.last(), Some(&day("2026-03-02", 0, 0)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_a_vial_leaves_when_its_time_is_over_must_be_bought_again() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(product, "C1", 2).await;
        let vial = clinic.opened_one(lot).await;
        clinic.done(&clinic.nurse(), clinic.usage([(StockSource::Container(vial), 60)])).await;
        assert_eq!(clinic.rolled_up(product).await, [day("2026-03-02", 60, 140)]);

        let posting_id =
            clinic.done(&clinic.nurse(), clinic.discards([(vial, None)])).await.posting_id.expect("the rest is wasted");
        assert_eq!(clinic.rolled_up(product).await, [day("2026-03-02", 100, 100)]);

        let reason = "the wrong vial".to_owned();
        clinic.done(&clinic.manager(), ReversePosting { posting_id, reason }).await;
        assert_eq!(clinic.rolled_up(product).await, [day("2026-03-02", 60, 140)]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_roll_up_that_says_something_else_is_found_and_can_be_made_anew() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(product, "C1", 2).await;
        clinic.draw(lot, 30).await;
        let foreign = clinic.database.foreign_connection().await;
        foreign.execute_unprepared("UPDATE demand_day SET demand = demand + 10000").await.unwrap();
        let said: Vec<_> = clinic.verify().await.findings.iter().map(ToString::to_string).collect();
        let [found] = &said[..] else { panic!("{said:?}") };
        assert!(found.starts_with(&format!("Demand of {product} at {}", clinic.denver.id)), "{found}");
        assert!(found.ends_with("on 2026-03-02: what was asked for is 31, but should be 30."), "{found}");
        foreign.execute_unprepared("DELETE FROM demand_day").await.unwrap();
        assert_eq!(clinic.verify().await.findings.len(), 2);
        drop(foreign);
        let rebuilt = run(lotwise(&["verify", "--rebuild-demand"], &[("DATABASE_URL", clinic.database.url())]));
        let said = String::from_utf8(rebuilt.stdout).unwrap();
        assert!(rebuilt.status.success() && said.contains("made anew"), "{said}");
        assert_eq!(clinic.rolled_up(product).await, [day("2026-03-02", 30, 170)]);
        clinic.books_are_proved().await;
    })
    .await;
}
