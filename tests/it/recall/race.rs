//! While many use a lot and a recall of it opens: nothing is used after the recall's commit but what is declared, and
//! everything that was used is in the exposures. Receipts of a new lot that race with the opening are held, either way.

use super::recall_of;
use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::{TestDatabase, both},
};
use entity::{
    entry,
    id::{LotId, ProductId, RecallId},
};
use futures_util::{FutureExt, future::join_all};
use lotwise::{
    error::Error,
    operations::{Act, Operation, open_recall::OpenRecall, perform, source::StockSource},
    rules::refusal::Code,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::Serialize;
use std::collections::BTreeSet;

/// How many use the lot while it is being recalled; every fourth declares what was done already.
const CLIENTS: usize = 32;

/// How often each race is run: 50 times where `LOTWISE_TEST_RACES` says so.
fn races() -> usize {
    std::env::var("LOTWISE_TEST_RACES").map_or(5, |times| times.parse().expect("a number"))
}

/// The recall, and how many entries the lot had when it was opened, as its own transaction saw them at its end.
#[derive(Serialize)]
struct RecallAndCount {
    recall: OpenRecall,
    lot_id: LotId,
}

impl Operation for RecallAndCount {
    type Done = (RecallId, u64);
    const NAME: &'static str = "openRecall";

    async fn perform(&self, act: &Act<'_>) -> Result<(RecallId, u64), Error> {
        let done = self.recall.perform(act).await?;
        Ok((done.recall_id, entries(act.transaction, self.lot_id).await))
    }
}

async fn entries(connection: &impl ConnectionTrait, lot: LotId) -> u64 {
    let of_lot = entry::Entity::find().filter(entry::COLUMN.lot_id.eq(lot));
    of_lot.count(connection).await.expect("entries are counted")
}

enum Outcome {
    Usage { patient: String, declared: bool, refused: Option<Code> },
    Recall(RecallId, u64),
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_used_after_a_recall_opened_but_what_is_declared_and_all_of_it_is_in_the_exposures() {
    both(async |database| recall_while_usages_run(database).await).await;
}

async fn recall_while_usages_run(database: TestDatabase) {
    let clinic = clinic(database).await;
    let vial = clinic.product(neurotoxin()).await.id;
    for race in 0..races() {
        let number = format!("A{race:03}");
        let lot_id = clinic.receive(vial, &number, 4).await;
        let recall = RecallAndCount { recall: recall_of(vial, &[&number]), lot_id };
        let (deployment, director, key) = (clinic.deployment.clone(), clinic.director(), format!("recall {race}"));
        let recall = async move {
            let done = perform(&deployment, &director, &key, recall).await.expect("the recall is opened").done;
            Outcome::Recall(done.0, done.1)
        };
        let mut calls: Vec<_> = (0..CLIENTS).map(|client| usage(&clinic, lot_id, race, client).boxed()).collect();
        calls.insert(CLIENTS / 2, recall.boxed());
        let outcomes = join_all(calls.into_iter().map(tokio::spawn)).await;
        let outcomes: Vec<Outcome> = outcomes.into_iter().map(|call| call.expect("no call panics")).collect();
        check(&clinic, lot_id, &outcomes).await;
    }
    clinic.books_are_proved().await;
}

fn usage(
    clinic: &Clinic,
    lot: LotId,
    race: usize,
    client: usize,
) -> impl Future<Output = Outcome> + Send + 'static + use<> {
    let (patient, declared) = (format!("P-{race}-{client}"), client % 4 == 0);
    let usage = if declared {
        clinic.declared(lot, 1, &patient)
    } else {
        lotwise::operations::record_usage::RecordUsage {
            patient_id: patient.clone(),
            ..clinic.usage([(StockSource::Lot(lot), 1)])
        }
    };
    let (deployment, nurse, key) = (clinic.deployment.clone(), clinic.nurse(), format!("usage {race} {client}"));
    async move {
        let refused = match perform(&deployment, &nurse, &key, usage).await {
            Ok(_) => None,
            Err(Error::Refused(refusals)) => Some(refusals[0].code()),
            Err(error) => panic!("neither done nor refused: {error}"),
        };
        Outcome::Usage { patient, declared, refused }
    }
}

async fn check(clinic: &Clinic, lot: LotId, outcomes: &[Outcome]) {
    let (mut opened, mut undeclared, mut used) = (None, 0, BTreeSet::new());
    for outcome in outcomes {
        match outcome {
            Outcome::Recall(id, entries) => opened = Some((*id, *entries)),
            Outcome::Usage { refused: Some(code), declared, .. } => {
                assert!(!declared, "what was done already is never refused");
                assert_eq!(*code, Code::StockNotUsable);
            }
            Outcome::Usage { patient, declared, .. } => {
                undeclared += u64::from(!declared);
                used.insert(patient.clone());
            }
        }
    }
    let (recall, entries_then) = opened.expect("a recall");
    let declared = used.len() as u64 - undeclared;
    let entries_now = entries(clinic.deployment.database.reader(), lot).await;
    assert_eq!(entries_now, 1 + undeclared + declared, "the receipt and one entry for each usage");
    assert!(entries_then > undeclared, "every undeclared usage came before the recall's commit");
    assert!(entries_now - entries_then <= declared, "only declared ones came after it");
    let seen = clinic.recall(recall, "exposures(first: 100) { nodes { patient { id } } }").await;
    let exposed: BTreeSet<String> = seen["exposures"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|node| node["patient"]["id"].as_str().map(ToOwned::to_owned))
        .collect();
    assert_eq!(exposed, used, "everybody who was treated is in the exposures");
    let told: BTreeSet<String> =
        clinic.contacts_of(recall).await.into_iter().map(|contact| contact.subject_id).collect();
    assert_eq!(told, used, "and on the contact list");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_lot_that_is_received_while_its_recall_opens_is_held_either_way() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        for race in 0..races() {
            let number = format!("N{race:03}");
            let lot = receive_while_opening(&clinic, vial, &number, race).await;
            let usage = clinic.usage([(StockSource::Lot(lot), 1)]);
            assert_eq!(clinic.refused(&clinic.nurse(), usage).await[0].code(), Code::StockNotUsable, "{number}");
        }
        clinic.books_are_proved().await;
    })
    .await;
}

async fn receive_while_opening(clinic: &Clinic, vial: ProductId, number: &str, race: usize) -> LotId {
    let delivery = clinic.delivery(vial, number, 1).await;
    let (deployment, manager, key) = (clinic.deployment.clone(), clinic.manager(), format!("receive {race}"));
    let receive = tokio::spawn(async move { perform(&deployment, &manager, &key, delivery).await });
    let recall = recall_of(vial, &[number]);
    let (deployment, director, key) = (clinic.deployment.clone(), clinic.director(), format!("open {race}"));
    let open = tokio::spawn(async move { perform(&deployment, &director, &key, recall).await });
    open.await.expect("no panic").map_err(|error| error.to_string()).expect("the recall is opened");
    let received = receive.await.expect("no panic").map_err(|error| error.to_string()).expect("it is received");
    received.done.lot_ids[0]
}
