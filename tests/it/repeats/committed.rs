//! What was committed is never answered as a failure: it is answered whole, or as UNAVAILABLE, which the same key finds.

use std::{sync::Arc, time::Duration};

use entity::{id::LotId, site, usage};
use futures_util::future::join_all;
use lotwise::{
    config::MAX_COMPLEXITY,
    database::{Database, DatabaseSettings, StatementObserver},
    error::{Error, Failure},
    graphql::{self, Schema},
    operations::{self, Deployment, source::StockSource},
    rules::rights::Role,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::{Kind, TestDatabase, both, fresh},
};

const RECORD: &str = "mutation ($input: RecordUsageInput!) { recordUsage(input: $input) \
    { replayed usage { id lines { lot { lotNumber } quantity } } userErrors { code message } } }";
/// The connections that are cut off have this name, and no others.
const UNDER_FIRE: &str = "under-fire";

/// The clinic's lot, and what a nurse's app sends of it.
async fn lot(clinic: &Clinic) -> LotId {
    let vial = clinic.product(neurotoxin()).await.id;
    clinic.receive(vial, "C3016", 5).await
}

fn input(clinic: &Clinic, lot: LotId, key: &str) -> Value {
    json!({
        "idempotencyKey": key,
        "siteId": clinic.denver.id.to_string(),
        "treatmentId": key,
        "patientId": format!("P-{key}"),
        "practitionerId": "practitioner-7",
        "performedAt": clinic.now.to_rfc3339(),
        "lines": [{ "source": { "lotId": lot.to_string() }, "quantity": "1" }],
    })
}

/// The API on connections of its own.
async fn api(clinic: &Clinic, settings: &DatabaseSettings, observer: Option<StatementObserver>) -> (Database, Schema) {
    let database = Database::connect_observed(settings, observer).await.unwrap();
    let deployment = Deployment { database: database.clone(), terms: clinic.deployment.terms.clone() };
    (database, graphql::schema(deployment, MAX_COMPLEXITY))
}

async fn ask(schema: &Schema, clinic: &Clinic, document: &str, variables: Value) -> Value {
    let request = async_graphql::Request::new(document).variables(async_graphql::Variables::from_json(variables));
    serde_json::to_value(schema.execute(request.data(clinic.nurse())).await).unwrap()
}

/// The id of the usage that was answered whole; `None` where the answer is that it may have been recorded.
///
/// # Panics
/// When it was answered as anything else.
fn recorded(answer: &Value) -> Option<String> {
    let Some(errors) = answer.get("errors") else {
        let payload = &answer["data"]["recordUsage"];
        assert_eq!(payload["usage"]["lines"][0]["lot"]["lotNumber"], "C3016", "{answer:#}");
        return payload["usage"]["id"].as_str().map(ToOwned::to_owned);
    };
    for error in errors.as_array().unwrap() {
        assert_eq!(error["extensions"]["code"], "UNAVAILABLE", "{answer:#}");
    }
    None
}

/// Settings whose connections can be told from others on the server.
fn under_fire(database: &TestDatabase, connections: u32) -> DatabaseSettings {
    let sign = if database.url().contains('?') { '&' } else { '?' };
    let url = format!("{}{sign}application_name={UNDER_FIRE}", database.url());
    DatabaseSettings::patient(&url, connections)
}

/// Ends up to `most` of the connections under fire that are in this state, and waits until they are gone.
async fn cut_off(connection: &impl ConnectionTrait, state: &str, most: u32) {
    let sql = format!(
        "SELECT count(pg_terminate_backend(pid, 5000)) FROM (SELECT pid FROM pg_stat_activity \
         WHERE application_name = '{UNDER_FIRE}' AND datname = current_database() AND {state} \
         ORDER BY random() LIMIT {most}) AS chosen"
    );
    connection.execute_unprepared(&sql).await.unwrap();
}

