//! Dates that are hardly meant are told, and a check says when it needs a patient.

use crate::{
    clinic::{Clinic, clinic, neurotoxin, pen},
    databases::both,
};
use chrono::{DateTime, Utc};
use lotwise::{
    operations::{
        receive_stock::ReceiveStock,
        record_usage::check::{CheckUsage, check},
        source::StockSource,
    },
    rules::{notice::NoticeCode, refusal::Code},
};

/// The fields of the dates that are told to be hardly meant.
async fn implausible(clinic: &Clinic, delivery: ReceiveStock) -> Vec<String> {
    let answer = clinic.perform(&clinic.manager(), delivery).await.unwrap();
    let told = answer.notices.into_iter().filter(|notice| notice.code == NoticeCode::ImplausibleDate);
    told.map(|notice| notice.field.join(".")).collect()
}

#[tokio::test]
async fn a_delivery_before_the_site_and_a_date_beyond_any_shelf_life_are_told() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        assert_eq!(implausible(&clinic, clinic.delivery(vial, "L1", 1).await).await, [""; 0]);

        let mut early = clinic.delivery(vial, "L2", 1).await;
        early.received_at = "2024-06-01T12:00:00Z".parse::<DateTime<Utc>>().unwrap().into();
        early.lines[0].label.expires_on = Some("2027-06-30".parse().unwrap());
        assert_eq!(implausible(&clinic, early).await, ["receivedAt"]);

        let mut far = clinic.delivery(vial, "L3", 1).await;
        far.lines[0].label.expires_on = Some("2099-06-30".parse().unwrap());
        assert_eq!(implausible(&clinic, far).await, ["lines.0.expiresOn"]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_check_of_a_pen_without_a_patient_says_that_one_is_needed() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(pen()).await.id;
        let lot = clinic.receive(product, "P1", 1).await;
        let lines = clinic.usage([(StockSource::Lot(lot), 1)]).lines;
        let asked = |patient_id| CheckUsage {
            site_id: clinic.denver.id,
            at: None,
            patient_id,
            practitioner_id: None,
            lines: lines.clone(),
        };

        let nobody = check(&clinic.deployment, &clinic.nurse(), &asked(None)).await.unwrap();
        assert_eq!(nobody.refusals.iter().map(|refusal| refusal.code()).collect::<Vec<_>>(), [Code::Invalid]);
        assert_eq!(nobody.refusals[0].field, ["patientId"]);
        let somebody = check(&clinic.deployment, &clinic.nurse(), &asked(Some("P4711".to_owned()))).await.unwrap();
        assert!(somebody.refusals.is_empty(), "{:?}", somebody.refusals);
    })
    .await;
}
