//! Stock of a recalled lot that arrives later is held by the act that brings it, whatever the act is.

use super::{listed, recall_of};
use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use chrono::TimeDelta;
use entity::id::{LotId, ProductId};
use lotwise::{
    operations::{
        adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
        close_recall::CloseRecall,
        correct_lot::CorrectLot,
        open_recall::OpenRecall,
        record_opening_stock::{OpeningStockLine, RecordOpeningStock},
        source::StockSource,
    },
    rules::{
        lot_correction::Correction, lot_label::LotLabel, notice::NoticeCode, recall::scope::ScopeGiven, refusal::Code,
    },
};

impl Clinic {
    /// Receives a vial, and answers the lot and what was noticed.
    async fn notices_of_receiving(&self, product: ProductId, number: &str) -> (LotId, Vec<NoticeCode>) {
        let delivery = self.delivery(product, number, 1).await;
        let answer =
            self.perform(&self.manager(), delivery).await.map_err(|error| error.to_string()).expect("received");
        (answer.done.lot_ids[0], answer.notices.into_iter().map(|notice| notice.code).collect())
    }

    /// Whether a usage of the lot is refused.
    async fn is_stopped(&self, lot: LotId) -> bool {
        match self.perform(&self.nurse(), self.usage([(StockSource::Lot(lot), 5)])).await {
            Ok(_) => false,
            Err(lotwise::error::Error::Refused(refusals)) => refusals[0].code() == Code::StockNotUsable,
            Err(error) => panic!("{error}"),
        }
    }

    fn correction(&self, lot_id: LotId, number: &str) -> CorrectLot {
        let correction = Correction { lot_number: Some(number.to_owned()), ..Correction::default() };
        let reason = "read wrongly".to_owned();
        CorrectLot { lot_id, correction, reason, confirmed_by_id: None, approval_id: None }
    }
}

#[tokio::test]
async fn a_delivery_of_a_recalled_lot_is_held_with_a_notice_also_after_closing() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        clinic.done(&clinic.director(), CloseRecall { recall_id: recall, note: "nothing here".to_owned() }).await;
        let (lot, notices) = clinic.notices_of_receiving(vial, "c 3016").await;
        assert!(notices.contains(&NoticeCode::LotRecalled), "{notices:?}");
        assert!(clinic.is_stopped(lot).await);
        let (_, again) = clinic.notices_of_receiving(vial, "C3016").await;
        assert!(again.contains(&NoticeCode::LotRecalled));
        assert_eq!(clinic.standing_holds(recall).await.len(), 1, "one hold stops all of it");
        let (fine, none) = clinic.notices_of_receiving(vial, "C3017").await;
        assert_eq!(none, [NoticeCode::LookAlikeLot], "it is one sign off");
        assert!(!clinic.is_stopped(fine).await);
        assert!(clinic.timeline_of(recall).await.iter().any(|what| what.contains("came to denver")));
    })
    .await;
}

#[tokio::test]
async fn opening_stock_of_a_recalled_lot_is_held() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        clinic.opens_recall(vial, &["C3016"]).await;
        let label = LotLabel {
            lot_number: Some("C3016".to_owned()),
            expires_on: "2027-06-30".parse().ok(),
            ..LotLabel::default()
        };
        let line = OpeningStockLine {
            product_id: vial,
            label,
            supplier_id: None,
            containers: 1,
            open_containers: vec![],
            unit_cost: None,
        };
        let as_of = (clinic.now - TimeDelta::hours(1)).into();
        let opening = RecordOpeningStock { site_id: clinic.denver.id, as_of, lines: vec![line] };
        let lot = clinic.done(&clinic.manager(), opening).await.lot_ids[0];
        assert!(clinic.is_stopped(lot).await);
    })
    .await;
}

