//! Units bought against units used: every unit that came is somewhere, by the day of the act.

mod at_random;

use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin, serum},
    databases::both,
};
use entity::{
    entry::{ConsumptionReason, WasteReason},
    fixed_point::Quantity,
    id::LotId,
    usage::LateReason,
    usage_line::VoidedProduct,
};
use lotwise::{
    operations::{
        adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
        correct_lot::CorrectLot,
        correct_usage::{CorrectUsage, VoidLine},
        receive_stock::ReceiveStock,
        record_usage::AlreadyPerformed,
        source::{StockSource, UnbookedStock},
    },
    queries::{
        page::PageRequest,
        reconciliation::{self, ReconciliationAsked, Row},
    },
    rules::{lot_correction::Correction, rights::Role},
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

const ROWS: &str = "query($filter: ReconciliationFilter!, $first: Int, $after: String) {
    reconciliation(filter: $filter, first: $first, after: $after) {
        nodes { lot { lotNumber } site { code } suppliers { name } opening received used consumed sold wasted
                returnedToSupplier destroyed adjusted counted transferred inTransit closing unbooked unaccounted }
        pageInfo { hasNextPage endCursor } } }";

impl Clinic {
    /// What is asked for over these days, by whoever may read reports everywhere.
    pub(crate) async fn reconciled(&self, from: &str, to: &str) -> Vec<Row> {
        let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
        let asked = ReconciliationAsked { product_id: None, supplier_id: None, lot_id: None, site_id: None, from, to };
        let reader = self.deployment.database.reader();
        let all = asked.by(reader, &self.auditor().caller).await.unwrap();
        let page = reconciliation::page(reader, &all, &PageRequest::long(None)).await.unwrap();
        page.rows.into_iter().map(|listed| listed.row).collect()
    }

    async fn rows(&self, filter: Value) -> Vec<Value> {
        let answer = self.asks(&self.manager(), ROWS, json!({ "filter": filter })).await;
        answer["reconciliation"]["nodes"].as_array().unwrap().clone()
    }

    /// Sets the stock of a lot right by so much.
    pub(crate) async fn adjusts(&self, lot: LotId, by: i64) {
        let change = StockChange::By(Decimal::from(by));
        let line = AdjustmentLine { lot_id: Some(lot), container_id: None, change };
        let (site_id, occurred_at) = (self.denver.id, self.now.into());
        let adjust = AdjustStock { site_id, occurred_at, reason: "nobody knows".to_owned(), lines: vec![line] };
        self.done(&self.manager(), adjust).await;
    }
}

fn today() -> Value {
    json!({ "from": "2026-03-02", "to": "2026-03-02" })
}

