//! The books of a site as files: every line has the cells of the first, and what a caller may not see is empty.

use crate::{
    clinic::{Clinic, clinic, neurotoxin, serum},
    databases::both,
    record_usage::opened,
};
use entity::{entry::WasteReason, id::SiteId};
use lotwise::{
    exports::{BooksAsked, Export, FromTo, SiteDays, link::CreateExportLink},
    operations::source::StockSource,
    request::Request,
    rules::refusal::Code,
};
use std::collections::BTreeMap;

/// A line by the names of its columns.
type Line = BTreeMap<String, String>;

fn days() -> FromTo {
    FromTo { from: "2026-03-01".parse().unwrap(), to: "2026-03-31".parse().unwrap() }
}

fn march_at(site_id: SiteId) -> SiteDays {
    SiteDays { site_id, days: days() }
}

impl Clinic {
    async fn lines_of_file(&self, person: &Request, asked: BooksAsked) -> Vec<Line> {
        let text = self.text(person, Export::Books(asked)).await;
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().expect("a first line").clone();
        let named = |record: csv::StringRecord| {
            header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
        };
        // The reader refuses a line with more or fewer cells than the first.
        reader.records().map(|record| named(record.expect("as many cells"))).collect()
    }
}

fn cells<'a>(line: &'a Line, columns: &[&str]) -> Vec<&'a str> {
    columns.iter().map(|column| line.get(*column).expect("a column").as_str()).collect()
}

#[tokio::test]
async fn stock_ledger_waste_usage_and_sales_of_a_site_leave_as_files() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, bottle) = (clinic.product(neurotoxin()).await.id, clinic.product(serum()).await.id);
        let lot = clinic.receive(vial, "C3016", 2).await;
        let sold = clinic.receive(bottle, "S1", 3).await;
        clinic.draw(lot, 40).await;
        clinic.sell(StockSource::Lot(sold), 1).await;
        let container = StockSource::Container(opened(&clinic, lot).await.id);
        clinic.done(&clinic.nurse(), clinic.wastes(container, 10, WasteReason::Damaged)).await;
        let here = clinic.denver.id;

        let stock = clinic.lines_of_file(&clinic.manager(), BooksAsked::Stock(here)).await;
        let on_hand = |line: &Line| cells(line, &["lot number", "on hand", "open containers", "held"]).join(" ");
        let mut on_hand: Vec<String> = stock.iter().map(on_hand).collect();
        on_hand.sort();
        assert_eq!(on_hand, ["C3016 150 1 no", "S1 2 0 no"]);

        let ledger = clinic.lines_of_file(&clinic.manager(), BooksAsked::Ledger(march_at(here))).await;
        let mut accounts: Vec<String> =
            ledger.iter().map(|line| cells(line, &["account", "quantity"]).join(" ")).collect();
        accounts.sort();
        assert_eq!(accounts, ["SALE -1", "SUPPLIER 200", "SUPPLIER 3", "TREATMENT -40", "WASTE -10"]);
        let times = cells(&ledger[0], &["occurred at (UTC)", "occurred at (site)"]);
        assert_eq!(times, ["2026-03-02T18:00:00Z", "2026-03-02 11:00:00"]);

        let waste = clinic.lines_of_file(&clinic.manager(), BooksAsked::Waste(march_at(here))).await;
        assert_eq!(waste.len(), 1);
        assert_eq!(cells(&waste[0], &["quantity", "waste reason", "lot number"]), ["-10", "DAMAGED", "C3016"]);

        let usages = clinic.lines_of_file(&clinic.manager(), BooksAsked::Usages(march_at(here))).await;
        assert_eq!(cells(&usages[0], &["quantity", "lot number", "evidence"]), ["40", "C3016", "STATED"]);
        let sales = clinic.lines_of_file(&clinic.manager(), BooksAsked::Sales(march_at(here))).await;
        assert_eq!(cells(&sales[0], &["quantity", "lot number", "returned"]), ["1", "S1", "0"]);

        let elsewhere = clinic.lines_of_file(&clinic.manager(), BooksAsked::Ledger(march_at(clinic.auckland.id))).await;
        assert_eq!(elsewhere.len(), 0);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_file_has_no_patient_and_no_cost_for_who_may_not_read_them() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        clinic.draw(lot, 40).await;
        let of_usages = BooksAsked::Usages(march_at(clinic.denver.id));
        let patient = async |person: &Request| {
            let lines = clinic.lines_of_file(person, of_usages).await;
            lines[0]["patient"].clone()
        };
        assert_eq!(patient(&clinic.manager()).await, "");
        assert_ne!(patient(&clinic.auditor()).await, "");

        let stock = BooksAsked::Stock(clinic.denver.id);
        let value = async |person: &Request| clinic.lines_of_file(person, stock).await[0]["value"].clone();
        assert_eq!(value(&clinic.nurse()).await, "");
        assert_ne!(value(&clinic.manager()).await, "");
    })
    .await;
}

#[tokio::test]
async fn a_part_of_the_books_is_for_who_may_read_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let link = |asked: BooksAsked| CreateExportLink { export: Export::Books(asked) };
        let here = march_at(clinic.denver.id);
        for asked in
            [BooksAsked::Ledger(here), BooksAsked::Waste(here), BooksAsked::Usages(here), BooksAsked::Sales(here)]
        {
            assert!(clinic.forbidden(&clinic.nurse(), link(asked)).await, "{asked:?}");
            assert!(clinic.forbidden(&clinic.front_desk(), link(asked)).await, "{asked:?}");
        }
        assert!(clinic.forbidden(&clinic.manager(), link(BooksAsked::AuditLog(days()))).await);
        let log = clinic.lines_of_file(&clinic.auditor(), BooksAsked::AuditLog(days())).await;
        assert!(log.iter().any(|line| cells(line, &["operation", "outcome"]) == ["createSite", "OK"]), "{log:?}");

        let (first, last) = (days().to, days().from);
        let backwards = BooksAsked::AuditLog(FromTo { from: first, to: last });
        let refused = clinic.refusals(&clinic.auditor(), link(backwards)).await;
        assert_eq!(refused, [(Code::Invalid, "what.auditLog.to".to_owned())]);
        let nowhere = BooksAsked::Stock(SiteId::new());
        let refused = clinic.refusals(&clinic.manager(), link(nowhere)).await;
        assert_eq!(refused, [(Code::NotFound, "what.stock.siteId".to_owned())]);
    })
    .await;
}
