//! Random work in a stockroom, done by the service and by a model of a few lines: after every act both have the same,
//! or refused it for the same rule.
//!
//! `LOTWISE_TEST_SEED` repeats a run, `LOTWISE_TEST_RUNS` says how many there are. A failing run is made as short as it
//! can be.

mod acts;
mod service;
mod shelf;

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::clinic::{Clinic, clinic};
use crate::databases::both;
use acts::{Act, FIRST_CONTAINERS, LOTS, acts};
use service::Service;
use shelf::Shelf;

#[tokio::test]
async fn random_work_leaves_the_books_as_the_model_has_them() {
    let seed = setting("LOTWISE_TEST_SEED").unwrap_or_else(rand::random);
    both(async |database| {
        let clinic = clinic(database).await;
        let mut runner = runner(seed);
        let mut counter = 0;
        for _ in 0..setting("LOTWISE_TEST_RUNS").unwrap_or(20) {
            let mut tree = acts().new_tree(&mut runner).expect("acts can be thought of");
            if let Err(difference) = run(&clinic, &mut counter, &tree.current()).await {
                let (acts, difference) = shortest(&clinic, &mut counter, &mut tree, difference).await;
                panic!("LOTWISE_TEST_SEED={seed}: {difference}\nafter {acts:#?}");
            }
        }
        clinic.books_are_proved().await;
    })
    .await;
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().expect(name))
}

fn runner(seed: u64) -> TestRunner {
    let seed = [seed.to_le_bytes(); 4].concat();
    TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
}

/// The shortest acts found that still make a difference.
async fn shortest(
    clinic: &Clinic,
    counter: &mut usize,
    tree: &mut impl ValueTree<Value = Vec<Act>>,
    difference: String,
) -> (Vec<Act>, String) {
    let mut found = (tree.current(), difference);
    let mut simpler = tree.simplify();
    for _ in 0..200 {
        if !simpler {
            break;
        }
        simpler = match run(clinic, counter, &tree.current()).await {
            Err(difference) => {
                found = (tree.current(), difference);
                tree.simplify()
            }
            Ok(()) => tree.complicate(),
        };
    }
    found
}

/// Does the acts on both sides; the first difference between them is the error.
async fn run(clinic: &Clinic, counter: &mut usize, acts: &[Act]) -> Result<(), String> {
    *counter += 1;
    let compared = AssertUnwindSafe(compare(clinic, *counter, acts)).catch_unwind().await;
    compared.unwrap_or_else(|_| Err("the service failed, as is printed above".to_owned()))
}

async fn compare(clinic: &Clinic, run: usize, acts: &[Act]) -> Result<(), String> {
    let mut service = Service::open(clinic, run).await;
    let mut shelf = Shelf::default();
    for lot in 0..LOTS {
        shelf.act(&Act::Receive { lot, containers: FIRST_CONTAINERS }).expect("receiving is always possible");
    }
    for (number, act) in acts.iter().enumerate() {
        if !shelf.knows(act) {
            continue;
        }
        let (expected, found) = (shelf.act(act), service.act(act).await);
        if expected != found {
            return Err(format!("act {number}, {act:?}: {found:?} and not {expected:?}"));
        }
        for (lot, expected) in shelf.lots.iter().enumerate() {
            let found = service.lot(lot).await;
            if found != *expected {
                return Err(format!("act {number}, {act:?}: lot {lot} is {found:?} and not {expected:?}"));
            }
        }
    }
    Ok(())
}
