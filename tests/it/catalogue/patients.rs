//! Patients that the EHR merged: every id of a person leads to all the others, until the merge is taken back.

use crate::{
    clinic::{Clinic, clinic},
    databases::both,
};
use lotwise::{
    operations::{Terms, link_patient::LinkPatient},
    queries::patients::linked_ids,
    rules::{
        notice::NoticeCode,
        refusal::{Code, Reason},
        rights::Role,
    },
};
use std::sync::Arc;

fn link(from: &str, into: &str) -> LinkPatient {
    LinkPatient { from_id: from.to_owned(), into_id: into.to_owned(), undo: false }
}

fn undo(from: &str, into: &str) -> LinkPatient {
    LinkPatient { undo: true, ..link(from, into) }
}

async fn ids_of(clinic: &Clinic, id: &str) -> Vec<String> {
    linked_ids(clinic.deployment.database.reader(), id).await.unwrap()
}

#[tokio::test]
async fn every_id_of_a_chain_of_merges_leads_to_all_of_them() {
    both(async |database| {
        let clinic = clinic(database).await;
        for (from, into) in [("P-1", "P-2"), ("P-2", "P-3"), ("P-4", "P-3"), ("P-8", "P-9")] {
            clinic.done(&clinic.director(), link(from, into)).await;
        }
        for id in ["P-1", "P-2", "P-3", "P-4"] {
            assert_eq!(ids_of(&clinic, id).await, ["P-1", "P-2", "P-3", "P-4"], "{id}");
        }
        assert_eq!(ids_of(&clinic, "P-8").await, ["P-8", "P-9"]);
        assert_eq!(ids_of(&clinic, "P-5").await, ["P-5"]);
    })
    .await;
}

#[tokio::test]
async fn a_merge_taken_back_parts_the_two_and_can_be_said_again() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.done(&clinic.director(), link("P-1", "P-2")).await;
        clinic.done(&clinic.director(), link("P-2", "P-3")).await;
        let done = clinic.done(&clinic.director(), undo("P-2", "P-3")).await;
        assert!(!done.linked);
        assert_eq!(ids_of(&clinic, "P-1").await, ["P-1", "P-2"]);
        assert_eq!(ids_of(&clinic, "P-3").await, ["P-3"]);
        clinic.done(&clinic.director(), link("P-2", "P-4")).await;
        assert_eq!(ids_of(&clinic, "P-4").await, ["P-1", "P-2", "P-4"]);
        assert_eq!(ids_of(&clinic, "P-3").await, ["P-3"]);
    })
    .await;
}

#[tokio::test]
async fn a_circle_is_refused_and_so_is_a_second_merge_of_one_id() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.done(&clinic.director(), link("P-1", "P-2")).await;
        clinic.done(&clinic.director(), link("P-2", "P-3")).await;
        for (from, into) in [("P-3", "P-1"), ("P-3", "P-2")] {
            let refused = clinic.refusals(&clinic.director(), link(from, into)).await;
            assert_eq!(refused, [(Code::Conflict, "intoId".to_owned())]);
        }
        let refused = clinic.refused(&clinic.director(), link("P-1", "P-3")).await;
        let Reason::Conflict { current, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!((refused[0].field.as_slice(), current.as_deref()), (["fromId".to_owned()].as_slice(), Some("P-2")));
        let refused = clinic.refusals(&clinic.director(), link("P-7", "P-7")).await;
        assert_eq!(refused, [(Code::Invalid, "intoId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn what_was_said_before_leaves_a_notice_and_what_was_never_said_cannot_be_taken_back() {
    both(async |database| {
        let clinic = clinic(database).await;
        let refused = clinic.refusals(&clinic.director(), undo("P-1", "P-2")).await;
        assert_eq!(refused, [(Code::NotFound, "fromId".to_owned())]);
        for (operation, repeated) in [(link("P-1", "P-2"), false), (link("P-1", "P-2"), true)] {
            let answer = clinic.perform(&clinic.director(), operation).await.unwrap();
            let notices: Vec<_> = answer.notices.iter().map(|notice| notice.code).collect();
            assert_eq!(notices == [NoticeCode::AlreadyDone], repeated);
        }
        clinic.done(&clinic.director(), undo("P-1", "P-2")).await;
        let answer = clinic.perform(&clinic.director(), undo("P-1", "P-2")).await.unwrap();
        assert_eq!(answer.notices[0].code, NoticeCode::AlreadyDone);
        let refused = clinic.refusals(&clinic.director(), undo("P-1", "P-3")).await;
        assert_eq!(refused, [(Code::NotFound, "fromId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn of_two_merges_at_once_that_would_make_a_circle_one_is_refused() {
    both(async |database| {
        let clinic = clinic(database).await;
        let director = clinic.director();
        for round in 0..10 {
            let (one, other) = (format!("A-{round}"), format!("B-{round}"));
            let there = clinic.perform(&director, link(&one, &other));
            let back = clinic.perform(&director, link(&other, &one));
            let (there, back) = futures_util::join!(there, back);
            assert!(there.is_ok() != back.is_ok(), "{there:?} {back:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_patient_is_an_id_of_the_ehr_and_never_a_person() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let refused = clinic.refusals(&clinic.director(), link("jane@example.org", "Jane Doe")).await;
        assert_eq!(refused, ["fromId", "intoId"].map(|field| (Code::Invalid, field.to_owned())));
        let pattern = Some("^P-[0-9]+$".parse().unwrap());
        clinic.deployment.terms = Arc::new(Terms { patient_id_pattern: pattern, ..(*clinic.deployment.terms).clone() });
        let refused = clinic.refusals(&clinic.director(), link("P-1", "Q-2")).await;
        assert_eq!(refused, [(Code::Invalid, "intoId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn a_manager_or_a_medical_director_of_all_sites_merges_patients() {
    both(async |database| {
        let clinic = clinic(database).await;
        let of_one_site = clinic.somebody("mia", Role::Manager, "denver");
        for request in [clinic.nurse(), clinic.front_desk(), of_one_site, clinic.auditor(), clinic.admin()] {
            assert!(clinic.forbidden(&request, link("P-1", "P-2")).await);
        }
        clinic.done(&clinic.manager(), link("P-1", "P-2")).await;
    })
    .await;
}
