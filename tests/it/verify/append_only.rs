//! What is appended stays: the database itself refuses to change, remove or replace it.

use futures_util::FutureExt;
use lotwise::operations::audit::seal::seal_all;
use sea_orm::{ConnectionTrait, Statement};
use std::collections::BTreeSet;

use crate::clinic::{Clinic, clinic, neurotoxin};
use crate::databases::{Kind, TestDatabase, both, fresh};

/// The tables of the service that only grow, each with a column.
const APPEND_ONLY: [(&str, &str); 29] = [
    ("posting", "reason"),
    ("entry", "value"),
    ("idempotency", "answer"),
    ("audit_event", "outcome"),
    ("audit_seal", "sealed_at"),
    ("audit_person", "kind"),
    ("supplier_authorization", "number"),
    ("lot_correction", "reason"),
    ("usage_correction", "reason"),
    ("patient_link", "by"),
    ("component", "quantity"),
    ("former_price", "price"),
    ("product_fact_change", "reason"),
    ("site_price", "price"),
    ("sale_return", "recorded_by"),
    ("sale_return_line", "reason"),
    ("recall_scope", "criteria"),
    ("recall_lot", "matched_at"),
    ("recall_contact_site", "site_id"),
    ("recall_attempt", "channel"),
    ("recall_count", "counted"),
    ("recall_explanation", "reason"),
    ("recall_event", "what"),
    ("recall_disposal", "recall_id"),
    ("book_currency", "code"),
    ("fact", "digest"),
    ("fact_baseline", "facts"),
    ("approval_site", "site_id"),
    ("approval_decision", "by"),
];

/// A clinic in which each of these tables has a row.
async fn busy_clinic(database: TestDatabase) -> Clinic {
    let clinic = clinic(database).await;
    let vial = clinic.product(neurotoxin()).await.id;
    let lot = clinic.receive(vial, "A1", 3).await;
    clinic.draw(lot, 30).await;
    seal_all(&clinic.deployment, clinic.now.into()).await.unwrap();
    let rows = [
        "INSERT INTO supplier_authorization (id, supplier_id, number, authority, valid_from, valid_until) \
         SELECT id, id, '1', 'board', '2026-01-01', '2027-01-01' FROM supplier",
        "INSERT INTO lot_correction (id, lot_id, at, by, confirmed_by, reason, expiry_changed) \
         SELECT id, id, 1, 'a', 'b', 'keyed wrong', FALSE FROM lot",
        "INSERT INTO audit_person (kind, person_id, event_id) SELECT 'PATIENT', 'P1', id FROM audit_event",
        "INSERT INTO approval (id, client, key, round, operation, request_hash, act, summary, code, everywhere, \
         signers, needed, requested_by, requested_at, expires_at) \
         SELECT id, 'a', code, 1, 'correctLot', (SELECT request_hash FROM idempotency LIMIT 1), 'CORRECT_LOT', 'b', \
         code, FALSE, 'MANAGER', 1, 'max', 1, 2 FROM site",
        "INSERT INTO approval_site (approval_id, site_id) SELECT id, id FROM site",
        "INSERT INTO approval_decision (id, approval_id, by, at, signed) SELECT id, id, 'mia', 1, TRUE FROM site",
        "INSERT INTO usage_correction (id, usage_id, at, by, reason, what) SELECT id, id, 1, 'a', 'so', 'b' FROM usage",
        "INSERT INTO patient_link (from_id, sequence, into_id, undone, at, by) VALUES ('P1', 1, 'P2', FALSE, 1, 'a')",
        "INSERT INTO component (id, usage_line_id, product_id, quantity) \
         SELECT id, id, product_id, 1 FROM usage_line",
        "INSERT INTO former_price (product_id, until, price) SELECT id, 1, 1 FROM product",
        "INSERT INTO product_fact_change (product_id, sequence, at, by, reason, before) \
         SELECT id, 1, 1, 'a', 'so', '{}' FROM product",
        "INSERT INTO site_price (id, product_id, site_id, starts_on, starts_at, price, set_at, set_by) \
         SELECT id, product_id, site_id, '2026-03-02', 1, 1, 1, 'a' FROM stock",
        "INSERT INTO sale_return (id, site_id, returned_at, returned_on, recorded_at, recorded_by) \
         SELECT id, site_id, 1, '2026-03-02', 1, 'flo' FROM posting",
        "INSERT INTO sale_return_line (id, sale_return_id, line, product_id, quantity, asked, disposition, booked, reason) \
         SELECT id, id, 0, (SELECT product_id FROM stock LIMIT 1), 1, 'DESTROY', 'DESTROY', FALSE, 'so' FROM sale_return",
        "INSERT INTO recall (id, kind, classification, firm, reason, initiated_on, status, opened_at, opened_by, trace_millis) \
         SELECT id, 'MOCK', 'CLASS_I', 'a', 'so', '2026-03-02', 'OPEN', 1, 'dia', 0 FROM lot",
        "INSERT INTO recall_scope (recall_id, line, product_id, criteria, added_at, added_by) \
         SELECT id, 0, product_id, '{}', 1, 'dia' FROM lot",
        "INSERT INTO recall_lot (recall_id, lot_id, line, matched_at) SELECT id, id, 0, 1 FROM lot",
        "INSERT INTO recall_contact (id, recall_id, subject, subject_id, certain, status) \
         SELECT id, id, 'PATIENT', 'P1', TRUE, 'PENDING' FROM lot",
        "INSERT INTO recall_contact_site (contact_id, site_id) SELECT lot_id, site_id FROM stock",
        "INSERT INTO recall_attempt (id, contact_id, at, by, channel, status, recorded_at) \
         SELECT id, id, 1, 'a', 'phone', 'CONTACTED', 1 FROM lot",
        "INSERT INTO recall_count (id, recall_id, lot_id, site_id, booked, counted, sequence, at, by) \
         SELECT id, lot_id, lot_id, site_id, 0, 0, 0, 1, 'a' FROM stock",
        "INSERT INTO recall_explanation (id, recall_id, lot_id, site_id, quantity, reason, at, by) \
         SELECT id, lot_id, lot_id, site_id, 1, 'so', 1, 'a' FROM stock",
        "INSERT INTO recall_event (id, recall_id, at, by, what) SELECT id, id, 1, 'a', 'so' FROM lot",
        "INSERT INTO recall_disposal (posting_id, recall_id) SELECT posting.id, lot.id FROM posting, lot LIMIT 1",
    ];
    for row in rows {
        write(&clinic, row.to_owned()).await.unwrap();
    }
    clinic
}

