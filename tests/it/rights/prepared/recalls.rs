//! What was recalled of a site's stock, whom it reached, and the notices that came.

use lotwise::operations::import_recall_notices::import_recall_notices;
use lotwise::operations::recall_notices::NoticeGiven;
use serde_json::{Value, json};

use super::{Arranger, text};

/// A recall of what only this site has, with all the work on it; and recalls for each further act.
pub(super) async fn recall(arranger: &mut Arranger<'_>) {
    arranger.on("2026-02-24");
    arranger.receive_what_is_recalled_later().await;
    arranger.on("2026-02-26");
    arranger.work_on_a_recall().await;
    arranger.close_a_mock_recall().await;
    arranger.get_notices().await;
    arranger.at = arranger.prepared.clinic.now;
}

impl Arranger<'_> {
    /// Vials, serum and diluent that patients and customers met; and a lot that looks alike.
    async fn receive_what_is_recalled_later(&mut self) {
        let [mut recalled, mut look_alike] = ["R100", "R1OO"].map(|number| self.delivered("toxin", number, 4));
        // Later than all others, so that it is not what is taken where only the product is named.
        recalled["expiresOn"] = json!("2027-12-31");
        look_alike["expiresOn"] = json!("2027-12-31");
        let lines = vec![recalled, self.delivered("serum", "R200", 4), self.delivered("saline", "R300", 2), look_alike];
        let lots = self.receive(lines).await;
        for (word, lot) in ["recalledLot", "recalledSerum", "recalledSaline", "lateLot"].into_iter().zip(lots) {
            self.place.say(word, lot);
        }
        self.on("2026-02-25");
        let assumed = json!({ "source": { "productId": self.id("toxin") }, "quantity": "5" });
        self.used("possibly-exposed", "T-POSSIBLE", vec![assumed]).await;
        let mixed = json!({ "source": { "lotId": self.id("recalledSaline") }, "quantity": "1" });
        let line = json!({ "source": { "lotId": self.id("recalledLot") }, "quantity": "10", "components": [mixed] });
        self.used("exposed", "T-EXPOSED", vec![line]).await;
        self.place.say("treatment", self.lot_number("T-EXPOSED"));
        let line = json!({ "source": { "lotId": self.id("recalledSerum") }, "quantity": "1" });
        self.sold("POS-EXPOSED", vec![line]).await;
    }

    /// Opens a recall of lots of this site.
    async fn open_a_recall(&self, kind: &str, number: &str, scope: Value) -> String {
        let input = json!({ "kind": kind, "number": self.lot_number(number), "classification": "CLASS_II",
            "firm": "AbbVie", "reason": "particles", "instructions": "send all of it back",
            "initiatedOn": "2026-02-23", "responseDueOn": "2026-03-10", "scope": scope });
        let opened = self.does("openRecall", input, "recall { id }").await;
        text(&opened, "/recall/id")
    }

    async fn work_on_a_recall(&mut self) {
        let listed = |product: &str, numbers: &[&str]| {
            let numbers: Vec<_> = numbers.iter().map(|number| self.lot_number(number)).collect();
            json!({ "productId": self.id(product), "lotNumbers": numbers })
        };
        let scope =
            json!([listed("toxin", &["R100", "R404"]), listed("serum", &["R200"]), listed("saline", &["R300"]),]);
        let recall = self.open_a_recall("RECALL", "D-1", scope).await;
        self.place.say("recall", recall.clone());
        self.place.say("recallNumber", self.lot_number("D-1"));
        self.place.say("recalledNumber", self.lot_number("R100"));
        self.place.say("Recall", recall.clone());
        self.count_and_dispose(&recall).await;
        self.tell(&recall).await;
    }

    /// The site counts, something is missing, and a part is destroyed.
    async fn count_and_dispose(&mut self, recall: &str) {
        let counted = json!([{ "lotId": self.id("recalledLot"), "counted": "380" },
            { "lotId": self.id("recalledSerum"), "counted": "3" }]);
        let input = json!({ "recallId": recall, "siteId": self.site(), "lots": counted });
        self.does("confirmRecallSite", input, "recall { id }").await;
        let input = json!({ "recallId": recall, "lotId": self.id("recalledLot"), "siteId": self.site(),
            "reason": "broken in the fridge door" });
        self.does("explainUnaccounted", input, "recall { id }").await;
        let destroyed = json!({ "witnessId": "witness-3", "route": "incineration", "certificate": "IN-78" });
        let input = json!({ "recallId": recall, "siteId": self.site(), "occurredAt": self.time(),
            "lots": [{ "lotId": self.id("recalledSerum"), "quantity": "1" }],
            "disposal": { "destroyed": destroyed } });
        self.does("disposeRecalledStock", input, "posting { id }").await;
    }

    /// Everybody is assigned to somebody and was called once.
    async fn tell(&mut self, recall: &str) {
        let shown = "query ($id: ID!) { node(id: $id) { ... on Recall { contacts(first: 100) { nodes { id } } } } }";
        let found = self.prepared.asks(&self.asks(), shown, json!({ "id": recall })).await;
        let contacts = found.pointer("/node/contacts/nodes").and_then(Value::as_array).into_iter().flatten();
        let contacts: Vec<_> = contacts.map(|contact| text(contact, "/id")).collect();
        for contact in &contacts {
            self.place.say("Contact", contact.clone());
        }
        let input = json!({ "contactIds": contacts, "assignedTo": "ana" });
        self.does("assignRecallContacts", input, "contacts { id }").await;
        let input = json!({ "contactIds": contacts, "at": self.time(), "channel": "telephone",
            "status": "UNREACHABLE", "note": "nobody answered" });
        self.does("recordRecallContact", input, "contacts { id }").await;
    }

    /// Exercises: one is to be closed and one was.
    async fn close_a_mock_recall(&mut self) {
        for (word, number) in [("recallToClose", "M-1"), ("closedRecall", "M-2")] {
            let scope = json!([{ "productId": self.id("toxin"), "lotNumbers": [self.lot_number("R404")] }]);
            let recall = self.open_a_recall("MOCK", number, scope).await;
            self.place.say("Recall", recall.clone());
            self.place.say(word, recall);
        }
        let input = json!({ "recallId": self.id("closedRecall"), "note": "nothing of it is here" });
        self.does("closeRecall", input, "recall { id }").await;
    }

    /// A record of a feed that changed since and was decided on, and a letter that waits.
    async fn get_notices(&mut self) {
        let mut notice = NoticeGiven {
            source: "a feed".to_owned(),
            number: self.lot_number("F-1"),
            firm: "AbbVie Inc.".to_owned(),
            classification: entity::recall_class::RecallClass::ClassII,
            product_description: "BOTOX Cosmetic 100 Units".to_owned(),
            code_info: format!("Lot {}", self.lot_number("T1")),
            reason: Some("particles".to_owned()),
            state_at_source: Some("Ongoing".to_owned()),
            received_on: "2026-02-23".parse().expect("a day"),
        };
        for state in ["Ongoing", "Completed"] {
            notice.state_at_source = Some(state.to_owned());
            let (deployment, who) = (&self.prepared.clinic.deployment, self.asks());
            let imported = import_recall_notices(deployment, &who, "a feed", vec![notice.clone()]);
            imported.await.map_err(|error| error.to_string()).expect("the feed is read");
        }
        let found = self.prepared.asks(&self.asks(), "{ recallNotices { nodes { id number } } }", json!({})).await;
        let nodes = found.pointer("/recallNotices/nodes").and_then(Value::as_array).into_iter().flatten();
        let mut own = nodes.filter(|node| node["number"] == notice.number);
        let own = own.next().map(|node| text(node, "/id")).expect("the notice is there");
        let input = json!({ "noticeId": own, "status": "OPENED", "recallId": self.id("recall"), "note": "that is it" });
        self.does("resolveRecallNotice", input, "recallNotice { id }").await;

        let letter = json!({ "source": "a letter", "number": self.lot_number("L-1"), "firm": "AbbVie Inc.",
            "classification": "CLASS_II", "productDescription": "BOTOX Cosmetic 100 Units",
            "codeInfo": format!("Lot {}", self.lot_number("T2")), "receivedOn": "2026-02-24" });
        let recorded = self.does("recordRecallNotice", letter, "recallNotice { id }").await;
        self.place.say("notice", text(&recorded, "/recallNotice/id"));
    }
}
