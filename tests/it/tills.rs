//! Many tills at once: nothing is oversold, and one sale is one sale.

use crate::{
    clinic::{Clinic, clinic, serum},
    databases::both,
};
use entity::{fixed_point::Quantity, hold::HoldKind, id::ProductId};
use futures_util::{FutureExt, TryFutureExt, future::join_all};
use lotwise::{
    error::Error,
    operations::{
        Answer, Operation, cancel_sale::CancelSale, create_product::CreateProduct, perform, place_hold::PlaceHold,
        record_sale::RecordSale, record_sale_return::ReturnOf, source::StockSource,
    },
    queries::reservations,
    rules::{holding::HoldTarget, refusal::Code},
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

    /// What is promised of a product in Denver.
    async fn reserved(&self, product: ProductId) -> Quantity {
        let reader = self.deployment.database.reader();
        let reserved = reservations::reserved(reader, self.denver.id, [product], self.now.into()).await;
        reserved.expect("the database reads").get(&product).copied().unwrap_or_default()
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
async fn promises_and_sales_at_once_never_take_more_than_there_is() {
    both(async |database| {
        let clinic = clinic(database).await;
        for race in 0..10 {
            let product = CreateProduct { sku: format!("RACE-{race}"), ..serum() };
            let bottle = clinic.product(product).await.id;
            let lot = clinic.receive(bottle, "L1", 10).await;
            let sales = (0..20).map(|number| {
                let sale = clinic.sale([(StockSource::Product(bottle), 1)]);
                till(&clinic, format!("sale {race} {number}"), sale).map_ok(drop).boxed()
            });
            let promises = (0..20).map(|number| {
                till(&clinic, format!("promise {race} {number}"), clinic.promise(bottle, 1)).map_ok(drop).boxed()
            });
            let (done, refused) = at_once(sales.zip(promises).flat_map(|(sale, promise)| [sale, promise])).await;
            assert_eq!((done.len(), refused), (10, vec![Code::InsufficientStock; 30]));
            let sold = Quantity::whole(10).0 - clinic.balance(lot).await.on_hand.0;
            let reserved = clinic.reserved(bottle).await;
            assert_eq!(Quantity(sold + reserved.0), Quantity::whole(10), "reserved ≤ usable");
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_and_a_cancellation_at_once_do_not_both_restock() {
    both(async |database| {
        use entity::sale_return_line::ReturnDisposition::Restock;
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(serum()).await.id, "L1", 2).await;
        for race in 0..25 {
            let sale_id = clinic.sell(StockSource::Lot(lot), 2).await;
            let of = ReturnOf::SaleLine(clinic.lines_of(sale_id).await[0].id);
            let refund = clinic.bring_back(of, 1, Restock);
            let (site_id, returned_at, reason) = (clinic.denver.id, clinic.now.into(), "void".to_owned());
            let cancel = CancelSale { sale_id, site_id, returned_at, disposition: Restock, reason };
            let calls = [
                till(&clinic, format!("refund {race}"), refund).map_ok(drop).boxed(),
                till(&clinic, format!("cancel {race}"), cancel).map_ok(drop).boxed(),
            ];
            let (done, refused) = at_once(calls).await;
            assert!(
                !done.is_empty() && refused.iter().all(|code| matches!(code, Code::AlreadyDone | Code::Conflict)),
                "{refused:?}"
            );
            if clinic.balance(lot).await.on_hand < Quantity::whole(2) {
                let rest = ReturnOf::SaleLine(clinic.lines_of(sale_id).await[0].id);
                clinic.done(&clinic.front_desk(), clinic.bring_back(rest, 1, Restock)).await;
            }
            assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(2), "never more than was sold");
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_hold_nothing_of_the_lot_is_sold() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        for race in 0..15 {
            let lot = clinic.receive(bottle, &format!("L{race}"), 9).await;
            let sales = (0..6).map(|number| {
                let sale = clinic.sale([(StockSource::Lot(lot), 1)]);
                till(&clinic, format!("sale {race} {number}"), sale).map_ok(drop).boxed()
            });
            let target = HoldTarget { lot_id: Some(lot), ..HoldTarget::default() };
            let hold = PlaceHold { targets: vec![target], kind: HoldKind::Suspect, reason: "no hologram".to_owned() };
            let (deployment, director, key) = (clinic.deployment.clone(), clinic.director(), format!("hold {race}"));
            let hold = async move { perform(&deployment, &director, &key, hold).await.map(drop) };
            let (_, refused) = at_once(sales.chain([hold.boxed()])).await;
            assert!(refused.iter().all(|code| *code == Code::StockNotUsable), "{refused:?}");
            let left = clinic.balance(lot).await.on_hand;
            let late = clinic.refusals(&clinic.front_desk(), clinic.sale([(StockSource::Lot(lot), 1)])).await;
            assert_eq!((late[0].0, clinic.balance(lot).await.on_hand), (Code::StockNotUsable, left));
        }
        clinic.books_are_proved().await;
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
