//! Recall notices: what of ours a letter or a record may mean, and that it is found whichever of them comes first.

mod commands;
mod race;

use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin, saline, serum},
    databases::both,
};
use entity::{
    hold,
    id::{LotId, RecallNoticeId},
    recall_class::RecallClass,
    recall_notice::{self, RecallNoticeStatus},
    recall_notice_term,
};
use lotwise::{
    operations::{
        correct_lot::CorrectLot, import_recall_notices::import_recall_notices, recall_notices::NoticeGiven,
        record_recall_notice::RecordRecallNotice, resolve_recall_notice::ResolveRecallNotice,
        update_product::UpdateProduct,
    },
    rules::{lot_correction::Correction, refusal::Code, rights::Role},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

/// A letter with a number of its own.
pub(crate) fn letter(number: &str, product_description: &str, code_info: &str) -> RecordRecallNotice {
    RecordRecallNotice {
        source: "a letter".to_owned(),
        number: number.to_owned(),
        firm: "AbbVie Inc.".to_owned(),
        classification: RecallClass::NotYetClassified,
        product_description: product_description.to_owned(),
        code_info: code_info.to_owned(),
        reason: None,
        received_on: "2026-03-02".parse().unwrap(),
    }
}

impl Clinic {
    /// Records a letter.
    pub(crate) async fn gets(&self, letter: RecordRecallNotice) -> RecallNoticeId {
        self.done(&self.director(), letter).await.notice_id
    }

    async fn status(&self, notice: RecallNoticeId) -> RecallNoticeStatus {
        self.row::<recall_notice::Entity>(notice).await.status
    }

    /// What a notice is proposed to mean, as the API shows it.
    async fn means(&self, notice: RecallNoticeId) -> Value {
        const NOTICE: &str = "query($id: ID!) { node(id: $id) { ... on RecallNotice {
            status matches { product { sku } lots { lotNumber } matchedOn confidence } } } }";
        let answer = self.asks(&self.manager(), NOTICE, json!({ "id": notice.to_string() })).await;
        answer["node"]["matches"].clone()
    }

    async fn resolve(&self, notice_id: RecallNoticeId, status: RecallNoticeStatus) -> RecallNoticeId {
        let recall_id = match status {
            RecallNoticeStatus::Opened => Some(self.some_recall().await),
            _ => None,
        };
        let note = "looked at every box".to_owned();
        self.done(&self.director(), ResolveRecallNotice { notice_id, status, recall_id, note }).await.notice_id
    }

    async fn holds(&self) -> u64 {
        hold::Entity::find().count(self.deployment.database.reader()).await.unwrap()
    }
}

fn sure(sku: &str, number: &str) -> Value {
    json!({ "product": { "sku": sku }, "lots": [{ "lotNumber": number }], "confidence": "LOT_AND_PRODUCT" })
}

/// Whether a match says all that `expected` does.
fn says(found: &Value, expected: &Value) -> bool {
    expected.as_object().unwrap().iter().all(|(name, value)| found[name] == *value)
}

#[tokio::test]
async fn a_letter_that_names_a_lot_and_its_product_is_proposed_and_holds_nothing() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        clinic.receive(vial, "C3709C3", 2).await;
        clinic.receive(vial, "C3710C3", 2).await;
        let notice = clinic.gets(letter("1", "BOTOX Cosmetic 100 Units", "Lot number: C3709 C3, Exp 06/2027")).await;
        let means = clinic.means(notice).await;
        assert!(says(&means[0], &sure("BOTOX-100", "C3709C3")) && means[1].is_null(), "{means:#}");
        assert_eq!(means[0]["matchedOn"], json!(["lot C3709C3", "name BOTOX Cosmetic 100 U"]));
        assert_eq!(clinic.status(notice).await, RecallNoticeStatus::Proposed);
        assert_eq!(clinic.holds().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_code_or_a_name_without_a_lot_of_ours_is_the_product_alone() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(neurotoxin()).await;
        clinic.product(filler()).await;
        let by_code = clinic.gets(letter("1", "A toxin, NDC 0023-9232-01", "All lots")).await;
        let means = clinic.means(by_code).await;
        assert_eq!(means[0]["confidence"], "PRODUCT_ONLY", "{means:#}");
        assert_eq!(means[0]["matchedOn"], json!(["GTIN 00300239232013", "all lots"]));
        let nothing = clinic.gets(letter("2", "Aspirin tablets", "Lot 1234")).await;
        assert_eq!(
            (clinic.status(nothing).await, clinic.means(nothing).await),
            (RecallNoticeStatus::NoMatch, json!([]))
        );
    })
    .await;
}

