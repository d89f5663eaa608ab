//! A scanned vial is drawn from by what its code says, and by nothing else.

use super::{vial, vial_with_serial};
use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin, serum},
    databases::both,
    record_usage::{lines_of, opened},
};
use entity::{
    container, deviation,
    entry::WasteReason,
    fixed_point::Quantity,
    id::{LotId, UsageId},
    usage::LateReason,
    usage_line::LotEvidence,
};
use lotwise::{
    operations::{
        disposal::Disposal,
        open_container::OpenContainer,
        record_usage::{
            AlreadyPerformed, RecordUsage,
            check::{CheckUsage, check as check_usage},
        },
        record_waste::{RecordWaste, WasteLine},
        source::{LotNamed, StockSource},
    },
    rules::{
        notice::NoticeCode,
        refusal::{Code, InputRule, Reason},
        usability::UnusableReason,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

const SUSPECT: &str = "]d2010030023923201310C3016C317270630";

fn scan(code: impl Into<String>) -> StockSource {
    StockSource::Scan(code.into())
}

fn fact(usage: RecordUsage) -> RecordUsage {
    RecordUsage { already_performed: Some(AlreadyPerformed { why: LateReason::Offline, note: None }), ..usage }
}

impl Clinic {
    /// Draws units by a scan that nothing speaks against.
    async fn draw_scanned(&self, code: &str, units: i64) -> UsageId {
        self.done(&self.nurse(), self.usage([(scan(code), units)])).await.usage_id
    }

    async fn containers(&self, lot: LotId) -> Vec<container::Model> {
        let of_lot = container::Entity::find().filter(container::COLUMN.lot_id.eq(lot));
        let mut rows = of_lot.all(self.deployment.database.reader()).await.unwrap();
        rows.sort_by_key(|row| row.id);
        rows
    }

    async fn rules_broken(&self) -> Vec<deviation::Model> {
        deviation::Entity::find().all(self.deployment.database.reader()).await.unwrap()
    }

    async fn why_not_used(&self, code: &str) -> Reason {
        self.refused(&self.nurse(), self.usage([(scan(code), 10)])).await.remove(0).reason
    }
}

#[tokio::test]
async fn a_scanned_lot_is_drawn_from_and_kept_as_scanned() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "c3016 c3", 2).await;
        let usage = clinic.draw_scanned(&vial_with_serial("C3016C3", "S-1"), 40).await;
        let line = lines_of(&clinic, usage).await.remove(0);
        assert_eq!(
            (line.lot_id, line.evidence, line.serial.as_deref()),
            (Some(lot), LotEvidence::Scanned, Some("S-1"))
        );
        assert_eq!(opened(&clinic, lot).await.serial.as_deref(), Some("S-1"));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_vial_is_found_again_by_its_serial_number_and_another_one_is_opened_by_its_own() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016C3", 3).await;
        for (serial, units) in [("S-1", 40), ("S-2", 30), ("S-1", 20)] {
            clinic.draw_scanned(&vial_with_serial("C3016C3", serial), units).await;
        }
        let vials: Vec<_> =
            clinic.containers(lot).await.into_iter().map(|vial| (vial.serial.unwrap(), vial.used)).collect();
        assert_eq!(vials, [("S-1".to_owned(), Quantity::whole(60)), ("S-2".to_owned(), Quantity::whole(30))]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn another_container_of_a_scanned_lot_is_opened_when_it_is_said() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016C3", 2).await;
        clinic.draw_scanned(&vial("C3016C3"), 40).await;
        let source = StockSource::OpenNew { lot: LotNamed::Scan(vial("C3016C3")), label: Some("B".to_owned()) };
        clinic.done(&clinic.nurse(), clinic.usage([(source, 10)])).await;
        assert_eq!(clinic.containers(lot).await.iter().map(|vial| vial.used.0 / 10_000).collect::<Vec<_>>(), [40, 10]);
        let source = StockSource::OpenNew { lot: LotNamed::Scan("00300239232013".to_owned()), label: None };
        let refused = clinic.refused(&clinic.nurse(), clinic.usage([(source, 10)])).await;
        assert_eq!(refused[0].to_string(), "The code names no lot: name the lot to open.");
    })
    .await;
}

