//! One key is one act, however often and however fast it is sent.

use entity::{audit_event, posting, usage};
use lotwise::operations::source::StockSource;
use lotwise::rules::refusal::Code;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::{at_once, call, outcomes, races};
use crate::clinic::{Clinic, clinic, neurotoxin};
use crate::databases::both;

#[tokio::test(flavor = "multi_thread")]
async fn one_key_sent_twenty_times_at_once_is_one_usage_with_twenty_equal_answers() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        for race in 0..races() {
            let lot = clinic.receive(vial, &format!("A{race}"), 1).await;
            let (before, usage) = (written(&clinic).await, clinic.usage([(StockSource::Lot(lot), 30)]));
            let answers = at_once((0..20).map(|_| call(&clinic, format!("once {race}"), usage.clone()))).await;
            let answers: Vec<_> = answers.into_iter().map(|answer| answer.expect("each is answered")).collect();
            assert_eq!(answers.iter().filter(|answer| !answer.replayed).count(), 1);
            assert!(answers.iter().all(|answer| answer.done.usage_id == answers[0].done.usage_id));
            assert!(answers.iter().all(|answer| answer.notices == answers[0].notices));
            assert_eq!(written(&clinic).await, (before.0 + 1, before.1 + 1));
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_with_different_contents_at_once_is_one_usage_and_otherwise_a_conflict() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        for race in 0..races() {
            let lot = clinic.receive(vial, &format!("A{race}"), 1).await;
            let before = written(&clinic).await;
            let usages = (1..=20).map(|units| clinic.usage([(StockSource::Lot(lot), units)]));
            let key = format!("one of many {race}");
            let answers = at_once(usages.map(|usage| call(&clinic, key.clone(), usage))).await;
            assert_eq!(outcomes(&answers), (1, vec![Code::IdempotencyConflict; 19]));
            assert_eq!(written(&clinic).await, (before.0 + 1, before.1 + 1));
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_refused_call_leaves_its_key_free_and_writes_nothing_but_the_audit_row() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "A1", 1).await;
        let (before, audited) = (written(&clinic).await, audited(&clinic).await);
        let usage = clinic.usage([(StockSource::Lot(lot), 150)]);
        let refused = call(&clinic, "again".to_owned(), usage.clone()).await;
        assert_eq!(outcomes(&[refused]), (0, vec![Code::InsufficientStock]));
        assert_eq!(written(&clinic).await, before);
        assert_eq!(self::audited(&clinic).await, audited + 1);
        clinic.receive(vial, "A1", 1).await;
        assert!(!call(&clinic, "again".to_owned(), usage.clone()).await.expect("there is enough now").replayed);
        assert!(call(&clinic, "again".to_owned(), usage).await.expect("it was done").replayed);
        clinic.books_are_proved().await;
    })
    .await;
}

/// How many postings and usages there are.
async fn written(clinic: &Clinic) -> (u64, u64) {
    let reader = clinic.deployment.database.reader();
    let postings = posting::Entity::find().count(reader).await.expect("postings are counted");
    (postings, usage::Entity::find().count(reader).await.expect("usages are counted"))
}

async fn audited(clinic: &Clinic) -> u64 {
    let events = audit_event::Entity::find().count(clinic.deployment.database.reader()).await;
    events.expect("audit rows are counted")
}
