//! Sites: one code each, a clock that is known, policies within reason, and only those who keep the system change them.

use crate::{clinic::clinic, databases::both};
use entity::{
    audit_event,
    id::SiteId,
    site::{self, AssumedLots, PolicyMode},
};
use lotwise::{
    operations::{self, create_site::CreateSite, set_site_policy::SetSitePolicy},
    rules::{refusal::Code, rights::Role},
};
use sea_orm::{EntityTrait, PaginatorTrait};

fn site(code: &str, time_zone: &str) -> CreateSite {
    CreateSite { code: code.to_owned(), name: "Uptown".to_owned(), time_zone: time_zone.to_owned() }
}

fn policy(site_id: SiteId) -> SetSitePolicy {
    SetSitePolicy {
        site_id,
        assumed_lots: None,
        scope_of_practice: None,
        late_entry_hours: None,
        second_signature_within_days: None,
        waste_witness: None,
    }
}

#[tokio::test]
async fn a_new_site_has_the_cautious_policies() {
    both(async |database| {
        let clinic = clinic(database).await;
        let done = clinic.done(&clinic.admin(), site("uptown", "America/New_York")).await;
        let row = clinic.row::<site::Entity>(done.site_id).await;
        assert_eq!((row.code.as_str(), row.time_zone.as_str()), ("uptown", "America/New_York"));
        assert_eq!((row.assumed_lots, row.scope_of_practice), (AssumedLots::Confirm, PolicyMode::Off));
        assert_eq!(row.created_at, clinic.now.into());
    })
    .await;
}

#[tokio::test]
async fn a_code_is_given_to_one_site() {
    both(async |database| {
        let clinic = clinic(database).await;
        let refused = clinic.refusals(&clinic.admin(), site("denver", "America/Denver")).await;
        assert_eq!(refused, [(Code::Conflict, "code".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn every_field_of_a_site_that_means_nothing_is_told() {
    both(async |database| {
        let clinic = clinic(database).await;
        let nothing = CreateSite { code: "Up town".to_owned(), name: " ".to_owned(), time_zone: "Mars".to_owned() };
        let refused = clinic.refusals(&clinic.admin(), nothing).await;
        let fields = ["code", "name", "timeZone"].map(|field| (Code::Invalid, field.to_owned()));
        assert_eq!(refused, fields);
    })
    .await;
}

#[tokio::test]
async fn only_who_keeps_the_system_opens_sites_and_sets_policies() {
    both(async |database| {
        let clinic = clinic(database).await;
        let others = [clinic.nurse(), clinic.manager(), clinic.director(), clinic.auditor(), clinic.front_desk()];
        for request in others {
            assert!(clinic.forbidden(&request, site("uptown", "America/New_York")).await);
            assert!(clinic.forbidden(&request, policy(clinic.denver.id)).await);
        }
        let elsewhere = clinic.somebody("ken", Role::Admin, "auckland");
        assert!(clinic.forbidden(&elsewhere, policy(clinic.denver.id)).await);
        assert!(!clinic.forbidden(&elsewhere, policy(clinic.auckland.id)).await);
    })
    .await;
}

#[tokio::test]
async fn policies_are_set_one_by_one() {
    both(async |database| {
        let clinic = clinic(database).await;
        let accept = SetSitePolicy { assumed_lots: Some(AssumedLots::Accept), ..policy(clinic.denver.id) };
        clinic.done(&clinic.admin(), accept).await;
        let warn = SetSitePolicy {
            scope_of_practice: Some(PolicyMode::Off),
            late_entry_hours: Some(0),
            ..policy(clinic.denver.id)
        };
        let done = clinic.done(&clinic.admin(), warn).await;
        assert_eq!((done.assumed_lots, done.late_entry_hours), (AssumedLots::Accept, 0));
        let row = clinic.row::<site::Entity>(clinic.denver.id).await;
        assert_eq!((row.assumed_lots, row.scope_of_practice), (AssumedLots::Accept, PolicyMode::Off));
        let other = clinic.row::<site::Entity>(clinic.auckland.id).await;
        assert_eq!(other, clinic.auckland);
    })
    .await;
}

#[tokio::test]
async fn a_policy_beyond_reason_or_of_no_site_is_refused() {
    both(async |database| {
        let clinic = clinic(database).await;
        for mode in [PolicyMode::Enforce, PolicyMode::Warn] {
            let unbuilt = SetSitePolicy { scope_of_practice: Some(mode), ..policy(clinic.denver.id) };
            let refused = clinic.refusals(&clinic.admin(), unbuilt).await;
            assert_eq!(refused, [(Code::Invalid, "scopeOfPractice".to_owned())]);
        }
        for hours in [-1, 8761] {
            let wrong = SetSitePolicy { late_entry_hours: Some(hours), ..policy(clinic.denver.id) };
            let refused = clinic.refusals(&clinic.admin(), wrong).await;
            assert_eq!(refused, [(Code::Invalid, "lateEntryHours".to_owned())]);
        }
        let refused = clinic.refusals(&clinic.admin(), policy(SiteId::new())).await;
        assert_eq!(refused, [(Code::NotFound, "siteId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn a_repeated_call_answers_the_same_site_and_opens_no_other() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (deployment, admin) = (&clinic.deployment, clinic.admin());
        let again = || operations::perform(deployment, &admin, "once", site("uptown", "America/New_York"));
        let (first, second) = (again().await.unwrap(), again().await.unwrap());
        assert_eq!(first.done.site_id, second.done.site_id);
        assert!(!first.replayed && second.replayed);
        let sites = site::Entity::find().count(deployment.database.reader()).await.unwrap();
        assert_eq!(sites, 3, "two of the clinic and this one");
        let told = audit_event::Entity::find().all(deployment.database.reader()).await.unwrap();
        let outcomes: Vec<_> = told.iter().map(|event| event.outcome.as_str()).collect();
        assert_eq!(outcomes, ["OK", "OK", "OK", "REPLAYED"]);
    })
    .await;
}

#[tokio::test]
async fn of_many_who_want_one_code_at_once_one_gets_it_and_none_fails() {
    both(async |database| {
        let clinic = clinic(database).await;
        let admin = clinic.admin();
        let all = (0..20).map(|_| clinic.perform(&admin, site("uptown", "America/New_York")));
        let outcomes = futures_util::future::join_all(all).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        let refused = |error: &lotwise::error::Error| matches!(error, lotwise::error::Error::Refused(_));
        assert!(outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).all(refused));
    })
    .await;
}
