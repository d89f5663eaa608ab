//! Acts that take two: checked whole, kept waiting, signed by somebody else with a token of their own, done once.

mod api;
mod later;
mod race;
mod witness;

use crate::{
    clinic::{Clinic, approval_of, clinic, neurotoxin, sign},
    databases::both,
};
use chrono::TimeDelta;
use entity::{
    approval, approval_decision, audit_event, deviation,
    id::{ApprovalId, LotId},
    lot, lot_correction,
    usage::LateReason,
};
use lotwise::{
    error::Error,
    operations::{
        self,
        correct_lot::CorrectLot,
        decline_approval::DeclineApproval,
        place_hold::PlaceHold,
        record_usage::{AlreadyPerformed, RecordUsage},
        release_hold::ReleaseHold,
        review_deviation::ReviewDeviation,
        sign_approval::{NamedApproval, SignApproval},
        source::StockSource,
    },
    request::Request,
    rules::{
        approval::{ApprovalStatus, status},
        holding::HoldTarget,
        lot_correction::Correction,
        refusal::Code,
        rights::Role,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

/// The lot's number was keyed wrong.
pub(super) fn renamed(lot_id: LotId, number: &str) -> CorrectLot {
    let correction = Correction { lot_number: Some(number.to_owned()), ..Correction::default() };
    let reason = "a zero for an O".to_owned();
    CorrectLot { lot_id, correction, reason, confirmed_by_id: None, approval_id: None }
}

/// The same request so much later.
fn later(request: Request, by: TimeDelta) -> Request {
    Request { at: request.at + by, ..request }
}

impl Clinic {
    /// A lot of which Denver has some.
    async fn lot_in_denver(&self) -> LotId {
        let vial = self.product(neurotoxin()).await.id;
        self.receive(vial, "C3O16", 1).await
    }

    /// Asks under this key, and answers the approval that waits.
    async fn asks_under(&self, request: &Request, key: &str, correction: CorrectLot) -> ApprovalId {
        let answer = operations::perform(&self.deployment, request, key, correction).await;
        let Err(Error::Refused(refusals)) = answer else { panic!("it waits for nobody: {answer:?}") };
        approval_of(&refusals).unwrap_or_else(|| panic!("{refusals:?}"))
    }

    async fn approval(&self, id: ApprovalId) -> approval::Model {
        self.row::<approval::Entity>(id).await
    }

    async fn standing(&self, id: ApprovalId, request: &Request) -> ApprovalStatus {
        status(&self.approval(id).await, request.at.into())
    }

    async fn number_of(&self, lot: LotId) -> String {
        self.row::<lot::Entity>(lot).await.lot_number
    }
}

fn decline(approval_id: ApprovalId) -> DeclineApproval {
    DeclineApproval { approval_id, reason: "the label says C3O16".to_owned() }
}

#[tokio::test]
async fn an_act_waits_is_signed_by_its_code_is_done_once_and_answers_the_same_when_it_is_repeated() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.lot_in_denver().await;
        let manager = clinic.manager();

        let approval = clinic.asks_under(&manager, "K", renamed(lot, "C3016")).await;
        assert_eq!(clinic.number_of(lot).await, "C3O16", "nothing was done");
        assert_eq!(clinic.asks_under(&manager, "K", renamed(lot, "C3016")).await, approval, "once for a key");
        let kept = clinic.approval(approval).await;
        assert!(kept.summary.contains("C3O16") && kept.summary.contains("C3016"), "{}", kept.summary);

        let typed = format!(" {}-{}", kept.code[..3].to_lowercase(), &kept.code[3..]);
        let by_code = SignApproval { approval: NamedApproval::Code(typed) };
        let mia = clinic.somebody("mia", Role::Manager, "denver");
        assert_eq!(clinic.done(&mia, by_code).await.approval_id, approval);
        assert_eq!(clinic.asks_under(&manager, "K", renamed(lot, "C3016")).await, approval, "signed, and not named");
        assert_eq!(clinic.number_of(lot).await, "C3O16");

        let signed = CorrectLot { approval_id: Some(approval), ..renamed(lot, "C3016") };
        for replayed in [false, true] {
            let answer = operations::perform(&clinic.deployment, &manager, "K", signed.clone()).await.unwrap();
            assert_eq!((answer.done.lot_id, answer.replayed), (lot, replayed));
        }
        let without = operations::perform(&clinic.deployment, &manager, "K", renamed(lot, "C3016")).await.unwrap();
        assert!(without.replayed, "a repetition does not ask again, and the approval is no part of the input");

        assert_eq!(clinic.standing(approval, &manager).await, ApprovalStatus::Used);
        let correction =
            lot_correction::Entity::find().one(clinic.deployment.database.reader()).await.unwrap().unwrap();
        assert_eq!((correction.by.as_str(), correction.confirmed_by.as_str()), ("max", "mia"));
        let reader = clinic.deployment.database.reader();
        let done = audit_event::COLUMN.operation.eq("correctLot");
        let logged = audit_event::Entity::find().filter(done).filter(audit_event::COLUMN.outcome.eq("OK"));
        let logged = logged.one(reader).await.unwrap().expect("it is logged");
        assert!(logged.subject == "max" && logged.what.contains("mia"), "the log names both: {}", logged.what);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn nothing_waits_that_something_else_refuses() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.lot_in_denver().await;
        for (correction, code) in [
            (renamed(lot, "N/A"), Code::Invalid),
            (renamed(LotId::new(), "C3016"), Code::NotFound),
            (renamed(lot, "C3O16"), Code::AlreadyDone),
        ] {
            assert_eq!(clinic.refusals(&clinic.manager(), correction).await[0].0, code);
        }
        assert!(clinic.forbidden(&clinic.nurse(), renamed(lot, "C3016")).await);
        let kept = approval::Entity::find().count(clinic.deployment.database.reader()).await.unwrap();
        assert_eq!(kept, 0, "a refusal keeps nothing");
    })
    .await;
}

