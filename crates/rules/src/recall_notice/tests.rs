//! Whole notices, real and made up.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use entity::id::{LotId, ProductId};
use proptest::prelude::*;

/// A shelf of one product with lots of these numbers.
struct Shelf {
    product: KnownProduct,
    lots: Vec<KnownLot>,
}

fn shelf(name: &str, manufacturer: &str, numbers: &[&str]) -> Shelf {
    let id = ProductId::new();
    let words = ProductName::new(name, manufacturer);
    let product = KnownProduct { id, name: name.to_owned(), words, codes: vec![] };
    let lot = |number: &&str| {
        let canonical = crate::lot_number::canonical(number);
        KnownLot { id: LotId::new(), product_id: id, canonical }
    };
    Shelf { product, lots: numbers.iter().map(lot).collect() }
}

impl Shelf {
    /// What is proposed: how sure, and on what grounds.
    fn proposed(&self, product_description: &str, code_info: &str) -> Option<(Confidence, Vec<String>)> {
        let reading = read(&NoticeText { firm: "", product_description, code_info });
        let mut proposals = propose(&reading, std::slice::from_ref(&self.product), &self.lots);
        proposals.pop().map(|proposal| (proposal.confidence, proposal.matched_on))
    }

    /// The numbers of the lots that are proposed.
    fn lots(&self, product_description: &str, code_info: &str) -> Vec<&str> {
        let reading = read(&NoticeText { firm: "", product_description, code_info });
        let proposals = propose(&reading, std::slice::from_ref(&self.product), &self.lots);
        let is_proposed = |lot: &&KnownLot| proposals.iter().any(|proposal| proposal.lots.contains(&lot.id));
        self.lots.iter().filter(is_proposed).map(|lot| lot.canonical.as_str()).collect()
    }
}

#[test]
fn a_lot_and_its_product_are_sure_a_lot_alone_and_a_product_alone_are_not() {
    let botox = shelf("BOTOX Cosmetic 100 U", "AbbVie", &["C3709C3"]);
    let alert = "the outer carton and vial contain lot number C3709C3";
    assert_eq!(botox.proposed("Counterfeit BOTOX Cosmetic", alert).unwrap().0, Confidence::LotAndProduct);
    assert_eq!(botox.proposed("Counterfeit toxin", alert).unwrap().0, Confidence::LotOnly);
    assert_eq!(botox.proposed("Counterfeit BOTOX Cosmetic", "Lot C1234").unwrap().0, Confidence::ProductOnly);
    assert_eq!(botox.proposed("Counterfeit toxin", "Lot C1234"), None);
}

#[test]
fn a_code_of_the_product_names_it() {
    let mut drug = shelf("Onabotulinum", "AbbVie", &["072915"]);
    drug.product.codes = vec![("00300239232013".to_owned(), "NDC 0023-9232-01".to_owned())];
    let (confidence, grounds) = drug.proposed("Toxin, NDC 0023-9232-01", "Lot #: 072915").unwrap();
    assert_eq!(
        (confidence, grounds),
        (Confidence::LotAndProduct, vec!["lot 072915".to_owned(), "NDC 0023-9232-01".to_owned()])
    );
}

#[test]
fn a_number_that_may_be_a_date_is_sure_only_for_the_product_that_is_named() {
    let ours = shelf("Lidocaine", "Hospira", &["072915"]);
    assert_eq!(ours.proposed("Vitamin tablets", "Lot #: 072915, Exp 10/29/2015").unwrap().0, Confidence::LotOnly);
    assert_eq!(
        ours.proposed("Lidocaine, Hospira", "Lot #: 072915, Exp 10/29/2015").unwrap().0,
        Confidence::LotAndProduct
    );
    assert_eq!(ours.proposed("Vitamin tablets", "Lot #: A17, Exp 072915"), None);
    assert_eq!(ours.proposed("Vitamin tablets", "Packed 072915"), None);
}

#[test]
fn a_common_word_is_no_lot() {
    let ours = shelf("Serum", "Glow", &["COSMETIC", "SERUM", "BOX", "EXPIRED"]);
    assert_eq!(ours.lots("Cosmetic serum in a box", "All expired lots of cosmetic serum"), [""; 0]);
}

#[test]
fn what_stands_behind_another_label_is_no_lot() {
    let ours = shelf("Screw", "Encore", &["010-55-25", "007A1037", "10/12", "84139-225-04"]);
    assert_eq!(ours.lots("", "Lot 007A1037, Ref 010-55-25. NDC: 84139-225-04, exp 10/12"), ["007A1037"]);
}

#[test]
fn numbers_in_a_range_are_proposed_and_their_neighbours_are_not() {
    let ours = shelf("Saline", "Hospira", &["07110001", "07110002", "07110005", "07110009", "7110005", "07110010"]);
    for text in [
        "Lot Number: 07110002 thru 07110009",
        "lots 07110002 - 07110009",
        "Lots 07110002–07110009",
        "from 07110002 to 07110009",
    ] {
        assert_eq!(ours.lots("", text), ["07110002", "07110005", "07110009"], "{text}");
    }
    let joined = shelf("Saline", "Hospira", &["07110005"]);
    assert_eq!(joined.lots("", "Lots 07110002-07110009"), ["07110005"]);
}

