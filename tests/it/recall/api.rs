//! Recalls over GraphQL: opened, repeated, refused, listed at a constant number of statements.

use crate::{
    clinic::{clinic, neurotoxin},
    databases::both,
};
use lotwise::rules::{notice::NoticeCode, refusal::Code};
use serde_json::json;

use super::recall_of;

const OPEN: &str = "mutation ($input: OpenRecallInput!) { openRecall(input: $input) { \
    recall { id status classification kind } replayed notices { code } userErrors { code message field } } }";

#[tokio::test]
async fn a_recall_is_opened_once_however_often_it_is_asked_and_a_wrong_input_names_its_field() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        clinic.receive(vial, "C3016", 1).await;
        let input = |numbers: serde_json::Value| {
            json!({ "input": { "idempotencyKey": "letter 7", "kind": "RECALL", "classification": "CLASS_I", "firm": "AbbVie",
                "reason": "particles", "initiatedOn": "2026-03-01",
                "scope": [{ "productId": vial.to_string(), "lotNumbers": numbers }] } })
        };
        let wrong = clinic.asks(&clinic.director(), OPEN, input(json!(["N/A"]))).await["openRecall"].clone();
        assert_eq!(wrong["recall"], json!(null));
        assert_eq!(wrong["userErrors"][0]["field"], json!(["scope", "0", "lotNumbers"]));
        let first = clinic.asks(&clinic.director(), OPEN, input(json!(["C3016"]))).await["openRecall"].clone();
        assert_eq!(first["userErrors"], json!([]));
        assert_eq!((&first["recall"]["status"], &first["recall"]["classification"]), (&"OPEN".into(), &"CLASS_I".into()));
        let again = clinic.asks(&clinic.director(), OPEN, input(json!(["C3016"]))).await["openRecall"].clone();
        assert_eq!((&again["recall"]["id"], &again["replayed"]), (&first["recall"]["id"], &json!(true)));
        let other = clinic.asks(&clinic.director(), OPEN, input(json!(["D4417"]))).await["openRecall"].clone();
        assert_eq!(other["userErrors"][0]["code"], "IDEMPOTENCY_CONFLICT");
        let listed = clinic.asks(&clinic.nurse(), "{ recalls(status: OPEN) { nodes { id firm } } }", json!({})).await;
        assert_eq!(listed["recalls"]["nodes"], json!([{ "id": first["recall"]["id"], "firm": "AbbVie" }]));
        let close = "mutation ($id: ID!) { closeRecall(input: { idempotencyKey: \"close\", recallId: $id, note: \"done\" }) \
            { recall { id } userErrors { code ... on NotBalanced { quantity lot { lotNumber } site { code } contactIds } } } }";
        let refused = clinic.asks(&clinic.director(), close, json!({ "id": first["recall"]["id"] })).await;
        let errors = json!({ "code": "NOT_BALANCED", "quantity": "100", "lot": { "lotNumber": "C3016" }, "site": { "code": "denver" }, "contactIds": [] });
        assert_eq!(refused["closeRecall"]["userErrors"], json!([errors, errors]), "on hand, and not counted");
    })
    .await;
}

#[tokio::test]
async fn a_mock_recall_alone_says_how_long_its_trace_took_and_is_the_same_one_when_it_is_sent_again() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        clinic.treated(lot, 20, "4711").await;
        let shown = "recall { id progress { patients traceMillis } }";
        let input = |kind: &str| {
            json!({ "idempotencyKey": kind, "kind": kind, "classification": "CLASS_I", "firm": "AbbVie", "reason": "drill",
                "initiatedOn": "2026-03-01", "scope": [{ "productId": vial.to_string(), "lotNumbers": ["C3016"] }] })
        };

        let drill = clinic.repeats(&clinic.director(), "openRecall", &input("MOCK"), shown).await;
        assert_eq!(drill["recall"]["progress"]["patients"], 1);
        assert!(drill["recall"]["progress"]["traceMillis"].is_u64(), "{drill}");
        let again = clinic.repeats(&clinic.director(), "openRecall", &input("MOCK"), shown).await;
        assert_eq!((&again["recall"], &again["replayed"]), (&drill["recall"], &json!(true)));

        let recall = clinic.repeats(&clinic.director(), "openRecall", &input("RECALL"), shown).await;
        assert_eq!(recall["recall"]["progress"], json!({ "patients": 1, "traceMillis": null }));
        for (kind, measured) in [("MOCK", true), ("RECALL", false)] {
            let preview = format!(
                "{{ previewRecall(kind: {kind}, scope: [{{ productId: \"{vial}\", allLots: true }}]) {{ progress {{ traceMillis }} }} }}"
            );
            let seen = clinic.asks(&clinic.director(), &preview, json!({})).await;
            assert_eq!(seen["previewRecall"]["progress"]["traceMillis"].is_u64(), measured, "{kind}: {seen}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_open_a_recall_has_none_traced() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let document = format!(
            "mutation {{ openRecall(input: {{ idempotencyKey: \"1\", kind: MOCK, classification: CLASS_I, firm: \"AbbVie\", \
             reason: \"drill\", initiatedOn: \"2026-03-01\", scope: [{{ productId: \"{vial}\", allLots: true }}] }}) \
             {{ recall {{ id }} }} }}"
        );
        assert_eq!(clinic.error_code(&clinic.nurse(), &document).await, "FORBIDDEN");
    })
    .await;
}

#[tokio::test]
async fn a_recall_that_the_firm_has_not_begun_yet_is_not_opened() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let mut recall = recall_of(vial, &["C3016"]);
        recall.head.initiated_on = clinic.now.date_naive() + chrono::Days::new(2);
        let refused = clinic.refusals(&clinic.director(), recall.clone()).await;
        assert_eq!(refused, [(Code::Invalid, "initiatedOn".to_owned())]);
        recall.head.initiated_on = clinic.now.date_naive() + chrono::Days::new(1);
        clinic.done(&clinic.director(), recall).await;
    })
    .await;
}

#[tokio::test]
async fn a_question_that_is_refused_names_its_field_too() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let preview =
            "query ($scope: [RecallScopeInput!]!) { previewRecall(kind: RECALL, scope: $scope) { progress { lots } } }";
        let scope = json!([{ "productId": vial, "allLots": true },
            { "productId": vial, "lotRange": { "from": "A1", "to": "BB22" } }]);
        let answer = clinic.answer(&clinic.director(), preview, json!({ "scope": scope })).await;
        let told = &answer["errors"][0]["extensions"];
        assert_eq!(told, &json!({ "code": "INVALID", "field": ["scope", "1", "lotRange"] }));
    })
    .await;
}

#[tokio::test]
async fn a_recall_whose_number_is_open_already_is_opened_and_asked_about() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let first = clinic.perform(&clinic.director(), recall_of(vial, &["C3016"])).await.unwrap();
        assert_eq!(first.notices, []);
        let second = clinic.perform(&clinic.director(), recall_of(vial, &["C3017"])).await.unwrap();
        let told: Vec<_> = second.notices.iter().map(|notice| (notice.code, notice.field.clone())).collect();
        assert_eq!(told, [(NoticeCode::PossibleDuplicate, vec!["number".to_owned()])]);
        assert!(second.notices[0].message.contains(&first.done.recall_id.to_string()), "{:?}", second.notices);
        let mut another = recall_of(vial, &["C3018"]);
        another.head.firm = "Galderma".to_owned();
        assert_eq!(clinic.perform(&clinic.director(), another).await.unwrap().notices, []);
    })
    .await;
}
