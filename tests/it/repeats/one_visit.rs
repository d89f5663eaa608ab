//! Two calls for one visit: one syringe for both sides of a face, one patient whatever ids they have had, and one
//! correction for all that was charted on somebody else.

use chrono::TimeDelta;
use entity::{container::ContainerStatus, fixed_point::Quantity, id::LotId, usage, usage_line::VoidedProduct};
use lotwise::{
    operations::{
        correct_usage::{CorrectUsage, VoidLine},
        link_patient::LinkPatient,
        reattribute_usage::ReattributeUsage,
        record_usage::RecordUsage,
        source::StockSource,
    },
    rules::{refusal::Code, usability::UnusableReason},
};
use rust_decimal::Decimal;
use serde_json::json;

use crate::{
    clinic::{Clinic, another, clinic, filler, neurotoxin, pen},
    databases::both,
    record_usage::{lines_of, opened},
};

/// So many tenths of a millilitre.
fn tenths(clinic: &Clinic, source: StockSource, tenths: i64) -> RecordUsage {
    let mut usage = clinic.usage([(source, 1)]);
    usage.lines[0].quantity = Decimal::new(tenths, 1);
    usage
}

/// The other side of the same face, minutes later.
fn other_side(clinic: &Clinic, first: &RecordUsage, source: StockSource, quantity: i64) -> RecordUsage {
    RecordUsage {
        treatment_id: first.treatment_id.clone(),
        patient_id: first.patient_id.clone(),
        performed_at: first.performed_at.plus(TimeDelta::minutes(5)),
        ..tenths(clinic, source, quantity)
    }
}

/// The same clinic later on.
fn later(clinic: &Clinic, time: TimeDelta) -> lotwise::request::Request {
    let nurse = clinic.nurse();
    lotwise::request::Request { at: nurse.at + time, ..nurse }
}

async fn on_hand(clinic: &Clinic, lot: LotId) -> Quantity {
    clinic.balance(lot).await.on_hand
}

