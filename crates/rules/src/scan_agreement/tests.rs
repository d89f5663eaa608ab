//! What a line of a delivery says once its codes were read.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use super::*;
use crate::{
    barcode::{self, gs1::element_string},
    refusal::{Reason, line_field},
    scanned_code::{doubt, fault},
};
use chrono::NaiveDate;
use entity::{
    fixed_point::Quantity,
    instant::Instant,
    product::{ContainerUse, Model as Product, ProductCategory, RegulatoryClass, StorageBand},
    product_identifier::{self, IdentifierScheme},
};
use proptest::prelude::*;

const SYRINGE: &str = "07540161860004";
const BOX_OF_TWO: &str = "17540161860001";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn filler() -> Product {
    Product {
        id: ProductId::new(),
        sku: "JUV-VOLUMA".to_owned(),
        name: "Voluma".to_owned(),
        manufacturer: "AbbVie".to_owned(),
        category: ProductCategory::DermalFiller,
        regulatory_class: RegulatoryClass::Device,
        unit: "mL".to_owned(),
        quantity_step: Quantity::whole(1),
        container_name: "syringe".to_owned(),
        contents: Quantity::whole(1),
        container_use: ContainerUse::SingleUse,
        in_use_hours: None,
        labelled_single_patient: false,
        may_keep_remainder: false,
        storage: StorageBand::Room,
        lot_tracked: true,
        expiry_required: true,
        serial_required: false,
        min_shelf_life_days: None,
        prescription_only: false,
        waste_witness: false,
        retail: false,
        retail_price: None,
        price_since: Instant(0),
        bundle: false,
        archived: false,
        replaces_id: None,
        created_at: Instant(0),
    }
}

/// The catalogue of one product: a syringe, and a box of two of them.
struct Shop(Product);

impl Shop {
    fn package(&self, gtin: &str) -> Option<Package> {
        let containers_per_package = match gtin {
            SYRINGE => 1,
            BOX_OF_TWO => 2,
            _ => return None,
        };
        let identifier = product_identifier::Model {
            scheme: IdentifierScheme::Gtin,
            canonical: gtin.to_owned(),
            product_id: self.0.id,
            value: gtin.to_owned(),
            containers_per_package,
        };
        Some(Package { identifier, product: self.0.clone() })
    }

    fn say(&self, keyed: Said, codes: &[&str]) -> Result<Said, Vec<Refusal>> {
        let read = |code: &&str| {
            let reading = barcode::read(code, day("2026-03-02"));
            let package = reading.gtin.as_deref().and_then(|gtin| self.package(gtin));
            (reading, package)
        };
        let read: Vec<_> = codes.iter().map(read).collect();
        let scans: Vec<_> =
            read.iter().map(|(reading, package)| Scanned { reading, package: package.as_ref() }).collect();
        complete(keyed, &scans, &|name| line_field(0, name))
    }
}

fn shop() -> Shop {
    Shop(filler())
}

fn nothing() -> Said {
    Said { product_id: None, label: LotLabel::default(), serials: vec![], amount: Amount::default() }
}

fn with_label(label: LotLabel) -> Said {
    Said { label, ..nothing() }
}

fn with_amount(amount: Amount) -> Said {
    Said { amount, ..nothing() }
}

fn told(outcome: Result<Said, Vec<Refusal>>) -> Vec<String> {
    outcome.unwrap_err().iter().map(|refusal| format!("{}: {refusal}", refusal.field.join("."))).collect()
}

#[test]
fn one_scan_says_everything() {
    let shop = shop();
    let said = shop.say(nothing(), &["]d20107540161860004172711301021-A\u{1d}21S1"]).unwrap();
    assert_eq!((said.product_id, said.serials), (Some(shop.0.id), vec!["S1".to_owned()]));
    assert_eq!((said.label.lot_number.as_deref(), said.label.expires_on), (Some("21-A"), Some(day("2027-11-30"))));
    assert_eq!(said.amount.containers, Some(1));
}

