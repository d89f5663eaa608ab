//! Lot numbers that a person read or keyed wrongly: whoever was treated with one that resembles a recalled number is found,
//! and whoever opens a recall by one that nothing has is told.

use super::recall_of;
use crate::{
    clinic::{Clinic, clinic, mixed, neurotoxin, saline, serum},
    databases::both,
};
use entity::{
    id::{ProductId, RecallId},
    usage::LateReason,
};
use lotwise::{
    operations::{
        components::ComponentGiven,
        expand_recall::ExpandRecall,
        record_sale::RecordSale,
        record_usage::{AlreadyPerformed, RecordUsage},
        source::{StockSource, UnbookedStock},
    },
    rules::{
        notice::{Notice, NoticeCode},
        refusal::Code,
    },
};
use migration::{Migrator, MigratorTrait};
use rand::RngExt;
use sea_orm::ConnectionTrait;
use serde_json::json;
use std::collections::BTreeSet;

const RECALLED: &str = "C3016-C3";

fn unbooked(product_id: ProductId, number: &str) -> StockSource {
    let lot_number = Some(number.to_owned());
    StockSource::Unbooked(UnbookedStock { product_id, lot_number, expires_on: None, serial: None })
}

fn fact() -> Option<AlreadyPerformed> {
    Some(AlreadyPerformed { why: LateReason::ImportedHistory, note: None })
}

impl Clinic {
    /// That a patient was treated with a lot that the books do not have, as somebody wrote it down.
    pub(super) async fn stated(&self, product: ProductId, number: &str, patient: &str) {
        let usage = self.usage([(unbooked(product, number), 10)]);
        let usage = RecordUsage {
            already_performed: fact(),
            patient_id: patient.to_owned(),
            treatment_id: format!("T-{patient}"),
            ..usage
        };
        self.done(&self.nurse(), usage).await;
    }

    /// The patients of a list of a recall, and why each may have been exposed.
    async fn listed(&self, recall: RecallId, list: &str) -> Vec<(String, Option<String>)> {
        let fields = format!("{list}(first: 100) {{ nodes {{ patient {{ id }} possibleBecause }} }}");
        let seen = self.recall(recall, &fields).await;
        let nodes = seen[list]["nodes"].as_array().cloned().unwrap_or_default();
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        nodes
            .iter()
            .map(|node| (text(&node["patient"]["id"]).unwrap_or_default(), text(&node["possibleBecause"])))
            .collect()
    }

    async fn patients(&self, recall: RecallId, list: &str) -> BTreeSet<String> {
        self.listed(recall, list).await.into_iter().map(|(patient, _)| patient).collect()
    }
}

fn messages(notices: &[Notice], code: NoticeCode) -> Vec<&str> {
    notices.iter().filter(|notice| notice.code == code).map(|notice| notice.message.as_str()).collect()
}

