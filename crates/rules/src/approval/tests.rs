//! The table of who signs what, and the clock of a request.
#![allow(clippy::expect_used, clippy::string_slice, reason = "a test fails by panicking, and a code is of ASCII")]

use super::*;
use crate::{
    refusal::{Code, field},
    rights::{Caller, Grant, SiteScope},
};
use entity::{approval_decision, id::ApprovalDecisionId};
use proptest::prelude::*;
use sea_orm::Iterable;
use std::collections::BTreeSet;

const ASKED: Instant = Instant(1_000_000_000);

fn request() -> approval::Model {
    let id = ApprovalId::new();
    approval::Model {
        id,
        client: "tests".to_owned(),
        key: "a key".to_owned(),
        round: 1,
        operation: "correctLot".to_owned(),
        request_hash: vec![1],
        act: ApprovalAct::CorrectLot,
        summary: "Correct a lot".to_owned(),
        code: code(id),
        everywhere: false,
        signers: "MANAGER MEDICAL_DIRECTOR".to_owned(),
        needed: 1,
        requested_by: "max".to_owned(),
        requested_at: ASKED,
        expires_at: ASKED.plus(REQUEST_LASTS),
        signed_until: None,
        declined_at: None,
        done_at: None,
        used_at: None,
        subject: None,
    }
}

fn signature(by: &str, at: Instant) -> approval_decision::Model {
    let id = ApprovalDecisionId::new();
    approval_decision::Model { id, approval_id: ApprovalId::new(), by: by.to_owned(), at, signed: true, reason: None }
}

fn caller(subject: &str, role: Role, sites: &[&str]) -> Caller {
    let sites = SiteScope::Codes(sites.iter().map(ToString::to_string).collect());
    let grants = vec![Grant { role, sites }];
    Caller { subject: subject.to_owned(), client: None, grants, scopes: BTreeSet::new() }
}

/// The table of the domain: the act, the roles of who asks and who signs, and whether that will do.
#[test]
fn who_signs_what_is_as_the_table_says() {
    use ApprovalAct::{CancelRecall, CorrectLot, ReleaseStock, WitnessWaste};
    use Role::{Manager, MedicalDirector, Nurse, Service};
    let table: [(ApprovalAct, Role, &[Role]); 7] = [
        (CorrectLot, Manager, &[Manager, MedicalDirector]),
        (ReleaseStock, MedicalDirector, &[Manager, MedicalDirector]),
        (ReleaseStock, Service, &[MedicalDirector]),
        (CancelRecall, MedicalDirector, &[Manager, MedicalDirector]),
        (CancelRecall, Manager, &[MedicalDirector]),
        (WitnessWaste, Nurse, &[Nurse, Manager, MedicalDirector]),
        (WitnessWaste, Manager, &[Nurse, Manager, MedicalDirector]),
    ];
    for (act, asks, signs) in table {
        let signers = rule(act).signers_beside(|role| role == asks);
        for role in Role::ALL {
            assert_eq!(signers.contains(&role), signs.contains(&role), "{act:?} of {asks} signed by {role}");
        }
    }
}

#[test]
fn every_act_has_one_rule_of_its_own() {
    for act in ApprovalAct::iter() {
        assert_eq!(rule(act).act, act);
        assert!(rule(act).needed >= 1 && !rule(act).signers.is_empty());
    }
}

#[test]
fn what_frees_recalled_or_suspect_stock_is_never_signed_later() {
    for act in [ApprovalAct::ReleaseStock, ApprovalAct::CancelRecall] {
        assert!(!rule(act).may_be_signed_later, "{act:?}");
    }
}

