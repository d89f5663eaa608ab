//! Returns to a supplier: sealed whole containers in any state, at the average cost.

use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use chrono::TimeDelta;
use entity::{
    entry::LedgerAccount,
    fixed_point::{Money, Quantity},
    hold::HoldKind,
    id::{LotId, SupplierId},
    posting::{self, PostingKind},
    supplier,
};
use lotwise::{
    operations::{
        return_to_supplier::{LotQuantity, ReturnToSupplier},
        reverse_posting::ReversePosting,
    },
    rules::refusal::Code,
};
use sea_orm::EntityTrait;

async fn stocked(clinic: &Clinic) -> (LotId, ReturnToSupplier) {
    let product = clinic.product(neurotoxin()).await.id;
    let lot_id = clinic.receive(product, "C3016", 3).await;
    let suppliers = supplier::Entity::find().all(clinic.deployment.database.reader()).await.unwrap();
    let back = ReturnToSupplier {
        site_id: clinic.denver.id,
        supplier_id: suppliers[0].id,
        occurred_at: clinic.now.into(),
        document: Some("RMA-17".to_owned()),
        reason: "ordered twice".to_owned(),
        lines: vec![LotQuantity { lot_id, quantity: 200.into() }],
    };
    (lot_id, back)
}

#[tokio::test]
async fn sealed_vials_go_back_at_their_average_cost_with_their_document() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, back) = stocked(&clinic).await;
        let posting_id = clinic.done(&clinic.manager(), back.clone()).await.posting_id;
        let posting = clinic.row::<posting::Entity>(posting_id).await;
        assert_eq!((posting.kind, posting.supplier_id), (PostingKind::SupplierReturn, Some(back.supplier_id)));
        assert_eq!(posting.document.as_deref(), Some("RMA-17"));
        let entry = clinic.moved_by(posting_id).await.remove(0);
        assert_eq!((entry.account, entry.quantity), (LedgerAccount::SupplierReturn, Quantity::whole(-200)));
        assert_eq!(entry.value, Some(Money(-5_000_000)));
        clinic
            .done(&clinic.manager(), ReversePosting { posting_id, reason: "the courier never came".to_owned() })
            .await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(300));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn held_and_expired_stock_may_go_back_and_opened_vials_do_not() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, mut back) = stocked(&clinic).await;
        clinic.opened_one(lot).await;
        clinic.stops(lot, HoldKind::Quarantine).await;
        let mut manager = clinic.manager();
        manager.at += TimeDelta::days(600);
        back.lines[0].quantity = 300.into();
        let refused = clinic.refusals(&manager, back.clone()).await;
        assert_eq!(refused, [(Code::InsufficientStock, "lines.0.quantity".to_owned())]);
        back.lines[0].quantity = 150.into();
        assert_eq!(clinic.refusals(&manager, back.clone()).await, [(Code::Invalid, "lines.0.quantity".to_owned())]);
        back.lines[0].quantity = 200.into();
        clinic.done(&manager, back).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn who_and_what_must_be_known() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (_, back) = stocked(&clinic).await;
        assert!(clinic.forbidden(&clinic.nurse(), back.clone()).await);
        let nobody = ReturnToSupplier { supplier_id: SupplierId::new(), ..back.clone() };
        assert_eq!(clinic.refusals(&clinic.manager(), nobody).await, [(Code::NotFound, "supplierId".to_owned())]);
        let mut unknown = ReturnToSupplier { reason: " ".to_owned(), ..back.clone() };
        assert_eq!(clinic.refusals(&clinic.manager(), unknown.clone()).await, [(Code::Invalid, "reason".to_owned())]);
        unknown.reason = back.reason;
        unknown.lines[0].lot_id = LotId::new();
        assert_eq!(clinic.refusals(&clinic.manager(), unknown).await, [(Code::NotFound, "lines.0.lotId".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}
