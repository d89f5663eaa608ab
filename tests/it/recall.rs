//! Recalls, from the notice to the proof that every unit is accounted for.

mod accounting;
mod api;
mod arrivals;
mod broken_rules;
mod closing;
mod contacts;
mod declared;
mod disposal;
mod exports;
mod exposures;
mod opening;
mod race;
mod resembling;
mod till;

use crate::clinic::{Clinic, saline};
use entity::{
    hold,
    id::{LotId, ProductId, RecallId, SiteId},
    recall::{self, RecallKind},
    recall_class::RecallClass,
    recall_contact::{self, ContactStatus},
    recall_event,
};
use lotwise::{
    operations::{
        confirm_recall_site::{ConfirmRecallSite, CountedLot},
        create_product::CreateProduct,
        dispose_recalled_stock::{DisposeRecalledStock, Disposed},
        open_recall::OpenRecall,
        record_recall_contact::RecordRecallContact,
        record_usage::{AlreadyPerformed, RecordUsage},
        return_to_supplier::LotQuantity,
        source::StockSource,
    },
    rules::recall::{form::Head, scope::ScopeGiven, window::Window},
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

/// A line of a scope that lists lot numbers.
fn listed(product_id: ProductId, numbers: &[&str]) -> ScopeGiven {
    ScopeGiven {
        product_id,
        lot_numbers: numbers.iter().map(ToString::to_string).collect(),
        lot_range: None,
        serials: vec![],
        all_lots: false,
        expires: Window::default(),
        received: Window::default(),
    }
}

/// A recall of listed lots.
fn recall_of(product_id: ProductId, numbers: &[&str]) -> OpenRecall {
    let head = Head {
        kind: RecallKind::Recall,
        number: Some("D-0417-2026".to_owned()),
        classification: RecallClass::ClassII,
        firm: "AbbVie".to_owned(),
        reason: "particles in the vial".to_owned(),
        instructions: None,
        initiated_on: "2026-03-01".parse().expect("a day"),
        response_due_on: None,
    };
    let scope = vec![listed(product_id, numbers)];
    OpenRecall { head, scope, notice_id: None, is_another: false, trace_millis: None }
}

/// A recall of listed lots under a number that others have too.
fn another_recall(product_id: ProductId, numbers: &[&str]) -> OpenRecall {
    OpenRecall { is_another: true, ..recall_of(product_id, numbers) }
}

fn of_kind(kind: RecallKind, recall: OpenRecall) -> OpenRecall {
    OpenRecall { head: Head { kind, ..recall.head }, ..recall }
}

impl Clinic {
    /// A recall of something that is not here.
    pub(crate) async fn some_recall(&self) -> RecallId {
        let sku = format!("R-{}", rand::random::<u64>());
        let product = CreateProduct { sku, identifiers: vec![], ..saline() };
        let product = self.product(product).await.id;
        self.opens_recall(product, &["X1"]).await
    }

    pub(crate) async fn opens_recall(&self, product: ProductId, numbers: &[&str]) -> RecallId {
        self.done(&self.director(), another_recall(product, numbers)).await.recall_id
    }

    /// A usage that is declared to have been performed already.
    fn declared(&self, lot: LotId, quantity: i64, patient: &str) -> RecordUsage {
        let why = entity::usage::LateReason::Offline;
        let usage = self.usage([(StockSource::Lot(lot), quantity)]);
        let already_performed = Some(AlreadyPerformed { why, note: None });
        RecordUsage { already_performed, patient_id: patient.to_owned(), treatment_id: format!("T-{patient}"), ..usage }
    }

    /// Uses so much of a lot with a patient.
    async fn treated(&self, lot: LotId, quantity: i64, patient: &str) {
        let usage = self.usage([(StockSource::Lot(lot), quantity)]);
        let usage = RecordUsage { patient_id: patient.to_owned(), treatment_id: format!("T-{patient}"), ..usage };
        self.done(&self.nurse(), usage).await;
    }

    /// What the site counted of a lot.
    fn counts(&self, recall_id: RecallId, lot_id: LotId, site_id: SiteId, units: i64) -> ConfirmRecallSite {
        let lots = vec![CountedLot { lot_id, counted: Decimal::from(units) }];
        ConfirmRecallSite { recall_id, site_id, lots }
    }

    /// Destroys sealed stock in Denver before a witness.
    fn destroys(&self, recall_id: RecallId, lot_id: LotId, units: i64) -> DisposeRecalledStock {
        let disposal = Disposed::Destroyed {
            witness_id: Some("witness-3".to_owned()),
            approval_id: None,
            route: "incineration".to_owned(),
            certificate: Some("IN-77".to_owned()),
        };
        let lots = vec![LotQuantity { lot_id, quantity: units.into() }];
        let (site_id, occurred_at, container_ids) = (self.denver.id, self.now.into(), vec![]);
        DisposeRecalledStock { recall_id, site_id, occurred_at, lots, container_ids, disposal }
    }

    /// Fields of a recall, as the director sees them.
    async fn recall(&self, id: RecallId, fields: &str) -> Value {
        let document = format!("query ($id: ID!) {{ node(id: $id) {{ ... on Recall {{ {fields} }} }} }}");
        self.asks(&self.director(), &document, json!({ "id": id.to_string() })).await["node"].clone()
    }

    /// The contacts of a recall by who they are.
    async fn contacts_of(&self, id: RecallId) -> Vec<recall_contact::Model> {
        let contacts = recall_contact::Entity::find().filter(recall_contact::COLUMN.recall_id.eq(id));
        let contacts = contacts.order_by_asc(recall_contact::COLUMN.subject_id);
        contacts.all(self.deployment.database.reader()).await.expect("the database reads")
    }

    /// That everybody on the list of a recall was called, and how far it is with them.
    async fn called(&self, id: RecallId, status: ContactStatus) -> RecordRecallContact {
        RecordRecallContact {
            contact_ids: self.contacts_of(id).await.into_iter().map(|contact| contact.id).collect(),
            at: self.now.into(),
            channel: "telephone".to_owned(),
            status,
            note: None,
        }
    }

    /// The holds of a recall that stand.
    async fn standing_holds(&self, id: RecallId) -> Vec<hold::Model> {
        let holds = hold::Entity::find().filter(hold::COLUMN.recall_id.eq(id));
        let holds = holds.filter(hold::COLUMN.released_at.is_null()).order_by_asc(hold::COLUMN.id);
        holds.all(self.deployment.database.reader()).await.expect("the database reads")
    }

    async fn row_of_recall(&self, id: RecallId) -> recall::Model {
        self.row::<recall::Entity>(id).await
    }

    async fn timeline_of(&self, id: RecallId) -> Vec<String> {
        let events = recall_event::Entity::find().filter(recall_event::COLUMN.recall_id.eq(id));
        let events = events.order_by_asc(recall_event::COLUMN.id).all(self.deployment.database.reader()).await;
        events.expect("the database reads").into_iter().map(|event| event.what).collect()
    }
}