#[tokio::test]
async fn somebody_else_signs_with_the_right_at_the_site() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.lot_in_denver().await;
        let approval = clinic.waits(&clinic.manager(), renamed(lot, "C3016")).await;

        for person in [
            clinic.manager(),
            clinic.nurse(),
            clinic.front_desk(),
            clinic.auditor(),
            clinic.admin(),
            clinic.somebody("max", Role::MedicalDirector, "denver"),
        ] {
            let refused = clinic.refusals(&person, sign(approval)).await;
            assert_eq!(refused, [(Code::NotAllowed, "approvalId".to_owned())], "{}", person.caller.subject);
        }
        let elsewhere = clinic.somebody("mo", Role::Manager, "auckland");
        assert!(clinic.forbidden(&elsewhere, sign(approval)).await, "it is none of theirs");
        assert_eq!(clinic.standing(approval, &clinic.manager()).await, ApprovalStatus::Waiting);

        let nobody = SignApproval { approval: NamedApproval::Code("NOSUCH".to_owned()) };
        assert_eq!(clinic.refusals(&clinic.director(), nobody).await, [(Code::NotFound, "code".to_owned())]);
        clinic.done(&clinic.director(), sign(approval)).await;
        let again = clinic.refusals(&clinic.second_director(), sign(approval)).await;
        assert_eq!(again, [(Code::AlreadyDone, "approvalId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn an_approval_is_for_its_input_its_asker_and_one_use() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.lot_in_denver().await;
        let approval = clinic.waits(&clinic.manager(), renamed(lot, "C3016")).await;
        clinic.done(&clinic.director(), sign(approval)).await;
        let with = |correction| CorrectLot { approval_id: Some(approval), ..correction };

        let other = clinic.refusals(&clinic.manager(), with(renamed(lot, "C3017"))).await;
        assert_eq!(other, [(Code::Conflict, "approvalId".to_owned())], "another input");
        let mia = clinic.somebody("mia", Role::Manager, "denver");
        let others = clinic.refusals(&mia, with(renamed(lot, "C3016"))).await;
        assert_eq!(others, [(Code::Conflict, "approvalId".to_owned())], "somebody else's");
        let unknown = CorrectLot { approval_id: Some(ApprovalId::new()), ..renamed(lot, "C3016") };
        assert_eq!(clinic.refusals(&clinic.manager(), unknown).await, [(Code::NotFound, "approvalId".to_owned())]);

        // The number goes back by another correction, and the approval is not good for a second time.
        clinic.done(&clinic.manager(), with(renamed(lot, "C3016"))).await;
        clinic.done_by_two(&clinic.manager(), renamed(lot, "C3O16")).await;
        let twice = clinic.refusals(&clinic.manager(), with(renamed(lot, "C3016"))).await;
        assert_eq!(twice, [(Code::Conflict, "approvalId".to_owned())]);
        assert_eq!(clinic.number_of(lot).await, "C3O16");
    })
    .await;
}

