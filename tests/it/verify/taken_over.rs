//! A database that is older than facts is taken over as it is found: what is changed afterwards shows.

use lotwise::ledger::verify::RowFault;
use lotwise::operations::audit::seal::seal_all;
use sea_orm::ConnectionTrait;

use super::vandal::Vandal;
use crate::clinic::{Clinic, clinic, neurotoxin};
use crate::databases::both;

/// Takes every fact and the baseline out of the database of a clinic, and opens it anew.
async fn older_than_facts(clinic: Clinic) -> Clinic {
    let connection = clinic.database.foreign_connection().await;
    let steps = match clinic.database.kind() {
        crate::databases::Kind::Sqlite => {
            "DROP TABLE fact_baseline; ALTER TABLE audit_seal DROP COLUMN baseline; \
             DROP TRIGGER fact_is_never_deleted; DELETE FROM fact; \
             DROP TRIGGER audit_event_is_never_updated; \
             UPDATE audit_event SET facts = NULL, facts_digest = NULL, mac = NULL; \
             DELETE FROM seaql_migrations WHERE version = 'm0022_facts_proved'"
        }
        crate::databases::Kind::Postgres => {
            "DROP TABLE fact_baseline; ALTER TABLE audit_seal DROP COLUMN baseline; \
             DROP TRIGGER fact_is_never_changed ON fact; DELETE FROM fact; \
             DROP TRIGGER audit_event_is_never_changed ON audit_event; \
             UPDATE audit_event SET facts = NULL, facts_digest = NULL, mac = NULL; \
             DELETE FROM seaql_migrations WHERE version = 'm0022_facts_proved'"
        }
    };
    connection.execute_unprepared(steps).await.unwrap();
    clinic.opened_anew().await
}

#[tokio::test]
async fn rows_from_before_facts_are_taken_over_as_they_are_found_and_proved_from_then_on() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "A1", 3).await;
        clinic.draw(lot, 30).await;

        let clinic = older_than_facts(clinic).await;
        let report = clinic.verify().await;
        assert!(report.findings.is_empty() && report.tampered.is_empty(), "{report}");
        assert!(report.taken_over > 10 && report.facts_since.is_some(), "{report}");
        assert!(report.to_string().contains("taken over as they were found at"), "{report}");

        // What was taken over goes on, and what was changed afterwards shows.
        clinic.draw(lot, 20).await;
        seal_all(&clinic.deployment, clinic.now.into()).await.unwrap();
        assert!(clinic.verify().await.tampered.is_empty());
        let vandal = Vandal::at(&clinic.database).await;
        vandal.spoil("UPDATE lot SET lot_number = 'A7'").await;
        let report = clinic.verify().await;
        let [found] = &report.tampered[..] else { panic!("{report}") };
        assert_eq!((found.table, &found.columns[..]), ("lot", &["lot_number"][..]));
        assert!(matches!(found.fault, RowFault::Changed { .. }));
    })
    .await;
}

#[tokio::test]
async fn a_baseline_that_is_made_anew_differs_from_what_the_seals_name() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(neurotoxin()).await;
        seal_all(&clinic.deployment, clinic.now.into()).await.unwrap();

        // Somebody changes a row, and lets the service take it over.
        let connection = clinic.database.foreign_connection().await;
        let steps = match clinic.database.kind() {
            crate::databases::Kind::Sqlite => {
                "DROP TRIGGER fact_baseline_is_never_deleted; DROP TRIGGER fact_baseline_is_never_updated; \
                 UPDATE product SET name = 'another'; DROP TABLE fact_baseline; \
                 ALTER TABLE audit_seal RENAME COLUMN baseline TO hidden; \
                 DELETE FROM seaql_migrations WHERE version = 'm0022_facts_proved'"
            }
            crate::databases::Kind::Postgres => {
                "UPDATE product SET name = 'another'; DROP TABLE fact_baseline; \
                 ALTER TABLE audit_seal RENAME COLUMN baseline TO hidden; \
                 DELETE FROM seaql_migrations WHERE version = 'm0022_facts_proved'"
            }
        };
        connection.execute_unprepared(steps).await.unwrap();
        let clinic = clinic.opened_anew().await;
        let put_back = match clinic.database.kind() {
            crate::databases::Kind::Sqlite => {
                "DROP TRIGGER audit_seal_is_never_updated; UPDATE audit_seal SET baseline = hidden"
            }
            crate::databases::Kind::Postgres => {
                "DROP TRIGGER audit_seal_is_never_changed ON audit_seal; UPDATE audit_seal SET baseline = hidden"
            }
        };
        connection.execute_unprepared(put_back).await.unwrap();

        let report = clinic.verify().await;
        let said: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
        assert!(said.iter().any(|said| said.starts_with("Seal 1: its baseline is ")), "{report}");
    })
    .await;
}
