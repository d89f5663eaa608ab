//! Reports of a site: sums that agree with the books, by the days of the site, for whoever may read them.

use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin, serum},
    databases::both,
    record_usage::lines_of,
};
use chrono::TimeDelta;
use entity::{
    entry::{ConsumptionReason, WasteReason},
    id::LotId,
    usage::LateReason,
    usage_line::VoidedProduct,
};
use lotwise::operations::{
    correct_usage::{CorrectUsage, VoidLine},
    record_usage::{AlreadyPerformed, RecordUsage},
    reverse_posting::ReversePosting,
    source::{StockSource, UnbookedStock},
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

const USAGE: &str =
    "query ($filter: ReportFilter!, $who: ExternalId) { usageReport(filter: $filter, practitionerId: $who) {
    rows { practitionerId product { sku } treatments used wasted wasteShare perTreatment counted cost { amount } }
    counted { product { sku } openedBy containers counted } } }";
const WASTE: &str = "query ($filter: ReportFilter!) { wasteReport(filter: $filter) {
    rows { reason product { sku } quantity cost { amount } } total { amount currency } } }";
const RECORD_KEEPING: &str = "query ($filter: ReportFilter!) { recordKeepingReport(filter: $filter) {
    recordedBy usages lateEntries alreadyPerformed deviations unreviewedDeviations unbookedLines } }";

impl Clinic {
    fn days(&self, from: &str, to: &str) -> Value {
        json!({ "siteId": self.denver.id.to_string(), "from": from, "to": to })
    }

    /// The report of the day that it is in Denver.
    async fn report(&self, document: &str, field: &str) -> Value {
        let filter = self.days("2026-03-02", "2026-03-02");
        self.asks(&self.manager(), document, json!({ "filter": filter })).await[field].take()
    }

    async fn by(&self, practitioner: &str, mut usage: RecordUsage, wasted: i64) {
        usage.practitioner_id = practitioner.to_owned();
        usage.lines[0].wasted = (wasted > 0).then(|| Decimal::from(wasted));
        usage.lines[0].waste_reason = usage.lines[0].wasted.map(|_| entity::entry::WasteReason::PreparationError);
        self.done(&self.nurse(), usage).await;
    }
}

async fn vials(clinic: &Clinic) -> LotId {
    let product = clinic.product(neurotoxin()).await.id;
    clinic.receive(product, "C3016", 5).await
}

