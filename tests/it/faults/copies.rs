//! Several copies of the program on one PostgreSQL, as when one machine is not enough. SQLite is of one copy, beside which
//! commands run.

use futures_util::future::join_all;
use lotwise::database::{Database, DatabaseSettings};
use sea_orm::ConnectionTrait;
use std::collections::BTreeSet;
use std::time::Duration;

use super::running::{Answered, Running};
use crate::databases::{self, Kind};
use crate::process::{Service, lotwise, run};

/// How many usages each copy is sent.
const USAGES: usize = 100;

#[tokio::test(flavor = "multi_thread")]
async fn two_copies_record_side_by_side_and_one_key_sent_to_both_is_one_usage() {
    let Some(database) = databases::durable(Kind::Postgres).await else { return };
    let running = Running::start(database).await;
    let copy = running.copy();
    let apps = [running.app(), running.app_of(&copy)];
    let sent = (0..USAGES).flat_map(|number| {
        apps.iter().map(move |app| async move {
            let key = format!("both-{number}");
            let used = app.use_one(&key).await.expect("the copy answers");
            (key, used)
        })
    });
    let answers = join_all(sent).await;
    let first: BTreeSet<_> = answers.iter().filter(|(_, used)| !used.replayed).map(|(key, _)| key).collect();
    assert_eq!((answers.len(), first.len()), (2 * USAGES, USAGES), "each key was recorded by one copy");
    let answered: Answered = answers.into_iter().map(|(key, used)| (key, used.id)).collect();
    assert_eq!(running.recorded().await, answered);
    running.assert_nothing_is_lost(&answered).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_that_start_at_once_on_an_empty_database_make_its_schema_once() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let Some(database) = databases::empty(kind).await else { continue };
        let settings = [
            ("DATABASE_URL", database.url()),
            ("LOTWISE_LISTEN", "127.0.0.1:0"),
            ("LOTWISE_SIGNING_KEY", "a signing key for the tests, 32 bytes or more"),
        ];
        let starts = || {
            let mut command = lotwise(&["serve"], &[]);
            command.envs(settings);
            tokio::task::spawn_blocking(move || Service::start(command))
        };
        for service in join_all((0..3).map(|_| starts())).await {
            drop(service.expect("it serves"));
        }
        let verify = run(lotwise(&["verify"], &settings));
        assert!(verify.status.success(), "{kind}: {verify:?}");
    }
}

#[tokio::test]
async fn a_program_starts_while_another_one_writes_for_long() {
    let Some(database) = databases::fresh(Kind::Sqlite).await else { return };
    let import = database.foreign_connection().await;
    import.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    let settings = DatabaseSettings { wait: Duration::from_millis(50), ..DatabaseSettings::patient(database.url(), 1) };
    let started = Database::connect(&settings).await.expect("the schema is there, and is only looked at");
    started.ping().await.unwrap();
    import.execute_unprepared("ROLLBACK").await.unwrap();
}
