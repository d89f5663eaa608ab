//! What already happened keeps every rule that it broke, also where nothing is on hand; and what is refused names what is
//! to blame, and what may be used in its place.

use super::recall_of;
use crate::{
    clinic::{Clinic, another, clinic, mixed, neurotoxin, saline},
    databases::both,
};
use entity::{deviation, hold::HoldKind, id::ProductId, usage::LateReason};
use lotwise::{
    operations::{
        place_hold::PlaceHold,
        receive_stock::{Override, OverrideKind},
        record_usage::{AlreadyPerformed, RecordUsage},
        settle_usage_line::SettleUsageLine,
        source::{StockSource, UnbookedStock},
    },
    rules::{
        holding::HoldTarget,
        notice::{Notice, NoticeCode},
        refusal::Reason,
        usability::UnusableReason,
    },
};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::json;

fn fact() -> Option<AlreadyPerformed> {
    Some(AlreadyPerformed { why: LateReason::ReceiptNotEntered, note: None })
}

fn stated(product_id: ProductId, number: &str, expires_on: Option<&str>) -> StockSource {
    let expires_on = expires_on.map(|day| day.parse().expect("a day"));
    StockSource::Unbooked(UnbookedStock { product_id, lot_number: Some(number.to_owned()), expires_on, serial: None })
}

impl Clinic {
    /// Records that a source was used, though it broke rules; answers what was noticed.
    async fn declares(&self, source: StockSource) -> Vec<Notice> {
        let treatment_id = "T-1001".to_owned();
        let patient_id = "4799".to_owned();
        let usage = RecordUsage { already_performed: fact(), treatment_id, patient_id, ..self.usage([(source, 10)]) };
        let answer = self.perform(&self.nurse(), usage).await;
        answer.map_err(|error| error.to_string()).expect("a fact is recorded").notices
    }

    /// The reasons of the deviations, the first one first.
    async fn reasons_kept(&self) -> Vec<String> {
        let rows = deviation::Entity::find().order_by_asc(deviation::COLUMN.id);
        let rows = rows.all(self.deployment.database.reader()).await.expect("the database reads");
        rows.into_iter().map(|row| row.reasons).filter(|reasons| !reasons.is_empty()).collect()
    }
}

fn message(notices: &[Notice], code: NoticeCode) -> String {
    let found = notices.iter().find(|notice| notice.code == code);
    found.map(|notice| notice.message.clone()).unwrap_or_else(|| panic!("{code:?} is not among {notices:?}"))
}