#[test]
fn all_lots_are_said_of_the_product_that_is_named() {
    let ours = shelf("Semaglutide pen", "ProRx", &["S1"]);
    let (confidence, grounds) = ours.proposed("Semaglutide Injection", "All lots within expiry").unwrap();
    assert_eq!(confidence, Confidence::ProductOnly);
    assert!(grounds.contains(&"all lots".to_owned()), "{grounds:?}");
    assert_eq!(ours.proposed("Aspirin", "All lots within expiry"), None);
}

#[test]
fn blanks_inside_a_number_do_not_hide_it() {
    let ours = shelf("Toxin", "AbbVie", &["C3016C3", "C3121C3", "C3016C31"]);
    let text = "Lot number: C3016 C3 (carton); expiration date, 10-2014 | Lot number: C3121\u{a0}C3 (vial)";
    assert_eq!(ours.lots("", text), ["C3016C3", "C3121C3"]);
}

#[test]
fn brackets_and_punctuation_behind_or_inside_a_number_do_not_hide_it() {
    let ours = shelf("Toxin", "AbbVie", &["C3016C3", "A17(B)", "C3121[1]", "12,345A"]);
    let text = "Lot (C3016C3), lots: A17(B), C3121[1]; 12,345A.";
    assert_eq!(ours.lots("", text), ["C3016C3", "A17(B)", "C3121[1]", "12,345A"]);
    assert_eq!(ours.lots("", "Lots C3016, C3 and A17 B and C3121-1 and 12345A"), [""; 0]);
}

#[test]
fn labels_written_in_one_with_the_number_are_read() {
    let ours = shelf("Toxin", "AbbVie", &["33250311", "12G468", "A77B"]);
    assert_eq!(
        ours.lots("", "Lot #33250311 Exp.04/13; LOT:12G468,Exp.07/2014 Lot.A77B"),
        ["33250311", "12G468", "A77B"]
    );
}

#[test]
fn a_text_of_a_million_characters_is_read_in_proportion() {
    let long = "Lot #: LF00478C, LF00479C, Exp 10/12; C3016 C3 from A1000 to A2000 - ".repeat(15_000);
    let reading = read(&NoticeText { firm: "", product_description: &long, code_info: &long });
    assert!(reading.lot_numbers().count() < 20);
    let one_word = "A1".repeat(500_000);
    assert_eq!(read(&NoticeText { firm: "", product_description: &one_word, code_info: &one_word }).lots.len(), 0);
}

fn number() -> impl Strategy<Value = String> {
    "[A-Z]{1,3}[0-9]{3,6}[A-Z]{0,2}"
}

proptest! {
    #[test]
    fn a_lot_that_is_named_is_proposed_wherever_it_stands(
        ours in number(), others in prop::collection::vec(number(), 0..8), place in 0_usize..8,
        separator in prop::sample::select(vec![", ", "; ", "\n", " and ", " | ", ","]),
        label in prop::sample::select(vec!["", "Lot #: ", "Lots: ", "Lot/Batch Numbers: ", "LOT NO. "]),
        ending in prop::sample::select(vec!["", ", Exp 10/12", " (expiry 6/25/2016)", "."]),
    ) {
        let mut numbers = others;
        numbers.insert(place.min(numbers.len()), format!("{ours}{ending}"));
        let text = format!("{label}{}", numbers.join(separator));
        let shelf = shelf("Toxin", "AbbVie", &[&ours]);
        prop_assert_eq!(shelf.lots("", &text), [ours.as_str()], "{}", text);
    }

    #[test]
    fn a_lot_that_is_not_in_the_text_is_never_proposed(ours in "[A-Z0-9-]{2,10}", text in "\\PC{0,200}") {
        let shelf = shelf("Toxin", "AbbVie", &[&ours]);
        let canonical = crate::lot_number::canonical(&text);
        let reading = read(&NoticeText { firm: "", product_description: "", code_info: &text });
        let in_range = reading.ranges().any(|range| range.contains(&ours));
        let proposed = !shelf.lots("", &text).is_empty();
        prop_assert!(!proposed || in_range || canonical.contains(&shelf.lots[0].canonical), "{} {}", ours, text);
    }

    #[test]
    fn no_lot_of_a_product_that_is_not_named_is_sure(ours in "[A-Z0-9]{2,10}", text in "\\PC{0,200}") {
        let shelf = shelf("Zzyzx", "Qwertz", &[&ours]);
        let sure = shelf.proposed("", &text).filter(|(confidence, _)| *confidence == Confidence::LotAndProduct);
        prop_assert!(sure.is_none() || text.to_uppercase().contains("ZZYZX"));
    }
}
