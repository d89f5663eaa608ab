//! A site where one person works alone: done first, listed, and signed within days.

use super::{later, renamed};
use crate::{
    clinic::{Clinic, clinic, sign},
    databases::both,
};
use chrono::TimeDelta;
use entity::{approval, hold::HoldKind};
use lotwise::{
    operations::{place_hold::PlaceHold, release_hold::ReleaseHold, set_site_policy::SetSitePolicy},
    rules::{approval::ApprovalStatus, holding::HoldTarget, refusal::Code, rights::Role},
};
use sea_orm::EntityTrait;
use serde_json::json;

impl Clinic {
    async fn signs_within(&self, days: Option<i32>) {
        let policy = SetSitePolicy {
            site_id: self.denver.id,
            assumed_lots: None,
            scope_of_practice: None,
            late_entry_hours: None,
            second_signature_within_days: Some(days),
            waste_witness: None,
        };
        self.done(&self.admin(), policy).await;
    }
}

#[tokio::test]
async fn it_is_done_listed_and_signed_afterwards() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.signs_within(Some(3)).await;
        let lot = clinic.lot_in_denver().await;

        clinic.done(&clinic.manager(), renamed(lot, "C3016")).await;
        assert_eq!(clinic.number_of(lot).await, "C3016", "it is done");
        let reader = clinic.deployment.database.reader();
        let kept = approval::Entity::find().one(reader).await.unwrap().expect("it is kept");
        let overdue = later(clinic.manager(), TimeDelta::days(30));
        assert_eq!(clinic.standing(kept.id, &overdue).await, ApprovalStatus::DoneUnsigned, "until somebody signs");

        let listed = "{ approvals(status: DONE_UNSIGNED) { nodes { act status requestedBy } } }";
        let listed = clinic.asks(&clinic.director(), listed, json!({})).await;
        let expected = json!([{ "act": "correctLot", "status": "DONE_UNSIGNED", "requestedBy": "max" }]);
        assert_eq!(listed["approvals"]["nodes"], expected);

        assert_eq!(clinic.refusals(&clinic.manager(), sign(kept.id)).await[0].0, Code::NotAllowed, "not oneself");
        assert_eq!(clinic.refusals(&clinic.director(), super::decline(kept.id)).await[0].0, Code::Conflict);
        clinic.done(&later(clinic.director(), TimeDelta::days(30)), sign(kept.id)).await;
        assert_eq!(clinic.standing(kept.id, &overdue).await, ApprovalStatus::Used);

        let shown =
            "query ($lot: ID!) { node(id: $lot) { ... on Lot { corrections { signedBy { personId signed } } } } }";
        let shown = clinic.asks(&clinic.manager(), shown, json!({ "lot": lot.to_string() })).await;
        let expected = json!([{ "signedBy": [{ "personId": "dia", "signed": true }] }]);
        assert_eq!(shown["node"]["corrections"], expected);

        clinic.signs_within(None).await;
        assert_eq!(clinic.refusals(&clinic.manager(), renamed(lot, "C3017")).await[0].0, Code::NeedsApproval);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn every_site_that_it_reaches_must_let_it_and_suspect_stock_never_goes_back_unsigned() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.signs_within(Some(3)).await;
        let lot = clinic.lot_in_denver().await;
        let product = clinic.row::<entity::lot::Entity>(lot).await.product_id;
        let target = HoldTarget { lot_id: Some(lot), ..HoldTarget::default() };
        let hold = PlaceHold { targets: vec![target], kind: HoldKind::Suspect, reason: "an odd seal".to_owned() };
        let hold_id = clinic.done(&clinic.director(), hold).await.hold_ids[0];
        let release = ReleaseHold::one(hold_id, "it is fine");
        assert_eq!(clinic.refusals(&clinic.director(), release.clone()).await[0].0, Code::NeedsApproval);
        clinic.done_by_two(&clinic.director(), release).await;

        let mut delivery = clinic.delivery(product, "C3O16", 1).await;
        delivery.site_id = clinic.auckland.id;
        clinic.done(&clinic.manager(), delivery).await;
        assert_eq!(clinic.refusals(&clinic.manager(), renamed(lot, "C3016")).await[0].0, Code::NeedsApproval);
    })
    .await;
}

#[tokio::test]
async fn only_days_that_mean_something_are_taken_and_only_of_an_administrator() {
    both(async |database| {
        let clinic = clinic(database).await;
        for days in [0, -1, 91] {
            let wrong = SetSitePolicy {
                site_id: clinic.denver.id,
                assumed_lots: None,
                scope_of_practice: None,
                late_entry_hours: None,
                second_signature_within_days: Some(Some(days)),
                waste_witness: None,
            };
            assert!(clinic.forbidden(&clinic.somebody("mia", Role::Manager, "denver"), wrong.clone()).await);
            let refused = clinic.refusals(&clinic.admin(), wrong).await;
            assert_eq!(refused, [(Code::Invalid, "secondSignatureWithinDays".to_owned())]);
        }
    })
    .await;
}