#[tokio::test]
async fn a_lot_that_turns_out_to_be_recalled_is_held_and_whoever_it_reached_is_to_be_told() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let wrong = clinic.receive(vial, "C3O16", 2).await;
        clinic.treated(wrong, 20, "4711").await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        assert!(!clinic.is_stopped(wrong).await);
        clinic.done_by_two(&clinic.manager(), clinic.correction(wrong, "C3016")).await;
        assert!(clinic.is_stopped(wrong).await);
        let told: Vec<_> = clinic.contacts_of(recall).await.into_iter().map(|contact| contact.subject_id).collect();
        assert!(told.contains(&"4711".to_owned()), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn two_lots_that_turn_out_to_be_one_are_held_as_one() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let (right, wrong) = (clinic.receive(vial, "C3016", 1).await, clinic.receive(vial, "C3O16", 2).await);
        clinic.treated(wrong, 20, "4711").await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        clinic.done_by_two(&clinic.manager(), clinic.correction(wrong, "C3016")).await;
        assert!(clinic.is_stopped(wrong).await && clinic.is_stopped(right).await);
        let seen =
            clinic.recall(recall, "exposures { nodes { patient { id } } } balance { received used closing }").await;
        assert_eq!(seen["exposures"]["nodes"][0]["patient"]["id"], "4711");
        assert_eq!(seen["balance"], serde_json::json!([{ "received": "300", "used": "20", "closing": "280" }]));
        assert_eq!(clinic.contacts_of(recall).await.len(), 1);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_an_adjustment_finds_after_a_release_is_held_again() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        clinic.done_by_two(&clinic.director(), clinic.releases(recall, lot, 100)).await;
        assert!(!clinic.is_stopped(lot).await);
        let lines = vec![AdjustmentLine { lot_id: Some(lot), container_id: None, change: StockChange::By(100.into()) }];
        let (site_id, occurred_at, reason) = (clinic.denver.id, clinic.now.into(), "behind the drawer".to_owned());
        clinic.done(&clinic.manager(), AdjustStock { site_id, occurred_at, reason, lines }).await;
        assert!(clinic.is_stopped(lot).await);
    })
    .await;
}

#[tokio::test]
async fn a_receipt_window_holds_what_comes_in_it_of_a_lot_that_was_known_before() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let today = clinic.now.date_naive();
        let received = lotwise::rules::recall::window::Window { from: today.succ_opt(), to: None };
        let scope = vec![ScopeGiven { all_lots: true, received, ..listed(vial, &[]) }];
        let recall = OpenRecall { scope, ..recall_of(vial, &[]) };
        clinic.done(&clinic.director(), recall).await;
        assert!(!clinic.is_stopped(lot).await);
        let tomorrow = "2026-03-03T20:00:00Z";
        let mut delivery = clinic.delivery(vial, "C3016", 1).await;
        delivery.received_at = tomorrow.parse::<chrono::DateTime<chrono::Utc>>().expect("a moment").into();
        clinic.done(&crate::clinic::at(clinic.manager(), tomorrow), delivery).await;
        assert!(clinic.is_stopped(lot).await);
    })
    .await;
}

#[tokio::test]
async fn a_serial_recall_holds_lots_without_serials_and_leaves_those_whose_serials_are_others() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let receive = async |number: &str, serials: &[&str]| {
            let mut delivery = clinic.delivery(vial, number, 1).await;
            delivery.lines[0].serials = serials.iter().map(ToString::to_string).collect();
            clinic.done(&clinic.manager(), delivery).await.lot_ids[0]
        };
        let (held, other, unrecorded) =
            (receive("A1", &["SN-1"]).await, receive("A2", &["SN-2"]).await, receive("A3", &[]).await);
        let scope = vec![ScopeGiven { serials: vec!["sn-1".to_owned()], ..listed(vial, &[]) }];
        clinic.done(&clinic.director(), OpenRecall { scope, ..recall_of(vial, &[]) }).await;
        assert!(clinic.is_stopped(held).await && clinic.is_stopped(unrecorded).await);
        assert!(!clinic.is_stopped(other).await);
        let (late, fine) = (receive("A4", &[]).await, receive("A5", &["SN-5"]).await);
        assert!(clinic.is_stopped(late).await, "nobody knows its serial numbers");
        assert!(!clinic.is_stopped(fine).await);
    })
    .await;
}
