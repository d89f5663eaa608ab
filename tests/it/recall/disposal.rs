//! What becomes of recalled stock: sent back, destroyed before a witness, released by two.

use crate::{
    clinic::{Clinic, clinic, mixed, neurotoxin, saline},
    databases::both,
};
use entity::{
    id::{LotId, RecallId},
    posting::{self, PostingKind},
};
use lotwise::{
    operations::{
        dispose_recalled_stock::{DisposeRecalledStock, Disposed},
        open_container::OpenContainer,
        receive_stock::ReceiveStock,
        source::StockSource,
    },
    rules::refusal::Code,
};

impl Clinic {
    /// Releases all that Denver has of a lot, with a second person.
    pub(super) fn releases(&self, recall: RecallId, lot: LotId, units: i64) -> DisposeRecalledStock {
        let reason = "the firm took it back".to_owned();
        let disposal = Disposed::Released { reason, confirmed_by_id: None, approval_id: None };
        DisposeRecalledStock { disposal, ..self.destroys(recall, lot, units) }
    }
}

#[tokio::test]
async fn stock_is_destroyed_before_somebody_else_and_an_open_vial_with_all_that_is_left() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        let other = clinic.receive(vial, "D4417", 1).await;
        let open = clinic.opened_one(lot).await;
        clinic.done(&clinic.nurse(), clinic.usage([(StockSource::Container(open), 35)])).await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        let all = DisposeRecalledStock { container_ids: vec![open], ..clinic.destroys(recall, lot, 100) };
        let witness_id = Some("dia".to_owned());
        let myself = Disposed::Destroyed { witness_id, route: "fire".to_owned(), certificate: None, approval_id: None };
        let alone = DisposeRecalledStock { disposal: myself, ..all.clone() };
        let refused = clinic.refusals(&clinic.director(), alone).await;
        assert_eq!(refused, [(Code::NotAllowed, "disposal.destroyed.witnessId".to_owned())]);
        let too_much = clinic.refusals(&clinic.director(), clinic.destroys(recall, lot, 200)).await;
        assert_eq!(too_much, [(Code::InsufficientStock, "lots.0.quantity".to_owned())]);
        let foreign = clinic.refusals(&clinic.director(), clinic.destroys(recall, other, 100)).await;
        assert_eq!(foreign, [(Code::NotFound, "lots.0.lotId".to_owned())]);
        for person in [clinic.nurse(), clinic.manager()] {
            assert!(clinic.forbidden(&person, all.clone()).await, "{}", person.caller.subject);
        }
        let done = clinic.done(&clinic.director(), all).await;
        assert_eq!(clinic.balance(lot).await.on_hand.0, 0);
        let posting = clinic.row::<posting::Entity>(done.posting_id.expect("a posting")).await;
        let said = clinic.timeline_of(recall).await.pop();
        assert_eq!(said, Some(format!("Destroyed at denver: 165 of lot C3016, by {}.", posting.id)));
        assert_eq!(posting.kind, PostingKind::Destruction);
        assert_eq!(posting.witness_id.as_deref(), Some("witness-3"));
        let seen = clinic.recall(recall, "balance { destroyed used closing }").await;
        assert_eq!(seen["balance"], serde_json::json!([{ "destroyed": "165", "used": "35", "closing": "0" }]));
        let document = format!("{{ node(id: \"{}\") {{ ... on Posting {{ recall {{ id }} }} }} }}", posting.id);
        let seen = clinic.asks(&clinic.auditor(), &document, serde_json::json!({})).await;
        assert_eq!(seen["node"]["recall"]["id"], recall.to_string());
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn stock_and_opened_vials_are_sent_back_to_a_supplier_and_the_books_add_up() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        let open = clinic.opened_one(lot).await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        let returned = Disposed::Returned { supplier_id: clinic.supplier().await, document: "RMA 12".to_owned() };
        let back =
            DisposeRecalledStock { container_ids: vec![open], disposal: returned, ..clinic.destroys(recall, lot, 100) };
        clinic.done(&clinic.director(), back).await;
        let seen = clinic.recall(recall, "balance { returnedToSupplier closing }").await;
        assert_eq!(seen["balance"], serde_json::json!([{ "returnedToSupplier": "200", "closing": "0" }]));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_release_takes_two_is_of_all_that_is_there_and_ends_the_hold_at_that_site_only() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        let away = ReceiveStock { site_id: clinic.auckland.id, ..clinic.delivery(vial, "C3016", 1).await };
        clinic.done(&clinic.manager(), away).await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        let part = clinic.refusals(&clinic.director(), clinic.releases(recall, lot, 100)).await;
        assert_eq!(part, [(Code::Invalid, "lots".to_owned())]);
        let confirmed_by_id = Some("eve".to_owned());
        let disposal = Disposed::Released { reason: "fine".to_owned(), confirmed_by_id, approval_id: None };
        let alone = DisposeRecalledStock { disposal, ..clinic.releases(recall, lot, 200) };
        let refused = clinic.refusals(&clinic.director(), alone).await;
        assert_eq!(refused, [(Code::NeedsApproval, "disposal.released.approvalId".to_owned())]);
        assert!(clinic.forbidden(&clinic.manager(), clinic.releases(recall, lot, 200)).await);
        clinic.done_by_two(&clinic.director(), clinic.releases(recall, lot, 200)).await;
        clinic.draw(lot, 10).await;
        let there = clinic.usage([(StockSource::Lot(lot), 10)]);
        let there = lotwise::operations::record_usage::RecordUsage { site_id: clinic.auckland.id, ..there };
        assert_eq!(clinic.refused(&clinic.nurse(), there).await[0].code(), Code::StockNotUsable);
        let again = clinic.refusals(&clinic.director(), clinic.releases(recall, lot, 190)).await;
        assert_eq!(again[0].0, Code::Conflict, "it was released before");
    })
    .await;
}

#[tokio::test]
async fn a_vial_prepared_with_a_recalled_diluent_is_disposed_of_with_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, water) = (clinic.product(neurotoxin()).await.id, clinic.product(saline()).await.id);
        let (lot, diluent) = (clinic.receive(vial, "C3016", 1).await, clinic.receive(water, "S1", 2).await);
        let components = vec![mixed(diluent, 2)];
        let prepared = OpenContainer { components, ..clinic.opens(StockSource::Lot(lot)) };
        let container = clinic.done(&clinic.nurse(), prepared).await.container_id;
        let recall = clinic.opens_recall(water, &["S1"]).await;
        let dispose = DisposeRecalledStock { container_ids: vec![container], ..clinic.destroys(recall, diluent, 30) };
        clinic.done(&clinic.director(), dispose).await;
        assert_eq!(clinic.container(container).await.remaining.0, 0);
        clinic.books_are_proved().await;
    })
    .await;
}
