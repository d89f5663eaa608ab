//! Recalls over GraphQL: opened, repeated, refused, listed at a constant number of statements.

use crate::{
    clinic::{clinic, neurotoxin},
    databases::both,
};
use lotwise::{operations::open_recall::OpenRecall, rules::refusal::Code};
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
async fn a_number_that_was_opened_before_is_refused_until_it_is_said_to_be_another_recall() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        clinic.treated(lot, 10, "4711").await;
        let first = clinic.done(&clinic.director(), recall_of(vial, &["C3016"])).await.recall_id;

        let mut again = recall_of(vial, &["C3016"]);
        again.head.number = Some("d-0417 2026".replace(' ', "–"));
        again.head.firm = "AbbVie Inc.".to_owned();
        let refused = clinic.refused(&clinic.director(), again.clone()).await;
        assert_eq!((refused[0].code(), refused[0].field.join(".")), (Code::Conflict, "number".to_owned()));
        assert!(refused[0].to_string().contains(&first.to_string()), "{}", refused[0]);
        assert_eq!(clinic.contacts_of(first).await.len(), 1);

        again.is_another = true;
        clinic.done(&clinic.director(), again).await;
        let drill = super::of_kind(entity::recall::RecallKind::Mock, recall_of(vial, &["C3016"]));
        clinic.done(&clinic.director(), drill).await;
        let mut another = recall_of(vial, &["C3018"]);
        another.head.number = Some("D-0500-2026".to_owned());
        clinic.done(&clinic.director(), another).await;
    })
    .await;
}

#[tokio::test]
async fn a_recall_that_is_opened_for_a_notice_decides_on_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        clinic.receive(vial, "C3016", 1).await;
        let mut letter = crate::recall_notices::letter("1", "BOTOX", "Lot C3016");
        letter.reason = Some("particles".to_owned());
        let notice = clinic.done(&clinic.manager(), letter).await.notice_id;
        let opened = OpenRecall { notice_id: Some(notice), ..recall_of(vial, &["C3016"]) };
        let recall = clinic.done(&clinic.manager(), opened.clone()).await.recall_id;

        let document = "{ recallNotices { nodes { status reason } } }";
        let seen = clinic.asks(&clinic.director(), document, json!({})).await;
        let expected = json!([{ "status": "OPENED", "reason": "particles" }]);
        assert_eq!(seen["recallNotices"]["nodes"], expected);
        assert_eq!(clinic.row::<entity::recall_notice::Entity>(notice).await.recall_id, Some(recall));
        let again = OpenRecall { is_another: true, ..opened };
        assert_eq!(clinic.refusals(&clinic.director(), again).await, [(Code::AlreadyDone, "noticeId".to_owned())]);
    })
    .await;
}
