//! The check before the needle is the record's own code: what it allows is done, and what it refuses is refused.

use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin},
    databases::both,
};
use chrono::TimeDelta;
use entity::id::{LotId, ProductId};
use lotwise::{
    error::Error,
    operations::{
        record_usage::{
            RecordUsage,
            check::{CheckUsage, check},
        },
        source::{LotNamed, StockSource},
    },
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{RngAlgorithm, TestRng, TestRunner},
};

/// How many usages are checked and then recorded, on each database.
const USAGES: usize = 150;

#[derive(Clone, Copy, Debug)]
enum From {
    Lot(usize),
    OpenNew(usize),
    Product(usize),
}

fn source(from: From, lots: &[LotId], products: &[ProductId]) -> StockSource {
    match from {
        From::Lot(lot) => StockSource::Lot(lots[lot % lots.len()]),
        From::OpenNew(lot) => StockSource::OpenNew { lot: LotNamed::Id(lots[lot % lots.len()]), label: None },
        From::Product(product) => StockSource::Product(products[product % products.len()]),
    }
}

fn lines() -> impl Strategy<Value = Vec<(From, i64)>> {
    let from = prop_oneof![
        6 => (0_usize..5).prop_map(From::Lot),
        1 => (0_usize..5).prop_map(From::OpenNew),
        1 => (0_usize..2).prop_map(From::Product),
    ];
    prop::collection::vec((from, 1_i64..40), 1..4)
}

async fn stocked(clinic: &Clinic) -> (Vec<LotId>, Vec<ProductId>) {
    let products = [clinic.product(neurotoxin()).await.id, clinic.product(filler()).await.id];
    let lots = vec![
        clinic.receive(products[0], "A", 6).await,
        clinic.receive_expiring(products[0], "B", 3, "2026-03-03").await,
        clinic.receive_expiring(products[0], "C", 2, "2026-03-02").await,
        clinic.receive(products[1], "D", 40).await,
        clinic.receive(products[1], "E", 5).await,
    ];
    (lots, products.to_vec())
}

async fn allowed(clinic: &Clinic, usage: &RecordUsage) -> Vec<String> {
    let (at, patient_id) = (Some(usage.performed_at), Some(usage.patient_id.clone()));
    let asked =
        CheckUsage { site_id: usage.site_id, at, patient_id, practitioner_id: None, lines: usage.lines.clone() };
    let checked = check(&clinic.deployment, &clinic.nurse(), &asked).await.unwrap();
    checked.refusals.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn what_the_check_allows_the_record_does_and_what_it_refuses_the_record_refuses() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let (lots, products) = stocked(&clinic).await;
        let mut runner =
            TestRunner::new_with_rng(ProptestConfig::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
        let (mut done, mut refused) = (0, 0);
        for _ in 0..USAGES {
            clinic.now += TimeDelta::minutes(20);
            let lines = lines().new_tree(&mut runner).unwrap().current();
            let usage = clinic.usage(lines.iter().map(|(from, units)| (source(*from, &lots, &products), *units)));
            let expected = allowed(&clinic, &usage).await;
            match clinic.perform(&clinic.nurse(), usage).await {
                Ok(_) => {
                    assert!(expected.is_empty(), "{lines:?} was done, and the check said: {expected:?}");
                    done += 1;
                }
                Err(Error::Refused(refusals)) => {
                    let refusals: Vec<_> = refusals.iter().map(ToString::to_string).collect();
                    assert_eq!(refusals, expected, "{lines:?}");
                    refused += 1;
                }
                Err(error) => panic!("{error}"),
            }
        }
        assert!(done > 20 && refused > 20, "both happen: {done} done, {refused} refused");
        clinic.books_are_proved().await;
    })
    .await;
}
