//! Many tills at once: nothing is oversold, and one sale is one sale.

use crate::{
    clinic::{Clinic, clinic, serum},
    databases::both,
};
use entity::{fixed_point::Quantity, id::ProductId};
use futures_util::future::join_all;
use lotwise::{
    error::Error,
    operations::{
        Answer, Operation, create_product::CreateProduct, perform, record_sale::RecordSale,
        record_sale_return::ReturnOf, source::StockSource,
    },
    rules::refusal::Code,
};
use std::future::Future;

impl Clinic {
    /// Bottles of so many kinds.
    pub(crate) async fn bottles(&self, kinds: usize, each: i32) -> Vec<ProductId> {
        let mut products = vec![];
        for kind in 0..kinds {
            let product = self.product(CreateProduct { sku: format!("SERUM-{kind}"), ..serum() }).await.id;
            self.receive(product, "L1", each).await;
            products.push(product);
        }
        products
    }
}

/// An act of the front desk under a key of its own, to be awaited elsewhere.
fn till<O: Operation>(
    clinic: &Clinic,
    key: String,
    operation: O,
) -> impl Future<Output = Result<Answer<O::Done>, Error>> + Send + 'static + use<O> {
    let (deployment, request) = (clinic.deployment.clone(), clinic.front_desk());
    async move { perform(&deployment, &request, &key, operation).await }
}

/// All of them at once: how many were done, and why the others were refused; none may have failed.
async fn at_once<T: Send + 'static>(
    calls: impl IntoIterator<Item = impl Future<Output = Result<T, Error>> + Send + 'static>,
) -> (Vec<T>, Vec<Code>) {
    let tasks: Vec<_> = calls.into_iter().map(tokio::spawn).collect();
    let (mut done, mut refused) = (vec![], vec![]);
    for task in join_all(tasks).await {
        match task.expect("no call panics") {
            Ok(answer) => done.push(answer),
            Err(Error::Refused(refusals)) => refused.push(refusals[0].code()),
            Err(other) => panic!("neither done nor refused: {other:?}"),
        }
    }
    (done, refused)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tills_and_one_last_bottle_are_one_sale_a_hundred_times_out_of_a_hundred() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        for race in 0..100 {
            let lot = clinic.receive(bottle, &format!("L{race}"), 1).await;
            let sales = (0..2).map(|number| {
                till(&clinic, format!("last {race} {number}"), clinic.sale([(StockSource::Product(bottle), 1)]))
            });
            let (done, refused) = at_once(sales).await;
            assert_eq!((done.len(), refused), (1, vec![Code::InsufficientStock]));
            assert_eq!(clinic.balance(lot).await.on_hand, Quantity::ZERO);
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_sales_over_twenty_products_oversell_nothing_and_fail_nobody() {
    both(async |database| {
        let clinic = clinic(database).await;
        let products = clinic.bottles(20, 15).await;
        let sales = (0..200).map(|number| {
            let taken = [number % 20, (number * 7 + 3) % 20].map(|place| (StockSource::Product(products[place]), 1));
            let mut sale = clinic.sale(taken);
            if number % 2 == 0 {
                sale.lines.reverse();
            }
            till(&clinic, format!("many {number}"), sale)
        });
        let (done, refused) = at_once(sales).await;
        assert!(refused.iter().all(|code| *code == Code::InsufficientStock), "{refused:?}");
        assert_eq!(done.len() + refused.len(), 200);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_pos_sale_sent_twenty_times_at_once_under_keys_of_their_own_is_one_sale() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "L1", 1).await;
        let sale: RecordSale = clinic.sale([(StockSource::Lot(lot), 1)]);
        let (done, refused) =
            at_once((0..20).map(|number| till(&clinic, format!("again {number}"), sale.clone()))).await;
        assert_eq!(refused, []);
        assert!(done.iter().all(|answer| answer.done.sale_id == done[0].done.sale_id));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_promises_of_the_last_three_bottles_are_three() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        clinic.receive(bottle, "L1", 3).await;
        let promises = (0..10).map(|number| till(&clinic, format!("promise {number}"), clinic.promise(bottle, 1)));
        let (done, refused) = at_once(promises).await;
        assert_eq!((done.len(), refused), (3, vec![Code::InsufficientStock; 7]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bottle_comes_back_once_to_whichever_site_is_first() {
    both(async |database| {
        use entity::sale_return_line::ReturnDisposition::Restock;
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(serum()).await.id, "L1", 1).await;
        let sale = clinic.sell(StockSource::Lot(lot), 1).await;
        let of = ReturnOf::SaleLine(clinic.lines_of(sale).await[0].id);
        let returns = (0..10).map(|number| {
            let mut back = clinic.bring_back(of.clone(), 1, Restock);
            if number % 2 == 0 {
                back.site_id = clinic.auckland.id;
            }
            till(&clinic, format!("back {number}"), back)
        });
        let (done, refused) = at_once(returns).await;
        assert_eq!((done.len(), refused), (1, vec![Code::AlreadyDone; 9]));
        clinic.books_are_proved().await;
    })
    .await;
}