#[test]
fn each_scan_of_a_box_is_one_box_and_counts_what_is_in_it() {
    let box_of_two = "(01)17540161860001(17)271130(10)L1";
    assert_eq!(shop().say(nothing(), &[box_of_two; 3]).unwrap().amount.containers, Some(6));
    let boxes = Amount { packages: Some(10), ..Amount::default() };
    assert_eq!(shop().say(with_amount(boxes), &[box_of_two]).unwrap().amount.containers, Some(20));
    let counted = Amount { containers: Some(5), ..Amount::default() };
    assert_eq!(shop().say(with_amount(counted), &[box_of_two]).unwrap().amount, counted);
}

#[test]
fn a_case_counts_its_boxes_and_a_package_its_pieces() {
    let case = "(00)006141411234567890(02)17540161860001(37)12(10)L1";
    assert_eq!(shop().say(nothing(), &[case]).unwrap().amount.containers, Some(24));
    let pieces = "(01)07540161860004(17)271130(10)L1(30)5";
    assert_eq!(shop().say(nothing(), &[pieces]).unwrap().amount.containers, Some(5));
    let both = "(01)17540161860001(17)271130(10)L1(30)2";
    assert_eq!(shop().say(nothing(), &[both]).unwrap().amount.containers, Some(2));
    let other = "(01)17540161860001(17)271130(10)L1(30)3";
    assert_eq!(
        told(shop().say(nothing(), &[other])),
        ["lines.0.scans: The code counts 3 in the package, the catalogue 2: say how many containers came."]
    );
}

#[test]
fn a_label_in_two_symbols_is_one_package() {
    let said = shop().say(nothing(), &["(01)07540161860004", "]C11727113010L1"]).unwrap();
    assert_eq!((said.label.lot_number.as_deref(), said.amount.containers), (Some("L1"), Some(1)));
}

#[test]
fn a_box_and_a_syringe_out_of_it_do_not_tell_how_much_came() {
    let both = ["(01)17540161860001(17)271130(10)L1", "(01)07540161860004(17)271130(10)L1"];
    let refused = told(shop().say(nothing(), &both));
    assert_eq!(refused, ["lines.0.scans: Packages of several kinds were scanned: say how many containers came."]);
    let counted = Amount { containers: Some(2), ..Amount::default() };
    assert_eq!(shop().say(with_amount(counted), &both).unwrap().amount, counted);
}

#[test]
fn carton_and_vial_that_disagree_are_refused_with_both_values() {
    let refused =
        told(shop().say(nothing(), &["(01)07540161860004(17)271130(10)L1", "(01)07540161860004(17)271231(10)L2"]));
    assert_eq!(
        refused,
        [
            "lines.0.scans: The codes disagree on the lot number: L1 and L2. Keep the packages apart.",
            "lines.0.scans: The codes give 2027-11-30 and 2027-12-31: carton and vial that disagree are a sign of counterfeit.",
        ]
    );
}

#[test]
fn what_is_keyed_beside_a_scan_says_the_same() {
    let code = ["(01)07540161860004(17)271130(10)C3016C3"];
    let same = LotLabel {
        lot_number: Some("c3016 c3".to_owned()),
        expires_in_month: Some("2027-11".to_owned()),
        ..LotLabel::default()
    };
    let said = shop().say(with_label(same), &code).unwrap();
    assert_eq!((said.label.expires_on, said.label.expires_in_month), (Some(day("2027-11-30")), None));
    let other =
        LotLabel { lot_number: Some("C3016C8".to_owned()), expires_on: Some(day("2027-11-29")), ..LotLabel::default() };
    assert_eq!(
        told(shop().say(with_label(other), &code)),
        [
            "lines.0.lotNumber: The code gives lot C3016C3, the line C3016C8.",
            "lines.0.expiresOn: The code gives 2027-11-30, the line 2027-11-29.",
        ]
    );
    let month = LotLabel { expires_in_month: Some("2027-12".to_owned()), ..LotLabel::default() };
    let refused = told(shop().say(with_label(month), &code));
    assert_eq!(refused, ["lines.0.expiresInMonth: The code gives 2027-11-30, the line 2027-12."]);
    let product = Said { product_id: Some(ProductId::new()), ..nothing() };
    assert_eq!(
        told(shop().say(product, &code)),
        ["lines.0.productId: The code is of Voluma, and another product is named."]
    );
}

