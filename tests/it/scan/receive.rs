//! What was scanned at the door is received without a word being keyed; what does not agree is not.

use super::{overridden, vial_with_serial};
use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin, serum},
    databases::both,
};
use entity::{fixed_point::Quantity, lot, received_serial};
use lotwise::{
    operations::receive_stock::{OverrideKind, ReceiveStock},
    rules::{
        lot_label::LotLabel,
        notice::NoticeCode,
        refusal::{Code, InputRule, Reason},
    },
};
use sea_orm::EntityTrait;

const SYRINGE: &str = "]d20107540161860004172711301021-A";
const BOX_OF_TWO: &str = "]d20117540161860001172711301021-A";
/// The same syringe of lot L1, read by a scanner that drops separators.
const SUSPECT: &str = "]d2010754016186000410L117271130";

/// Rule and message of each refusal.
async fn told(clinic: &Clinic, delivery: ReceiveStock) -> Vec<(Option<InputRule>, String)> {
    let refused = clinic.refused(&clinic.manager(), delivery).await;
    let rule = |reason: &Reason| if let Reason::Invalid { rule, .. } = reason { Some(*rule) } else { None };
    refused.iter().map(|refusal| (rule(&refusal.reason), refusal.to_string())).collect()
}

#[tokio::test]
async fn a_data_matrix_fills_product_lot_expiry_serial_and_quantity() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lots = clinic.receive_scanned(&[&[&vial_with_serial("C3016C3", "S-1")]]).await;
        let lot = clinic.row::<lot::Entity>(lots[0]).await;
        assert_eq!((lot.product_id, lot.lot_number.as_str()), (botox.id, "C3016C3"));
        assert_eq!(lot.expires_on.map(|day| day.to_string()).as_deref(), Some("2027-06-30"));
        assert_eq!(clinic.balance(lots[0]).await.on_hand, Quantity::whole(100));
        let serials = received_serial::Entity::find().all(clinic.deployment.database.reader()).await.unwrap();
        assert_eq!(serials.iter().map(|row| row.serial.as_str()).collect::<Vec<_>>(), ["S-1"]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_box_of_two_counts_its_syringes_and_each_scan_is_a_box() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(filler()).await;
        let lots = clinic.receive_scanned(&[&[BOX_OF_TWO], &[SYRINGE]]).await;
        assert_eq!(clinic.balance(lots[0]).await.on_hand, Quantity::whole(3));
        clinic.receive_scanned(&[&[BOX_OF_TWO; 3]]).await;
        assert_eq!(clinic.balance(lots[0]).await.on_hand, Quantity::whole(9));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn packages_that_are_keyed_are_those_of_the_code() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(filler()).await;
        let mut delivery = clinic.scanned(&[&[BOX_OF_TWO]]).await;
        delivery.lines[0].amount.packages = Some(10);
        let lots = clinic.done(&clinic.manager(), delivery).await.lot_ids;
        assert_eq!(clinic.balance(lots[0]).await.on_hand, Quantity::whole(20));
    })
    .await;
}

#[tokio::test]
async fn carton_and_vial_that_disagree_are_refused_with_both_values() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(filler()).await;
        let delivery = clinic.scanned(&[&[BOX_OF_TWO, "]d20107540161860004172711301021-B"]]).await;
        let refused = told(&clinic, delivery).await;
        assert_eq!(refused[0].0, Some(InputRule::Barcode));
        assert!(refused[0].1.contains("21-A") && refused[0].1.contains("21-B"), "{refused:?}");
        let delivery = clinic.scanned(&[&[BOX_OF_TWO, "]d20107540161860004172712311021-A"]]).await;
        let refused = told(&clinic, delivery).await;
        assert_eq!(refused[0].0, Some(InputRule::ExpiryDiffers));
        assert!(refused[0].1.contains("2027-11-30") && refused[0].1.contains("2027-12-31"), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_keyed_against_the_code_is_refused_with_both_values() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(filler()).await;
        let mut delivery = clinic.scanned(&[&[SYRINGE]]).await;
        delivery.lines[0].label.lot_number = Some("21-B".to_owned());
        let refused = clinic.refused(&clinic.manager(), delivery).await;
        assert_eq!(refused[0].field.join("."), "lines.0.lotNumber");
        assert_eq!(refused[0].to_string(), "The code gives lot 21-A, the line 21-B.");
    })
    .await;
}