#[tokio::test]
async fn a_mutation_is_answered_whole_while_queries_hold_every_connection() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = lot(&clinic).await;
        let wait = Duration::from_millis(300);
        let settings = DatabaseSettings { wait, ..DatabaseSettings::patient(clinic.database.url(), 1) };
        let (database, schema) = api(&clinic, &settings, None).await;
        let busy = database.reader().at_one_instant();
        site::Entity::find().count(&busy).await.unwrap();

        let query = ask(&schema, &clinic, "{ sites { code } }", json!({})).await;
        assert_eq!(query["errors"][0]["extensions"]["code"], "UNAVAILABLE", "every connection is held: {query:#}");
        for replayed in [false, true] {
            let answer = ask(&schema, &clinic, RECORD, json!({ "input": input(&clinic, lot, "T-1") })).await;
            assert!(recorded(&answer).is_some(), "{answer:#}");
            assert_eq!(answer["data"]["recordUsage"]["replayed"], replayed);
        }
        drop(busy);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_known_key_is_answered_although_the_operation_would_fail_now() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = lot(&clinic).await;
        let usage = clinic.usage([(StockSource::Lot(lot), 10)]);
        let send = async |request, key: &str| {
            operations::perform(&clinic.deployment, &request, key, usage.clone()).await
        };
        let first = send(clinic.nurse(), "known").await.unwrap();

        let foreign = clinic.database.foreign_connection().await;
        let breaks: &[&str] = match clinic.database.kind() {
            Kind::Sqlite => &["CREATE TRIGGER broken BEFORE INSERT ON usage BEGIN SELECT RAISE(ABORT, 'broken'); END"],
            Kind::Postgres => &[
                "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$",
                "CREATE TRIGGER broken BEFORE INSERT ON usage FOR EACH ROW EXECUTE FUNCTION broken()",
            ],
        };
        for statement in breaks {
            foreign.execute_unprepared(statement).await.unwrap();
        }
        let fresh = clinic.usage([(StockSource::Lot(lot), 10)]);
        let failed = clinic.perform(&clinic.nurse(), fresh).await.map(|answer| answer.done);
        assert!(matches!(failed, Err(Error::Failed(Failure::Database(_)))), "{failed:?}");

        let again = send(clinic.nurse(), "known").await.unwrap();
        assert_eq!((again.done.usage_id, again.replayed), (first.done.usage_id, true));
        let stranger = send(clinic.somebody("flo", Role::FrontDesk, "denver"), "known").await;
        assert!(matches!(stranger, Err(Error::Forbidden { .. })), "a repetition needs the right as well");

        let table = if clinic.database.kind() == Kind::Postgres { " ON usage" } else { "" };
        foreign.execute_unprepared(&format!("DROP TRIGGER broken{table}")).await.unwrap();
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_cut_off_between_commit_and_answer_is_unavailable_and_the_same_key_finds_it() {
    let Some(database) = fresh(Kind::Postgres).await else { return };
    let clinic = clinic(database).await;
    let lot = lot(&clinic).await;

    // The last statement before the commit: whoever would read the answer is cut off by then.
    let url = clinic.database.url().to_owned();
    let observer: StatementObserver = Arc::new(move |info| {
        if info.statement.sql.starts_with("INSERT INTO \"audit_event\"") {
            let url = url.clone();
            std::thread::spawn(move || cut_off_idle(&url)).join().unwrap();
        }
    });
    let (_, schema) = api(&clinic, &under_fire(&clinic.database, 1), Some(observer)).await;

    // A connection that nobody used for a second is looked at before it is used: then the answer is whole.
    let mut cut = None;
    for number in 0..20 {
        let key = format!("T-{number}");
        let answer = ask(&schema, &clinic, RECORD, json!({ "input": input(&clinic, lot, &key) })).await;
        if recorded(&answer).is_none() {
            cut = Some(key);
            break;
        }
    }

    let cut = cut.expect("an answer was cut off");
    let answer = clinic.answer(&clinic.nurse(), RECORD, json!({ "input": input(&clinic, lot, &cut) })).await;
    assert_eq!(answer["data"]["recordUsage"]["replayed"], true, "it was committed: {answer:#}");
    assert!(recorded(&answer).is_some());
    clinic.books_are_proved().await;
}

fn cut_off_idle(url: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let connection = sea_orm::Database::connect(url).await.unwrap();
        cut_off(&connection, "state = 'idle'", 100).await;
        connection.close().await.unwrap();
    });
}

/// So many apps, and how much each records.
const APPS: usize = 6;
const USAGES: usize = 10;

async fn cut_off_at_random(gunner: DatabaseConnection) {
    loop {
        cut_off(&gunner, "true", 2).await;
        tokio::time::sleep(Duration::from_millis(15)).await;
    }
}

/// An app sends each of its usages until it is answered whole. Answers how often that was not so.
async fn records_all(schema: &Schema, clinic: &Clinic, lot: LotId, app: usize) -> usize {
    let mut unavailable = 0;
    for number in 0..USAGES {
        let variables = json!({ "input": input(clinic, lot, &format!("T-{app}-{number}")) });
        while recorded(&ask(schema, clinic, RECORD, variables.clone()).await).is_none() {
            unavailable += 1;
        }
    }
    unavailable
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_connections_are_cut_off_at_random_each_usage_is_answered_whole_or_found_by_its_key() {
    let Some(database) = fresh(Kind::Postgres).await else { return };
    let clinic = clinic(database).await;
    let lot = lot(&clinic).await;
    let (_, schema) = api(&clinic, &under_fire(&clinic.database, 4), None).await;

    let gunner = clinic.database.foreign_connection().await;
    let fire = tokio::spawn(cut_off_at_random(gunner));
    let apps = (0..APPS).map(|app| records_all(&schema, &clinic, lot, app));
    let unavailable: usize = join_all(apps).await.into_iter().sum();
    fire.abort();

    assert!(unavailable > 0, "nothing was cut off");
    let usages = usage::Entity::find().count(clinic.deployment.database.reader()).await.unwrap();
    assert_eq!(usages, (APPS * USAGES) as u64, "each is recorded once, after {unavailable} times of UNAVAILABLE");
    assert_eq!(clinic.balance(lot).await.on_hand.to_string(), (500 - APPS * USAGES).to_string());
    clinic.books_are_proved().await;
}
