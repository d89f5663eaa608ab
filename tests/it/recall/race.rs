//! While many use a lot and a recall of it opens: nothing is used after the recall's commit but what is declared, and
//! everything that was used is in the exposures. Receipts of a new lot that race with the opening are held, either way. A
//! recall that is cancelled while people work through its contacts leaves none of them pending.

use super::another_recall;
use crate::{
    clinic::{Clinic, clinic, neurotoxin, serum},
    databases::{TestDatabase, both},
};
use entity::{
    entry,
    id::{LotId, ProductId, RecallId},
    recall_contact::ContactStatus,
};
use futures_util::{
    FutureExt,
    future::{join, join_all},
};
use lotwise::{
    error::Error,
    operations::{
        Act, Operation,
        cancel_recall::CancelRecall,
        open_recall::OpenRecall,
        perform,
        record_sale::RecordSale,
        record_usage::{AlreadyPerformed, RecordUsage},
        source::StockSource,
    },
    rules::refusal::Code,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::Serialize;
use std::collections::BTreeSet;

/// How many use and sell the lot while it is being recalled; half of them declare what was done already.
const CLIENTS: usize = 32;

/// How often each race is run: five times, or as often as `LOTWISE_TEST_RACES` says.
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

/// What one of them did, and to whom.
struct Done {
    who: String,
    sold: bool,
    declared: bool,
    refused: Option<Code>,
}

enum Outcome {
    Act(Done),
    Recall(RecallId, u64),
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_used_or_sold_after_a_recall_opened_but_what_is_declared_and_everybody_is_found() {
    both(async |database| recall_while_others_run(database).await).await;
}

async fn recall_while_others_run(database: TestDatabase) {
    let clinic = clinic(database).await;
    let bottle = clinic.product(serum()).await.id;
    for race in 0..races() {
        let number = format!("A{race:03}");
        let lot_id = clinic.receive(bottle, &number, 40).await;
        let recall = RecallAndCount { recall: another_recall(bottle, &[&number]), lot_id };
        let (deployment, director, key) = (clinic.deployment.clone(), clinic.director(), format!("recall {race}"));
        let recall = async move {
            let done = perform(&deployment, &director, &key, recall).await.expect("the recall is opened").done;
            Outcome::Recall(done.0, done.1)
        };
        let one = |client| {
            let acts = if client % 2 == 0 {
                usage(&clinic, lot_id, race, client).boxed()
            } else {
                sale(&clinic, lot_id, race, client).boxed()
            };
            acts.map(Outcome::Act).boxed()
        };
        let mut calls: Vec<_> = (0..CLIENTS).map(one).collect();
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
) -> impl Future<Output = Done> + Send + 'static + use<> {
    let (who, declared) = (format!("P-{race}-{client}"), client.is_multiple_of(4));
    let usage = if declared {
        clinic.declared(lot, 1, &who)
    } else {
        RecordUsage { patient_id: who.clone(), ..clinic.usage([(StockSource::Lot(lot), 1)]) }
    };
    let (deployment, nurse, key) = (clinic.deployment.clone(), clinic.nurse(), format!("usage {race} {client}"));
    async move {
        let refused = refused(perform(&deployment, &nurse, &key, usage).await);
        Done { who, sold: false, declared, refused }
    }
}

fn sale(
    clinic: &Clinic,
    lot: LotId,
    race: usize,
    client: usize,
) -> impl Future<Output = Done> + Send + 'static + use<> {
    let (who, declared) = (format!("S-{race}-{client}"), client % 4 == 1);
    let fact = AlreadyPerformed { why: entity::usage::LateReason::Offline, note: None };
    let sale = RecordSale {
        sale_id: who.clone(),
        customer_id: None,
        already_performed: declared.then_some(fact),
        ..clinic.sale([(StockSource::Lot(lot), 1)])
    };
    let (deployment, desk, key) = (clinic.deployment.clone(), clinic.front_desk(), format!("sale {race} {client}"));
    async move {
        let refused = refused(perform(&deployment, &desk, &key, sale).await);
        Done { who, sold: true, declared, refused }
    }
}

fn refused<T>(answer: Result<T, Error>) -> Option<Code> {
    match answer {
        Ok(_) => None,
        Err(Error::Refused(refusals)) => Some(refusals[0].code()),
        Err(error) => panic!("neither done nor refused: {error}"),
    }
}

async fn check(clinic: &Clinic, lot: LotId, outcomes: &[Outcome]) {
    let (mut opened, mut done) = (None, vec![]);
    for outcome in outcomes {
        match outcome {
            Outcome::Recall(id, entries) => opened = Some((*id, *entries)),
            Outcome::Act(act) => match act.refused {
                Some(code) => {
                    assert!(!act.declared, "what was done already is never refused");
                    assert_eq!(code, Code::StockNotUsable);
                }
                None => done.push(act),
            },
        }
    }
    let (recall, entries_then) = opened.expect("a recall");
    let declared = done.iter().filter(|act| act.declared).count() as u64;
    let undeclared = done.len() as u64 - declared;
    let entries_now = entries(clinic.deployment.database.reader(), lot).await;
    assert_eq!(entries_now, 1 + undeclared + declared, "the receipt and one entry for each act");
    assert!(entries_then > undeclared, "every undeclared act came before the recall's commit");
    assert!(entries_now - entries_then <= declared, "only declared ones came after it");
    let seen = clinic
        .recall(recall, "exposures(first: 100) { nodes { patient { id } } } sales(first: 100) { nodes { saleId } }")
        .await;
    let found = |list: &str, field: &str| -> BTreeSet<String> {
        let nodes = seen[list]["nodes"].as_array().into_iter().flatten();
        nodes.filter_map(|node| node.pointer(field)?.as_str().map(ToOwned::to_owned)).collect()
    };
    let whom = |sold: bool| -> BTreeSet<String> {
        done.iter().filter(|act| act.sold == sold).map(|act| act.who.clone()).collect()
    };
    assert_eq!(found("exposures", "/patient/id"), whom(false), "everybody who was treated is in the exposures");
    assert_eq!(found("sales", "/saleId"), whom(true), "and every sale among the sales");
    let told: BTreeSet<String> =
        clinic.contacts_of(recall).await.into_iter().map(|contact| contact.subject_id).collect();
    assert_eq!(told, done.iter().map(|act| act.who.clone()).collect(), "and everybody on the contact list");
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
    let recall = another_recall(vial, &[number]);
    let (deployment, director, key) = (clinic.deployment.clone(), clinic.director(), format!("open {race}"));
    let open = tokio::spawn(async move { perform(&deployment, &director, &key, recall).await });
    open.await.expect("no panic").map_err(|error| error.to_string()).expect("the recall is opened");
    let received = receive.await.expect("no panic").map_err(|error| error.to_string()).expect("it is received");
    received.done.lot_ids[0]
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_stays_on_the_list_of_a_recall_that_is_cancelled_while_people_work_through_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, director) = (clinic.product(neurotoxin()).await.id, clinic.director());
        for race in 0..races() {
            let number = format!("C{race:03}");
            let lot = clinic.receive(vial, &number, 1).await;
            clinic.draw(lot, 10).await;
            let recall_id = clinic.opens_recall(vial, &[&number]).await;
            clinic.done(&director, clinic.called(recall_id, ContactStatus::Contacted).await).await;
            let again = clinic.called(recall_id, ContactStatus::Pending).await;
            let again = (0..4).map(|_| clinic.perform(&director, again.clone()));
            let reason = "another firm's lot".to_owned();
            let cancel = CancelRecall { recall_id, reason, confirmed_by_id: None, approval_id: None };
            let cancel = clinic.by_two(&director, cancel);
            let (_, cancelled) = join(join_all(again), cancel).await;
            cancelled.unwrap();
            let left = clinic.contacts_of(recall_id).await;
            assert!(left.iter().all(|contact| contact.status != ContactStatus::Pending), "{left:?}");
        }
        clinic.books_are_proved().await;
    })
    .await;
}
