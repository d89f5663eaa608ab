//! Databases on a PostgreSQL server: a given one, or one that is started for this run and waits for the disk.

use sea_orm::sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection, Row, postgres::PgConnectOptions,
};
use std::sync::Mutex;

use crate::Failure;
use crate::tests::cluster::{Cluster, Durability};

/// A server with the databases that were made on it.
pub(crate) struct Server {
    maintenance: PgConnectOptions,
    version: String,
    given: bool,
    made: Mutex<Vec<String>>,
}

impl Server {
    pub(super) async fn reach(given: Option<&str>) -> Result<Self, Failure> {
        let url = match given {
            Some(url) => url,
            None => Cluster::shared(Durability::Durable)?.url(),
        };
        let maintenance: PgConnectOptions = url.parse()?;
        let mut connection = PgConnection::connect_with(&maintenance).await?;
        let version = connection.fetch_one("SHOW server_version").await?.try_get(0)?;
        Ok(Self { maintenance, version, given: given.is_some(), made: Mutex::default() })
    }

    pub(super) async fn empty(&self, name: &str) -> Result<String, Failure> {
        self.create(name, "").await
    }

    /// What was filled is vacuumed first, so that no copy is disturbed by it later.
    pub(super) async fn copy(&self, original: &str, name: &str) -> Result<String, Failure> {
        let original = prefixed(original);
        let mut connection = PgConnection::connect_with(&self.maintenance.clone().database(&original)).await?;
        connection.execute("VACUUM (ANALYZE)").await?;
        connection.close().await?;
        self.create(name, &format!("TEMPLATE {original} STRATEGY FILE_COPY")).await
    }

    pub(super) async fn clear(self) -> Result<(), Failure> {
        let made = self.made.into_inner()?;
        let mut connection = PgConnection::connect_with(&self.maintenance).await?;
        for name in made.iter().filter(|_| self.given) {
            connection.execute(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"))).await?;
        }
        Ok(())
    }

    pub(super) fn description(&self) -> String {
        format!("PostgreSQL {}", self.version)
    }

    async fn create(&self, name: &str, template: &str) -> Result<String, Failure> {
        let name = prefixed(name);
        let mut connection = PgConnection::connect_with(&self.maintenance).await?;
        connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name} {template}"))).await?;
        let url = self.maintenance.clone().database(&name).to_url_lossy();
        if let Ok(mut made) = self.made.lock() {
            made.push(name);
        }
        Ok(url.into())
    }
}

fn prefixed(name: &str) -> String {
    format!("lotwise_bench_{name}")
}