#[tokio::test]
async fn a_notice_is_matched_again_when_a_lot_that_it_names_is_received() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(saline()).await.id;
        let named = clinic.gets(letter("1", "Sodium chloride", "Lot #: 6110100")).await;
        let ranged = clinic.gets(letter("2", "Sodium chloride", "Lots 07110002 thru 07110009")).await;
        let others = clinic.gets(letter("3", "Sodium chloride", "Lots 7110002 thru 7110009; 61101001")).await;
        for lot in ["6110100", "07110005"] {
            clinic.receive(vial, lot, 1).await;
        }
        for (notice, number) in [(named, "6110100"), (ranged, "07110005")] {
            let means = clinic.means(notice).await;
            assert_eq!(means[0]["lots"], json!([{ "lotNumber": number }]), "{means:#}");
            assert_eq!(means[0]["confidence"], "LOT_ONLY");
            assert_eq!(clinic.status(notice).await, RecallNoticeStatus::Proposed);
        }
        assert_eq!(clinic.status(others).await, RecallNoticeStatus::NoMatch);
        assert_eq!(clinic.holds().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_notice_is_matched_again_when_a_product_a_code_or_a_right_number_is_known() {
    both(async |database| {
        let clinic = clinic(database).await;
        let by_name = clinic.gets(letter("1", "BOTOX Cosmetic", "Lot C3709C3")).await;
        let by_code = clinic.gets(letter("2", "Syringes, GTIN 07540161860004", "")).await;
        assert_eq!(clinic.status(by_name).await, RecallNoticeStatus::NoMatch);
        let vial = clinic.product(neurotoxin()).await.id;
        assert_eq!(clinic.means(by_name).await[0]["confidence"], "PRODUCT_ONLY");
        let mut plain = filler();
        let identifiers = std::mem::take(&mut plain.identifiers);
        let product_id = clinic.product(plain).await.id;
        assert_eq!(clinic.status(by_code).await, RecallNoticeStatus::NoMatch);
        clinic.done(&clinic.manager(), changes(product_id, None, Some(identifiers))).await;
        assert_eq!(clinic.means(by_code).await[0]["matchedOn"], json!(["GTIN 07540161860004"]));
        let lot_id = clinic.receive(vial, "C37O9C3", 1).await;
        assert_eq!(clinic.means(by_name).await[0]["confidence"], "PRODUCT_ONLY");
        clinic.done_by_two(&clinic.manager(), corrects(lot_id, "C3709C3")).await;
        assert!(says(&clinic.means(by_name).await[0], &sure("BOTOX-100", "C3709C3")));
        clinic.done(&clinic.manager(), changes(vial, Some("Onabotulinum 100 U".to_owned()), None)).await;
        assert_eq!(clinic.means(by_name).await[0]["confidence"], "LOT_ONLY");
    })
    .await;
}

fn changes(
    product_id: entity::id::ProductId,
    name: Option<String>,
    identifiers: Option<Vec<lotwise::rules::product_identifier::IdentifierGiven>>,
) -> UpdateProduct {
    let (storage, in_use_hours, min_shelf_life_days, retail_price) = (None, None, None, None);
    let (archived, replaces_id) = (None, None);
    UpdateProduct {
        product_id,
        name,
        identifiers,
        add_identifiers: vec![],
        remove_identifiers: vec![],
        storage,
        in_use_hours,
        min_shelf_life_days,
        waste_witness: None,
        retail_price,
        archived,
        replaces_id,
    }
}

fn corrects(lot_id: LotId, number: &str) -> CorrectLot {
    let correction = Correction { lot_number: Some(number.to_owned()), ..Correction::default() };
    CorrectLot { lot_id, correction, reason: "a zero".to_owned(), confirmed_by_id: None, approval_id: None }
}

#[tokio::test]
async fn what_somebody_decided_on_is_left_alone_until_its_source_changes_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let notice = clinic.gets(letter("1", "BOTOX Cosmetic", "Lot C3709C3")).await;
        clinic.resolve(notice, RecallNoticeStatus::Dismissed).await;
        let terms = recall_notice_term::Entity::find().count(clinic.deployment.database.reader()).await.unwrap();
        assert_eq!(terms, 0, "nobody looks for it any more");
        clinic.receive(vial, "C3709C3", 1).await;
        assert_eq!(clinic.status(notice).await, RecallNoticeStatus::Dismissed);
        assert_eq!(clinic.gets(letter("1", "BOTOX Cosmetic", "Lot C3709C3")).await, notice);
        assert_eq!(clinic.status(notice).await, RecallNoticeStatus::Dismissed, "the same again changes nothing");
        assert_eq!(clinic.gets(letter("1", "BOTOX Cosmetic", "Lots C3709C3 and C3711C3")).await, notice);
        assert_eq!(
            clinic.status(notice).await,
            RecallNoticeStatus::Proposed,
            "it means a lot now that it did not mean"
        );
        let row = clinic.row::<recall_notice::Entity>(notice).await;
        assert_eq!((row.resolved_by.as_deref(), row.updated_at.is_some()), (Some("dia"), true));
        clinic.resolve(notice, RecallNoticeStatus::Opened).await;
        let again = ResolveRecallNotice {
            notice_id: notice,
            status: RecallNoticeStatus::Dismissed,
            recall_id: None,
            note: "no".to_owned(),
        };
        let refusals = clinic.refusals(&clinic.director(), again).await;
        assert_eq!(refusals, [(Code::AlreadyDone, "noticeId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn records_are_imported_once_and_changed_ones_update_their_notice() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        clinic.receive(vial, "C3709C3", 2).await;
        let record = |number: u32, code_info: &str| NoticeGiven {
            source: "openFDA drug enforcement".to_owned(),
            number: format!("D-{number:04}-2026"),
            firm: "AbbVie".to_owned(),
            classification: RecallClass::ClassII,
            product_description: "BOTOX Cosmetic".to_owned(),
            code_info: code_info.to_owned(),
            reason: None,
            state_at_source: Some("Ongoing".to_owned()),
            received_on: "2026-02-01".parse().unwrap(),
        };
        let mut records: Vec<NoticeGiven> = (0..150).map(|number| record(number, "Lot A1000")).collect();
        let import = async |records: Vec<NoticeGiven>| {
            let done = import_recall_notices(&clinic.deployment, &clinic.director(), "a file", records).await.unwrap();
            (done.new, done.updated, done.unchanged)
        };
        assert_eq!(import(records.clone()).await, (150, 0, 0));
        records[149] = record(149, "Lots A1000 and C3709C3");
        assert_eq!(import(records.clone()).await, (0, 1, 149));
        assert_eq!(import(records).await, (0, 0, 150));
        let asked = json!({});
        const SURE: &str = "{ recallNotices(status: PROPOSED, first: 3) { pageInfo { hasNextPage }
            nodes { number matches { confidence lots { lotNumber } } } } }";
        let page = clinic.asks(&clinic.auditor(), SURE, asked).await;
        let first = &page["recallNotices"]["nodes"][0];
        assert_eq!(
            (&first["number"], &first["matches"][0]["confidence"]),
            (&json!("D-0149-2026"), &json!("LOT_AND_PRODUCT"))
        );
        assert_eq!(page["recallNotices"]["pageInfo"]["hasNextPage"], true);
    })
    .await;
}