#[tokio::test]
async fn a_line_that_states_a_lot_one_sign_off_is_a_possible_exposure_and_says_why() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let stated = ["C3O16-C3", "C3016C3", "LOT C3016-C3", "C3016-C", "D4417"];
        clinic.stated(vial, "C3016–C3", "4700").await;
        for (number, patient) in stated.into_iter().zip(4711..) {
            clinic.stated(vial, number, &patient.to_string()).await;
        }

        let recall = clinic.opens_recall(vial, &[RECALLED]).await;

        assert_eq!(clinic.listed(recall, "exposures").await, [("4700".to_owned(), None)], "a dash is a dash");
        let mut possible = clinic.listed(recall, "possibleExposures").await;
        possible.reverse();
        let why = |number: &str, how: &str| Some(format!("Lot {number} was stated, which {how} recalled {RECALLED}."));
        let expected = [
            ("4711".to_owned(), why("C3O16-C3", "reads like")),
            ("4712".to_owned(), why("C3016C3", "reads like")),
            ("4713".to_owned(), why("LOT C3016-C3", "reads like")),
            ("4714".to_owned(), why("C3016-C", "is one slip away from")),
        ];
        assert_eq!(possible, expected);
        let told: Vec<_> =
            clinic.contacts_of(recall).await.into_iter().map(|contact| (contact.subject_id, contact.certain)).collect();
        let all = ["4700", "4711", "4712", "4713", "4714"].map(|patient| (patient.to_owned(), patient == "4700"));
        assert_eq!(told, all);

        clinic.stated(vial, "C3016-CE", "4799").await;
        assert!(clinic.patients(recall, "possibleExposures").await.contains("4799"), "entered after the recall");
        assert!(clinic.contacts_of(recall).await.iter().any(|contact| contact.subject_id == "4799"));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn any_single_slip_of_a_recalled_number_is_found() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let mut random = rand::rng();
        let mut expected = BTreeSet::new();
        for number in 0..40 {
            let mut slipped: Vec<char> = RECALLED.chars().collect();
            let place = random.random_range(0..slipped.len() - 1);
            let other = char::from(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. "[random.random_range(0..39)]);
            match number % 4 {
                0 => drop(slipped.remove(place)),
                1 => slipped.insert(place, other),
                2 => slipped[place] = other,
                _ => slipped.swap(place, place + 1),
            }
            let slipped: String = slipped.into_iter().collect();
            clinic.stated(vial, &slipped, &format!("48{number:02}")).await;
            expected.insert(format!("48{number:02}"));
        }

        let recall = clinic.opens_recall(vial, &[RECALLED]).await;

        let mut found = clinic.patients(recall, "exposures").await;
        found.extend(clinic.patients(recall, "possibleExposures").await);
        assert_eq!(found, expected);
        assert_eq!(clinic.contacts_of(recall).await.len(), expected.len());
    })
    .await;
}

#[tokio::test]
async fn a_number_that_the_books_do_not_have_is_possible_only_where_and_while_a_recalled_lot_was_there() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        clinic.stated(vial, "D4417", "4711").await;
        clinic.receive(vial, RECALLED, 1).await;
        let mut later = clinic.usage([(unbooked(vial, "D4417"), 10)]);
        later.already_performed = fact();
        later.patient_id = "4712".to_owned();
        later.performed_at = (clinic.now + chrono::TimeDelta::hours(1)).into();
        clinic.done(&crate::clinic::at(clinic.nurse(), "2026-03-02T20:00:00Z"), later).await;

        let recall = clinic.opens_recall(vial, &[RECALLED]).await;

        let possible = clinic.listed(recall, "possibleExposures").await;
        let (patient, why) = possible.first().cloned().expect("somebody may have been exposed");
        assert_eq!(patient, "4712");
        assert!(why.is_some_and(|why| why.contains("D4417") && why.contains("the books do not have")));
    })
    .await;
}

#[tokio::test]
async fn a_lot_of_the_books_that_reads_like_a_recalled_one_is_possible_and_its_neighbour_is_not() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let misread = clinic.receive(vial, "C3O16-C3", 1).await;
        let neighbour = clinic.receive(vial, "C3017-C3", 1).await;
        clinic.treated(misread, 10, "4711").await;
        clinic.treated(neighbour, 10, "4712").await;

        let recall = clinic.opens_recall(vial, &[RECALLED]).await;

        let why = "It is of lot C3O16-C3, which reads like recalled C3016-C3.".to_owned();
        assert_eq!(clinic.listed(recall, "possibleExposures").await, [("4711".to_owned(), Some(why))]);
        let seen = clinic.recall(recall, "scope { lookAlikes { lotNumber } }").await;
        let alike = json!([{ "lotNumber": "C3O16-C3" }, { "lotNumber": "C3017-C3" }]);
        assert_eq!(seen["scope"][0]["lookAlikes"], alike, "both are suggested");
    })
    .await;
}

#[tokio::test]
async fn what_was_mixed_in_and_what_was_sold_are_found_as_well() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, diluent) = (clinic.product(neurotoxin()).await.id, clinic.product(saline()).await.id);
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(vial, "B7", 1).await;
        let mut usage = clinic.usage([(StockSource::Lot(lot), 10)]);
        let given = ComponentGiven { source: unbooked(diluent, "S1O0-2"), ..mixed(lot, 1) };
        usage.lines[0].components = vec![given];
        usage.already_performed = fact();
        clinic.done(&clinic.nurse(), usage.clone()).await;
        let sale = clinic.sale([(unbooked(bottle, "L1-4471"), 1)]);
        let sale = RecordSale { customer_id: Some("C-1".to_owned()), already_performed: fact(), ..sale };
        clinic.done(&clinic.front_desk(), sale).await;

        let of_diluent = clinic.opens_recall(diluent, &["S100-2"]).await;
        let of_serum = clinic.opens_recall(bottle, &["LI-4471"]).await;

        let possible = clinic.listed(of_diluent, "possibleExposures").await;
        let why = "Lot S1O0-2 was stated, which reads like recalled S100-2.".to_owned();
        assert_eq!(possible, [(usage.patient_id, Some(why))]);
        let told: Vec<_> = clinic
            .contacts_of(of_serum)
            .await
            .into_iter()
            .map(|contact| (contact.subject_id, contact.certain))
            .collect();
        assert_eq!(told, [("C-1".to_owned(), false)]);
    })
    .await;
}

