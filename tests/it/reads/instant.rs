//! What one query answers is read at one instant, on one connection, whatever is recorded meanwhile.

use super::each;
use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use entity::{id::LotId, site};
use futures_util::future::join_all;
use lotwise::{
    config::MAX_COMPLEXITY,
    database::{self, Database, DatabaseSettings, Reader},
    graphql,
    operations::{Deployment, create_site::CreateSite},
};
use rust_decimal::Decimal;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, PaginatorTrait};
use serde_json::json;
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

/// The balance of a lot and its entries, in fields that are answered side by side.
const BOOKS: &str = "query ($lot: ID!) {
    balance: node(id: $lot) { ... on Lot { stock { onHand } } }
    entries: node(id: $lot) { ... on Lot { ledger(first: 100) { nodes { quantity } } } }
}";

const USAGES: i64 = 60;

#[tokio::test(flavor = "multi_thread")]
async fn the_balance_of_an_answer_is_the_sum_of_its_entries_while_usages_are_recorded() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 2).await;
        let recorded = AtomicBool::new(false);
        let nurse = async {
            for patient in 0..USAGES {
                clinic.treats(lot, 1, &format!("47{patient:02}")).await;
            }
            recorded.store(true, Ordering::Relaxed);
        };
        let auditor = async {
            let mut balances = Vec::new();
            while !recorded.load(Ordering::Relaxed) {
                balances.push(balance(&clinic, lot).await);
            }
            balances
        };
        let (balances, ()) = tokio::join!(auditor, nurse);
        assert!(balances.is_sorted_by(|before, after| before >= after), "each query sees what came before it");
        assert_eq!(balance(&clinic, lot).await, Decimal::from(200 - USAGES));
    })
    .await;
}

/// What is on hand of a lot, by its balance and by its entries.
async fn balance(clinic: &Clinic, lot: LotId) -> Decimal {
    let books = clinic.asks(&clinic.auditor(), BOOKS, json!({ "lot": lot.to_string() })).await;
    let amount = |amount: &str| amount.parse::<Decimal>().unwrap();
    let on_hand = amount(books["balance"]["stock"][0]["onHand"].as_str().unwrap());
    let entries: Decimal = each(&books["entries"]["ledger"], "/quantity").iter().map(|quantity| amount(quantity)).sum();
    assert_eq!(on_hand, entries);
    on_hand
}

#[tokio::test(flavor = "multi_thread")]
async fn queries_that_hold_every_connection_still_log_whose_records_they_read() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 2).await;
        clinic.treats(lot, 10, "4711").await;
        let settings =
            DatabaseSettings { wait: Duration::from_secs(10), ..DatabaseSettings::patient(clinic.database.url(), 1) };
        let database = Database::connect(&settings).await.unwrap();
        let schema = graphql::schema(Deployment { database, terms: clinic.deployment.terms.clone() }, MAX_COMPLEXITY);
        let answers = join_all((0..8).map(async |_| {
            let document = "{ usages { nodes { patient { id } } } patient(id: \"4711\") { id } viewer { subject } }";
            schema.execute(async_graphql::Request::new(document).data(clinic.director())).await
        }));
        for answer in answers.await {
            assert_eq!(answer.errors, []);
        }
        assert_eq!(clinic.logged("usage.patient").await.len(), 8);
    })
    .await;
}

#[tokio::test]
async fn a_reader_writes_nothing() {
    both(async |database| {
        let clinic = clinic(database).await;
        for reader in
            [clinic.deployment.database.reader().clone(), clinic.deployment.at_one_instant().database.reader().clone()]
        {
            let written = reader.execute_unprepared("UPDATE site SET name = 'another'").await.unwrap_err().to_string();
            assert!(written.contains("read-only") || written.contains("readonly"), "{written}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_reads_after_a_transaction_that_the_database_ended_itself_sees_what_is_there_now() {
    both(async |database| {
        let clinic = clinic(database).await;
        let settings = DatabaseSettings::patient(clinic.database.url(), 1);
        let reader = database::reader(&settings).await.unwrap();
        let sites = async |reader: &Reader| site::Entity::find().count(reader).await.unwrap();
        let ended = reader.at_one_instant();
        assert_eq!(sites(&ended).await, 2);
        // As SQLite does when the disk fails: the driver still believes that it is inside.
        ended.execute_unprepared("ROLLBACK").await.unwrap();
        drop(ended);
        assert_eq!(sites(&reader.at_one_instant()).await, 2);
        let another = CreateSite { code: "reno".into(), name: "Reno".into(), time_zone: "America/Los_Angeles".into() };
        clinic.done(&clinic.admin(), another).await;
        assert_eq!(sites(&reader.at_one_instant()).await, 3);
        assert_eq!(sites(&reader).await, 3);
    })
    .await;
}

#[tokio::test]
async fn a_query_waits_once_for_a_connection_and_then_says_that_the_database_is_busy() {
    both(async |database| {
        let clinic = clinic(database).await;
        let wait = Duration::from_millis(300);
        let settings = DatabaseSettings { wait, ..DatabaseSettings::patient(clinic.database.url(), 1) };
        let database = Database::connect(&settings).await.unwrap();
        let busy = database.reader().at_one_instant();
        site::Entity::find().count(&busy).await.unwrap();
        let waits = database.reader().at_one_instant();
        let refused = async || site::Entity::find().count(&waits).await.unwrap_err();
        assert!(matches!(refused().await, DbErr::ConnectionAcquire(_)));
        let schema = graphql::schema(Deployment { database, terms: clinic.deployment.terms.clone() }, MAX_COMPLEXITY);
        let through_a_loader = format!("{{ stock(siteId: \"{}\") {{ nodes {{ onHand }} }} }}", clinic.denver.id);
        for document in ["{ sites { id } }", &through_a_loader] {
            let answer = schema.execute(async_graphql::Request::new(document).data(clinic.manager())).await;
            let errors = serde_json::to_value(&answer.errors).unwrap();
            assert_eq!(errors[0]["extensions"]["code"], json!("UNAVAILABLE"), "{errors}");
        }
        drop(busy);
        assert!(
            matches!(refused().await, DbErr::ConnectionAcquire(_)),
            "there is a connection now, and it does not wait"
        );
    })
    .await;
}
