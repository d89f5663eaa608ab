//! Selling: by lot, at the price of the day, once, and never what must not be sold.

use crate::{
    clinic::{clinic, people::at, sale_line, serum},
    databases::both,
};
use chrono::TimeDelta;
use entity::{
    deviation,
    entry::ReceiptBasis,
    fixed_point::{Money, Quantity},
    hold::HoldKind,
    id::LotId,
    usage::LateReason,
    usage_line::LotEvidence,
};
use lotwise::{
    operations::{
        create_product::CreateProduct,
        place_hold::PlaceHold,
        record_sale::{RecordSale, SaleLine},
        record_usage::AlreadyPerformed,
        set_product_facts::{Facts, SetProductFacts},
        source::{StockSource, UnbookedStock},
        update_product::UpdateProduct,
    },
    rules::{
        holding::HoldTarget,
        money::MoneyAmount,
        notice::NoticeCode,
        refusal::{Code, Reason},
        usability::UnusableReason,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

fn dollars(amount: i64) -> Option<MoneyAmount> {
    Some(MoneyAmount { amount: amount.into(), currency: "USD".to_owned() })
}

fn fact(sale: RecordSale) -> RecordSale {
    let why = AlreadyPerformed { why: LateReason::Offline, note: None };
    RecordSale { already_performed: Some(why), ..sale }
}

fn hold(lot_id: LotId) -> PlaceHold {
    let target = HoldTarget { lot_id: Some(lot_id), ..HoldTarget::default() };
    PlaceHold { targets: vec![target], kind: HoldKind::Suspect, reason: "no hologram".to_owned() }
}

#[tokio::test]
async fn a_sale_by_product_takes_the_first_to_expire_and_says_so_on_the_receipt() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let (late, early) =
            (clinic.receive(bottle, "L1", 2).await, clinic.receive_expiring(bottle, "L2", 2, "2026-12-31").await);
        let sale = clinic.sell(StockSource::Product(bottle), 3).await;
        let lines = clinic.lines_of(sale).await;
        let taken: Vec<_> = lines.iter().map(|line| (line.lot_id, line.quantity, line.revenue, line.cost)).collect();
        let dollars = |cents: i64| Money(cents * 100);
        assert_eq!(
            taken,
            [
                (Some(early), Quantity::whole(2), dollars(17_800), Some(dollars(500))),
                (Some(late), Quantity::whole(1), dollars(8_900), Some(dollars(250)))
            ]
        );
        assert!(lines.iter().all(|line| line.evidence == LotEvidence::Assumed && line.booked));
        assert_eq!(clinic.balance(late).await.on_hand, Quantity::whole(1));
        let report = clinic.books_are_proved().await;
        assert_eq!(report.sale_lines, 2);
    })
    .await;
}

