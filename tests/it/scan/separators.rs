//! A scanner that drops separators makes a lot of its own for every vial: what is known of product and lots shows it.

use super::overridden;
use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
    record_usage::lines_of,
};
use entity::usage::LateReason;
use entity::{lot, product};
use lotwise::{
    operations::{
        create_product::CreateProduct,
        receive_stock::{OverrideKind, ReceiveStock},
        record_usage::{AlreadyPerformed, RecordUsage},
        source::StockSource,
    },
    rules::{
        lot_label::LotLabel,
        refusal::{Code, InputRule, Reason},
    },
};
use sea_orm::EntityTrait;

/// Lot A77 and serial number 12345678901234 of a vial, without the separator between them.
const SWALLOWED: &str = "]d201003002392320131727063010A772112345678901234";
const INTENDED: &str = "(01)00300239232013(17)270630(10)A77(21)12345678901234";

fn with_serial_numbers() -> CreateProduct {
    CreateProduct { serial_required: true, ..neurotoxin() }
}

impl Clinic {
    /// Why a delivery that was only scanned is not received.
    async fn why_not_received(&self, delivery: ReceiveStock) -> String {
        let mut refused = self.refused(&self.manager(), delivery).await;
        let refusal = refused.remove(0);
        assert_eq!(refusal.code(), Code::NotAllowed, "{refusal}");
        refusal.to_string()
    }

    async fn lot_numbers(&self) -> Vec<String> {
        let lots = lot::Entity::find().all(self.deployment.database.reader()).await.unwrap();
        lots.into_iter().map(|lot| lot.lot_number).collect()
    }
}

#[tokio::test]
async fn no_lot_of_its_own_is_received_for_a_vial_whose_serial_number_was_swallowed() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(with_serial_numbers()).await;
        let told = clinic.why_not_received(clinic.scanned(&[&[SWALLOWED]]).await).await;
        assert!(told.contains(INTENDED) && told.contains("needs a serial number"), "{told}");
        assert_eq!(clinic.lot_numbers().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_lot_that_the_books_have_ends_where_it_ends() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "A77", 2).await;
        let told = clinic.why_not_received(clinic.scanned(&[&[SWALLOWED]]).await).await;
        assert!(told.contains(INTENDED) && told.contains("lot A77 of the product is known"), "{told}");

        let usage = clinic.usage([(StockSource::Scan(SWALLOWED.to_owned()), 10)]);
        let refused = clinic.refused(&clinic.nurse(), usage.clone()).await.remove(0);
        assert!(matches!(refused.reason, Reason::Invalid { rule: InputRule::Barcode, .. }), "{refused}");
        let fact =
            RecordUsage { already_performed: Some(AlreadyPerformed { why: LateReason::Offline, note: None }), ..usage };
        let recorded = clinic.done(&clinic.nurse(), fact).await.usage_id;
        assert_eq!(lines_of(&clinic, recorded).await[0].lot_id, Some(lot));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_keyed_beside_the_code_shows_where_its_lot_ends() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(neurotoxin()).await;
        let mut delivery = clinic.scanned(&[&[SWALLOWED]]).await;
        delivery.lines[0].label = LotLabel { lot_number: Some("A77".to_owned()), ..LotLabel::default() };
        let told = clinic.why_not_received(delivery.clone()).await;
        assert!(told.contains("A77 was keyed beside it"), "{told}");

        delivery.lines[0].overrides.push(overridden(OverrideKind::SuspectBarcode));
        delivery.lines[0].label.expires_on = Some("2027-06-30".parse().unwrap());
        clinic.done(&clinic.manager(), delivery).await;
        assert_eq!(clinic.lot_numbers().await, ["A77"]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_lot_that_is_longer_than_the_others_of_its_product_is_unusual() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        clinic.receive(botox.id, "B12", 1).await;
        let told = clinic.why_not_received(clinic.scanned(&[&["]d201003002392320131727063010A77305"]]).await).await;
        assert!(told.contains("(10)A77(30)5") && told.contains("6 characters are unusual"), "{told}");
        let lots = clinic.receive_scanned(&[&["]d201003002392320131727063010A78"]]).await;
        assert_eq!(clinic.row::<lot::Entity>(lots[0]).await.lot_number, "A78");
    })
    .await;
}

#[tokio::test]
async fn a_bare_drug_code_of_the_catalogue_is_that_drug_whatever_its_last_digit() {
    both(async |database| {
        let clinic = clinic(database).await;
        let mut drug = neurotoxin();
        drug.identifiers.truncate(1);
        drug.identifiers[0].scheme = entity::product_identifier::IdentifierScheme::Ndc;
        drug.identifiers[0].value = "18657-117-04".to_owned();
        let drug: product::Model = clinic.product(drug).await;
        clinic.receive(drug.id, "L1", 1).await;
        // The last digit is by chance the check digit of the others; the lot still has to be said.
        let usage = clinic.usage([(StockSource::Scan("1865711704".to_owned()), 10)]);
        assert_eq!(clinic.refusals(&clinic.nurse(), usage).await[0].0, Code::ConfirmLot);
    })
    .await;
}