#[tokio::test]
async fn a_key_that_asked_for_one_signature_asks_for_no_other() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.lot_in_denver().await;
        clinic.asks_under(&clinic.manager(), "K", renamed(lot, "C3016")).await;
        let other = operations::perform(&clinic.deployment, &clinic.manager(), "K", renamed(lot, "C3017")).await;
        let Err(Error::Refused(refusals)) = other else { panic!("{other:?}") };
        assert_eq!(refusals[0].code(), Code::IdempotencyConflict);
    })
    .await;
}

#[tokio::test]
async fn a_signature_lapses_after_a_quarter_of_an_hour_and_the_request_after_a_day() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.lot_in_denver().await;
        let (manager, minutes) = (clinic.manager(), TimeDelta::minutes);
        let approval = clinic.asks_under(&manager, "K", renamed(lot, "C3016")).await;
        clinic.done(&clinic.director(), sign(approval)).await;
        let signed = CorrectLot { approval_id: Some(approval), ..renamed(lot, "C3016") };

        let too_late = later(clinic.manager(), minutes(15));
        assert_eq!(clinic.asks_under(&too_late, "K", signed.clone()).await, approval, "it waits again");
        assert_eq!(clinic.standing(approval, &too_late).await, ApprovalStatus::Waiting);
        clinic.done(&later(clinic.director(), minutes(16)), sign(approval)).await;

        let next_day = later(clinic.manager(), TimeDelta::hours(24));
        assert_eq!(clinic.standing(approval, &next_day).await, ApprovalStatus::Expired);
        let late = clinic.refusals(&later(clinic.director(), TimeDelta::hours(24)), sign(approval)).await;
        assert_eq!(late, [(Code::Conflict, "approvalId".to_owned())]);
        let anew = clinic.asks_under(&next_day, "K", signed).await;
        assert_ne!(anew, approval, "the key asks for a new signature");

        let just_in_time = later(clinic.director(), TimeDelta::hours(48) - TimeDelta::milliseconds(1));
        clinic.done(&just_in_time, sign(anew)).await;
        let signed = CorrectLot { approval_id: Some(anew), ..renamed(lot, "C3016") };
        let used = later(clinic.manager(), TimeDelta::hours(48) + minutes(14));
        operations::perform(&clinic.deployment, &used, "K", signed).await.expect("the signature still holds");
        assert_eq!(clinic.number_of(lot).await, "C3016");
    })
    .await;
}