#[tokio::test]
async fn usage_is_summed_by_practitioner_and_product_with_units_per_treatment() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic).await;
        let product = clinic.product(filler()).await.id;
        let syringes = clinic.receive(product, "VB20", 2).await;
        clinic.by("nurse-1", clinic.usage([(StockSource::Lot(lot), 20)]), 4).await;
        clinic.by("nurse-1", clinic.usage([(StockSource::Lot(lot), 30)]), 0).await;
        let mut half = clinic.usage([(StockSource::Lot(syringes), 1)]);
        half.lines[0].quantity = Decimal::new(75, 2);
        clinic.by("nurse-2", half, 0).await;
        let report = clinic.report(USAGE, "usageReport").await;
        let botox = json!({
            "practitionerId": "nurse-1", "product": { "sku": "BOTOX-100" }, "treatments": 2, "used": "50", "wasted": "4",
            "wasteShare": "0.0741", "perTreatment": "25", "counted": "0", "cost": { "amount": "135" },
        });
        let voluma = json!({
            "practitionerId": "nurse-2", "product": { "sku": "JUV-VOLUMA" }, "treatments": 1, "used": "0.75",
            "wasted": "0.25", "wasteShare": "0.25", "perTreatment": "0.75", "counted": "0", "cost": { "amount": "2.5" },
        });
        assert_eq!(report["rows"], json!([botox, voluma]), "{report:#}");
        let filter = clinic.days("2026-03-02", "2026-03-02");
        let asked = json!({ "filter": filter, "who": "nurse-2" });
        let own = clinic.asks(&clinic.manager(), USAGE, asked).await;
        assert_eq!(own["usageReport"]["rows"], json!([voluma]));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_voided_is_not_used_and_what_the_books_lack_is() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic).await;
        for product in [VoidedProduct::NeverDrawn, VoidedProduct::Gone] {
            let usage_id = clinic.draw(lot, 10).await;
            let line_id = lines_of(&clinic, usage_id).await[0].id;
            let void_lines =
                vec![VoidLine { line_id, product, waste_reason: Some(entity::entry::WasteReason::PreparationError) }];
            let void = CorrectUsage { usage_id, reason: "charted wrong".to_owned(), void_lines, add_lines: vec![] };
            clinic.done(&clinic.nurse(), void).await;
        }
        let product_id = clinic.balance(lot).await.product_id;
        let unbooked =
            UnbookedStock { product_id, lot_number: Some("OTHER".to_owned()), expires_on: None, serial: None };
        let mut fact = clinic.usage([(StockSource::Unbooked(unbooked), 15)]);
        fact.already_performed = Some(AlreadyPerformed { why: LateReason::ReceiptNotEntered, note: None });
        clinic.done(&clinic.nurse(), fact).await;
        let report = clinic.report(USAGE, "usageReport").await;
        let row = &report["rows"][0];
        assert_eq!((&row["used"], &row["wasted"]), (&json!("15"), &json!("10")), "{report:#}");
        assert_eq!((&row["treatments"], &row["cost"]), (&json!(1), &Value::Null));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_no_treatment_used_stands_apart_and_differences_show_by_opener() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic).await;
        let id = clinic.opened_one(lot).await;
        clinic.by("nurse-1", clinic.usage([(StockSource::Container(id), 60)]), 0).await;
        clinic.done(&clinic.nurse(), clinic.discards([(id, Some(Decimal::from(35)))])).await;
        let product = clinic.product(serum()).await.id;
        let bottle = clinic.receive(product, "S1", 2).await;
        let tester = clinic.consumes(StockSource::Lot(bottle), 1, ConsumptionReason::Tester);
        clinic.done(&clinic.nurse(), tester).await;
        let report = clinic.report(USAGE, "usageReport").await;
        let rows = report["rows"].as_array().expect("rows");
        let of = |sku: &str, who: Value| {
            let found = rows.iter().find(|row| row["product"]["sku"] == sku && row["practitionerId"] == who);
            found.unwrap_or_else(|| panic!("{sku} {who}: {report:#}")).clone()
        };
        let discarded = of("BOTOX-100", Value::Null);
        assert_eq!((&discarded["wasted"], &discarded["counted"]), (&json!("35"), &json!("-5")));
        assert_eq!(of("BOTOX-100", json!("nurse-1"))["used"], "60");
        assert_eq!(of("SERUM-C", Value::Null)["used"], "1");
        let counted =
            json!([{ "product": { "sku": "BOTOX-100" }, "openedBy": "ana", "containers": 1, "counted": "-5" }]);
        assert_eq!(report["counted"], counted);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn waste_is_summed_by_reason_with_its_cost_and_without_what_was_taken_back() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic).await;
        clinic.by("nurse-1", clinic.usage([(StockSource::Lot(lot), 10)]), 2).await;
        let damaged = clinic.wastes(StockSource::Lot(lot), 100, WasteReason::Damaged);
        clinic.done(&clinic.nurse(), damaged.clone()).await;
        let posting_id = clinic.done(&clinic.nurse(), damaged).await.posting_id;
        clinic.done(&clinic.nurse(), ReversePosting { posting_id, reason: "keyed twice".to_owned() }).await;
        let expired = clinic.wastes(StockSource::Lot(lot), 100, WasteReason::Expired);
        let posting_id = clinic.done(&clinic.nurse(), expired).await.posting_id;
        clinic.done(&clinic.nurse(), ReversePosting { posting_id, reason: "it is not".to_owned() }).await;
        let report = clinic.report(WASTE, "wasteReport").await;
        let row = |reason: &str, quantity: &str, cost: &str| {
            json!({ "reason": reason, "product": { "sku": "BOTOX-100" }, "quantity": quantity, "cost": { "amount": cost } })
        };
        let rows = json!([row("DAMAGED", "100", "250"), row("PREPARATION_ERROR", "2", "5")]);
        assert_eq!(report, json!({ "rows": rows, "total": { "amount": "255", "currency": "USD" } }), "{report:#}");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_day_is_a_day_of_the_site_and_a_late_entry_counts_on_the_day_it_was_done() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic).await;
        let mut nurse = clinic.nurse();
        nurse.at += TimeDelta::hours(20);
        // 04:00 in UTC is still the evening before in Denver.
        for (hours, units) in [(10, 10), (16, 20)] {
            let mut usage = clinic.usage([(StockSource::Lot(lot), units)]);
            usage.performed_at = (clinic.now + TimeDelta::hours(hours)).into();
            clinic.done(&nurse, usage).await;
        }
        for (day, used) in [("2026-03-02", "10"), ("2026-03-03", "20")] {
            let filter = clinic.days(day, day);
            let report = clinic.asks(&clinic.manager(), USAGE, json!({ "filter": filter })).await;
            assert_eq!(report["usageReport"]["rows"][0]["used"], used, "{day}: {report:#}");
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn late_entries_and_deviations_are_counted_by_person() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic).await;
        clinic.draw(lot, 10).await;
        let mut late = clinic.manager();
        late.at += TimeDelta::days(30);
        let mut fact = clinic.usage([(StockSource::Lot(lot), 600)]);
        fact.already_performed = Some(AlreadyPerformed { why: LateReason::ChartedLate, note: None });
        clinic.done(&late, fact).await;
        let report = clinic.report(RECORD_KEEPING, "recordKeepingReport").await;
        let ana = json!({
            "recordedBy": "ana", "usages": 1, "lateEntries": 0, "alreadyPerformed": 0, "deviations": 0,
            "unreviewedDeviations": 0, "unbookedLines": 0,
        });
        assert_eq!(report[0], ana, "{report:#}");
        let max = &report[1];
        assert_eq!(
            (&max["recordedBy"], &max["lateEntries"], &max["unbookedLines"]),
            (&json!("max"), &json!(1), &json!(1))
        );
        assert!(max["deviations"].as_i64() >= Some(1) && max["deviations"] == max["unreviewedDeviations"], "{max:#}");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn reports_are_for_those_who_may_read_them_over_days_that_can_be_meant() {
    both(async |database| {
        let clinic = clinic(database).await;
        let filter = |from: &str, to: &str| json!({ "filter": clinic.days(from, to) });
        for document in [USAGE, WASTE, RECORD_KEEPING] {
            let denied = clinic.answer(&clinic.nurse(), document, filter("2026-03-01", "2026-03-02")).await;
            assert_eq!(denied["errors"][0]["extensions"]["code"], "FORBIDDEN", "{denied:#}");
            for (from, to) in [("2026-03-02", "2026-03-01"), ("2025-03-01", "2026-03-02"), ("0202-03-01", "2026-03-02")]
            {
                let refused = clinic.answer(&clinic.manager(), document, filter(from, to)).await;
                assert_eq!(refused["errors"][0]["extensions"]["code"], "INVALID", "{refused:#}");
            }
            clinic.asks(&clinic.auditor(), document, filter("2025-03-03", "2026-03-02")).await;
        }
    })
    .await;
}
