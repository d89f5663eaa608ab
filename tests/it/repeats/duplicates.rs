//! The same under another key: refused until somebody says that it is another one; what was already performed is recorded
//! all the same, and reviewed.

use chrono::TimeDelta;
use entity::{deviation, fixed_point::Quantity, usage::LateReason, usage_line::VoidedProduct};
use lotwise::{
    operations::{
        correct_usage::{CorrectUsage, VoidLine},
        receive_stock::ReceiveStock,
        record_usage::{AlreadyPerformed, BodySite, RecordUsage},
        source::StockSource,
    },
    rules::{notice::NoticeCode, refusal::Code},
};
use rust_decimal::Decimal;
use sea_orm::EntityTrait;
use serde_json::json;

use crate::{
    clinic::{clinic, filler, neurotoxin},
    databases::both,
    record_usage::lines_of,
};

#[tokio::test]
async fn the_same_usage_under_another_key_is_refused_until_it_is_said_to_be_another() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let usage = clinic.usage([(StockSource::Lot(lot), 10), (StockSource::Lot(lot), 5)]);
        let first = clinic.done(&clinic.nurse(), usage.clone()).await.usage_id;

        let mut turned = usage.clone();
        turned.lines.reverse();
        let mut part = usage.clone();
        part.lines.truncate(1);
        for again in [usage.clone(), turned, part] {
            let refused = clinic.refused(&clinic.nurse(), again).await;
            let [refusal] = &refused[..] else { panic!("{refused:?}") };
            assert_eq!((refusal.code(), refusal.field.join(".")), (Code::PossibleDuplicate, "treatmentId".to_owned()));
        }
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(85));

        let another = RecordUsage { is_another: true, ..usage };
        let second = clinic.perform(&clinic.nurse(), another).await.unwrap();
        assert_ne!(second.done.usage_id, first);
        assert_eq!(second.notices, []);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(70));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn another_amount_source_instant_patient_or_place_of_the_body_is_another_usage() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let syringe = clinic.product(filler()).await.id;
        let lots = [clinic.receive(vial, "C3016", 2).await, clinic.receive(syringe, "V1", 1).await];
        let at = |code: &str| vec![BodySite { code: code.to_owned(), quantity: Decimal::from(10) }];
        let mut usage = clinic.usage([(StockSource::Lot(lots[0]), 10)]);
        usage.lines[0].body_sites = at("left");
        let first = clinic.done(&clinic.nurse(), usage.clone()).await.usage_id;

        let mut amount = usage.clone();
        amount.lines[0].quantity = Decimal::from(12);
        let source = RecordUsage { lines: clinic.usage([(StockSource::Lot(lots[1]), 1)]).lines, ..usage.clone() };
        let instant = RecordUsage { performed_at: usage.performed_at.plus(TimeDelta::minutes(-1)), ..usage.clone() };
        let patient = crate::clinic::Clinic::again(usage.clone());
        let mut place = usage.clone();
        place.lines[0].body_sites = at("right");
        for other in [amount, source, instant, patient, place] {
            clinic.done(&clinic.nurse(), other).await;
        }

        // What was voided was not so: it may be recorded again.
        let line_id = lines_of(&clinic, first).await[0].id;
        let never = VoidLine { line_id, product: VoidedProduct::NeverDrawn, waste_reason: None };
        let void = CorrectUsage {
            usage_id: first,
            reason: "keyed for the wrong visit".to_owned(),
            void_lines: vec![never],
            add_lines: vec![],
        };
        clinic.done(&clinic.nurse(), void).await;
        clinic.done(&clinic.nurse(), usage).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_already_performed_is_recorded_again_with_a_notice_and_for_review() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let fact = AlreadyPerformed { why: LateReason::Offline, note: None };
        let usage = RecordUsage { already_performed: Some(fact), ..clinic.usage([(StockSource::Lot(lot), 10)]) };
        clinic.done(&clinic.nurse(), usage.clone()).await;

        let second = clinic.perform(&clinic.nurse(), usage.clone()).await.unwrap();
        let told: Vec<_> = second.notices.iter().map(|notice| notice.code).collect();
        assert_eq!(told, [NoticeCode::PossibleDuplicate, NoticeCode::Deviation]);
        let deviations = deviation::Entity::find().all(clinic.deployment.database.reader()).await.unwrap();
        let codes: Vec<_> = deviations.iter().map(|deviation| deviation.code.as_str()).collect();
        assert_eq!(codes, ["POSSIBLE_DUPLICATE"]);

        let third = clinic.perform(&clinic.nurse(), RecordUsage { is_another: true, ..usage }).await.unwrap();
        assert_eq!(third.notices, []);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(70));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn the_api_says_which_one_was_the_first_and_takes_the_word_that_it_is_another() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let mut input = json!({
            "siteId": clinic.denver.id.to_string(),
            "treatmentId": "T-1",
            "patientId": "P-1",
            "practitionerId": "practitioner-7",
            "performedAt": clinic.now.to_rfc3339(),
            "lines": [{ "source": { "lotId": lot.to_string() }, "quantity": "10" }],
        });
        let shown = "usage { id } userErrors { ... on Conflict { current } }";
        let first = clinic.mutates(&clinic.nurse(), "recordUsage", input.clone(), shown).await;
        let again = clinic.mutates(&clinic.nurse(), "recordUsage", input.clone(), shown).await;
        let error = &again["userErrors"][0];
        assert_eq!((&error["code"], &error["current"]), (&json!("POSSIBLE_DUPLICATE"), &first["usage"]["id"]));

        input["isAnother"] = json!(true);
        let another = clinic.mutates(&clinic.nurse(), "recordUsage", input, shown).await;
        assert!(another["usage"]["id"].is_string(), "{another:#}");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn two_who_send_one_usage_at_once_under_two_keys_record_it_once() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let usage = clinic.usage([(StockSource::Lot(lot), 10)]);
        let nurse = clinic.nurse();
        let both_at_once = futures_util::future::join_all((0..8).map(|_| clinic.perform(&nurse, usage.clone())));
        let recorded = both_at_once.await.into_iter().filter(Result::is_ok).count();
        assert_eq!(recorded, 1);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(90));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn as_much_of_a_lot_under_one_delivery_note_is_refused_and_another_part_of_it_is_not() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let of_note = async |lot: &str, containers| ReceiveStock {
            delivery_note: Some("DN-7".to_owned()),
            ..clinic.delivery(vial, lot, containers).await
        };
        let first = of_note("C3016", 2).await;
        clinic.done(&clinic.manager(), first.clone()).await;

        // Printed with a space, it is the same lot.
        let again = of_note("C30 16", 2).await;
        for again in [first.clone(), again] {
            let refused = clinic.refusals(&clinic.manager(), again).await;
            assert_eq!(refused, [(Code::PossibleDuplicate, "lines.0.quantity".to_owned())]);
        }
        for part in [of_note("C3016", 1).await, of_note("C3017", 2).await] {
            let answer = clinic.perform(&clinic.manager(), part).await.unwrap();
            assert_eq!(answer.notices.first().map(|notice| notice.code), Some(NoticeCode::PossibleDuplicate));
        }
        let another = ReceiveStock { is_another: true, ..first };
        let lot = clinic.done(&clinic.manager(), another).await.lot_ids[0];
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(500));
        clinic.books_are_proved().await;
    })
    .await;
}
