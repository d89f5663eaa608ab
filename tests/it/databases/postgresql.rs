//! Fresh PostgreSQL databases: copies of a template that was migrated once a run, on the tests' own server or a given one.

use std::io::Write;
use std::thread;

use reqwest::Url;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbErr};
use tokio::sync::OnceCell;

use super::{Home, Kind, TestDatabase, migrated};
use crate::cluster::{Cluster, Durability};

/// A fresh database, or none when there is no server.
pub(super) async fn fresh(durability: Durability) -> Option<TestDatabase> {
    let server = server(durability).map_err(|reason| not_run(&reason)).ok()?;
    let template = template(&server, durability).await;
    let database = Named { server, name: format!("lotwise_test_{:016x}", rand::random::<u64>()) };
    let copy = format!("CREATE DATABASE {} TEMPLATE {template}", database.name);
    administer(&database.server, &copy).await.expect("the server copies the template");
    Some(TestDatabase { kind: Kind::Postgres, url: database.url().into(), _home: Home::Server(database) })
}

/// A database without a schema, or none when there is no server.
pub(super) async fn empty() -> Option<TestDatabase> {
    let server = server(Durability::Fast).map_err(|reason| not_run(&reason)).ok()?;
    let database = Named { server, name: format!("lotwise_test_{:016x}", rand::random::<u64>()) };
    let create = format!("CREATE DATABASE {}", database.name);
    administer(&database.server, &create).await.expect("the server makes a database");
    Some(TestDatabase { kind: Kind::Postgres, url: database.url().into(), _home: Home::Server(database) })
}

/// The server that the tests start for themselves, or none when it cannot be started.
pub(super) fn own_server() -> Option<&'static Cluster> {
    Cluster::shared(Durability::Fast).map_err(not_run).ok()
}

/// The maintenance database of the server that the tests use: their own, unless `TEST_DATABASE_URL` names another.
///
/// # Errors
/// Says why there is none.
pub(crate) fn server(durability: Durability) -> Result<Url, String> {
    let url = match std::env::var("TEST_DATABASE_URL") {
        Ok(given) => given,
        Err(_) => Cluster::shared(durability)?.url().to_owned(),
    };
    url.parse().map_err(|error| format!("TEST_DATABASE_URL: {error}"))
}

/// A database on a server, dropped with this value.
pub(super) struct Named {
    server: Url,
    name: String,
}

impl Named {
    fn url(&self) -> Url {
        let mut url = self.server.clone();
        url.set_path(&self.name);
        url
    }
}

impl Drop for Named {
    /// In a thread of its own, since a test may end inside a runtime that cannot wait; what the test left connected is
    /// disconnected.
    fn drop(&mut self) {
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let server = self.server.clone();
        let dropped = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(administer(&server, &statement)).map_err(std::io::Error::other)
        });
        if !matches!(dropped.join(), Ok(Ok(()))) {
            say(&format!("the test database {} was not dropped", self.name));
        }
    }
}

/// The name of the migrated database that the others are copies of. On a given server it stays behind.
async fn template(server: &Url, durability: Durability) -> &'static str {
    static FAST: OnceCell<String> = OnceCell::const_new();
    static DURABLE: OnceCell<String> = OnceCell::const_new();
    let name = if durability == Durability::Fast { &FAST } else { &DURABLE };
    let migrated = async || {
        let name = format!("lotwise_template_{:016x}", rand::random::<u64>());
        administer(server, &format!("CREATE DATABASE {name}")).await.expect("the server makes a database");
        let mut url = server.clone();
        url.set_path(&name);
        migrated::migrate(url.as_str()).await;
        name
    };
    name.get_or_init(migrated).await
}

async fn administer(server: &Url, statement: &str) -> Result<(), DbErr> {
    let mut options = ConnectOptions::new(server.as_str());
    options.max_connections(1).sqlx_logging(false);
    let connection = Database::connect(options).await?;
    connection.execute_unprepared(statement).await?;
    connection.close().await
}

/// Says which test ran on half of the databases only, past the test harness that keeps what passing tests print.
fn not_run(reason: &str) {
    let test = thread::current().name().unwrap_or("a test").to_owned();
    assert!(std::env::var_os("CI").is_none(), "{test}: no PostgreSQL, which CI must have: {reason}");
    say(&format!("{test}: NOT RUN on PostgreSQL: {reason}"));
}

fn say(what: &str) {
    writeln!(std::io::stderr(), "{what}").expect("standard error is open");
}
