//! What leaves the service as a file or a page: by a link that works once, for the person that it was made for, and with
//! both ends in the audit log.

mod books;
mod served;

use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use chrono::TimeDelta;
use entity::{audit_event, export_link, id::ExportLinkId};
use lotwise::{
    exports::{
        Export, FhirVersion, Format, RecallAsked, RecallPart, SupplierAsked,
        csv::BYTE_ORDER_MARK,
        link::CreateExportLink,
        open::{self, NotOpened, Opened, Opening},
    },
    operations::{
        create_supplier::CreateSupplier,
        receive_stock::{ReceiptLine, ReceiveStock},
    },
    queries::reconciliation::ReconciliationAsked,
    request::Request,
    rules::{refusal::Code, rights::Role, supplier::AuthorizationGiven},
};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder};

fn reconciliation() -> Export {
    let (from, to) = ("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap());
    let (product_id, supplier_id, lot_id, site_id) = (None, None, None, None);
    Export::Reconciliation(ReconciliationAsked { product_id, supplier_id, lot_id, site_id, from, to })
}

impl Clinic {
    async fn link(&self, person: &Request, export: Export) -> ExportLinkId {
        self.done(person, CreateExportLink { export }).await.link_id
    }

    /// Opens a link so many seconds after now.
    async fn opens_link(&self, link: ExportLinkId, seconds: i64) -> Result<Opened, NotOpened> {
        let secret = self.row::<export_link::Entity>(link).await.secret;
        let at = self.now + TimeDelta::seconds(seconds);
        let opening = Opening { secret, at, id: "a request".to_owned(), address: Some("192.0.2.7".to_owned()) };
        open::open(&self.deployment, opening).await
    }

    /// All of an export's text.
    pub(crate) async fn text(&self, person: &Request, export: Export) -> String {
        let link = self.link(person, export).await;
        let Ok(mut opened) = self.opens_link(link, 1).await else { panic!("it opens") };
        let mut text = String::new();
        while let Some(piece) = opened.pieces.recv().await {
            text.push_str(&piece.expect("it is whole"));
        }
        match opened.format {
            Format::Csv => text.strip_prefix(BYTE_ORDER_MARK).expect("spreadsheets read it as UTF-8").to_owned(),
            Format::Html | Format::Json => text,
        }
    }

    /// What the audit log says of exports, in order: who, what, the outcome, and how many rows.
    async fn exports_logged(&self) -> Vec<(String, String, String, Option<i64>)> {
        let exports = audit_event::COLUMN.operation.starts_with("export.");
        let events = audit_event::Entity::find().filter(exports).order_by_asc(audit_event::COLUMN.id);
        let events = events.all(self.deployment.database.reader()).await.unwrap();
        events.into_iter().map(|event| (event.subject, event.operation, event.outcome, event.rows)).collect()
    }
}

fn logged(who: &str, what: &str, outcome: &str, rows: Option<i64>) -> (String, String, String, Option<i64>) {
    (who.to_owned(), what.to_owned(), outcome.to_owned(), rows)
}

#[tokio::test]
async fn the_reconciliation_is_a_file_whose_cells_execute_nothing() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        for lot in ["=1+1", "C3016, left"] {
            clinic.receive(vial, lot, 2).await;
        }
        let text = clinic.text(&clinic.manager(), reconciliation()).await;
        let mut lines = text.split_terminator("\r\n");
        assert!(lines.next().unwrap().starts_with("site,sku,product,unit,lot number,expires on,suppliers,from,to,opening"));
        let of = |lot: &str| format!("denver,BOTOX-100,BOTOX Cosmetic 100 U,U,{lot},2027-06-30,Aria Medical,2026-03-01,2026-03-31,0,200,0,0,0,0,0,0,0,0,0,0,200,0,0");
        assert_eq!(lines.collect::<Vec<_>>(), [of("'=1+1"), of("\"C3016, left\"")]);
        let what = "export.reconciliation";
        assert_eq!(clinic.exports_logged().await, [logged("max", what, "BEGUN", None), logged("max", what, "OK", Some(2))]);
    })
    .await;
}

#[tokio::test]
async fn a_link_opens_once_within_its_minute() {
    both(async |database| {
        let clinic = clinic(database).await;
        let link = clinic.link(&clinic.auditor(), reconciliation()).await;
        assert!(clinic.opens_link(link, 59).await.is_ok());
        assert!(matches!(clinic.opens_link(link, 59).await, Err(NotOpened::Link)), "it was opened");
        let late = clinic.link(&clinic.auditor(), reconciliation()).await;
        assert!(matches!(clinic.opens_link(late, 60).await, Err(NotOpened::Link)), "its minute is over");
        let opening = Opening { secret: "guessed".to_owned(), at: clinic.now, id: String::new(), address: None };
        assert!(matches!(open::open(&clinic.deployment, opening).await, Err(NotOpened::Link)));
    })
    .await;
}

