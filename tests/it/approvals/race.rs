//! Two people at once: who signs, who uses, who declines. The database decides, and one of the two is told.

use super::renamed;
use crate::{
    clinic::{clinic, neurotoxin, sign},
    databases::both,
    race::races,
};
use chrono::TimeDelta;
use entity::approval_decision;
use futures_util::future::{join, join_all};
use lotwise::{
    error::Error,
    operations::{Answer, correct_lot::CorrectLot},
    request::Request,
    rules::{approval::ApprovalStatus, refusal::Code, rights::Role},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

/// The code of a refusal; `None` when it was done.
fn refused<Done: std::fmt::Debug>(answer: Result<Answer<Done>, Error>) -> Option<Code> {
    match answer {
        Ok(_) => None,
        Err(Error::Refused(refusals)) => Some(refusals[0].code()),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_sign_at_once_one_does() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        for race in 0..races() {
            let lot = clinic.receive(vial, &format!("C{race}"), 1).await;
            let approval = clinic.waits(&clinic.manager(), renamed(lot, &format!("D{race}"))).await;
            let people = [clinic.director(), clinic.second_director(), clinic.somebody("mia", Role::Manager, "denver")];
            let answers = join_all(people.iter().map(|person| clinic.perform(person, sign(approval)))).await;

            let mut codes: Vec<_> = answers.into_iter().map(refused).collect();
            codes.sort_unstable();
            assert_eq!(codes, [None, Some(Code::AlreadyDone), Some(Code::AlreadyDone)]);
            let of_it = approval_decision::COLUMN.approval_id.eq(approval);
            let decisions = approval_decision::Entity::find().filter(of_it);
            assert_eq!(decisions.count(clinic.deployment.database.reader()).await.unwrap(), 1);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_uses_at_once_one_is_done() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        for race in 0..races() {
            let lot = clinic.receive(vial, &format!("C{race}"), 1).await;
            let correction = renamed(lot, &format!("D{race}"));
            let approval = clinic.waits(&clinic.manager(), correction.clone()).await;
            clinic.done(&clinic.director(), sign(approval)).await;
            let signed = CorrectLot { approval_id: Some(approval), ..correction };
            let manager = clinic.manager();
            let uses = join_all((0..3).map(|_| clinic.perform(&manager, signed.clone()))).await;

            let codes: Vec<_> = uses.into_iter().map(refused).collect();
            assert_eq!(codes.iter().filter(|code| code.is_none()).count(), 1, "{codes:?}");
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_declined_while_it_is_signed_or_used_is_either_done_or_never() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        for race in 0..races() {
            let lot = clinic.receive(vial, &format!("C{race}"), 1).await;
            let correction = renamed(lot, &format!("D{race}"));
            let (manager, director, eve) = (clinic.manager(), clinic.director(), clinic.second_director());

            // Signed and declined: declined in the end, whoever was first.
            let approval = clinic.waits(&manager, correction.clone()).await;
            let both = join(clinic.perform(&director, sign(approval)), clinic.perform(&eve, super::decline(approval)));
            let (signed, declined) = both.await;
            assert!(matches!(refused(signed), None | Some(Code::Conflict)));
            assert_eq!(refused(declined), None);
            assert_eq!(clinic.standing(approval, &manager).await, ApprovalStatus::Declined);

            // Used and declined: exactly one of them.
            let approval = clinic.waits(&manager, correction.clone()).await;
            clinic.done(&director, sign(approval)).await;
            let signed = CorrectLot { approval_id: Some(approval), ..correction };
            let both = join(clinic.perform(&manager, signed), clinic.perform(&eve, super::decline(approval)));
            let (used, declined) = both.await;
            let (used, declined) = (refused(used), refused(declined));
            assert!(used.is_none() != declined.is_none(), "{used:?} {declined:?}");
            let renamed = clinic.number_of(lot).await == format!("D{race}");
            assert_eq!(renamed, used.is_none());
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_that_lapses_between_signing_and_use_is_not_used() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        for race in 0..races() {
            let lot = clinic.receive(vial, &format!("C{race}"), 1).await;
            let correction = renamed(lot, &format!("D{race}"));
            let approval = clinic.waits(&clinic.manager(), correction.clone()).await;
            clinic.done(&clinic.director(), sign(approval)).await;
            let signed = CorrectLot { approval_id: Some(approval), ..correction };

            // One is in time and one is not, at once: whichever the database takes first.
            let minutes = |minutes| Request { at: clinic.now + TimeDelta::minutes(minutes), ..clinic.manager() };
            let (in_time, late) = (minutes(14), minutes(15));
            let uses = join(clinic.perform(&late, signed.clone()), clinic.perform(&in_time, signed));
            let (late, in_time) = uses.await;
            assert_eq!(refused(in_time), None);
            assert!(refused(late).is_some(), "it waits for a new signature, or is done already");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_twice_at_once_under_one_key_is_answered_one_approval() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.lot_in_denver().await;
        let manager = clinic.manager();
        for race in 0..races() {
            let key = format!("K{race}");
            let asked = join_all((0..4).map(|_| clinic.asks_under(&manager, &key, renamed(lot, "C3016")))).await;
            assert!(asked.iter().all(|approval| *approval == asked[0]), "{asked:?}");
        }
    })
    .await;
}
