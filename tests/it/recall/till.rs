//! A recall at the till: nothing of the lot is sold, who bought is to be told, and what comes back goes to quarantine.

use super::recall_of;
use crate::{
    clinic::{Clinic, clinic, serum},
    databases::both,
};
use chrono::TimeDelta;
use entity::{
    id::{LotId, RecallId},
    recall_contact::ContactSubject,
    sale_return_line::ReturnDisposition::{Destroy, Quarantine, Restock},
    usage::LateReason,
};
use futures_util::{FutureExt, future::join_all};
use lotwise::{
    error::Error,
    operations::{
        perform,
        record_sale::RecordSale,
        record_sale_return::ReturnOf,
        record_usage::AlreadyPerformed,
        settle_sale_line::SettleSaleLine,
        source::{StockSource, UnbookedStock},
    },
    queries::page::PageRequest,
    rules::{
        notice::NoticeCode,
        refusal::{Code, Reason},
        usability::UnusableReason,
    },
};
use serde_json::json;

impl Clinic {
    /// A bottle of a lot for a customer, or for nobody who is named.
    fn sale_to(&self, lot: LotId, customer: Option<&str>) -> RecordSale {
        RecordSale { customer_id: customer.map(str::to_owned), ..self.sale([(StockSource::Lot(lot), 1)]) }
    }

    /// Who is to be told, of those who bought.
    async fn buyers_to_tell(&self, recall: RecallId) -> Vec<(ContactSubject, String)> {
        let contacts = self.contacts_of(recall).await;
        contacts.into_iter().map(|contact| (contact.subject, contact.subject_id)).collect()
    }
}

fn declared(sale: RecordSale) -> RecordSale {
    RecordSale { already_performed: Some(AlreadyPerformed { why: LateReason::Offline, note: None }), ..sale }
}

#[tokio::test]
async fn a_recalled_lot_is_not_sold_shows_in_promises_and_comes_back_to_quarantine_whatever_is_asked() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "L1", 6).await;
        let sale = clinic.sell(StockSource::Lot(lot), 3).await;
        let promised = clinic.reserve(bottle, 2).await;
        clinic.opens_recall(bottle, &["L1"]).await;
        let refused = clinic.refused(&clinic.front_desk(), clinic.sale_to(lot, None)).await;
        let Reason::StockNotUsable { reasons, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(reasons, &[UnusableReason::Recalled]);
        let short = clinic
            .asks(
                &clinic.nurse(),
                "query ($site: ID!) { reservations(siteId: $site, short: true) { nodes { id } } }",
                json!({ "site": clinic.denver.id.to_string() }),
            )
            .await;
        assert_eq!(short["reservations"]["nodes"], json!([{ "id": promised.to_string() }]));
        let of = ReturnOf::SaleLine(clinic.lines_of(sale).await[0].id);
        for asked in [Restock, Destroy] {
            let back = clinic.perform(&clinic.front_desk(), clinic.bring_back(of.clone(), 1, asked)).await;
            assert_eq!(back.expect("it is evidence").notices[0].code, NoticeCode::ReturnedToQuarantine);
        }
        assert!(clinic.came_back().await.iter().all(|line| line.disposition == Quarantine));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn who_bought_is_to_be_told_those_whose_sale_is_entered_later_as_well() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "L1", 9).await;
        clinic.done(&clinic.front_desk(), clinic.sale_to(lot, Some("C-1"))).await;
        let unnamed = clinic.sale_to(lot, None);
        clinic.done(&clinic.front_desk(), unnamed.clone()).await;
        let gone_back = clinic.done(&clinic.front_desk(), clinic.sale_to(lot, Some("C-2"))).await.sale_id;
        let of = ReturnOf::SaleLine(clinic.lines_of(gone_back).await[0].id);
        clinic.done(&clinic.front_desk(), clinic.bring_back(of, 1, Restock)).await;
        let recall = clinic.opens_recall(bottle, &["L1"]).await;
        let (customer, sale) = (ContactSubject::Customer, ContactSubject::Sale);
        let first = [(customer, "C-1".to_owned()), (sale, unnamed.sale_id)];
        assert_eq!(clinic.buyers_to_tell(recall).await, first, "who brought it back has none any more");
        clinic.done(&clinic.front_desk(), declared(clinic.sale_to(lot, Some("C-3")))).await;
        assert!(clinic.buyers_to_tell(recall).await.contains(&(customer, "C-3".to_owned())), "in the same transaction");
        let (product_id, number) = (bottle, Some("l 1".to_owned()));
        let stock = UnbookedStock { product_id, lot_number: number, expires_on: None, serial: None };
        let offline =
            RecordSale { customer_id: Some("C-4".to_owned()), ..clinic.sale([(StockSource::Unbooked(stock), 1)]) };
        clinic.done(&clinic.front_desk(), declared(offline)).await;
        assert!(clinic.buyers_to_tell(recall).await.contains(&(customer, "C-4".to_owned())), "by the stated number");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn who_bought_by_a_number_that_nobody_received_is_to_be_told_and_the_unit_is_not_accounted_for() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let (product_id, number) = (bottle, Some("l 1".to_owned()));
        let stock = UnbookedStock { product_id, lot_number: number, expires_on: None, serial: None };
        let offline =
            RecordSale { customer_id: Some("C-6".to_owned()), ..clinic.sale([(StockSource::Unbooked(stock), 1)]) };
        clinic.done(&clinic.front_desk(), declared(offline)).await;
        let recall = clinic.opens_recall(bottle, &["L1"]).await;
        assert_eq!(clinic.buyers_to_tell(recall).await, [(ContactSubject::Customer, "C-6".to_owned())]);
        let seen = clinic.recall(recall, "sales { nodes { customerId } }").await;
        assert_eq!(seen["sales"]["nodes"], json!([{ "customerId": "C-6" }]));
        clinic.receive(bottle, "L1", 2).await;
        let seen = clinic.recall(recall, "balance { closing unbooked unaccounted }").await;
        let balance = json!([{ "closing": "2", "unbooked": "1", "unaccounted": "3" }]);
        assert_eq!(seen["balance"], balance, "sold and never booked, and not counted yet");
    })
    .await;
}