#[tokio::test]
async fn every_unit_is_told_by_what_became_of_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product_id = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(product_id, "C3016", 5).await;
        let mut usage = clinic.usage([(StockSource::Lot(lot), 40)]);
        usage.lines[0].wasted = Some(Decimal::from(5));
        usage.lines[0].waste_reason = Some(entity::entry::WasteReason::PreparationError);
        clinic.done(&clinic.nurse(), usage).await;
        let voided = clinic.draw(lot, 10).await;
        let line_id = lines_of(&clinic, voided).await;
        let void_lines = vec![VoidLine {
            line_id,
            product: VoidedProduct::NeverDrawn,
            waste_reason: Some(entity::entry::WasteReason::PreparationError),
        }];
        let void = CorrectUsage { usage_id: voided, reason: "not his".to_owned(), void_lines, add_lines: vec![] };
        clinic.done(&clinic.nurse(), void).await;
        clinic.adjusts(lot, -100).await;
        clinic.done(&clinic.nurse(), clinic.wastes(StockSource::Lot(lot), 100, WasteReason::Damaged)).await;
        for number in ["C3016", "c 3016"] {
            let unbooked =
                UnbookedStock { product_id, lot_number: Some(number.to_owned()), expires_on: None, serial: None };
            let mut fact = clinic.usage([(StockSource::Unbooked(unbooked), 15)]);
            fact.already_performed = Some(AlreadyPerformed { why: LateReason::ReceiptNotEntered, note: None });
            clinic.done(&clinic.nurse(), fact).await;
        }
        let rows = clinic.rows(today()).await;
        let expected = json!({
            "lot": { "lotNumber": "C3016" }, "site": { "code": "denver" }, "suppliers": [{ "name": "Aria Medical" }],
            "opening": "0", "received": "500", "used": "40", "consumed": "0", "sold": "0", "wasted": "105",
            "returnedToSupplier": "0", "destroyed": "0", "adjusted": "-100", "counted": "0", "transferred": "0",
            "inTransit": "0", "closing": "255", "unbooked": "30", "unaccounted": "130",
        });
        assert_eq!(rows, std::slice::from_ref(&expected), "{rows:#?}");
        let tomorrow = clinic.rows(json!({ "from": "2026-03-03", "to": "2026-03-31" })).await;
        assert_eq!((&tomorrow[0]["opening"], &tomorrow[0]["closing"]), (&json!("255"), &json!("255")));
        assert_eq!(clinic.rows(json!({ "from": "2026-02-01", "to": "2026-03-01" })).await, [] as [Value; 0]);
        const TRACE: &str = "query($id: ID!) { node(id: $id) { ... on Lot { trace { reconciliation {
            used adjusted unbooked unaccounted closing } } } } }";
        let trace = clinic.asks(&clinic.director(), TRACE, json!({ "id": lot.to_string() })).await;
        let units =
            json!([{ "used": "40", "adjusted": "-100", "unbooked": "30", "unaccounted": "130", "closing": "255" }]);
        assert_eq!(trace["node"]["trace"]["reconciliation"], units);
        let denied = clinic.answer(&clinic.nurse(), TRACE, json!({ "id": lot.to_string() })).await;
        assert_eq!(denied["errors"][0]["extensions"]["code"], "FORBIDDEN", "{denied:#}");
        assert_eq!(denied["data"]["node"]["trace"]["reconciliation"], Value::Null);
    })
    .await;
}

async fn lines_of(clinic: &Clinic, usage: entity::id::UsageId) -> entity::id::UsageLineId {
    let of_usage = entity::usage_line::COLUMN.usage_id.eq(usage);
    let lines = entity::usage_line::Entity::find().filter(of_usage);
    lines.one(clinic.deployment.database.reader()).await.unwrap().unwrap().id
}

#[tokio::test]
async fn lots_are_found_by_product_supplier_lot_and_site_and_paged_without_a_gap() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let syringe = clinic.product(filler()).await.id;
        let mut expected = Vec::new();
        for number in 0..4 {
            let lot = format!("L{number}");
            clinic.receive(vial, &lot, 1).await;
            let delivery = clinic.delivery(vial, &lot, 2).await;
            clinic.done(&clinic.manager(), ReceiveStock { site_id: clinic.auckland.id, ..delivery }).await;
            expected.extend([(lot.clone(), "auckland".to_owned()), (lot, "denver".to_owned())]);
        }
        let other = clinic.receive(syringe, "S1", 1).await;
        expected.push(("S1".to_owned(), "denver".to_owned()));
        let days = |mut more: Value| {
            (more["from"], more["to"]) = (json!("2026-03-01"), json!("2026-03-03"));
            more
        };
        let (mut found, mut after) = (Vec::new(), Value::Null);
        loop {
            let asked = json!({ "filter": days(json!({})), "first": 2, "after": after });
            let page = clinic.asks(&clinic.manager(), ROWS, asked).await["reconciliation"].take();
            for row in page["nodes"].as_array().unwrap() {
                let text = |value: &Value| value.as_str().unwrap().to_owned();
                found.push((text(&row["lot"]["lotNumber"]), text(&row["site"]["code"])));
            }
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
        found.sort();
        assert_eq!(found, expected);
        let supplier =
            entity::supplier::Entity::find().one(clinic.deployment.database.reader()).await.unwrap().unwrap();
        for (filter, rows) in [
            (json!({ "productId": syringe.to_string() }), 1),
            (json!({ "lotId": other.to_string() }), 1),
            (json!({ "siteId": clinic.auckland.id.to_string() }), 4),
            (json!({ "supplierId": supplier.id.to_string(), "productId": vial.to_string() }), 8),
            (json!({ "supplierId": entity::id::SupplierId::new().to_string() }), 0),
        ] {
            assert_eq!(clinic.rows(days(filter.clone())).await.len(), rows, "{filter}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_lot_that_was_merged_is_one_with_the_other() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let right = clinic.receive(vial, "C3016", 2).await;
        let wrong = clinic.receive(vial, "C3O16", 1).await;
        clinic.draw(wrong, 20).await;
        let correction = Correction { lot_number: Some("C3016".to_owned()), ..Correction::default() };
        let reason = "a zero".to_owned();
        let correct = CorrectLot { lot_id: wrong, correction, reason, confirmed_by_id: None, approval_id: None };
        clinic.done_by_two(&clinic.manager(), correct).await;
        let rows = clinic.reconciled("2026-03-02", "2026-03-02").await;
        assert_eq!(rows.iter().map(|row| row.lot_id).collect::<Vec<_>>(), [right]);
        let units = rows[0].units;
        assert_eq!((units.received, units.used), (Quantity::whole(300), Quantity::whole(20)));
        assert_eq!((units.transferred, units.closing), (Quantity::ZERO, Quantity::whole(280)));
        assert!(units.is_balanced());
    })
    .await;
}

