//! Every kind of corruption is found, by name, and nothing else is.

mod list;

use entity::sale_return_line::ReturnDisposition;
use lotwise::operations::components::ComponentGiven;
use lotwise::operations::record_sale::{RecordSale, SaleLine};
use lotwise::operations::record_sale_return::ReturnOf;
use lotwise::operations::source::StockSource;
use rust_decimal::Decimal;

use super::vandal::Vandal;
use crate::clinic::{clinic, neurotoxin, sale_line, serum};
use crate::databases::both;
use list::Corruption;

#[tokio::test]
async fn every_kind_of_corruption_is_found() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "A1", 3).await;
        clinic.draw(lot, 30).await;
        clinic.draw(lot, 90).await;
        let mistake = clinic.receive(vial, "B1", 2).await;
        clinic.take_back(mistake, 1).await;
        clinic.books_are_proved().await;
        let vandal = Vandal::at(&clinic.database).await;
        vandal.spoilt_nothing(&clinic).await;
        let mut wrong = vec![];
        for Corruption { sql, found } in list::ALL.into_iter().flatten() {
            vandal.spoil(sql).await;
            let report = clinic.verify().await;
            let sentences: Vec<_> = report.findings.iter().map(|finding| without_ids(&finding.to_string())).collect();
            if sentences != *found {
                wrong.push(format!("after {sql} {sentences:?} instead of {found:?}\n{report}"));
            }
            vandal.restore().await;
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
        vandal.spoilt_nothing(&clinic).await;
    })
    .await;
}

#[tokio::test]
async fn a_component_that_was_not_consumed_is_found() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let (used, mixed_in) = (clinic.receive(vial, "A1", 1).await, clinic.receive(vial, "B1", 1).await);
        let mut usage = clinic.usage([(StockSource::Lot(used), 30)]);
        usage.lines[0].components =
            vec![ComponentGiven { source: StockSource::Lot(mixed_in), quantity: Decimal::from(5) }];
        clinic.done(&clinic.nurse(), usage).await;
        clinic.books_are_proved().await;
        let vandal = Vandal::at(&clinic.database).await;
        vandal.spoil("UPDATE component SET quantity = quantity + 10000").await;
        let found: Vec<_> = clinic.verify().await.findings.iter().map(ToString::to_string).collect();
        let [found] = &found[..] else { panic!("{found:?}") };
        assert!(found.ends_with("what it moved is -5, but should be -6."), "{found}");
        vandal.spoil("DELETE FROM component").await;
        let found: Vec<_> =
            clinic.verify().await.findings.iter().map(|found| without_ids(&found.to_string())).collect();
        assert_eq!(found, ["Component: its row"]);
    })
    .await;
}

#[tokio::test]
async fn a_sale_that_the_stock_does_not_know_is_found_and_a_reservation_that_nobody_used() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "A1", 5).await;
        let reservation = clinic.reserve(bottle, 2).await;
        let line = SaleLine { reservation_id: Some(reservation), ..sale_line(StockSource::Lot(lot), 2) };
        let sale = RecordSale { lines: vec![line], ..clinic.sale([]) };
        let sale = clinic.done(&clinic.front_desk(), sale).await.sale_id;
        let of = ReturnOf::SaleLine(clinic.lines_of(sale).await[0].id);
        clinic.done(&clinic.front_desk(), clinic.bring_back(of, 1, ReturnDisposition::Restock)).await;
        clinic.books_are_proved().await;
        let vandal = Vandal::at(&clinic.database).await;
        for (sql, found) in [
            ("UPDATE sale_line SET quantity = quantity + 10000", &["Sale line: what it moved"][..]),
            ("UPDATE sale_line SET returned = 0", &["Sale line: what came back of it", "Sale line: what it moved"]),
            ("UPDATE sale_line SET cost = cost + 1", &["Sale line: its cost"]),
            ("UPDATE sale_line SET settled_at = 1", &["Sale line: what settles it"]),
            ("UPDATE sale_line SET reservation_id = NULL", &["Reservation: what was used of it"]),
            ("UPDATE reservation SET used = used + 10000", &["Reservation: what was used of it"]),
            ("DELETE FROM reservation", &["Reservation: its row"]),
            ("DELETE FROM sale_line", &["Sale line: its row", "Reservation: what was used of it"]),
        ] {
            vandal.spoil(sql).await;
            let report = clinic.verify().await;
            let sentences: Vec<_> = report.findings.iter().map(|finding| without_ids(&finding.to_string())).collect();
            assert_eq!(sentences, found, "{sql}");
            vandal.restore().await;
        }
        vandal.spoilt_nothing(&clinic).await;
    })
    .await;
}

/// `Entry 2 of stock_…: its hash is …` as `Entry 2: its hash`.
fn without_ids(sentence: &str) -> String {
    let (row, what) = sentence.split_once(": ").unwrap();
    let row = row.split(" of ").next().unwrap();
    let row: Vec<_> = row.split(' ').filter(|word| !word.contains('_')).collect();
    let what = what.split(" is ").next().unwrap();
    format!("{}: {what}", row.join(" "))
}