#[tokio::test]
async fn a_lot_that_the_books_do_not_have_is_refused_and_as_a_fact_unbooked_with_its_number() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        clinic.receive(botox.id, "C3016C3", 1).await;
        let unknown = clinic.why_not_used(&vial("c9999c9")).await;
        let named = "There is no such lot: c9999c9. Usable here: C3016C3 (100 U, expires 2027-06-30).";
        assert_eq!(unknown.to_string(), named);
        let usage = fact(clinic.usage([(scan(vial("c9999c9")), 10)]));
        let answer = clinic.perform(&clinic.nurse(), usage).await.unwrap();
        let line = lines_of(&clinic, answer.done.usage_id).await.remove(0);
        assert_eq!((line.booked, line.lot_id, line.evidence), (false, None, LotEvidence::Scanned));
        assert_eq!(line.stated_lot_number.as_deref(), Some("c9999c9"));
        assert_eq!(line.stated_canonical.as_deref(), Some("C9999C9"));
        assert!(answer.notices.iter().any(|notice| notice.code == NoticeCode::Unbooked));
    })
    .await;
}

#[tokio::test]
async fn a_code_without_a_lot_is_a_product_and_its_lot_assumed() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        clinic.receive(botox.id, "C3016C3", 1).await;
        assert_eq!(clinic.why_not_used("00300239232013").await.code(), Code::ConfirmLot);
        let mut bottle = serum();
        bottle.identifiers = filler().identifiers;
        let bottle = clinic.product(bottle).await;
        let lot = clinic.receive(bottle.id, "S1", 1).await;
        let usage = clinic.draw_scanned("7540161860004", 1).await;
        let line = lines_of(&clinic, usage).await.remove(0);
        assert_eq!((line.lot_id, line.evidence), (Some(lot), LotEvidence::Assumed));
    })
    .await;
}

#[tokio::test]
async fn a_package_that_gives_another_expiry_than_the_books_is_not_used() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016C3", 1).await;
        let code = "(01)00300239232013(17)270731(10)C3016C3";
        let reason = clinic.why_not_used(code).await;
        assert_eq!((reason.code(), reason.unusable()), (Code::StockNotUsable, &[UnusableReason::ExpiryDiffers][..]));
        let message = reason.to_string();
        assert!(message.contains("2027-06-30") && message.contains("2027-07-31"), "{message}");
        let usage = fact(clinic.usage([(scan(code), 10)]));
        clinic.done(&clinic.nurse(), usage).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(90));
        let deviation = clinic.rules_broken().await.remove(0);
        assert_eq!((deviation.code.as_str(), deviation.reasons.as_str()), ("STOCK_NOT_USABLE", "EXPIRY_DIFFERS"));
        assert_eq!(deviation.message, message);
    })
    .await;
}

#[tokio::test]
async fn a_code_that_lost_its_separators_is_refused_and_as_a_fact_recorded_by_its_likely_reading() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016C3", 1).await;
        let reason = clinic.why_not_used(SUSPECT).await;
        assert!(matches!(reason, Reason::Invalid { rule: InputRule::Barcode, .. }));
        assert!(reason.to_string().contains("(10)C3016C3(17)270630"), "{reason}");
        let answer = clinic.perform(&clinic.nurse(), fact(clinic.usage([(scan(SUSPECT), 10)]))).await.unwrap();
        assert_eq!(lines_of(&clinic, answer.done.usage_id).await[0].lot_id, Some(lot));
        assert!(answer.notices.iter().any(|notice| notice.code == NoticeCode::SuspectBarcode));
        assert_eq!(clinic.rules_broken().await[0].message, reason.to_string());
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_code_that_cannot_be_relied_on_is_refused_even_as_a_fact() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        clinic.receive(botox.id, "C3016C3", 1).await;
        for code in ["(01)00300239232014(17)270630(10)C3016C3", "hello", "]C11727063010C3016C3"] {
            assert!(
                matches!(clinic.why_not_used(code).await, Reason::Invalid { rule: InputRule::Barcode, .. }),
                "{code}"
            );
            let refused = clinic.refusals(&clinic.nurse(), fact(clinic.usage([(scan(code), 10)]))).await;
            assert_eq!(refused, [(Code::Invalid, "lines.0.source".to_owned())], "{code}");
        }
        let missing = Reason::NotFound { what: "product with this code" };
        assert_eq!(clinic.why_not_used("07540161860004").await, missing);
    })
    .await;
}