/// Runs a statement where the service itself writes.
async fn write(clinic: &Clinic, sql: String) -> Result<(), String> {
    let write = clinic.deployment.database.write(move |transaction| {
        let sql = sql.clone();
        async move { Ok(transaction.execute_unprepared(&sql).await.map(drop)?) }.boxed()
    });
    write.await.map_err(|error| format!("{error:?}"))
}

async fn assert_refused(clinic: &Clinic, table: &str, sql: &str) {
    let refusal = write(clinic, sql.to_owned()).await.expect_err(sql);
    assert!(refusal.contains(&format!("{table} is append-only")), "{sql}: {refusal}");
}

#[tokio::test]
async fn every_table_that_only_grows_is_listed_here() {
    both(async |database| {
        let triggers = match database.kind() {
            Kind::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_is_never_deleted'",
            Kind::Postgres => "SELECT tgname::text AS name FROM pg_trigger WHERE tgname LIKE '%_is_never_changed'",
        };
        let connection = database.foreign_connection().await;
        let statement = Statement::from_string(connection.get_database_backend(), triggers);
        let rows = connection.query_all_raw(statement).await.unwrap();
        let names: BTreeSet<String> = rows.iter().map(|row| row.try_get("", "name").unwrap()).collect();
        let guarded: BTreeSet<_> = names.iter().filter_map(|name| Some(name.split_once("_is_never_")?.0)).collect();
        assert_eq!(guarded, APPEND_ONLY.iter().map(|(table, _)| *table).collect());
    })
    .await;
}

#[tokio::test]
async fn appended_rows_are_never_updated_or_deleted() {
    both(async |database| {
        let clinic = busy_clinic(database).await;
        for (table, column) in APPEND_ONLY {
            assert_refused(&clinic, table, &format!("UPDATE {table} SET {column} = {column}")).await;
            assert_refused(&clinic, table, &format!("DELETE FROM {table}")).await;
        }
        assert_eq!(clinic.verify().await.findings, []);
    })
    .await;
}

#[tokio::test]
async fn appended_tables_are_never_truncated() {
    let Some(database) = fresh(Kind::Postgres).await else { return };
    let clinic = busy_clinic(database).await;
    for (table, _) in APPEND_ONLY {
        let refusal = write(&clinic, format!("TRUNCATE {table} CASCADE")).await.expect_err(table);
        assert!(refusal.contains("is append-only"), "{refusal}");
    }
}

#[tokio::test]
async fn appended_rows_are_never_replaced_where_the_service_writes() {
    let Some(database) = fresh(Kind::Sqlite).await else { return };
    let clinic = busy_clinic(database).await;
    for (table, _) in APPEND_ONLY {
        assert_refused(&clinic, table, &format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}")).await;
    }
}

/// SQLite asks the triggers about a replaced row only where `recursive_triggers` is on, which a foreign connection need
/// not set: there a row can be replaced, and the proof finds it.
#[tokio::test]
async fn a_row_that_another_program_replaced_is_found() {
    let Some(database) = fresh(Kind::Sqlite).await else { return };
    let clinic = busy_clinic(database).await;
    let foreign = clinic.database.foreign_connection().await;
    let as_it_was = "INSERT OR REPLACE INTO posting SELECT * FROM posting";
    foreign.execute_unprepared(as_it_was).await.unwrap();
    assert_eq!(clinic.verify().await.findings, []);
    let columns = "id, kind, site_id, occurred_at, recorded_at, 'somebody else', recorded_through, document, reason, \
                   supplier_id, authorization_id, witness_id, disposal_route, certificate, reverses_id, accounted_on";
    foreign.execute_unprepared(&format!("INSERT OR REPLACE INTO posting SELECT {columns} FROM posting")).await.unwrap();
    assert_eq!(clinic.verify().await.findings.len(), 2, "each of the two entries shows it");
}