#[tokio::test]
async fn a_recall_by_another_dash_holds_and_one_by_what_nothing_has_says_so_with_look_alikes() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        clinic.receive(vial, RECALLED, 1).await;
        clinic.receive(vial, "C3017-C3", 1).await;

        let dashed = clinic.perform(&clinic.director(), recall_of(vial, &["c3016 — c3"])).await.expect("it opens");
        assert_eq!(clinic.standing_holds(dashed.done.recall_id).await.len(), 1);
        assert_eq!(dashed.notices, []);

        let mut another = recall_of(vial, &["C30I6-C3"]);
        another.head.number = Some("D-0418-2026".to_owned());
        let missed = clinic.perform(&clinic.director(), another).await.expect("it opens");
        let told = messages(&missed.notices, NoticeCode::RecalledLotNotFound);
        let expected = "No lot here has the number C30I6-C3: nothing of it is held. \
            Look at C3016-C3, C3017-C3, which look alike and are not held.";
        assert_eq!(told, [expected]);
        let more = ExpandRecall {
            recall_id: missed.done.recall_id,
            reason: "the firm named more".to_owned(),
            scope: vec![super::listed(vial, &["X9"])],
        };
        let more = clinic.perform(&clinic.director(), more).await.expect("it is expanded");
        assert_eq!(messages(&more.notices, NoticeCode::RecalledLotNotFound).len(), 1);

        for several in ["C3016-C3, C3017-C3", "C3016-C3; C3017-C3", "C3016-C3 C3017-C3", "C3016-C3 and C3017-C3"] {
            let refused = clinic.refusals(&clinic.director(), recall_of(vial, &[several])).await;
            assert_eq!(refused, [(Code::Invalid, "scope.0.lotNumbers".to_owned())], "{several}");
        }
    })
    .await;
}

/// What step 17 added, taken away again.
const BEFORE_STEP_17: [&str; 5] = [
    "ALTER TABLE usage_line DROP COLUMN stated_expires_on",
    "ALTER TABLE sale_line DROP COLUMN stated_expires_on",
    "DROP INDEX hold_by_group",
    "ALTER TABLE hold DROP COLUMN group_id",
    "DELETE FROM seaql_migrations WHERE version = 'm0017_recall'",
];

#[tokio::test]
async fn numbers_that_were_recorded_with_another_dash_are_found_after_the_upgrade() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, RECALLED, 1).await;
        clinic.treated(lot, 10, "4711").await;
        clinic.stated(vial, "D9-1", "4712").await;
        let raw = clinic.database.foreign_connection().await;
        let as_it_was = [
            "UPDATE lot_spelling SET canonical = 'C3016\u{2013}C3'",
            "UPDATE usage_line SET stated_canonical = 'D9\u{2013}1' WHERE stated_canonical IS NOT NULL",
        ];
        for statement in as_it_was.iter().chain(&BEFORE_STEP_17) {
            raw.execute_unprepared(statement).await.expect("the database writes");
        }

        Migrator::up(&raw, None).await.expect("the newest step");

        assert_eq!(clinic.receive(vial, RECALLED, 1).await, lot, "the same lot by any dash");
        let mut recall = recall_of(vial, &[RECALLED, "D9-1"]);
        recall.head.number = None;
        let recall = clinic.done(&clinic.director(), recall).await.recall_id;
        let exposed: BTreeSet<String> = ["4711", "4712"].map(str::to_owned).into();
        assert_eq!(clinic.patients(recall, "exposures").await, exposed);
    })
    .await;
}