#[tokio::test]
async fn a_serial_number_that_is_stated_is_the_one_of_the_code() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        clinic.receive(botox.id, "C3016C3", 1).await;
        let mut usage = clinic.usage([(scan(vial_with_serial("C3016C3", "S-1")), 10)]);
        usage.lines[0].serial = Some("S-2".to_owned());
        let refused = clinic.refused(&clinic.nurse(), usage).await;
        assert_eq!(refused[0].field.join("."), "lines.0.serial");
        assert_eq!(refused[0].to_string(), "The code gives serial number S-1, the line S-2.");
    })
    .await;
}

#[tokio::test]
async fn a_serial_number_that_comes_out_of_sealed_stock_again_is_told() {
    both(async |database| {
        let clinic = clinic(database).await;
        let syringe = clinic.product(filler()).await;
        clinic.receive(syringe.id, "L1", 2).await;
        let code = "(01)07540161860004(17)270630(10)L1(21)S-1";
        let told = async || {
            let answer = clinic.perform(&clinic.nurse(), clinic.usage([(scan(code), 1)])).await.unwrap();
            answer.notices.into_iter().filter(|notice| notice.code == NoticeCode::DuplicateSerial).collect::<Vec<_>>()
        };
        assert_eq!(told().await, []);
        let again = told().await.remove(0);
        assert_eq!(
            (again.field.join("."), again.message.as_str()),
            ("lines.0.serial".to_owned(), "Serial number S-1 was used before.")
        );
    })
    .await;
}

#[tokio::test]
async fn whatever_takes_stock_takes_it_by_a_scan() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016C3", 3).await;
        let code = vial_with_serial("C3016C3", "S-1");
        let lines = clinic.usage([(scan(&*code), 10)]).lines;
        let check = CheckUsage { site_id: clinic.denver.id, at: None, patient_id: None, practitioner_id: None, lines };
        let checked = check_usage(&clinic.deployment, &clinic.nurse(), &check).await.unwrap();
        assert_eq!(checked.choices.iter().map(|choice| choice.lot_id).collect::<Vec<_>>(), [lot]);
        let open = OpenContainer {
            site_id: clinic.denver.id,
            source: scan(&*code),
            opened_at: clinic.now.into(),
            label: None,
            kept_for: None,
            components: vec![],
            serial: None,
        };
        clinic.done(&clinic.nurse(), open).await;
        assert_eq!(opened(&clinic, lot).await.serial.as_deref(), Some("S-1"));
        let waste = RecordWaste {
            site_id: clinic.denver.id,
            occurred_at: clinic.now.into(),
            disposal: Disposal::default(),
            lines: vec![WasteLine {
                source: scan(&*code),
                quantity: 30.into(),
                reason: WasteReason::Damaged,
                note: None,
            }],
        };
        clinic.done(&clinic.nurse(), waste).await;
        assert_eq!(opened(&clinic, lot).await.wasted, Quantity::whole(30));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_serial_number_says_which_container_of_a_lot_it_is() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016C3", 2).await;
        clinic.draw_scanned(&vial_with_serial("C3016C3", "S-1"), 40).await;
        let with_serial = |source: StockSource, serial: &str| {
            let mut usage = clinic.usage([(source, 10)]);
            usage.lines[0].serial = Some(serial.to_owned());
            usage
        };

        clinic.done(&clinic.nurse(), with_serial(StockSource::Lot(lot), "S-1")).await;
        clinic.done(&clinic.nurse(), with_serial(StockSource::Lot(lot), "S-2")).await;
        let used = |vial: &container::Model| (vial.serial.clone().unwrap_or_default(), vial.used);
        let used: Vec<_> = clinic.containers(lot).await.iter().map(used).collect();
        assert_eq!(used, [("S-1".to_owned(), Quantity::whole(50)), ("S-2".to_owned(), Quantity::whole(10))]);

        let first = clinic.containers(lot).await.remove(0);
        let refused = clinic.refused(&clinic.nurse(), with_serial(StockSource::Container(first.id), "S-2")).await;
        assert_eq!(refused[0].field.join("."), "lines.0.serial");
        assert!(refused[0].to_string().contains("has serial number S-1, the line S-2"), "{}", refused[0]);
        clinic.books_are_proved().await;
    })
    .await;
}