#[tokio::test]
async fn what_was_declined_or_taken_back_is_not_done() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.lot_in_denver().await;
        let manager = clinic.manager();

        let declined = clinic.asks_under(&manager, "K", renamed(lot, "C3016")).await;
        let elsewhere = clinic.somebody("mo", Role::Manager, "auckland");
        assert!(clinic.forbidden(&elsewhere, decline(declined)).await, "it is none of theirs");
        let refused = clinic.refusals(&clinic.nurse(), decline(declined)).await;
        assert_eq!(refused, [(Code::NotAllowed, "approvalId".to_owned())]);
        clinic.done(&clinic.director(), decline(declined)).await;
        assert_eq!(clinic.refusals(&clinic.second_director(), sign(declined)).await[0].0, Code::Conflict);
        assert_eq!(clinic.asks_under(&manager, "K", renamed(lot, "C3016")).await, declined, "the key was answered");
        let with = CorrectLot { approval_id: Some(declined), ..renamed(lot, "C3016") };
        assert_eq!(clinic.refusals(&manager, with).await, [(Code::Conflict, "approvalId".to_owned())]);

        // A signature that was not used is taken back, here by who asked.
        let withdrawn = clinic.waits(&manager, renamed(lot, "C3016")).await;
        clinic.done(&clinic.director(), sign(withdrawn)).await;
        clinic.done(&manager, decline(withdrawn)).await;
        let with = CorrectLot { approval_id: Some(withdrawn), ..renamed(lot, "C3016") };
        assert_eq!(clinic.refusals(&manager, with).await, [(Code::Conflict, "approvalId".to_owned())]);

        let of_it = approval_decision::Entity::find().filter(approval_decision::COLUMN.approval_id.eq(withdrawn));
        let of_it = of_it.order_by_asc(approval_decision::COLUMN.id);
        let decisions = of_it.all(clinic.deployment.database.reader()).await.unwrap();
        let decisions: Vec<_> = decisions.iter().map(|decision| (decision.by.as_str(), decision.signed)).collect();
        assert_eq!(decisions, [("dia", true), ("max", false)]);
        assert_eq!(clinic.number_of(lot).await, "C3O16");
    })
    .await;
}

#[tokio::test]
async fn a_lot_that_came_to_another_site_meanwhile_takes_a_signature_for_that_site_too() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3O16", 1).await;
        let approval = clinic.waits(&clinic.manager(), renamed(lot, "C3016")).await;
        clinic.done(&clinic.somebody("mia", Role::Manager, "denver"), sign(approval)).await;

        let mut delivery = clinic.delivery(vial, "C3O16", 1).await;
        delivery.site_id = clinic.auckland.id;
        clinic.done(&clinic.manager(), delivery).await;
        let signed = CorrectLot { approval_id: Some(approval), ..renamed(lot, "C3016") };
        assert_eq!(clinic.refusals(&clinic.manager(), signed).await, [(Code::Conflict, "approvalId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn suspect_stock_is_released_by_two_and_a_quarantine_by_one() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.lot_in_denver().await;
        let director = clinic.director();
        let held = async |kind| {
            let target = HoldTarget { lot_id: Some(lot), ..HoldTarget::default() };
            let hold = PlaceHold { targets: vec![target], kind, reason: "the seal looks odd".to_owned() };
            clinic.done(&director, hold).await.hold_ids[0]
        };
        let release = |hold_id| ReleaseHold::one(hold_id, "it is fine");

        let quarantine = held(entity::hold::HoldKind::Quarantine).await;
        clinic.done(&director, release(quarantine)).await;

        let suspect = held(entity::hold::HoldKind::Suspect).await;
        let approval = clinic.waits(&director, release(suspect)).await;
        let at_one_site = clinic.somebody("mia", Role::Manager, "denver");
        assert_eq!(clinic.refusals(&at_one_site, sign(approval)).await[0].0, Code::NotAllowed, "it is held everywhere");
        clinic.done(&clinic.manager(), sign(approval)).await;
        let signed = ReleaseHold { approval_id: Some(approval), ..release(suspect) };
        clinic.done(&director, signed).await;
        clinic.draw(lot, 10).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_director_does_not_review_what_she_did_herself() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.lot_in_denver().await;
        let already_performed = AlreadyPerformed { why: LateReason::Offline, note: None };
        let too_much =
            RecordUsage { already_performed: Some(already_performed), ..clinic.usage([(StockSource::Lot(lot), 500)]) };
        clinic.done(&clinic.director(), too_much).await;
        let reader = clinic.deployment.database.reader();
        let deviation = deviation::Entity::find().one(reader).await.unwrap().expect("the books did not have it");

        let review = ReviewDeviation { deviation_id: deviation.id, note: "the delivery note was lost".to_owned() };
        let own = clinic.refusals(&clinic.director(), review.clone()).await;
        assert_eq!(own, [(Code::NotAllowed, "deviationId".to_owned())]);
        clinic.done(&clinic.second_director(), review).await;
    })
    .await;
}
