//! Waste before a witness who signs, where the product or the site asks for one.

use crate::{
    clinic::{Clinic, TakesTwo, clinic, neurotoxin, serum, sign},
    databases::both,
};
use entity::{
    container::ContainerStatus,
    entry::WasteReason,
    id::{ApprovalId, ContainerId, LotId},
    posting,
};
use lotwise::{
    operations::{
        discard_containers::DiscardContainers, record_waste::RecordWaste, set_site_policy::SetSitePolicy,
        source::StockSource,
    },
    rules::{notice::NoticeCode, refusal::Code, rights::Role, usability::UnusableReason},
};
use rust_decimal::Decimal;
use serde_json::json;

impl TakesTwo for RecordWaste {
    fn with(mut self, approval_id: ApprovalId) -> Self {
        self.disposal.approval_id = Some(approval_id);
        self
    }
}

impl TakesTwo for DiscardContainers {
    fn with(mut self, approval_id: ApprovalId) -> Self {
        self.disposal.approval_id = Some(approval_id);
        self
    }
}

impl Clinic {
    async fn asks_for_witnesses(&self) {
        let policy = SetSitePolicy {
            site_id: self.denver.id,
            assumed_lots: None,
            scope_of_practice: None,
            late_entry_hours: None,
            second_signature_within_days: None,
            waste_witness: Some(true),
        };
        self.done(&self.admin(), policy).await;
    }

    /// A vial of this lot, of which 60 U are drawn.
    async fn drawn_from(&self, lot: LotId) -> ContainerId {
        let container = self.opened_one(lot).await;
        self.done(&self.nurse(), self.usage([(StockSource::Container(container), 60)])).await;
        container
    }
}

fn broken(clinic: &Clinic, lot: LotId, quantity: i64) -> RecordWaste {
    clinic.wastes(StockSource::Lot(lot), quantity, WasteReason::Damaged)
}

#[tokio::test]
async fn waste_waits_for_a_witness_where_the_site_asks_and_a_name_that_is_told_is_none() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.receive(clinic.product(neurotoxin()).await.id, "C1", 2).await;
        let cream = clinic.receive(clinic.product(serum()).await.id, "S1", 2).await;
        let told = |mut waste: RecordWaste, witness: &str| {
            waste.disposal.witness_id = Some(witness.to_owned());
            waste
        };
        let alone = clinic.refusals(&clinic.nurse(), told(broken(&clinic, vial, 100), "ana")).await;
        assert_eq!(alone, [(Code::NotAllowed, "witnessId".to_owned())], "nobody is their own witness");
        clinic.done(&clinic.nurse(), told(broken(&clinic, vial, 100), "bob")).await;

        clinic.asks_for_witnesses().await;
        let waste = told(broken(&clinic, vial, 100), "bob");
        let approval = clinic.waits(&clinic.nurse(), waste.clone()).await;
        assert_eq!(clinic.refusals(&clinic.front_desk(), sign(approval)).await[0].0, Code::NotAllowed);
        clinic.done(&clinic.somebody("cat", Role::Nurse, "denver"), sign(approval)).await;
        let done = clinic.done(&clinic.nurse(), waste.with(approval)).await;
        assert_eq!(clinic.row::<posting::Entity>(done.posting_id).await.witness_id.as_deref(), Some("cat"));
        let shown = "query ($id: ID!) { node(id: $id) { ... on Posting { witnesses { personId signed } } } }";
        let shown = clinic.asks(&clinic.nurse(), shown, json!({ "id": done.posting_id.to_string() })).await;
        assert_eq!(shown["node"]["witnesses"], json!([{ "personId": "cat", "signed": true }]));

        let bottle = clinic.row::<entity::product::Entity>(clinic.row::<entity::lot::Entity>(cream).await.product_id);
        let contents = bottle.await.contents.to_decimal();
        let retail = clinic.wastes(StockSource::Lot(cream), contents, WasteReason::Damaged);
        clinic.done(&clinic.nurse(), retail).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_vial_without_its_witness_is_closed_stays_on_hand_and_is_measured_and_wasted_when_one_is_there() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.asks_for_witnesses().await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C1", 2).await;
        let vial = clinic.drawn_from(lot).await;

        let closed = clinic.perform(&clinic.nurse(), clinic.discards([(vial, None)])).await.unwrap();
        assert_eq!(closed.done.posting_id, None, "nothing is wasted yet");
        assert_eq!(closed.notices[0].code, NoticeCode::AwaitingWitness);
        let row = clinic.container(vial).await;
        assert!(row.status == ContainerStatus::Open && row.witness_awaited_since.is_some());
        assert_eq!(clinic.balance(lot).await.on_hand.to_decimal(), Decimal::from(140));
        let shown = "query ($id: ID!) { node(id: $id) { ... on Container { status } } }";
        let shown = clinic.asks(&clinic.nurse(), shown, json!({ "id": vial.to_string() })).await;
        assert_eq!(shown["node"]["status"], "AWAITING_WITNESS");
        let refused = clinic.refused(&clinic.nurse(), clinic.usage([(StockSource::Container(vial), 5)])).await;
        assert!(refused[0].reason.unusable().contains(&UnusableReason::AwaitingWitness), "{refused:?}");

        let measured = clinic.discards([(vial, Some(Decimal::from(38)))]);
        let approval = clinic.waits(&clinic.nurse(), measured.clone()).await;
        clinic.done(&clinic.manager(), sign(approval)).await;
        clinic.done(&clinic.nurse(), measured.with(approval)).await;
        let row = clinic.container(vial).await;
        assert_eq!((row.status, row.wasted.to_decimal()), (ContainerStatus::Discarded, Decimal::from(38)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn at_the_end_of_the_day_what_needs_no_witness_is_discarded_and_the_rest_is_closed() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let other = lotwise::operations::create_product::CreateProduct {
            sku: "OTHER".to_owned(),
            identifiers: vec![],
            ..neurotoxin()
        };
        let other = clinic.product(other).await.id;
        let watched = lotwise::operations::update_product::UpdateProduct {
            product_id: product,
            name: None,
            identifiers: None,
            storage: None,
            in_use_hours: None,
            min_shelf_life_days: None,
            add_identifiers: vec![],
            remove_identifiers: vec![],
            waste_witness: Some(true),
            retail_price: None,
            archived: None,
            replaces_id: None,
        };
        clinic.done(&clinic.manager(), watched).await;
        let (watched, free) = (clinic.receive(product, "C1", 1).await, clinic.receive(other, "D1", 1).await);
        let (watched, free) = (clinic.drawn_from(watched).await, clinic.drawn_from(free).await);

        let done = clinic.done(&clinic.nurse(), clinic.discards([(watched, None), (free, None)])).await;
        assert!(done.posting_id.is_some());
        assert_eq!(clinic.container(free).await.status, ContainerStatus::Discarded);
        assert!(clinic.container(watched).await.witness_awaited_since.is_some());
        clinic.books_are_proved().await;
    })
    .await;
}