#[tokio::test]
async fn a_known_lot_that_comes_with_another_expiry_is_refused() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(filler()).await;
        clinic.receive_scanned(&[&[SYRINGE]]).await;
        let delivery = clinic.scanned(&[&["(01)07540161860004(17)271231(10)21-a"]]).await;
        assert_eq!(told(&clinic, delivery).await[0].0, Some(InputRule::ExpiryDiffers));
    })
    .await;
}

#[tokio::test]
async fn a_code_that_lost_its_separators_is_received_only_when_somebody_confirms_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(filler()).await;
        let delivery = clinic.scanned(&[&[SUSPECT]]).await;
        let refused = clinic.refused(&clinic.manager(), delivery.clone()).await;
        assert_eq!((refused[0].code(), refused[0].field.join(".")), (Code::NotAllowed, "lines.0.scans".to_owned()));
        assert!(refused[0].to_string().contains("(10)L1(17)271130"), "{}", refused[0]);
        let mut confirmed = delivery;
        confirmed.lines[0].overrides.push(overridden(OverrideKind::SuspectBarcode));
        let refused = told(&clinic, confirmed.clone()).await;
        assert_eq!(refused[0].0, Some(InputRule::ExpiryRequired), "the code as it reads has no date");
        confirmed.lines[0].label = LotLabel {
            lot_number: Some("L1".to_owned()),
            expires_on: Some("2027-11-30".parse().unwrap()),
            ..LotLabel::default()
        };
        let answer = clinic.perform(&clinic.manager(), confirmed).await.unwrap();
        assert!(answer.notices.iter().any(|notice| notice.code == NoticeCode::SuspectBarcode));
        let lot = clinic.row::<lot::Entity>(answer.done.lot_ids[0]).await;
        assert_eq!((lot.lot_number.as_str(), clinic.balance(lot.id).await.on_hand), ("L1", Quantity::whole(1)));
    })
    .await;
}

#[tokio::test]
async fn an_override_without_a_reason_confirms_nothing() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(filler()).await;
        let mut delivery = clinic.scanned(&[&[SUSPECT]]).await;
        delivery.lines[0].overrides.push(overridden(OverrideKind::SuspectBarcode));
        delivery.lines[0].overrides[1].reason = " ".to_owned();
        assert_eq!(told(&clinic, delivery).await[0].0, Some(InputRule::Required));
    })
    .await;
}

#[tokio::test]
async fn a_code_that_cannot_be_relied_on_is_refused_with_what_is_wrong() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(filler()).await;
        let damaged = clinic.scanned(&[&["7.54016E+12"]]).await;
        let refused = clinic.refused(&clinic.manager(), damaged).await;
        assert!(refused[0].to_string().contains("A spreadsheet changed the number"), "{}", refused[0]);
        for (code, expected) in [
            ("(01)07540161860005(17)271130(10)L1", (Code::Invalid, "lines.0.scans")),
            ("hello", (Code::Invalid, "lines.0.scans")),
            ("LW-22222222", (Code::Invalid, "lines.0.scans")),
            ("00300239232013", (Code::NotFound, "lines.0.scans")),
        ] {
            let delivery = clinic.scanned(&[&[code]]).await;
            let (code_of, field) = clinic.refusals(&clinic.manager(), delivery).await.remove(0);
            assert_eq!((code_of, field.as_str()), expected, "{code}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_line_that_does_not_agree_is_told() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(filler()).await;
        let wrong = "(01)07540161860005(10)L1";
        let delivery = clinic.scanned(&[&[wrong], &[SYRINGE], &[SYRINGE, wrong]]).await;
        let refused = clinic.refusals(&clinic.manager(), delivery).await;
        assert_eq!(
            refused.iter().map(|(_, field)| field.as_str()).collect::<Vec<_>>(),
            ["lines.0.scans", "lines.2.scans"]
        );
    })
    .await;
}

#[tokio::test]
async fn the_same_serial_number_twice_is_the_same_package_twice() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(neurotoxin()).await;
        let code = vial_with_serial("C3016C3", "S-1");
        let delivery = clinic.scanned(&[&[&code, &code]]).await;
        assert_eq!(told(&clinic, delivery).await[0].1, "Serial number S-1 is given twice.");
    })
    .await;
}

#[tokio::test]
async fn a_product_without_lots_is_received_by_its_article_number() {
    both(async |database| {
        let clinic = clinic(database).await;
        let mut bottle = serum();
        bottle.lot_tracked = false;
        bottle.identifiers = filler().identifiers;
        clinic.product(bottle).await;
        let lots = clinic.receive_scanned(&[&[SYRINGE, "7540161860004"]]).await;
        assert_eq!(clinic.balance(lots[0]).await.on_hand, Quantity::whole(2));
    })
    .await;
}
