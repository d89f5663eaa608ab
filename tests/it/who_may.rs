//! Who receives, who opens a recall, who sees costs: the roles of the clinic at work.

use crate::{
    clinic::{clinic, neurotoxin},
    databases::both,
};
use lotwise::{
    request::Request,
    rules::{
        refusal::Code,
        rights::{Caller, Grant, Role, SiteScope},
    },
};
use serde_json::{Value, json};

#[tokio::test]
async fn whoever_unpacks_a_delivery_receives_it_and_a_manager_sets_rules_aside() {
    both(async |database| {
        let clinic = clinic(database).await;
        let cream = clinic.product(crate::clinic::serum()).await.id;
        for (number, person) in [clinic.nurse(), clinic.front_desk(), clinic.director()].into_iter().enumerate() {
            let mut delivery = clinic.delivery(cream, &format!("L{number}"), 1).await;
            let overridden = clinic.refusals(&person, delivery.clone()).await;
            assert_eq!(overridden, [(Code::NotAllowed, "lines.0.overrides".to_owned())]);
            delivery.lines[0].overrides.clear();
            clinic.done(&person, delivery).await;
        }
        let delivery = clinic.delivery(cream, "L9", 1).await;
        assert!(clinic.forbidden(&clinic.auditor(), delivery).await);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn an_accountant_sees_what_stock_cost_and_neither_treatments_nor_patients() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 2).await;
        clinic.draw(lot, 10).await;
        let ada = clinic.somebody("ada", Role::Accountant, "denver");
        for document in
            ["{ usages { nodes { id } } }", "{ patient(id: \"4711\") { id } }", "{ sales { nodes { id } } }"]
        {
            assert_eq!(clinic.error_code(&ada, document).await, json!("FORBIDDEN"), "{document}");
        }
        let costs = "{ usages { nodes { lines { quantity cost { amount } } } } }";
        let nurse = clinic.asks(&clinic.nurse(), costs, json!({})).await;
        assert_eq!(nurse["usages"]["nodes"][0]["lines"][0]["cost"], Value::Null);
        let manager = clinic.asks(&clinic.manager(), costs, json!({})).await;
        assert_eq!(manager["usages"]["nodes"][0]["lines"][0]["cost"]["amount"], "25");
    })
    .await;
}

#[tokio::test]
async fn a_list_that_lacks_a_right_is_null_and_leaves_its_recall_and_its_lot() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 2).await;
        let recall = clinic.some_recall().await;
        let document = format!(
            "{{ recall: node(id: \"{recall}\") {{ ... on Recall {{ firm progress {{ lots }} balance {{ opening }} sales {{ nodes {{ id }} }} }} }} \
             node(id: \"{lot}\") {{ ... on Lot {{ lotNumber trace {{ sales {{ nodes {{ id }} }} }} }} }} }}"
        );
        let answer = clinic.answer(&clinic.nurse(), &document, json!({})).await;
        assert_eq!(answer["data"]["recall"]["firm"], "AbbVie", "{answer:#}");
        for missing in ["progress", "balance", "sales"] {
            assert_eq!(answer["data"]["recall"][missing], Value::Null, "{missing}");
        }
        assert_eq!(answer["data"]["node"]["lotNumber"], "C3016");
        assert_eq!(answer["data"]["node"]["trace"]["sales"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_service_reads_the_patient_of_what_it_recorded() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 2).await;
        let grants = vec![Grant { role: Role::Service, sites: SiteScope::All }];
        let caller = Caller {
            subject: "ehr".to_owned(),
            client: Some("ehr".to_owned()),
            grants,
            scopes: ["usage:write".to_owned()].into(),
        };
        let ehr = Request { caller, ..clinic.nurse() };
        let input = json!({
            "siteId": clinic.denver.id.to_string(), "treatmentId": "T-1", "patientId": "4711",
            "practitionerId": "p-7", "performedAt": clinic.now.to_rfc3339(),
            "lines": [{ "source": { "lotId": lot.to_string() }, "quantity": "10" }],
        });
        let shown = "usage { id patient { id } lines { quantity lot { lotNumber } } }";
        let recorded = clinic.mutates(&ehr, "recordUsage", input, shown).await;
        assert_eq!(recorded["usage"]["patient"]["id"], "4711", "{recorded:#}");
        assert_eq!(recorded["usage"]["lines"][0]["lot"]["lotNumber"], "C3016");
    })
    .await;
}

#[tokio::test]
async fn what_others_read_does_not_name_a_person() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(crate::clinic::serum()).await.id;
        clinic.receive(bottle, "S1", 2).await;
        let mut promise = clinic.promise(bottle, 1);
        promise.purpose = "cart of Jane Miller".to_owned();
        let refused = clinic.refusals(&clinic.front_desk(), promise.clone()).await;
        assert_eq!(refused, [(Code::Invalid, "purpose".to_owned())]);
        promise.purpose = "cart 7".to_owned();
        clinic.done(&clinic.front_desk(), promise).await;
        clinic.books_are_proved().await;
    })
    .await;
}