#[tokio::test]
async fn a_price_is_the_one_that_stood_when_it_was_sold() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        clinic.receive(bottle, "L1", 9).await;
        let before = clinic.now;
        clinic.now += TimeDelta::hours(1);
        let cheaper = UpdateProduct { retail_price: dollars(50), ..unchanged(bottle) };
        clinic.done(&clinic.manager(), cheaper).await;
        clinic.now += TimeDelta::hours(1);
        let sold_before = RecordSale { sold_at: before.into(), ..clinic.sale([(StockSource::Product(bottle), 1)]) };
        let sold_before = clinic.done(&clinic.front_desk(), sold_before).await.sale_id;
        assert_eq!(clinic.lines_of(sold_before).await[0].unit_price, Money(890_000));
        let sold_now = clinic.sell(StockSource::Product(bottle), 1).await;
        assert_eq!(clinic.lines_of(sold_now).await[0].unit_price, Money(500_000));
        let line =
            SaleLine { unit_price: dollars(40), discount: dollars(10), ..sale_line(StockSource::Product(bottle), 2) };
        let by_hand = RecordSale { lines: vec![line.clone()], ..clinic.sale([]) };
        let by_hand = clinic.done(&clinic.front_desk(), by_hand).await.sale_id;
        assert_eq!(clinic.lines_of(by_hand).await[0].revenue, Money(700_000));
        let too_much = RecordSale { lines: vec![SaleLine { discount: dollars(81), ..line }], ..clinic.sale([]) };
        let refused = clinic.refusals(&clinic.front_desk(), too_much).await;
        assert_eq!(refused, [(Code::Invalid, "lines.0.discount".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn what_must_not_be_used_must_not_be_sold_and_the_alternative_is_named() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let (good, bad) = (clinic.receive(bottle, "L1", 2).await, clinic.receive(bottle, "L2", 2).await);
        clinic.done(&clinic.director(), hold(bad)).await;
        let refused = clinic.refused(&clinic.front_desk(), clinic.sale([(StockSource::Lot(bad), 1)])).await;
        let Reason::StockNotUsable { reasons, alternative, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(reasons, &[UnusableReason::Suspect]);
        assert_eq!(alternative.as_ref().map(|choice| choice.lot_id), Some(good));
        let next_year = "2028-01-01T12:00:00Z";
        let late = RecordSale {
            sold_at: at(clinic.nurse(), next_year).at.into(),
            ..clinic.sale([(StockSource::Lot(good), 1)])
        };
        let refused = clinic.refused(&at(clinic.front_desk(), next_year), late).await;
        let Reason::StockNotUsable { reasons, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(reasons, &[UnusableReason::Expired]);
        assert!(clinic.forbidden(&clinic.nurse(), clinic.sale([(StockSource::Lot(good), 1)])).await);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_sample_is_never_sold_and_neither_is_an_opened_container() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let mut samples = clinic.delivery(bottle, "L1", 2).await;
        samples.lines[0].basis = Some(ReceiptBasis::Sample);
        samples.lines[0].unit_cost = None;
        let lot = clinic.done(&clinic.manager(), samples).await.lot_ids[0];
        let refused = clinic.refused(&clinic.front_desk(), clinic.sale([(StockSource::Lot(lot), 1)])).await;
        let Reason::StockNotUsable { reasons, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(reasons, &[UnusableReason::NotForThisPurpose]);
        clinic.receive(bottle, "L1", 3).await;
        let too_many = clinic.refused(&clinic.front_desk(), clinic.sale([(StockSource::Lot(lot), 4)])).await;
        let Reason::InsufficientStock { available, .. } = &too_many[0].reason else { panic!("{too_many:?}") };
        assert_eq!(*available, Quantity::whole(3));
        clinic.sell(StockSource::Lot(lot), 3).await;
        let (vials, vial) = clinic.vials().await;
        let for_retail = SetProductFacts {
            product_id: clinic.balance(vials).await.product_id,
            facts: Facts { retail: Some(true), ..Facts::default() },
            reason: "it is sold here".to_owned(),
        };
        clinic.done(&clinic.manager(), for_retail).await;
        let refused =
            clinic.refusals(&clinic.front_desk(), clinic.sale([(StockSource::Container(vial.id), 100)])).await;
        assert_eq!(refused[0].0, Code::Invalid, "a vial has no price here");
        let part = clinic.refusals(&clinic.front_desk(), clinic.sale([(StockSource::Lot(vials), 50)])).await;
        assert_eq!(part, [(Code::Invalid, "lines.0.quantity".to_owned())]);
        let line = SaleLine { unit_price: dollars(5), ..sale_line(StockSource::Container(vial.id), 100) };
        let opened = RecordSale { lines: vec![line], ..clinic.sale([]) };
        assert_eq!(clinic.refusals(&clinic.front_desk(), opened).await[0].0, Code::StockNotUsable);
        let line = SaleLine { unit_price: dollars(5), ..sale_line(StockSource::Lot(vials), 200) };
        let sealed = RecordSale { lines: vec![line], ..clinic.sale([]) };
        let sealed = clinic.done(&clinic.front_desk(), sealed).await.sale_id;
        assert_eq!(clinic.lines_of(sealed).await[0].quantity, Quantity::whole(200));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_already_paid_is_recorded_with_what_it_breaks_and_what_the_books_lack() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let bad = clinic.receive(bottle, "L2", 1).await;
        clinic.done(&clinic.director(), hold(bad)).await;
        let unknown =
            UnbookedStock { product_id: bottle, lot_number: Some("X9".to_owned()), expires_on: None, serial: None };
        let sale = clinic.sale([(StockSource::Lot(bad), 3), (StockSource::Unbooked(unknown), 1)]);
        assert_eq!(clinic.refusals(&clinic.front_desk(), sale.clone()).await[0].0, Code::Invalid);
        let answer = clinic.perform(&clinic.front_desk(), fact(sale)).await.expect("facts are recorded");
        let codes: Vec<_> = answer.notices.iter().map(|notice| notice.code).collect();
        assert!(codes.contains(&NoticeCode::Deviation) && codes.contains(&NoticeCode::Unbooked), "{codes:?}");
        let lines = clinic.lines_of(answer.done.sale_id).await;
        let booked: Vec<_> = lines.iter().map(|line| (line.line, line.booked, line.quantity)).collect();
        assert_eq!(
            booked,
            [(0, true, Quantity::whole(1)), (0, false, Quantity::whole(2)), (1, false, Quantity::whole(1))]
        );
        assert_eq!(lines[2].stated_lot_number.as_deref(), Some("X9"));
        assert_eq!(lines.iter().map(|line| line.revenue.0).sum::<i64>(), 4 * 890_000);
        let kept = deviation::Entity::find().filter(deviation::COLUMN.sale_line_id.is_not_null());
        let kept = kept.all(clinic.deployment.database.reader()).await.expect("the database reads");
        assert!(kept.iter().any(|deviation| deviation.reasons == "SUSPECT"), "{kept:?}");
        assert_eq!(clinic.balance(bad).await.on_hand, Quantity::ZERO);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_sale_sent_again_is_that_sale_and_one_with_other_lines_is_refused() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "L1", 1).await;
        let sale = clinic.sale([(StockSource::Lot(lot), 1)]);
        let first = clinic.done(&clinic.front_desk(), sale.clone()).await.sale_id;
        let again = clinic.perform(&clinic.front_desk(), sale.clone()).await.expect("it is known");
        assert_eq!((again.done.sale_id, again.replayed), (first, false));
        assert_eq!(again.notices[0].code, NoticeCode::AlreadyDone);
        let other = RecordSale { lines: vec![sale_line(StockSource::Lot(lot), 2)], ..sale.clone() };
        let refused = clinic.refusals(&clinic.front_desk(), other).await;
        assert_eq!(refused, [(Code::Conflict, "saleId".to_owned())]);
        let elsewhere = RecordSale { site_id: clinic.auckland.id, ..sale };
        let refused = clinic.refusals(&clinic.front_desk(), elsewhere).await;
        assert_eq!(refused[0].0, Code::InsufficientStock, "a POS id is the site's own");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_sale_entered_days_later_is_declared_unless_the_site_knows_it_already() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        clinic.receive(bottle, "L1", 5).await;
        let known = clinic.sale([(StockSource::Product(bottle), 1)]);
        let first = clinic.done(&clinic.front_desk(), known.clone()).await.sale_id;
        let forgotten = clinic.sale([(StockSource::Product(bottle), 1)]);
        clinic.now += TimeDelta::days(9);
        let refused = clinic.refusals(&clinic.front_desk(), forgotten.clone()).await;
        assert_eq!(refused, [(Code::NotAllowed, "soldAt".to_owned())]);
        let declared = clinic.perform(&clinic.front_desk(), fact(forgotten)).await.expect("facts are recorded");
        assert_eq!(declared.notices[0].code, NoticeCode::LateEntry);
        let again = clinic.perform(&clinic.front_desk(), known).await.expect("the till's queue is sent again");
        let codes: Vec<_> = again.notices.iter().map(|notice| notice.code).collect();
        assert_eq!((again.done.sale_id, codes), (first, vec![NoticeCode::AlreadyDone]));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_prescription_drug_is_sold_on_a_prescription() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lashes = CreateProduct { prescription_only: true, sku: "LASH".to_owned(), ..serum() };
        let lashes = clinic.product(lashes).await.id;
        clinic.receive(lashes, "L1", 2).await;
        let line = sale_line(StockSource::Product(lashes), 1);
        let without = RecordSale { lines: vec![line.clone()], ..clinic.sale([]) };
        let refused = clinic.refusals(&clinic.front_desk(), without).await;
        assert_eq!(refused, [(Code::PrescriptionRequired, "lines.0.prescriptionId".to_owned())]);
        let ids = (Some("RX-1".to_owned()), Some("dr-9".to_owned()));
        let with = SaleLine { prescription_id: ids.0, prescriber_id: ids.1, ..line };
        clinic.done(&clinic.front_desk(), RecordSale { lines: vec![with], ..clinic.sale([]) }).await;
    })
    .await;
}

fn unchanged(product_id: entity::id::ProductId) -> UpdateProduct {
    UpdateProduct {
        product_id,
        name: None,
        identifiers: None,
        storage: None,
        in_use_hours: None,
        min_shelf_life_days: None,
        waste_witness: None,
        retail_price: None,
        archived: None,
        replaces_id: None,
        add_identifiers: vec![],
        remove_identifiers: vec![],
    }
}
