//! Approvals as clients see them.

use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use lotwise::rules::rights::Role;
use serde_json::{Value, json};

const ASKED: &str = "lot { lotNumber } userErrors { code field message ... on NeedsApproval { approval {
    id code act status summary site { code } sites { code } requestedBy needed mayBeSignedBy decisions { by signed }
} } } replayed";

impl Clinic {
    async fn corrects(&self, input: &Value) -> Value {
        let document = format!("mutation ($input: CorrectLotInput!) {{ correctLot(input: $input) {{ {ASKED} }} }}");
        self.asks(&self.manager(), &document, json!({ "input": input })).await["correctLot"].take()
    }

    async fn codes(&self, request: &lotwise::request::Request, arguments: &str) -> Vec<Value> {
        let document = format!("{{ approvals{arguments} {{ nodes {{ code }} }} }}");
        let mut listed = self.asks(request, &document, json!({})).await;
        let nodes = listed["approvals"]["nodes"].as_array_mut().expect("a list");
        nodes.iter_mut().map(|node| node["code"].take()).collect()
    }
}

#[tokio::test]
async fn it_is_asked_listed_signed_by_its_code_and_done() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3O16", 1).await;
        let mut input = json!({ "idempotencyKey": "K", "lotId": lot.to_string(), "lotNumber": "C3016",
            "reason": "a zero for an O", "confirmedById": "dia" });
        let asked = clinic.corrects(&input).await;
        let approval = asked["userErrors"][0]["approval"].clone();
        assert_eq!(asked["userErrors"][0]["code"], "NEEDS_APPROVAL", "{asked:#}");
        assert_eq!(approval["mayBeSignedBy"], json!(["MANAGER", "MEDICAL_DIRECTOR"]));
        assert_eq!((&approval["act"], &approval["status"]), (&json!("correctLot"), &json!("WAITING")));
        assert_eq!(approval["site"], json!({ "code": "denver" }));

        let code = approval["code"].clone();
        let mia = clinic.somebody("mia", Role::Manager, "denver");
        let mo = clinic.somebody("mo", Role::Manager, "auckland");
        for (person, arguments, seen) in [
            (clinic.director(), "(mine: true, status: WAITING)", true),
            (mia.clone(), "(mine: true)", true),
            (clinic.manager(), "(mine: true)", true),
            (clinic.nurse(), "(mine: true)", false),
            (clinic.nurse(), "", true),
            (mo.clone(), "", false),
            (clinic.director(), "(status: SIGNED)", false),
        ] {
            let found = clinic.codes(&person, arguments).await;
            assert_eq!(found.contains(&code), seen, "{} {arguments}: {found:?}", person.caller.subject);
        }
        let denver = format!("(siteIds: [\"{}\"])", clinic.denver.id);
        let auckland = format!("(siteIds: [\"{}\"])", clinic.auckland.id);
        assert_eq!(clinic.codes(&clinic.director(), &denver).await, std::slice::from_ref(&code));
        assert_eq!(clinic.codes(&clinic.director(), &auckland).await, [] as [Value; 0]);

        let shown = "approval { status decisions { by signed } }";
        let signed = clinic.mutates(&mia, "signApproval", json!({ "code": code }), shown).await;
        assert_eq!(signed["approval"]["status"], "SIGNED", "{signed:#}");
        input["approvalId"] = approval["id"].clone();
        let done = clinic.corrects(&input).await;
        assert_eq!((&done["lot"]["lotNumber"], &done["replayed"]), (&json!("C3016"), &json!(false)), "{done:#}");
        assert_eq!(clinic.corrects(&input).await["replayed"], json!(true));

        let node = format!("{{ node(id: {}) {{ ... on Approval {{ status }} }} }}", approval["id"]);
        assert_eq!(clinic.asks(&clinic.nurse(), &node, json!({})).await["node"]["status"], "USED");
        assert_eq!(clinic.error_code(&mo, &node).await, json!("FORBIDDEN"));
        let lot = format!("{{ node(id: \"{lot}\") {{ ... on Lot {{ corrections {{ confirmedBy signedBy {{ personId signed at }} }} }} }} }}");
        let lot = clinic.asks(&clinic.nurse(), &lot, json!({})).await;
        let correction = &lot["node"]["corrections"][0];
        assert_eq!(correction["confirmedBy"], "mia");
        assert_eq!((&correction["signedBy"][0]["personId"], &correction["signedBy"][0]["signed"]), (&json!("mia"), &json!(true)));
        assert!(correction["signedBy"][0]["at"].is_string());
    })
    .await;
}

#[tokio::test]
async fn it_is_named_by_one_of_two_and_declined_with_a_reason() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3O16", 1).await;
        let input =
            json!({ "idempotencyKey": "K", "lotId": lot.to_string(), "lotNumber": "C3016", "reason": "a zero" });
        let asked = clinic.corrects(&input).await;
        let id = asked["userErrors"][0]["approval"]["id"].clone();
        for input in
            [json!({}), json!({ "approvalId": id, "code": "ABC123" }), json!({ "approvalId": lot.to_string() })]
        {
            let refused = clinic.mutates(&clinic.director(), "signApproval", input, "approval { id }").await;
            assert_eq!(refused["userErrors"][0]["code"], "INVALID", "{refused:#}");
        }
        let reason = json!({ "approvalId": id, "reason": "I read C3O16" });
        let shown = "approval { status decisions { by signed reason } }";
        let declined = clinic.mutates(&clinic.director(), "declineApproval", reason, shown).await;
        let expected = json!([{ "by": "dia", "signed": false, "reason": "I read C3O16" }]);
        assert_eq!(declined["approval"], json!({ "status": "DECLINED", "decisions": expected }));
    })
    .await;
}