#[tokio::test]
async fn notices_are_for_those_who_open_recalls_and_what_is_no_notice_is_refused() {
    both(async |database| {
        let clinic = clinic(database).await;
        let a_letter = || letter("1", "BOTOX", "Lot C1");
        let here = clinic.somebody("deb", Role::MedicalDirector, "denver");
        for person in [clinic.nurse(), clinic.auditor(), clinic.front_desk(), here] {
            assert!(clinic.forbidden(&person, a_letter()).await, "{}", person.caller.subject);
        }
        assert_eq!(clinic.error_code(&clinic.nurse(), "{ recallNotices { nodes { id } } }").await, "FORBIDDEN");
        let empty = RecordRecallNotice {
            source: " ".to_owned(),
            received_on: "2026-03-09".parse().unwrap(),
            ..letter("", "", "")
        };
        let fields = clinic.refusals(&clinic.director(), empty).await.into_iter().map(|(_, field)| field);
        assert_eq!(fields.collect::<Vec<_>>(), ["receivedOn", "source", "number", "productDescription"]);
        let notice_id = clinic.gets(a_letter()).await;
        for (status, recall_id, field) in [
            (RecallNoticeStatus::NoMatch, None, "status"),
            (RecallNoticeStatus::Opened, None, "recallId"),
            (RecallNoticeStatus::Dismissed, Some(entity::id::RecallId::new()), "recallId"),
        ] {
            let wrong = ResolveRecallNotice { notice_id, status, recall_id, note: "so".to_owned() };
            assert_eq!(clinic.refusals(&clinic.director(), wrong).await, [(Code::Invalid, field.to_owned())]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_letter_is_typed_in_and_dismissed_through_the_api() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(serum()).await;
        const RECORD: &str = r#"mutation { recordRecallNotice(input: { idempotencyKey: "k", source: "Glow Labs",
            number: "7", firm: "Glow Labs", classification: CLASS_III, productDescription: "Vitamin C serum by Glow Labs",
            codeInfo: "", receivedOn: "2026-03-01" }) {
            recallNotice { id status matches { product { sku } confidence } } replayed userErrors { code } } }"#;
        let first = clinic.asks(&clinic.director(), RECORD, json!({})).await["recordRecallNotice"].take();
        assert_eq!(first["recallNotice"]["matches"], json!([{ "product": { "sku": "SERUM-C" }, "confidence": "PRODUCT_ONLY" }]));
        let again = clinic.asks(&clinic.director(), RECORD, json!({})).await["recordRecallNotice"].take();
        assert_eq!((&again["replayed"], &again["recallNotice"]), (&json!(true), &first["recallNotice"]));
        const RESOLVE: &str = "mutation($id: ID!, $recall: ID) { resolveRecallNotice(input: { idempotencyKey: \"d\",
            noticeId: $id, status: DISMISSED, recallId: $recall, note: \"not ours\" }) {
            recallNotice { status resolvedBy note } userErrors { code field } } }";
        let wrong = json!({ "id": first["recallNotice"]["id"], "recall": "lot_0" });
        let refused = clinic.asks(&clinic.director(), RESOLVE, wrong).await;
        assert_eq!(refused["resolveRecallNotice"]["userErrors"][0]["field"], json!(["recallId"]));
        let right = json!({ "id": first["recallNotice"]["id"] });
        let done = clinic.asks(&clinic.director(), RESOLVE, right).await;
        let dismissed = json!({ "status": "DISMISSED", "resolvedBy": "dia", "note": "not ours" });
        assert_eq!(done["resolveRecallNotice"]["recallNotice"], dismissed);
    })
    .await;
}
