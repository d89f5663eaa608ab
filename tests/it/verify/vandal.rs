//! Somebody with the password of the database: takes every guard off the tables and changes what the service never
//! would, and can put everything back.

use sea_orm::{ConnectionTrait, DatabaseConnection};

use crate::clinic::Clinic;
use crate::databases::TestDatabase;

/// The tables of the books and of the audit log.
const TABLES: [&str; 11] = [
    "entry",
    "posting",
    "stock",
    "container",
    "usage_line",
    "component",
    "lot",
    "audit_event",
    "audit_seal",
    "sale_line",
    "reservation",
];

pub(super) struct Vandal {
    connection: DatabaseConnection,
    tables: Vec<String>,
}

impl Vandal {
    /// At the tables of the books and of the audit log.
    pub(super) async fn at(database: &TestDatabase) -> Self {
        Self::over(database, TABLES.map(str::to_owned).to_vec()).await
    }

    /// Makes each of these tables anew, without triggers, checks, keys or references, and keeps a copy.
    pub(super) async fn over(database: &TestDatabase, tables: Vec<String>) -> Self {
        let vandal = Self { connection: database.foreign_connection().await, tables };
        vandal.run("PRAGMA foreign_keys = OFF").await.or_else(not_there).unwrap();
        for table in &vandal.tables {
            vandal.run(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await.unwrap();
            vandal.run(&format!("DROP TABLE {table} CASCADE")).await.or_else(not_there).unwrap();
            vandal.run(&format!("DROP TABLE IF EXISTS {table}")).await.unwrap();
            vandal.run(&format!("CREATE TABLE {table} AS SELECT * FROM kept_{table}")).await.unwrap();
        }
        vandal
    }

    /// Changes something.
    pub(super) async fn spoil(&self, sql: &str) {
        let changed = self.run(sql).await.unwrap();
        assert!(changed > 0, "nothing was changed by {sql}");
    }

    /// Puts everything back.
    pub(super) async fn restore(&self) {
        for table in &self.tables {
            self.restore_one(table).await;
        }
    }

    /// Puts one table back.
    pub(super) async fn restore_one(&self, table: &str) {
        self.run(&format!("DELETE FROM {table}")).await.unwrap();
        self.run(&format!("INSERT INTO {table} SELECT * FROM kept_{table}")).await.unwrap();
    }

    /// That nothing is found but that the triggers are gone.
    pub(super) async fn spoilt_nothing(&self, clinic: &Clinic) {
        let report = clinic.verify().await;
        assert!(report.findings.is_empty() && report.tampered.is_empty(), "{report}");
        assert!(!report.triggers.is_empty(), "{report}");
    }

    async fn run(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        Ok(self.connection.execute_unprepared(sql).await?.rows_affected())
    }
}

/// A statement that only the other database knows.
fn not_there(error: sea_orm::DbErr) -> Result<u64, sea_orm::DbErr> {
    if error.to_string().contains("syntax error") { Ok(0) } else { Err(error) }
}