#[tokio::test]
async fn a_fact_of_a_recalled_lot_of_which_nothing_is_left_keeps_that_it_is_recalled() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        clinic.treated(lot, 100, "4711").await;
        clinic.opens_recall(vial, &["C3016", "D4127"]).await;

        let of_the_lot = clinic.declares(StockSource::Lot(lot)).await;
        let of_its_number = clinic.declares(stated(vial, "D4127", None)).await;

        for (notices, number) in [(&of_the_lot, "C3016"), (&of_its_number, "D4127")] {
            let recalled = message(notices, NoticeCode::LotRecalled);
            assert!(recalled.contains(number) && recalled.contains("D-0417-2026"), "{recalled}");
            let deviation = message(notices, NoticeCode::Deviation);
            assert!(deviation.contains("must not be used"), "the nurse reads which rule: {deviation}");
        }
        assert_eq!(clinic.reasons_kept().await, ["RECALLED", "RECALLED"]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_fact_of_an_expired_lot_that_was_never_here_keeps_that_it_was_expired() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let mut delivery = clinic.delivery(vial, "C1", 1).await;
        delivery.site_id = clinic.auckland.id;
        delivery.lines[0].label.expires_on = "2026-03-05".parse().ok();
        let short = Override { kind: OverrideKind::ShortShelfLife, reason: "it is needed today".to_owned() };
        delivery.lines[0].overrides.push(short);
        let elsewhere = clinic.done(&clinic.manager(), delivery).await.lot_ids[0];
        let later = crate::clinic::at(clinic.nurse(), "2026-03-09T18:00:00Z");
        let mut usage = clinic.usage([(StockSource::Lot(elsewhere), 10)]);
        usage.already_performed = fact();
        usage.performed_at = later.at.into();

        clinic.done(&later, usage).await;

        assert_eq!(clinic.reasons_kept().await, ["EXPIRED"]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_stated_last_day_that_is_over_or_another_one_is_kept_and_told_when_it_is_settled() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;

        let notices = clinic.declares(stated(vial, "C1", Some("2026-01-31"))).await;
        assert!(message(&notices, NoticeCode::Deviation).contains("2026-01-31"));
        assert_eq!(clinic.reasons_kept().await, ["EXPIRED"]);

        let lot = clinic.receive(vial, "C1", 1).await;
        let seen = clinic
            .asks(&clinic.director(), "{ treatment(id: \"T-1001\") { usages { lines { id } } } }", json!({}))
            .await;
        let line_id = seen["treatment"]["usages"][0]["lines"][0]["id"].as_str().and_then(|id| id.parse().ok());
        let settle = SettleUsageLine { usage_line_id: line_id.expect("a line"), source: StockSource::Lot(lot) };
        let settled = clinic.perform(&clinic.manager(), settle).await.map_err(|error| error.to_string());
        let told = message(&settled.expect("it is settled").notices, NoticeCode::Deviation);
        assert!(told.contains("2026-01-31") && told.contains("2027-06-30"), "both dates: {told}");

        let fields = "{ treatment(id: \"T-1001\") { usages { lines { booked statedExpiresOn } } } }";
        let seen = clinic.asks(&clinic.director(), fields, json!({})).await;
        let lines = json!([
            { "booked": false, "statedExpiresOn": "2026-01-31" }, { "booked": true, "statedExpiresOn": "2026-01-31" },
        ]);
        assert_eq!(seen["treatment"]["usages"][0]["lines"], lines);
        assert!(clinic.reasons_kept().await.iter().any(|reasons| reasons == "EXPIRY_DIFFERS"));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_look_alike_of_a_recalled_lot_is_no_silent_alternative() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let recalled = clinic.receive_expiring(vial, "C3016", 1, "2027-01-31").await;
        let alike = clinic.receive_expiring(vial, "C3O16", 1, "2027-02-28").await;
        clinic.opens_recall(vial, &["C3016"]).await;
        let sentence = "Lot C3O16 reads almost like lot C3016, which is recalled";

        let refused = clinic.refused(&clinic.nurse(), clinic.usage([(StockSource::Lot(recalled), 10)])).await;
        assert!(refused[0].to_string().contains(sentence), "nothing else is here: {}", refused[0]);
        let taken = clinic.perform(&clinic.nurse(), clinic.usage([(StockSource::Lot(alike), 10)])).await;
        let notices = taken.map_err(|error| error.to_string()).expect("it is another lot").notices;
        assert!(message(&notices, NoticeCode::LookAlikeLot).contains(sentence));

        let other = clinic.receive_expiring(vial, "D4417", 1, "2027-12-31").await;
        let refused = clinic.refused(&clinic.nurse(), clinic.usage([(StockSource::Lot(recalled), 10)])).await;
        let Reason::StockNotUsable { alternative: Some(alternative), .. } = &refused[0].reason else { panic!() };
        assert_eq!(alternative.lot_id, other, "it comes before what looks alike");
        assert!(alternative.opens_container && alternative.usable_until.is_some(), "the real plan: {alternative:?}");
    })
    .await;
}

#[tokio::test]
async fn a_delivery_of_a_lot_that_looks_like_a_known_one_is_noticed() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        clinic.receive(vial, "C3016-C3", 1).await;
        let notices = async |number: &str, day: &str| {
            let mut delivery = clinic.delivery(vial, number, 1).await;
            delivery.lines[0].label.expires_on = day.parse().ok();
            let answer = clinic.perform(&clinic.manager(), delivery).await.map_err(|error| error.to_string());
            let notices = answer.expect("it is received").notices;
            notices.into_iter().filter(|notice| notice.code == NoticeCode::LookAlikeLot).collect::<Vec<_>>()
        };

        let alike = notices("C3016C3", "2028-01-31").await;
        assert_eq!(alike[0].field, ["lines", "0", "lotNumber"]);
        assert!(alike[0].message.contains("reads like lot C3016-C3"), "{alike:?}");
        assert_eq!(notices("C3017-C3", "2028-02-28").await, [], "the next lot of the maker has another last day");
        assert_eq!(notices("C3018-C3", "2027-06-30").await.len(), 1, "the same last day");
        assert_eq!(notices("C3016-C3", "2027-06-30").await, [], "it is known");
        assert_eq!(notices("X7", "2027-06-30").await, []);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_names_the_vial_the_diluent_and_the_words_of_the_hold() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, diluent) = (clinic.product(neurotoxin()).await.id, clinic.product(saline()).await.id);
        let lot = clinic.receive(vial, "B7", 2).await;
        let water = clinic.receive(diluent, "S1", 1).await;
        let mut opening = clinic.opens(StockSource::Lot(lot));
        opening.components = vec![mixed(water, 2)];
        let opened = clinic.done(&clinic.nurse(), opening).await.container_id;
        let label = clinic.container(opened).await.label;
        clinic.opens_recall(diluent, &["S1"]).await;

        let refused = clinic.refused(&clinic.nurse(), clinic.usage([(StockSource::Container(opened), 10)])).await;
        let said = refused[0].to_string();
        for part in [label.as_str(), "lot B7", "lot S1 that was mixed in", "Recall D-0417-2026 of AbbVie"] {
            assert!(said.contains(part), "{part}: {said}");
        }
        clinic.draw_new(lot).await;

        let target = HoldTarget { lot_id: Some(lot), site_id: Some(clinic.denver.id), ..HoldTarget::default() };
        let warm =
            PlaceHold {
                targets: vec![target], kind: HoldKind::Quarantine, reason: "the fridge read 14 °C".to_owned()
            };
        clinic.done(&clinic.nurse(), warm).await;
        let refused = clinic.refused(&clinic.nurse(), clinic.usage([(another(lot), 10)])).await;
        assert!(refused[0].to_string().contains("quarantined (the fridge read 14 °C)"), "{}", refused[0]);
        assert_eq!(refused[0].reason.unusable(), [UnusableReason::Quarantined]);
    })
    .await;
}

