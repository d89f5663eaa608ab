//! What is appended stays: the database itself refuses to change, remove or replace it.

use entity::product::ContainerUse;
use futures_util::FutureExt;
use sea_orm::ConnectionTrait;

use super::vandal::foreign_connection;
use crate::databases::{Kind, both, fresh};
use crate::stockroom::Stockroom;

/// The tables of the service that only grow, each with a column.
const APPEND_ONLY: [(&str, &str); 8] = [
    ("posting", "reason"),
    ("entry", "value"),
    ("idempotency", "answer"),
    ("audit_event", "outcome"),
    ("supplier_authorization", "number"),
    ("lot_correction", "reason"),
    ("usage_correction", "reason"),
    ("patient_link", "by"),
];

/// A stockroom in which each of these tables has a row.
async fn stockroom(database: &crate::databases::TestDatabase) -> Stockroom {
    let stockroom = Stockroom::open(database).await;
    let vial = stockroom.product("VIAL", ContainerUse::MultiPatient, 100).await;
    let lot = stockroom.receive(vial, "A1", 3).await;
    stockroom.draw(lot, 30).await;
    let rows = [
        "INSERT INTO supplier_authorization SELECT id, id, '1', 'board', '2026-01-01', '2027-01-01', NULL FROM supplier",
        "INSERT INTO lot_correction SELECT id, id, 1, 'a', 'b', 'keyed wrong', NULL, NULL, FALSE, NULL FROM lot",
        "INSERT INTO usage_correction SELECT id, id, 1, 'a', 'wrong patient', 'patient' FROM usage",
        "INSERT INTO patient_link SELECT id, 'P1', 'P2', FALSE, 1, 'a' FROM usage",
    ];
    for row in rows {
        write(&stockroom, row.to_owned()).await.unwrap();
    }
    stockroom
}

/// Runs a statement where the service itself writes.
async fn write(stockroom: &Stockroom, sql: String) -> Result<(), String> {
    let write = stockroom.deployment.database.write(move |transaction| {
        let sql = sql.clone();
        async move { Ok(transaction.execute_unprepared(&sql).await.map(drop)?) }.boxed()
    });
    write.await.map_err(|error| format!("{error:?}"))
}

async fn assert_refused(stockroom: &Stockroom, table: &str, sql: &str) {
    let refusal = write(stockroom, sql.to_owned()).await.expect_err(sql);
    assert!(refusal.contains(&format!("{table} is append-only")), "{sql}: {refusal}");
}

#[tokio::test]
async fn appended_rows_are_never_updated_or_deleted() {
    both(async |database| {
        let stockroom = stockroom(&database).await;
        for (table, column) in APPEND_ONLY {
            assert_refused(&stockroom, table, &format!("UPDATE {table} SET {column} = {column}")).await;
            assert_refused(&stockroom, table, &format!("DELETE FROM {table}")).await;
        }
        stockroom.assert_clean().await;
    })
    .await;
}

#[tokio::test]
async fn appended_tables_are_never_truncated() {
    let Some(database) = fresh(Kind::Postgres).await else { return };
    let stockroom = stockroom(&database).await;
    for (table, _) in APPEND_ONLY {
        let refusal = write(&stockroom, format!("TRUNCATE {table} CASCADE")).await.expect_err(table);
        assert!(refusal.contains("is append-only"), "{refusal}");
    }
}

#[tokio::test]
async fn appended_rows_are_never_replaced_where_the_service_writes() {
    let Some(database) = fresh(Kind::Sqlite).await else { return };
    let stockroom = stockroom(&database).await;
    for (table, _) in APPEND_ONLY {
        assert_refused(&stockroom, table, &format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}")).await;
    }
}

/// SQLite asks the triggers about a replaced row only where `recursive_triggers` is on, which a foreign connection need
/// not set: there a row can be replaced, and the proof finds it.
#[tokio::test]
async fn a_row_that_another_program_replaced_is_found() {
    let Some(database) = fresh(Kind::Sqlite).await else { return };
    let stockroom = stockroom(&database).await;
    let foreign = foreign_connection(&database).await;
    let as_it_was = "INSERT OR REPLACE INTO posting SELECT * FROM posting";
    foreign.execute_unprepared(as_it_was).await.unwrap();
    stockroom.assert_clean().await;
    let columns = "id, kind, site_id, occurred_at, recorded_at, 'somebody else', recorded_through, document, reason, \
                   supplier_id, authorization_id, witness_id, disposal_route, certificate, reverses_id";
    foreign.execute_unprepared(&format!("INSERT OR REPLACE INTO posting SELECT {columns} FROM posting")).await.unwrap();
    assert_eq!(stockroom.verify().await.findings.len(), 2, "each of the two entries shows it");
}
