//! Where reads go: each statement from any connection, or all of them at one instant.

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseExecutor, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, Statement, TransactionTrait, prelude::async_trait::async_trait,
};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// The connections that read. What is read may be older than what a write sees; nothing can be written. Cheap to clone.
#[derive(Clone)]
pub struct Reader {
    connections: DatabaseConnection,
    snapshot: Option<Snapshot>,
}

/// The connection that sees one instant, from the first statement on and until nobody reads there any more; or why there
/// is none, so that who asks next does not wait for one again.
type Snapshot = Arc<OnceCell<Result<DatabaseTransaction, DbErr>>>;

impl Reader {
    pub(super) fn new(connections: DatabaseConnection) -> Self {
        Self { connections, snapshot: None }
    }

    /// The same database at one instant, that of the first statement: what others commit after it is not seen. It keeps
    /// a connection from then on, so drop it soon. Of a reader at one instant it is that reader.
    ///
    /// An answer of several statements is not only whole, but also comes sooner: a connection that goes back to the
    /// others is first asked whether it still lives.
    #[must_use]
    pub fn at_one_instant(&self) -> Self {
        let snapshot = self.snapshot.clone().unwrap_or_default();
        Self { connections: self.connections.clone(), snapshot: Some(snapshot) }
    }

    /// Whether all that is read here is of one instant, so that nothing is read twice with two results.
    #[must_use]
    pub fn is_at_one_instant(&self) -> bool {
        self.snapshot.is_some()
    }

    pub(super) async fn ping(&self) -> Result<(), DbErr> {
        self.connections.ping().await
    }

    /// Closes every connection that reads, once what runs on it has ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close(self) -> Result<(), DbErr> {
        self.connections.close().await
    }

    async fn executor(&self) -> Result<DatabaseExecutor<'_>, DbErr> {
        match &self.snapshot {
            Some(snapshot) => snapshot.get_or_init(|| self.begin()).await.as_ref().map(Into::into).map_err(once_more),
            None => Ok((&self.connections).into()),
        }
    }

    /// In a task of its own, which ends when nobody waits any more as well, in its turn for a connection. PostgreSQL would
    /// keep a connection whose `BEGIN` was cut off inside a transaction that nobody knows of: who reads there next would
    /// see the past.
    async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let connections = self.connections.clone();
        let begun = tokio::spawn(async move { connections.begin().await });
        begun.await.unwrap_or_else(|panic| Err(DbErr::Custom(format!("no snapshot was begun: {panic}"))))
    }
}

/// The same failure for another who waited.
fn once_more(failure: &DbErr) -> DbErr {
    match failure {
        DbErr::ConnectionAcquire(cause) => DbErr::ConnectionAcquire(*cause),
        DbErr::Conn(cause) => DbErr::Conn(cause.clone()),
        DbErr::Exec(cause) => DbErr::Exec(cause.clone()),
        DbErr::Query(cause) => DbErr::Query(cause.clone()),
        other => DbErr::Custom(other.to_string()),
    }
}

#[async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        self.connections.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.executor().await?.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.executor().await?.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.executor().await?.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.executor().await?.query_all_raw(statement).await
    }
}