#[tokio::test]
async fn a_sale_of_no_stated_lot_that_is_settled_from_a_recalled_one_is_told_of() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let stock = UnbookedStock { product_id: bottle, lot_number: None, expires_on: None, serial: None };
        let before = (clinic.now - TimeDelta::hours(3)).into();
        let offline = clinic.sale([(StockSource::Unbooked(stock), 1)]);
        let offline = RecordSale { customer_id: Some("C-5".to_owned()), sold_at: before, ..offline };
        let sale = clinic.done(&clinic.front_desk(), declared(offline)).await.sale_id;
        let lot = clinic.receive(bottle, "L1", 2).await;
        let recall = clinic.opens_recall(bottle, &["L1"]).await;
        assert_eq!(clinic.buyers_to_tell(recall).await, [], "the lot was not there yet");
        let line = clinic.lines_of(sale).await[0].id;
        let settle = SettleSaleLine { sale_line_id: line, source: StockSource::Lot(lot) };
        clinic.done(&clinic.front_desk(), settle).await;
        assert_eq!(clinic.buyers_to_tell(recall).await, [(ContactSubject::Customer, "C-5".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recall_among_forty_sales_knows_every_buyer_and_no_sale_comes_after_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "L1", 60).await;
        let sales = (0..40).map(|number| {
            let (deployment, request) = (clinic.deployment.clone(), clinic.front_desk());
            let sale = clinic.sale_to(lot, Some(&format!("C-{number:02}")));
            async move { perform(&deployment, &request, &format!("sale {number}"), sale).await.map(drop) }.boxed()
        });
        let (deployment, director) = (clinic.deployment.clone(), clinic.director());
        let open = async move { perform(&deployment, &director, "recall", recall_of(bottle, &["L1"])).await };
        let recall = tokio::spawn(open);
        let tasks: Vec<_> = sales.map(tokio::spawn).collect();
        let recall = recall.await.expect("no panic").expect("it opens").done.recall_id;
        let mut sold = 0;
        for outcome in join_all(tasks).await {
            match outcome.expect("no panic") {
                Ok(()) => sold += 1,
                Err(Error::Refused(refusals)) => assert_eq!(refusals[0].code(), Code::StockNotUsable),
                Err(error) => panic!("neither done nor refused: {error:?}"),
            }
        }
        assert_eq!(clinic.buyers_to_tell(recall).await.len(), sold, "each who got one is known");
        let traced = lotwise::queries::trace::Traced { product_id: bottle, family: vec![lot], stated: vec![] };
        let asked = PageRequest::new(Some(100), None).expect("a page");
        let reader = clinic.deployment.database.reader();
        let page = lotwise::queries::trace::sales(reader, &traced, None, &asked).await.expect("the trace is read");
        assert_eq!(page.rows.len(), sold);
        clinic.books_are_proved().await;
    })
    .await;
}
