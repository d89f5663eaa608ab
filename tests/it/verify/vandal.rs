//! Somebody with the password of the database: takes every guard off the tables and changes what the service never
//! would, and can put everything back.

use sea_orm::{ConnectionTrait, DatabaseConnection};

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

pub(super) struct Vandal(DatabaseConnection);

impl Vandal {
    /// Makes each table anew, without triggers, checks, keys or references, and keeps a copy.
    pub(super) async fn at(database: &TestDatabase) -> Self {
        let vandal = Self(database.foreign_connection().await);
        vandal.run("PRAGMA foreign_keys = OFF").await.or_else(not_there).unwrap();
        for table in TABLES {
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
        for table in TABLES {
            self.run(&format!("DELETE FROM {table}")).await.unwrap();
            self.run(&format!("INSERT INTO {table} SELECT * FROM kept_{table}")).await.unwrap();
        }
    }

    async fn run(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        Ok(self.0.execute_unprepared(sql).await?.rows_affected())
    }
}

/// A statement that only the other database knows.
fn not_there(error: sea_orm::DbErr) -> Result<u64, sea_orm::DbErr> {
    if error.to_string().contains("syntax error") { Ok(0) } else { Err(error) }
}
