//! A scan sells: the lot that the code names, or, where it names none, the one that expires first; and takes back.

use crate::{
    clinic::{clinic, serum},
    databases::both,
};
use entity::{
    id::LotId, product_identifier::IdentifierScheme, sale_return_line::ReturnDisposition, usage_line::LotEvidence,
};
use lotwise::{
    operations::{create_product::CreateProduct, record_sale_return::ReturnOf, source::StockSource},
    rules::{
        product_identifier::IdentifierGiven,
        refusal::{Code, Reason},
    },
};

/// What is printed on the bottle.
const UPC: &str = "885259123454";

/// The serum, with its UPC.
fn scanned_serum() -> CreateProduct {
    let code = IdentifierGiven { scheme: IdentifierScheme::Upc, value: UPC.to_owned(), containers_per_package: 1 };
    CreateProduct { identifiers: vec![code], ..serum() }
}

/// The code on the bottle's case, which names the lot.
fn with_lot(lot_number: &str) -> StockSource {
    StockSource::Scan(format!("(01)00{UPC}(17)270630(10){lot_number}"))
}

fn taken(lines: &[entity::sale_line::Model]) -> Vec<(Option<LotId>, LotEvidence)> {
    lines.iter().map(|line| (line.lot_id, line.evidence)).collect()
}

#[tokio::test]
async fn a_scan_sells_the_lot_that_it_names() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(scanned_serum()).await.id;
        let early = clinic.receive_expiring(bottle, "EARLY", 2, "2026-12-31").await;
        let late = clinic.receive(bottle, "LATE", 2).await;
        let by_case = clinic.sell(with_lot("LATE"), 1).await;
        assert_eq!(taken(&clinic.lines_of(by_case).await), [(Some(late), LotEvidence::Scanned)]);
        let by_upc = clinic.sell(StockSource::Scan(UPC.to_owned()), 1).await;
        assert_eq!(taken(&clinic.lines_of(by_upc).await), [(Some(early), LotEvidence::Assumed)], "a UPC has no lot");
        let unknown = clinic.sale([(StockSource::Scan("4006381333931".to_owned()), 1)]);
        assert_eq!(
            clinic.refusals(&clinic.front_desk(), unknown).await,
            [(Code::NotFound, "lines.0.source".to_owned())]
        );
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_scan_of_an_expired_lot_is_refused_with_the_alternative() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let bottle = clinic.product(scanned_serum()).await.id;
        let late = clinic.receive_expiring(bottle, "LATE", 2, "2028-06-30").await;
        clinic.receive(bottle, "OLD", 2).await;
        clinic.now = "2027-07-02T18:00:00Z".parse().expect("a moment");
        let refused = clinic.refused(&clinic.front_desk(), clinic.sale([(with_lot("OLD"), 1)])).await;
        let Reason::StockNotUsable { alternative, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(alternative.as_ref().map(|choice| choice.lot_id), Some(late));
    })
    .await;
}

#[tokio::test]
async fn goods_without_a_receipt_are_known_by_what_is_scanned() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(scanned_serum()).await.id;
        let lot = clinic.receive(bottle, "L1", 2).await;
        let of = ReturnOf::Unlinked { source: with_lot("L1"), lot_number: None };
        clinic.done(&clinic.front_desk(), clinic.bring_back(of, 1, ReturnDisposition::Quarantine)).await;
        let line = &clinic.came_back().await[0];
        assert_eq!((line.product_id, line.lot_id, line.sale_line_id), (bottle, Some(lot), None));
        clinic.books_are_proved().await;
    })
    .await;
}
