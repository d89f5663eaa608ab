//! Books that were mended in every way there is are clean.

use entity::fixed_point::Quantity;
use entity::id::{LotId, UsageId};
use entity::usage_line::{self, VoidedProduct};
use lotwise::operations::correct_lot::CorrectLot;
use lotwise::operations::correct_usage::{CorrectUsage, VoidLine};
use lotwise::operations::record_opening_stock::{OpeningStockLine, RecordOpeningStock};
use lotwise::operations::reverse_posting::ReversePosting;
use lotwise::rules::lot_correction::Correction;
use lotwise::rules::money::MoneyAmount;
use lotwise::rules::opening_stock::OpenedGiven;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::clinic::{Clinic, clinic, neurotoxin};
use crate::databases::both;

/// Voids every line of a usage.
async fn void(clinic: &Clinic, usage_id: UsageId, product: VoidedProduct) {
    let of_usage = usage_line::COLUMN.usage_id.eq(usage_id);
    let lines = usage_line::Entity::find().filter(of_usage).all(clinic.deployment.database.reader()).await.unwrap();
    let void = |line: usage_line::Model| VoidLine {
        line_id: line.id,
        product,
        waste_reason: Some(entity::entry::WasteReason::PreparationError),
    };
    let void_lines = lines.into_iter().map(void).collect();
    let correction = CorrectUsage { usage_id, reason: "not so".to_owned(), void_lines, add_lines: vec![] };
    clinic.done(&clinic.manager(), correction).await;
}

/// Receives one more container of a lot, at four times the price.
async fn receive_dearer(clinic: &Clinic, product: entity::id::ProductId, lot_number: &str) -> LotId {
    let mut delivery = clinic.delivery(product, lot_number, 1).await;
    delivery.lines[0].unit_cost = Some(MoneyAmount { amount: Decimal::from(10), currency: "USD".to_owned() });
    clinic.done(&clinic.manager(), delivery).await.lot_ids[0]
}

#[tokio::test]
async fn lines_voided_after_the_price_changed_come_back_at_the_value_they_left_with() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "A1", 1).await;
        let (drawn, spilt) = (clinic.draw(lot, 33).await, clinic.draw(lot, 27).await);
        receive_dearer(&clinic, vial, "A1").await;
        void(&clinic, drawn, VoidedProduct::NeverDrawn).await;
        void(&clinic, spilt, VoidedProduct::Gone).await;
        clinic.books_are_proved().await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(173));
    })
    .await;
}

#[tokio::test]
async fn merged_lots_and_usages_voided_after_it_add_up() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let (wrong, right) = (clinic.receive(vial, "A7", 2).await, receive_dearer(&clinic, vial, "A1").await);
        let (drawn, spilt) = (clinic.draw(wrong, 130).await, clinic.draw(wrong, 20).await);
        let correction = Correction { lot_number: Some("A1".to_owned()), expires_on: None, expiry_basis: None };
        let reason = "a 1 read as a 7".to_owned();
        let correct = CorrectLot { lot_id: wrong, correction, reason, confirmed_by_id: None, approval_id: None };
        clinic.done_by_two(&clinic.manager(), correct).await;
        clinic.books_are_proved().await;
        void(&clinic, drawn, VoidedProduct::NeverDrawn).await;
        void(&clinic, spilt, VoidedProduct::Gone).await;
        clinic.books_are_proved().await;
        assert_eq!(clinic.balance(right).await.on_hand, Quantity::whole(280));
    })
    .await;
}

#[tokio::test]
async fn opening_stock_with_opened_containers_adds_up_also_when_it_is_taken_back() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let label = clinic.delivery(vial, "A1", 1).await.lines.remove(0).label;
        let opened = OpenedGiven { remaining: Decimal::from(60), opened_at: clinic.now.into(), label: None };
        let line = OpeningStockLine {
            product_id: vial,
            label,
            supplier_id: None,
            containers: 2,
            open_containers: vec![opened],
            unit_cost: None,
        };
        let opening = RecordOpeningStock { site_id: clinic.denver.id, as_of: clinic.now.into(), lines: vec![line] };
        let opening = clinic.done(&clinic.manager(), opening).await;
        clinic.books_are_proved().await;
        let reason = "counted another shelf".to_owned();
        clinic.done(&clinic.manager(), ReversePosting { posting_id: opening.posting_id, reason }).await;
        clinic.books_are_proved().await;
        assert_eq!(clinic.balance(opening.lot_ids[0]).await.on_hand, Quantity::ZERO);
    })
    .await;
}