#[test]
fn a_best_before_date_is_kept_as_one() {
    let said = shop().say(nothing(), &["(01)07540161860004(15)271130(10)L1"]).unwrap();
    assert_eq!(said.label.expires_on, Some(day("2027-11-30")));
    assert_eq!(said.label.expiry_basis, Some(entity::lot::ExpiryBasis::BestBefore));
}

#[test]
fn a_suspect_code_fills_only_what_nothing_else_says() {
    let suspect = "]d2010754016186000410L117271130";
    let said = shop().say(nothing(), &[suspect]).unwrap();
    assert_eq!((said.label.lot_number.as_deref(), said.label.expires_on), (Some("L117271130"), None));
    let keyed =
        LotLabel { lot_number: Some("L1".to_owned()), expires_on: Some(day("2027-11-30")), ..LotLabel::default() };
    assert_eq!(shop().say(with_label(keyed.clone()), &[suspect]).unwrap().label.lot_number, keyed.lot_number);
    let said = shop().say(nothing(), &[suspect, "(01)07540161860004(17)271130(10)L1"]).unwrap();
    assert_eq!((said.label.lot_number.as_deref(), said.amount.containers), (Some("L1"), Some(2)));
}

#[test]
fn a_doubt_names_the_likely_reading_and_is_no_fault() {
    let suspect = barcode::read("]d2010754016186000410L117271130", day("2026-03-02"));
    assert!(fault(&suspect).is_none());
    let doubt = doubt(&suspect).unwrap().to_string();
    assert!(doubt.ends_with("Most likely it says (01)07540161860004(10)L1(17)271130."), "{doubt}");
    let wrong = barcode::read("(01)07540161860005(10)L1", day("2026-03-02"));
    assert!(matches!(fault(&wrong), Some(Reason::Invalid { rule: InputRule::Barcode, .. })));
    assert!(super::super::scanned_code::doubt(&wrong).is_none());
}

#[test]
fn a_serial_number_that_is_keyed_and_scanned_counts_once() {
    let code = "(01)07540161860004(17)271130(10)L1(21)S1";
    let keyed = Said { serials: vec!["S1".to_owned(), "S2".to_owned()], ..nothing() };
    assert_eq!(shop().say(keyed, &[code]).unwrap().serials, ["S1", "S2"]);
    // The same package under the scanner twice is told by the rule of serial numbers.
    assert_eq!(shop().say(nothing(), &[code, code]).unwrap().serials, ["S1", "S1"]);
}

proptest! {
    #[test]
    fn scans_of_one_lot_agree_and_count_one_package_each(
        lot in "[0-9A-Z]{1,10}", days in 0_i64..10_000, is_box: bool, scans in 1..20_usize
    ) {
        let expiry = day("2026-03-02") + chrono::TimeDelta::days(days);
        let written = expiry.format("%y%m%d").to_string();
        let (gtin, containers) = if is_box { (BOX_OF_TWO, 2 * scans) } else { (SYRINGE, scans) };
        let elements = [("01", gtin), ("17", written.as_str()), ("10", lot.as_str())];
        let code = format!("]d2{}", element_string::print(elements));
        let said = shop().say(nothing(), &vec![code.as_str(); scans]).unwrap();
        prop_assert_eq!(said.amount.containers, i32::try_from(containers).ok());
        prop_assert_eq!(said.label.lot_number, Some(lot));
        prop_assert_eq!(said.label.expires_on, Some(expiry));
    }
}
