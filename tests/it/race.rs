//! Many at once: nothing is oversold, nobody is failed by a race, one key is one act, and a hold that is placed holds.
//!
//! What runs first is luck; what is asserted holds in every order. `LOTWISE_TEST_RACES` says how often each race is run.

mod hold;
mod key;
mod merge;

use std::future::Future;

use entity::fixed_point::Quantity;
use entity::id::LotId;
use futures_util::future::join_all;
use lotwise::error::Error;
use lotwise::operations::create_product::CreateProduct;
use lotwise::operations::{Answer, Operation, perform, source::StockSource};
use lotwise::rules::refusal::Code;

use crate::clinic::{Clinic, clinic, neurotoxin};
use crate::databases::both;

/// How often each race is run.
pub(crate) fn races() -> usize {
    let times = std::env::var("LOTWISE_TEST_RACES");
    times.map_or(1, |times| times.parse().expect("LOTWISE_TEST_RACES is a number"))
}

/// All of them at once, each in a task of its own, as requests are.
async fn at_once<T: Send + 'static>(
    calls: impl IntoIterator<Item = impl Future<Output = T> + Send + 'static>,
) -> Vec<T> {
    let tasks: Vec<_> = calls.into_iter().map(tokio::spawn).collect();
    join_all(tasks).await.into_iter().map(|task| task.expect("no call panics")).collect()
}

/// An operation of the nurse under this key, to be awaited elsewhere.
fn call<O: Operation>(
    clinic: &Clinic,
    key: String,
    operation: O,
) -> impl Future<Output = Result<Answer<O::Done>, Error>> + Send + 'static + use<O> {
    let (deployment, request) = (clinic.deployment.clone(), clinic.nurse());
    async move { perform(&deployment, &request, &key, operation).await }
}

/// How many were done, and how many refused with each code; none may have failed.
fn outcomes<T>(answers: &[Result<T, Error>]) -> (usize, Vec<Code>) {
    let codes = answers.iter().filter_map(|answer| answer.as_ref().err()).map(|error| match error {
        Error::Refused(refusals) => refusals[0].code(),
        other => panic!("neither done nor refused: {other:?}"),
    });
    let codes: Vec<_> = codes.collect();
    (answers.len() - codes.len(), codes)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_units_are_used_a_hundred_times_and_never_once_more() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        for race in 0..races() {
            let lot = clinic.receive(vial, &format!("A{race}"), 1).await;
            let usages = (0..150)
                .map(|number| call(&clinic, format!("{race} {number}"), clinic.usage([(StockSource::Lot(lot), 1)])));
            let (recorded, refused) = outcomes(&at_once(usages).await);
            assert_eq!((recorded, refused), (100, vec![Code::InsufficientStock; 50]));
            assert_eq!(clinic.balance(lot).await.on_hand, Quantity::ZERO);
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn usages_of_three_products_in_opposite_orders_never_block_each_other_for_good() {
    both(async |database| {
        let clinic = clinic(database).await;
        let mut vials = vec![];
        for sku in ["TOXIN-A", "TOXIN-B", "TOXIN-C"] {
            let (sku, identifiers) = (sku.to_owned(), vec![]);
            vials.push(clinic.product(CreateProduct { sku, identifiers, ..neurotoxin() }).await.id);
        }
        for race in 0..races() {
            let mut lots = vec![];
            for vial in &vials {
                lots.push(clinic.receive(*vial, &format!("A{race}"), 1).await);
            }
            let usages = (0..150).map(|number| {
                let lines = rotated(&lots, number).into_iter().map(|lot| (StockSource::Lot(lot), 1));
                call(&clinic, format!("{race} {number}"), clinic.usage(lines))
            });
            let (recorded, refused) = outcomes(&at_once(usages).await);
            assert_eq!((recorded, refused), (100, vec![Code::InsufficientStock; 50]));
        }
        clinic.books_are_proved().await;
    })
    .await;
}

/// The lots in one of their six orders.
fn rotated(lots: &[LotId], number: usize) -> Vec<LotId> {
    let mut lots = lots.to_vec();
    lots.rotate_left(number % 3);
    if number.is_multiple_of(2) {
        lots.reverse();
    }
    lots
}
