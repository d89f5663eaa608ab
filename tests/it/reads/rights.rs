//! Who may read what, and where.

use super::errors;
use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use entity::id::LotId;
use lotwise::{
    request::Request,
    rules::rights::{Caller, Role},
};
use serde_json::{Value, json};

/// One lot in Denver, and a patient treated with it.
async fn a_treatment(database: crate::databases::TestDatabase) -> (Clinic, LotId) {
    let clinic = clinic(database).await;
    let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 2).await;
    clinic.treats(lot, 20, "4711").await;
    (clinic, lot)
}

#[tokio::test]
async fn every_query_needs_its_right_at_the_site_it_asks_about() {
    both(async |database| {
        let (clinic, lot) = a_treatment(database).await;
        let (denver, auckland) = (clinic.denver.id, clinic.auckland.id);
        let nobody = Request { caller: Caller { grants: vec![], ..clinic.nurse().caller }, ..clinic.nurse() };
        let usage = entity::id::UsageId::new();
        // The query, the roles in Denver that may ask it, and a role that may not.
        for (query, may, may_not) in [
            (format!("stock(siteId: \"{denver}\") {{ nodes {{ onHand }} }}"), vec![Role::Nurse, Role::FrontDesk], None),
            (format!("stock(siteId: \"{auckland}\") {{ nodes {{ onHand }} }}"), vec![], Some(Role::Manager)),
            (
                format!("stockAsOf(siteId: \"{auckland}\", at: \"2026-01-01T00:00:00Z\") {{ nodes {{ onHand }} }}"),
                vec![],
                Some(Role::Manager),
            ),
            (format!("openContainers(siteId: \"{denver}\") {{ nodes {{ label }} }}"), vec![Role::Nurse], None),
            (format!("openContainers(siteId: \"{auckland}\") {{ nodes {{ label }} }}"), vec![], Some(Role::Nurse)),
            ("lots { nodes { id } }".to_owned(), vec![Role::FrontDesk], None),
            (format!("lots(filter: {{ siteId: \"{auckland}\" }}) {{ nodes {{ id }} }}"), vec![], Some(Role::Nurse)),
            ("lot(sku: \"BOTOX-100\", lotNumber: \"c 3016\") { id }".to_owned(), vec![Role::FrontDesk], None),
            ("holds { nodes { id } }".to_owned(), vec![Role::Nurse], None),
            ("ledger { nodes { id } }".to_owned(), vec![Role::FrontDesk], None),
            (format!("ledger(filter: {{ siteId: \"{auckland}\" }}) {{ nodes {{ id }} }}"), vec![], Some(Role::Manager)),
            ("usages { nodes { id } }".to_owned(), vec![Role::Nurse, Role::Manager], Some(Role::FrontDesk)),
            ("treatment(id: \"T-4711\") { id }".to_owned(), vec![Role::Nurse, Role::Auditor], Some(Role::Admin)),
            ("patient(id: \"4711\") { id }".to_owned(), vec![Role::MedicalDirector], Some(Role::Manager)),
            ("auditLog { nodes { id } }".to_owned(), vec![], Some(Role::Auditor)),
            (format!("node(id: \"{lot}\") {{ id }}"), vec![Role::Admin], None),
            (format!("node(id: \"{usage}\") {{ id }}"), vec![Role::Nurse], Some(Role::FrontDesk)),
        ] {
            let document = format!("{{ {query} }}");
            for role in may {
                assert_eq!(clinic.error_code(&clinic.with_role(role), &document).await, Value::Null, "{role} {query}");
            }
            if let Some(role) = may_not {
                let code = clinic.error_code(&clinic.with_role(role), &document).await;
                assert_eq!(code, json!("FORBIDDEN"), "{role} {query}");
            }
            assert_eq!(clinic.error_code(&nobody, &document).await, json!("FORBIDDEN"), "nobody {query}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_may_read_the_log_everywhere_reads_it() {
    both(async |database| {
        let (clinic, _) = a_treatment(database).await;
        for person in [clinic.auditor(), clinic.admin()] {
            assert_eq!(clinic.error_code(&person, "{ auditLog { nodes { what } } }").await, Value::Null);
        }
        let recorded = clinic.logged("recordUsage").await;
        assert_eq!((&recorded[0]["subject"], &recorded[0]["outcome"]), (&json!("ana"), &json!("OK")));
    })
    .await;
}

#[tokio::test]
async fn a_lot_shows_the_sites_where_the_caller_may_read() {
    both(async |database| {
        let (clinic, lot) = a_treatment(database).await;
        let mut delivery = clinic.delivery(clinic.row::<entity::lot::Entity>(lot).await.product_id, "C3016", 1).await;
        delivery.site_id = clinic.auckland.id;
        clinic.done(&clinic.manager(), delivery).await;
        let document = "query ($lot: ID!) { node(id: $lot) { ... on Lot { \
                        stock { site { code } } ledger { nodes { site { code } } } containers { nodes { site { code } } } \
                        trace { sites { code } receipts { nodes { site { code } } } } } } }";
        let everywhere = clinic.reads(&clinic.nurse(), document, json!({ "lot": lot.to_string() })).await;
        let lee = clinic.somebody("lee", Role::Nurse, "auckland");
        let here = clinic.reads(&lee, document, json!({ "lot": lot.to_string() })).await;
        assert_eq!(everywhere["stock"].as_array().unwrap().len(), 2);
        assert_eq!(here["stock"], json!([{ "site": { "code": "auckland" } }]));
        assert_eq!(super::each(&here["ledger"], "/site/code"), ["auckland"]);
        assert_eq!(super::each(&here["containers"], "/site/code"), [] as [&str; 0]);
        assert_eq!(super::each(&here["trace"]["receipts"], "/site/code"), ["auckland"]);
        assert_eq!(here["trace"]["sites"], json!([{ "code": "auckland" }, { "code": "denver" }]), "where else it was");
    })
    .await;
}

#[tokio::test]
async fn a_treatment_elsewhere_is_not_shown() {
    both(async |database| {
        let (clinic, _) = a_treatment(database).await;
        let elsewhere = clinic.somebody("lee", Role::Nurse, "auckland");
        let treatment = "{ treatment(id: \"T-4711\") { usages { id } } }";
        assert_eq!(clinic.error_code(&elsewhere, treatment).await, json!("FORBIDDEN"));
        let unknown = "{ treatment(id: \"T-9\") { usages { id } lots { id } patient { id } } }";
        let unknown = clinic.reads(&elsewhere, unknown, json!({})).await;
        assert_eq!(unknown, json!({ "usages": [], "lots": [], "patient": null }));
    })
    .await;
}

#[tokio::test]
async fn what_needs_a_right_of_its_own_is_missing_alone_and_never_a_whole_list() {
    both(async |database| {
        let (clinic, lot) = a_treatment(database).await;
        clinic.treats(lot, 10, "4712").await;
        let usages = clinic.answer(&clinic.manager(), "{ usages { nodes { id patient { id } } } }", json!({})).await;
        let expected = |number: usize| (format!("usages.nodes.{number}.patient"), "FORBIDDEN".to_owned());
        let mut found = errors(&usages);
        found.sort();
        assert_eq!(found, [expected(0), expected(1)]);
        assert_eq!(usages["data"]["usages"]["nodes"].as_array().unwrap().len(), 2);
        assert!(usages["data"]["usages"]["nodes"][0]["id"].is_string());
        let entries = "{ ledger(filter: { account: TREATMENT }) { nodes { quantity posting { kind usage { id } } } } }";
        let entries = clinic.answer(&clinic.front_desk(), entries, json!({})).await;
        assert_eq!(errors(&entries)[0].1, "FORBIDDEN");
        assert_eq!(entries["data"]["ledger"]["nodes"][0]["posting"]["kind"], json!("USAGE"));
    })
    .await;
}