#[tokio::test]
async fn left_and_right_of_one_face_in_two_calls_are_one_syringe() {
    both(async |database| {
        let clinic = clinic(database).await;
        let syringe = clinic.product(filler()).await.id;
        let lot = clinic.receive(syringe, "V1", 3).await;
        let left = tenths(&clinic, StockSource::Lot(lot), 6);
        let first = clinic.done(&clinic.nurse(), left.clone()).await.usage_id;
        assert_eq!(lines_of(&clinic, first).await[0].wasted.to_string(), "0.4");

        let right = other_side(&clinic, &left, StockSource::Lot(lot), 3);
        let second = clinic.done(&later(&clinic, TimeDelta::minutes(5)), right).await.usage_id;
        let [first, second] = [lines_of(&clinic, first).await.remove(0), lines_of(&clinic, second).await.remove(0)];
        assert_eq!(first.container_id, second.container_id);
        assert_eq!([first.wasted.to_string(), second.wasted.to_string()], ["0", "0.1"]);
        let syringe = opened(&clinic, lot).await;
        assert_eq!((syringe.status, syringe.remaining), (ContainerStatus::Empty, Quantity::ZERO));
        assert_eq!(on_hand(&clinic, lot).await, Quantity::whole(2));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_side_that_was_not_done_leaves_no_open_syringe_for_somebody_else() {
    both(async |database| {
        let clinic = clinic(database).await;
        let syringe = clinic.product(filler()).await.id;
        for (lot, voided) in [("V1", 0), ("V2", 1)] {
            let lot = clinic.receive(syringe, lot, 1).await;
            let left = tenths(&clinic, StockSource::Lot(lot), 6);
            let right = other_side(&clinic, &left, StockSource::Lot(lot), 3);
            let left = clinic.done(&clinic.nurse(), left).await.usage_id;
            let right = clinic.done(&later(&clinic, TimeDelta::minutes(5)), right).await.usage_id;

            let usage_id = [left, right][voided];
            let line_id = lines_of(&clinic, usage_id).await[0].id;
            let never = VoidLine { line_id, product: VoidedProduct::NeverDrawn, waste_reason: None };
            let reason = "that side was not done".to_owned();
            let void = CorrectUsage { usage_id, reason, void_lines: vec![never], add_lines: vec![] };
            clinic.done(&later(&clinic, TimeDelta::minutes(5)), void).await;

            let standing = lines_of(&clinic, [right, left][voided]).await.remove(0);
            assert_eq!(standing.wasted.to_string(), ["0.7", "0.4"][voided]);
            assert_eq!(opened(&clinic, lot).await.remaining, Quantity::ZERO);
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_the_rest_does_not_cover_comes_from_the_next_syringe() {
    both(async |database| {
        let clinic = clinic(database).await;
        let syringe = clinic.product(filler()).await.id;
        let lot = clinic.receive(syringe, "V1", 3).await;
        let left = tenths(&clinic, StockSource::Lot(lot), 6);
        clinic.done(&clinic.nurse(), left.clone()).await;
        let right = other_side(&clinic, &left, StockSource::Lot(lot), 6);
        let right = clinic.done(&later(&clinic, TimeDelta::minutes(5)), right).await.usage_id;

        let lines = lines_of(&clinic, right).await;
        let used: Vec<_> = lines.iter().map(|line| line.quantity.to_string()).collect();
        assert_eq!(used, ["0.4", "0.2"]);
        assert_ne!(lines[0].container_id, lines[1].container_id);
        assert_eq!(on_hand(&clinic, lot).await, Quantity::whole(1));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn another_container_treatment_or_day_opens_another_syringe() {
    both(async |database| {
        let clinic = clinic(database).await;
        let syringe = clinic.product(filler()).await.id;
        let lot = clinic.receive(syringe, "V1", 6).await;
        let left = tenths(&clinic, StockSource::Lot(lot), 6);
        let first = clinic.done(&clinic.nurse(), left.clone()).await.usage_id;

        let said = other_side(&clinic, &left, another(lot), 3);
        let elsewhere = tenths(&clinic, StockSource::Lot(lot), 3);
        let mut tomorrow = other_side(&clinic, &left, StockSource::Lot(lot), 3);
        tomorrow.performed_at = left.performed_at.plus(TimeDelta::days(1));
        let minutes = TimeDelta::minutes(5);
        for (usage, after) in [(said, minutes), (elsewhere, minutes), (tomorrow, TimeDelta::days(1))] {
            clinic.done(&later(&clinic, after), usage).await;
        }
        assert_eq!(lines_of(&clinic, first).await[0].wasted.to_string(), "0.4");
        assert_eq!(on_hand(&clinic, lot).await, Quantity::whole(2));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_kept_for_a_patient_is_kept_for_them_under_every_id() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(pen()).await.id;
        let lot = clinic.receive(product, "P1", 1).await;
        let first = RecordUsage { patient_id: "P-old".to_owned(), ..clinic.usage([(StockSource::Lot(lot), 1)]) };
        clinic.done(&clinic.nurse(), first).await;
        let pen = opened(&clinic, lot).await;

        let again = |patient: &str| {
            let usage = clinic.usage([(StockSource::Container(pen.id), 1)]);
            RecordUsage { patient_id: patient.to_owned(), ..usage }
        };
        let refused = clinic.refused(&clinic.nurse(), again("P-new")).await;
        assert_eq!(refused[0].reason.unusable(), [UnusableReason::KeptForAnotherPatient]);
        let link = |undo| LinkPatient { from_id: "P-old".to_owned(), into_id: "P-new".to_owned(), undo };
        clinic.done(&clinic.director(), link(false)).await;
        clinic.done(&clinic.nurse(), again("P-new")).await;
        clinic.done(&clinic.nurse(), again("P-old")).await;
        assert_eq!(clinic.container(pen.id).await.kept_for.as_deref(), Some("P-old"), "as it was kept");

        let stranger = clinic.refused(&clinic.nurse(), again("P-else")).await;
        assert_eq!(stranger[0].reason.unusable(), [UnusableReason::KeptForAnotherPatient]);
        clinic.done(&clinic.director(), link(true)).await;
        let parted = clinic.refused(&clinic.nurse(), again("P-new")).await;
        assert_eq!(parted[0].reason.unusable(), [UnusableReason::KeptForAnotherPatient]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_visit_charted_on_the_wrong_patient_is_put_right_in_one_call() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let syringe = clinic.product(filler()).await.id;
        let lots = [clinic.receive(vial, "C3016", 1).await, clinic.receive(syringe, "V1", 1).await];
        let wrong = RecordUsage { patient_id: "P-wrong".to_owned(), ..clinic.usage([(StockSource::Lot(lots[0]), 10)]) };
        let second = RecordUsage { lines: clinic.usage([(StockSource::Lot(lots[1]), 1)]).lines, ..wrong.clone() };
        let first = clinic.done(&clinic.nurse(), wrong).await.usage_id;
        let second = clinic.done(&clinic.nurse(), second).await.usage_id;

        let right = |usage_id, usage_ids| ReattributeUsage {
            usage_id,
            usage_ids,
            treatment_id: None,
            patient_id: Some("P-right".to_owned()),
            practitioner_id: None,
            performed_at: None,
            reason: "the chart of another patient was open".to_owned(),
        };
        let alone = clinic.refusals(&clinic.nurse(), right(Some(first), vec![])).await;
        assert_eq!(alone, [(Code::Conflict, "patientId".to_owned())], "a treatment has one patient");
        for (usage_id, usage_ids) in [(None, vec![]), (Some(first), vec![second])] {
            let refused = clinic.refusals(&clinic.nurse(), right(usage_id, usage_ids)).await;
            assert_eq!(refused, [(Code::Invalid, "usageIds".to_owned())]);
        }

        let input = json!({
            "usageIds": [first.to_string(), second.to_string()],
            "patientId": "P-right",
            "reason": "the chart of another patient was open",
        });
        let answer = clinic.mutates(&clinic.nurse(), "reattributeUsage", input, "usage { id } usages { id }").await;
        let ids = [&answer["usages"][0]["id"], &answer["usages"][1]["id"], &answer["usage"]["id"]];
        assert_eq!(ids, [&json!(first.to_string()), &json!(second.to_string()), &json!(first.to_string())]);
        for usage in [first, second] {
            assert_eq!(clinic.row::<usage::Entity>(usage).await.patient_id, "P-right");
        }
        clinic.books_are_proved().await;
    })
    .await;
}
