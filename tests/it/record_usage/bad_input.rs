//! Bad input: a typed refusal that names the field and the rule, and nothing written.

use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use chrono::TimeDelta;
use entity::{id::LotId, idempotency, posting, usage};
use lotwise::{
    operations::{record_usage::RecordUsage, source::StockSource},
    rules::refusal::{InputRule, Reason},
};
use rust_decimal::Decimal;
use sea_orm::{EntityTrait, PaginatorTrait};

type Spoil = fn(&mut RecordUsage);

const SPOILT: [(&str, InputRule, Spoil); 17] = [
    ("lines.0.quantity", InputRule::NotPositive, |usage| usage.lines[0].quantity = Decimal::ZERO),
    ("lines.0.quantity", InputRule::NotPositive, |usage| usage.lines[0].quantity = Decimal::new(-5, 0)),
    ("lines.0.quantity", InputRule::QuantityStep, |usage| usage.lines[0].quantity = Decimal::new(3, 1)),
    ("lines.0.quantity", InputRule::TooManyDecimals, |usage| usage.lines[0].quantity = Decimal::new(1, 5)),
    ("lines.0.quantity", InputRule::OutOfRange, |usage| usage.lines[0].quantity = Decimal::MAX),
    ("lines.0.wasted", InputRule::NotPositive, |usage| usage.lines[0].wasted = Some(Decimal::new(-1, 0))),
    ("lines.0.serial", InputRule::TooLong, |usage| usage.lines[0].serial = Some("9".repeat(81))),
    ("lines.0.lineKey", InputRule::Other, |usage| usage.lines[0].line_key = Some("a\0b".to_owned())),
    ("lines", InputRule::Required, |usage| usage.lines.clear()),
    ("lines", InputRule::TooMany, |usage| usage.lines = vec![usage.lines[0].clone(); 1000]),
    ("performedAt", InputRule::InTheFuture, |usage| {
        usage.performed_at = usage.performed_at.plus(TimeDelta::hours(1));
    }),
    ("patientId", InputRule::LooksLikeAPerson, |usage| usage.patient_id = "Jane Doe".to_owned()),
    ("patientId", InputRule::LooksLikeAPerson, |usage| usage.patient_id = "jane@example.org".to_owned()),
    ("patientId", InputRule::LooksLikeAPerson, |usage| usage.patient_id = "555-123-4567".to_owned()),
    ("patientId", InputRule::LooksLikeAPerson, |usage| usage.patient_id = "123-45-6789".to_owned()),
    ("treatmentId", InputRule::TooLong, |usage| usage.treatment_id = "T".repeat(65)),
    ("practitionerId", InputRule::Required, |usage| usage.practitioner_id = String::new()),
];

async fn written(clinic: &Clinic) -> [u64; 3] {
    let reader = clinic.deployment.database.reader();
    [
        posting::Entity::find().count(reader).await.unwrap(),
        usage::Entity::find().count(reader).await.unwrap(),
        idempotency::Entity::find().count(reader).await.unwrap(),
    ]
}

#[tokio::test]
async fn bad_input_is_refused_by_field_and_rule_and_writes_nothing() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 1).await;
        let before = written(&clinic).await;
        for (field, rule, spoil) in SPOILT {
            let mut usage = clinic.usage([(StockSource::Lot(lot), 10)]);
            spoil(&mut usage);
            let refused = clinic.refused(&clinic.nurse(), usage).await;
            assert_eq!(refused[0].field.join("."), field, "{rule:?}");
            let Reason::Invalid { rule: broken, .. } = &refused[0].reason else { panic!("{refused:?}") };
            assert_eq!(*broken, rule, "{field}");
        }
        assert_eq!(written(&clinic).await, before);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_lot_that_does_not_exist_is_not_found() {
    both(async |database| {
        let clinic = clinic(database).await;
        let refused = clinic.refused(&clinic.nurse(), clinic.usage([(StockSource::Lot(LotId::new()), 10)])).await;
        assert_eq!(refused[0].to_string(), "There is no such lot.");
    })
    .await;
}

#[tokio::test]
async fn bare_digits_are_an_id_as_ehr_systems_issue_them() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 1).await;
        let mut usage = clinic.usage([(StockSource::Lot(lot), 10)]);
        usage.patient_id = "5551234567".to_owned();
        clinic.done(&clinic.nurse(), usage).await;
        clinic.books_are_proved().await;
    })
    .await;
}