#[tokio::test]
async fn of_many_who_open_a_link_at_once_one_does() {
    both(async |database| {
        let clinic = clinic(database).await;
        for _ in 0..5 {
            let link = clinic.link(&clinic.manager(), reconciliation()).await;
            let all = futures_util::future::join_all((0..8).map(|_| clinic.opens_link(link, 5))).await;
            assert_eq!(all.iter().filter(|opened| opened.is_ok()).count(), 1);
        }
    })
    .await;
}

#[tokio::test]
async fn a_link_is_for_who_may_read_what_it_opens_and_only_that() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        clinic.receive(vial, "C3016", 1).await;
        for person in [clinic.nurse(), clinic.front_desk(), clinic.admin()] {
            assert!(clinic.forbidden(&person, CreateExportLink { export: reconciliation() }).await);
        }
        let elsewhere = clinic.somebody("eva", Role::Manager, "auckland");
        let text = clinic.text(&elsewhere, reconciliation()).await;
        assert_eq!(text.lines().count(), 1, "{text}");
        let (supplier_id, from, to) = (entity::id::SupplierId::new(), clinic.now.date_naive(), clinic.now.date_naive());
        let nobody = CreateExportLink { export: Export::Supplier(SupplierAsked { supplier_id, from, to }) };
        let refusals = clinic.refusals(&clinic.manager(), nobody).await;
        assert_eq!(refusals, [(Code::NotFound, "what.supplier.supplierId".to_owned())]);
        let (recall_id, part) = (entity::id::RecallId::new(), RecallPart::Fhir(FhirVersion::R5));
        let nothing = CreateExportLink { export: Export::Recall(RecallAsked { recall_id, part }) };
        let refusals = clinic.refusals(&clinic.director(), nothing).await;
        assert_eq!(refusals, [(Code::NotFound, "what.recallFhirR5.recallId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn an_export_that_nobody_takes_to_its_end_says_so_in_the_log() {
    both(async |database| {
        let clinic = clinic(database).await;
        let link = clinic.link(&clinic.manager(), reconciliation()).await;
        let opened = clinic.opens_link(link, 1).await;
        drop(opened);
        let ended = async {
            while clinic.exports_logged().await.len() < 2 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(20), ended).await.expect("the end is logged");
        let end = clinic.exports_logged().await.remove(1);
        // Of so small a file all may have been written before the reader went away.
        assert!(end.2 == "BROKEN_OFF" || end.2 == "OK", "{end:?}");
    })
    .await;
}

#[tokio::test]
async fn a_page_about_a_supplier_has_its_licences_deliveries_and_units() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let licence = AuthorizationGiven {
            number: "WD-<17>".to_owned(),
            authority: "Colorado".to_owned(),
            valid_from: "2025-01-01".parse().unwrap(),
            valid_until: "2027-01-01".parse().unwrap(),
            checked_on: None,
        };
        let name = "Aria & <b>Sons</b>".to_owned();
        let supplier = CreateSupplier { name, lead_time_days: None, authorizations: vec![licence] };
        let supplier_id = clinic.done(&clinic.manager(), supplier).await.supplier_id;
        let delivery = clinic.delivery(vial, "C3016", 3).await;
        let lines: Vec<ReceiptLine> = delivery.lines.clone();
        let delivery_note = Some("DN-9".to_owned());
        let delivery = ReceiveStock { supplier_id, delivery_note, lines, ..delivery };
        let lot = clinic.done(&clinic.manager(), delivery).await.lot_ids[0];
        clinic.receive(vial, "OTHER", 1).await;
        clinic.draw(lot, 40).await;
        clinic.adjusts(lot, -100).await;
        let (from, to) = ("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap());
        let page = clinic.text(&clinic.auditor(), Export::Supplier(SupplierAsked { supplier_id, from, to })).await;
        for part in [
            "<h1>Supplier: Aria &amp; &lt;b&gt;Sons&lt;/b&gt;</h1>",
            "<td>WD-&lt;17&gt;</td><td>Colorado</td><td>2025-01-01</td><td>2027-01-01</td>",
            "<td>delivered</td><td>DN-9</td><td>BOTOX Cosmetic 100 U (BOTOX-100)</td><td>C3016</td><td>2027-06-30</td>",
            "<td>max, WD-&lt;17&gt;</td>",
            "<td class=\"n\">-100, 0</td>",
            "</body></html>",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        assert!(!page.contains("OTHER") && !page.contains("<b>"), "{page}");
        clinic.books_are_proved().await;
    })
    .await;
}