impl Clinic {
    /// Opens another container of the lot, and draws from it.
    async fn draw_new(&self, lot: entity::id::LotId) {
        self.done(&self.nurse(), self.usage([(another(lot), 10)])).await;
    }
}

#[tokio::test]
async fn what_is_short_empty_or_unknown_names_what_may_be_used() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let small = clinic.receive_expiring(vial, "A1", 1, "2027-01-31").await;
        let large = clinic.receive_expiring(vial, "D4417", 3, "2027-12-31").await;
        let opened = clinic.opened_one(small).await;

        let short = clinic.refused(&clinic.nurse(), clinic.usage([(StockSource::Lot(small), 150)])).await;
        assert_eq!(
            short[0].to_string(),
            "150 U asked for, 100 U available. Usable here: D4417 (300 U, expires 2027-12-31)."
        );

        clinic.done(&clinic.nurse(), clinic.usage([(StockSource::Container(opened), 100)])).await;
        let empty = clinic.refused(&clinic.nurse(), clinic.usage([(StockSource::Container(opened), 10)])).await;
        let Reason::StockNotUsable { alternative: Some(alternative), .. } = &empty[0].reason else {
            panic!("{empty:?}")
        };
        assert_eq!((alternative.lot_id, alternative.opens_container), (large, true));
        assert!(empty[0].to_string().contains("it is empty"), "{}", empty[0]);
    })
    .await;
}

#[tokio::test]
async fn an_open_vial_of_another_lot_comes_before_what_is_sealed_and_hides_no_earlier_lot() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let early = clinic.receive_expiring(vial, "E1", 2, "2026-12-31").await;
        let late = clinic.receive_expiring(vial, "L1", 2, "2027-12-31").await;
        let latest = clinic.receive_expiring(vial, "M1", 2, "2028-06-30").await;
        clinic.opened_one(late).await;
        let notice = async |source: StockSource| {
            let answer = clinic.perform(&clinic.nurse(), clinic.usage([(source, 10)])).await;
            let notices = answer.map_err(|error| error.to_string()).expect("it is recorded").notices;
            message(&notices, NoticeCode::EarlierLotAvailable)
        };

        assert!(notice(StockSource::Lot(early)).await.contains("of lot L1 is open until"));
        assert_eq!(notice(another(latest)).await, "Lot E1 expires first, on 2026-12-31.");
    })
    .await;
}

#[tokio::test]
async fn a_recall_of_a_toxin_and_its_diluent_shows_both_lots_of_a_line() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, diluent) = (clinic.product(neurotoxin()).await.id, clinic.product(saline()).await.id);
        let lot = clinic.receive(vial, "B7", 1).await;
        let water = clinic.receive(diluent, "S1", 1).await;
        let mut usage = clinic.usage([(StockSource::Lot(lot), 10)]);
        usage.lines[0].components = vec![mixed(water, 1)];
        clinic.done(&clinic.nurse(), usage).await;
        let mut both = recall_of(vial, &["B7"]);
        both.scope.push(super::listed(diluent, &["S1"]));
        let recall = clinic.done(&clinic.director(), both).await.recall_id;

        let fields =
            "exposures { nodes { lot { lotNumber } via { quantity } recalledComponents { lot { lotNumber } } } }";
        let seen = clinic.recall(recall, fields).await;
        let expected = json!([{
            "lot": { "lotNumber": "B7" }, "via": null, "recalledComponents": [{ "lot": { "lotNumber": "S1" } }],
        }]);
        assert_eq!(seen["exposures"]["nodes"], expected);
        let asked = lotwise::exports::RecallAsked { recall_id: recall, part: lotwise::exports::RecallPart::Exposures };
        let csv = clinic.text(&clinic.director(), lotwise::exports::Export::Recall(asked)).await;
        assert!(csv.contains(",B7,") && csv.contains(",S1,"), "{csv}");
    })
    .await;
}
