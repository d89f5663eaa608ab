//! What leaves before it was there: for a manager or medical director, with a notice and a deviation of the posting.

use super::deviations;
use crate::{
    clinic::{Clinic, another, clinic, neurotoxin, serum},
    databases::both,
};
use chrono::TimeDelta;
use entity::{entry::WasteReason, sale_return_line::ReturnDisposition};
use lotwise::{
    operations::{
        adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
        record_sale_return::ReturnOf,
        return_to_supplier::{LotQuantity, ReturnToSupplier},
        source::StockSource,
    },
    request::Request,
    rules::{notice::NoticeCode, refusal::Code},
};

/// Whether the operation was done with a notice, and left one more deviation of its posting.
async fn is_kept<O: lotwise::operations::Operation>(clinic: &Clinic, request: &Request, operation: O) {
    let before = deviations(clinic).await.len();
    let answer = clinic.perform(request, operation).await.unwrap_or_else(|error| panic!("{}: {error}", O::NAME));
    let told = answer.notices.iter().filter(|notice| notice.code == NoticeCode::WithoutStock);
    assert_eq!(told.count(), 1, "{}: {:?}", O::NAME, answer.notices);
    let after = deviations(clinic).await;
    assert_eq!(after.len(), before + 1, "{}", O::NAME);
    assert!(after.iter().all(|deviation| deviation.posting_id.is_some()), "{}", O::NAME);
}

#[tokio::test]
async fn every_act_that_takes_what_came_later_is_a_managers_and_a_deviation() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "L1", 6).await;
        let a_year_ago = (clinic.now - TimeDelta::days(365)).into();

        let mut waste = clinic.wastes(another(lot), 100, WasteReason::Damaged);
        waste.occurred_at = a_year_ago;
        let refused = clinic.refusals(&clinic.nurse(), waste.clone()).await;
        assert_eq!(refused, [(Code::NotAllowed, "lines.0.source".to_owned())]);
        is_kept(&clinic, &clinic.manager(), waste).await;

        let less = AdjustmentLine { lot_id: Some(lot), container_id: None, change: StockChange::By((-100).into()) };
        let adjustment = AdjustStock {
            site_id: clinic.denver.id,
            occurred_at: a_year_ago,
            reason: "a broken box".to_owned(),
            lines: vec![less],
        };
        is_kept(&clinic, &clinic.manager(), adjustment).await;

        let back = ReturnToSupplier {
            site_id: clinic.denver.id,
            supplier_id: clinic.supplier().await,
            occurred_at: a_year_ago,
            document: None,
            reason: "wrong lot".to_owned(),
            lines: vec![LotQuantity { lot_id: lot, quantity: 100.into() }],
        };
        is_kept(&clinic, &clinic.manager(), back).await;

        let opened = clinic.opened_one(lot).await;
        let mut discard = clinic.discards([(opened, None)]);
        discard.occurred_at = a_year_ago;
        let refused = clinic.refusals(&clinic.nurse(), discard.clone()).await;
        assert_eq!(refused, [(Code::NotAllowed, "lines.0.containerId".to_owned())]);
        is_kept(&clinic, &clinic.manager(), discard).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn goods_do_not_come_back_before_they_were_sold() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "S1", 3).await;
        let sale = clinic.sell(StockSource::Lot(lot), 1).await;
        let line = clinic.lines_of(sale).await[0].id;
        let mut back = clinic.bring_back(ReturnOf::SaleLine(line), 1, ReturnDisposition::Restock);
        back.returned_at = (clinic.now - TimeDelta::hours(1)).into();

        let refused = clinic.refusals(&clinic.front_desk(), back).await;

        assert_eq!(refused, [(Code::Invalid, "returnedAt".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}