#[test]
fn somebody_else_with_the_role_at_every_site_that_it_reaches_signs() {
    let here = ["north".to_owned(), "south".to_owned()];
    let may =
        |caller: &Caller, codes: &[String]| may_decide(&request(), codes, caller, Decided::Signed, field("approvalId"));
    assert_eq!(may(&caller("mia", Role::Manager, &["north", "south"]), &here), Ok(()));
    assert_eq!(may(&caller("mia", Role::Manager, &["west"]), &[]), Ok(()), "a lot that was nowhere");
    for refused in [
        caller("max", Role::MedicalDirector, &["north", "south"]),
        caller("mia", Role::Manager, &["north"]),
        caller("ana", Role::Nurse, &["north", "south"]),
        caller("ehr", Role::Service, &["north", "south"]),
    ] {
        let code = may(&refused, &here).map_err(|refusal| refusal.code());
        assert_eq!(code, Err(Code::NotAllowed), "{}", refused.subject);
    }
    let withdrawn = may_decide(&request(), &here, &caller("max", Role::Nurse, &[]), Decided::Declined, field("code"));
    assert_eq!(withdrawn, Ok(()), "who asked may take it back");
    let everywhere = approval::Model { everywhere: true, ..request() };
    let mia = caller("mia", Role::Manager, &["north", "south"]);
    assert!(may_decide(&everywhere, &[], &mia, Decided::Signed, field("approvalId")).is_err());
}

#[test]
fn a_request_waits_a_day_and_a_signature_holds_a_quarter_of_an_hour() {
    let just_before = |end: Instant| Instant(end.0 - 1);
    let end = ASKED.plus(REQUEST_LASTS);
    assert_eq!(status(&request(), just_before(end)), ApprovalStatus::Waiting);
    assert_eq!(status(&request(), end), ApprovalStatus::Expired);

    let until = signed_until(&request(), &[signature("mia", ASKED)], ASKED).expect("one is enough");
    let signed = approval::Model { signed_until: Some(until), ..request() };
    assert_eq!(until, ASKED.plus(SIGNATURE_LASTS));
    assert_eq!(status(&signed, just_before(until)), ApprovalStatus::Signed);
    assert_eq!(status(&signed, until), ApprovalStatus::Waiting, "it waits again");
}

#[test]
fn two_signatures_are_of_two_people() {
    let request = approval::Model { needed: 2, ..request() };
    let later = ASKED.plus(TimeDelta::minutes(5));
    let twice = [signature("mia", ASKED), signature("mia", later)];
    assert_eq!(signed_until(&request, &twice, later), None);
    assert!(already_signed(&request, &twice, "mia", later, field("code")).is_err());

    let both = [signature("mia", ASKED), signature("eve", later)];
    assert_eq!(signed_until(&request, &both, later), Some(ASKED.plus(SIGNATURE_LASTS)), "the first one lapses first");
}

#[test]
fn what_was_done_before_it_was_signed_is_signed_whenever_and_not_declined() {
    let done = approval::Model { done_at: Some(ASKED), ..request() };
    let late = ASKED.plus(TimeDelta::days(40));
    assert_eq!(status(&done, late), ApprovalStatus::DoneUnsigned);
    assert_eq!(may_be_decided(ApprovalStatus::DoneUnsigned, Decided::Signed, field("code")), Ok(()));
    assert!(may_be_decided(ApprovalStatus::DoneUnsigned, Decided::Declined, field("code")).is_err());
}

proptest! {
    #[test]
    fn a_code_reads_back_however_it_is_typed(bytes in any::<u128>()) {
        let code = code(ApprovalId(uuid::Uuid::from_u128(bytes)));
        prop_assert_eq!(code.len(), 6);
        prop_assert_eq!(&read_code(&code.to_lowercase()), &code);
        let mistaken = format!(" {}-{} ", &code[..3], &code[3..]).replace('0', "o").replace('1', "l");
        prop_assert_eq!(&read_code(&mistaken), &code);
    }

    #[test]
    fn a_request_is_never_signed_by_fewer_than_it_needs(
        needed in 1..4_i32,
        signed in prop::collection::vec((0..3_usize, 0..40_i64), 0..8),
        now in 0..40_i64,
    ) {
        let request = approval::Model { needed, ..request() };
        let at = |minute: i64| ASKED.plus(TimeDelta::minutes(minute));
        let people = ["ana", "mia", "eve"];
        let past: Vec<_> = signed.iter().filter(|(_, minute)| *minute <= now).collect();
        let decisions: Vec<_> = past.iter().map(|(who, minute)| signature(people[*who], at(*minute))).collect();
        let held: BTreeSet<_> = past.iter().filter(|(_, minute)| now - minute < 15).map(|(who, _)| who).collect();

        let until = signed_until(&request, &decisions, at(now));
        prop_assert_eq!(until.is_some(), held.len() >= needed as usize);
        prop_assert!(until.is_none_or(|until| at(now) < until && until <= at(now).plus(SIGNATURE_LASTS)));
    }
}