#[tokio::test]
async fn an_act_counts_on_its_day_at_its_site_however_late_it_was_entered() {
    both(async |database| {
        let clinic = clinic(database).await;
        let serum = clinic.product(serum()).await.id;
        let lot = clinic.receive(serum, "S1", 9).await;
        let tester = clinic.consumes(StockSource::Lot(lot), 1, ConsumptionReason::Tester);
        clinic.done(&clinic.nurse(), tester).await;
        let mut manager = clinic.manager();
        manager.at += chrono::TimeDelta::days(40);
        // 05:00 of the third in UTC is the evening of the second in Denver.
        let mut late = clinic.consumes(StockSource::Lot(lot), 2, ConsumptionReason::BackBar);
        late.occurred_at = (clinic.now + chrono::TimeDelta::hours(11)).into();
        clinic.done(&manager, late).await;
        let consumed = |rows: Vec<Row>| rows.iter().map(|row| row.units.consumed).collect::<Vec<_>>();
        assert_eq!(consumed(clinic.reconciled("2026-03-02", "2026-03-02").await), [Quantity::whole(3)]);
        assert_eq!(consumed(clinic.reconciled("2026-03-03", "2026-04-30").await), [Quantity::ZERO]);
    })
    .await;
}

#[tokio::test]
async fn it_is_for_those_who_read_reports_at_the_sites_where_they_do() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        clinic.receive(vial, "C3016", 1).await;
        let asked = json!({ "filter": today() });
        for person in [clinic.nurse(), clinic.front_desk(), clinic.admin()] {
            let denied = clinic.answer(&person, ROWS, asked.clone()).await;
            assert_eq!(denied["errors"][0]["extensions"]["code"], "FORBIDDEN", "{}", person.caller.subject);
        }
        let elsewhere = clinic.somebody("eva", Role::Manager, "auckland");
        let nothing = clinic.asks(&elsewhere, ROWS, asked.clone()).await;
        assert_eq!(nothing["reconciliation"]["nodes"], json!([]));
        let mut there = asked;
        there["filter"]["siteId"] = json!(clinic.denver.id.to_string());
        let denied = clinic.answer(&elsewhere, ROWS, there).await;
        assert_eq!(denied["errors"][0]["extensions"]["code"], "FORBIDDEN", "{denied:#}");
        for (from, to) in [("2026-03-02", "2026-03-01"), ("0202-03-02", "2026-03-02")] {
            let wrong = json!({ "filter": { "from": from, "to": to } });
            let refused = clinic.answer(&clinic.manager(), ROWS, wrong).await;
            assert_eq!(refused["errors"][0]["extensions"]["code"], "INVALID", "{refused:#}");
        }
    })
    .await;
}
