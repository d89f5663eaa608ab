//! The triggers that keep rows as they were written are themselves kept: one that is gone, switched
//! off, replaced or added is named.

use lotwise::ledger::verify::{TriggerFault, TriggerFinding};
use sea_orm::ConnectionTrait;

use crate::clinic::{Clinic, clinic};
use crate::databases::{Kind, both, fresh};

/// Runs statements as somebody with the password of the database, and answers what is found of triggers.
async fn found_after(clinic: &Clinic, statements: &str) -> Vec<(String, TriggerFault)> {
    let connection = clinic.database.foreign_connection().await;
    connection.execute_unprepared(statements).await.unwrap();
    let report = clinic.verify().await;
    assert!(report.findings.is_empty() && report.tampered.is_empty(), "{report}");
    let found = |finding: &TriggerFinding| (finding.trigger.clone(), finding.fault);
    report.triggers.iter().map(found).collect()
}

#[tokio::test]
async fn a_new_database_has_the_triggers_of_its_steps_and_no_others() {
    both(async |database| {
        let clinic = clinic(database).await;
        assert_eq!(clinic.verify().await.triggers, []);
    })
    .await;
}

#[tokio::test]
async fn a_trigger_that_is_gone_is_named() {
    both(async |database| {
        let clinic = clinic(database).await;
        let drop = match clinic.database.kind() {
            Kind::Sqlite => "DROP TRIGGER posting_is_never_deleted; DROP TRIGGER entry_is_rolled_up",
            Kind::Postgres => {
                "DROP TRIGGER posting_is_never_truncated ON posting; DROP TRIGGER entry_is_rolled_up ON entry"
            }
        };
        let found = found_after(&clinic, drop).await;
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|(_, fault)| *fault == TriggerFault::Missing), "{found:?}");

        let said = clinic.verify().await.to_string();
        assert!(said.contains("Trigger entry_is_rolled_up of entry is gone."), "{said}");
    })
    .await;
}

#[tokio::test]
async fn a_trigger_that_does_something_else_is_named() {
    both(async |database| {
        let clinic = clinic(database).await;
        let replace = match clinic.database.kind() {
            Kind::Sqlite => {
                "DROP TRIGGER audit_event_is_never_updated; \
                 CREATE TRIGGER audit_event_is_never_updated BEFORE UPDATE ON audit_event WHEN OLD.seal IS NULL \
                 BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END"
            }
            Kind::Postgres => {
                "DROP TRIGGER audit_event_is_never_changed ON audit_event; \
                 CREATE TRIGGER audit_event_is_never_changed BEFORE UPDATE ON audit_event \
                 FOR EACH ROW WHEN (OLD.seal IS NULL) EXECUTE FUNCTION refuse_change()"
            }
        };
        let found = found_after(&clinic, replace).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].1, TriggerFault::Replaced);
    })
    .await;
}

#[tokio::test]
async fn a_trigger_that_nobody_made_is_named() {
    both(async |database| {
        let clinic = clinic(database).await;
        let add = match clinic.database.kind() {
            Kind::Sqlite => "CREATE TRIGGER quietly AFTER INSERT ON site BEGIN SELECT 1; END",
            Kind::Postgres => {
                "CREATE TRIGGER quietly AFTER INSERT ON site FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            }
        };
        assert_eq!(found_after(&clinic, add).await, [("quietly".to_owned(), TriggerFault::Foreign)]);
    })
    .await;
}

#[tokio::test]
async fn a_trigger_that_is_switched_off_is_named_and_a_function_that_does_something_else_too() {
    let Some(database) = fresh(Kind::Postgres).await else { return };
    let clinic = clinic(database).await;
    let off = found_after(&clinic, "ALTER TABLE posting DISABLE TRIGGER posting_is_never_changed").await;
    assert_eq!(off, [("posting_is_never_changed".to_owned(), TriggerFault::Disabled)]);

    let replaced = "ALTER TABLE posting ENABLE TRIGGER posting_is_never_changed; \
                    CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS \
                    $$ BEGIN RETURN NEW; END $$";
    let found = found_after(&clinic, replaced).await;
    assert!(found.len() > 40 && found.iter().all(|(_, fault)| *fault == TriggerFault::Replaced), "{found:?}");
}
