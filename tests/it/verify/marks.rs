//! What somebody writes into the audit log past the service is not signed, and is named.

use lotwise::facts::key::BooksKeys;
use lotwise::ledger::verify::{self, Known};
use lotwise::operations::audit::seal::{Sealed, seal_all};
use sea_orm::ConnectionTrait;

use super::vandal::Vandal;
use crate::clinic::{Clinic, books_key, clinic, neurotoxin};
use crate::databases::both;

async fn sealed(clinic: &Clinic) -> Sealed {
    seal_all(&clinic.deployment, clinic.now.into()).await.unwrap()
}

/// A copy of the last event of the log, under another id, that says something else.
fn slipped_in(clinic: &Clinic) -> &'static str {
    match clinic.database.kind() {
        crate::databases::Kind::Sqlite => {
            "INSERT INTO audit_event (id, at, subject, request, operation, what, outcome, mac) \
             SELECT randomblob(16), at, 'nobody', request, operation, what, outcome, mac FROM audit_event LIMIT 1"
        }
        crate::databases::Kind::Postgres => {
            "INSERT INTO audit_event (id, at, subject, request, operation, what, outcome, mac) \
             SELECT gen_random_uuid(), at, 'nobody', request, operation, what, outcome, mac FROM audit_event LIMIT 1"
        }
    }
}

#[tokio::test]
async fn what_was_slipped_in_before_the_sealer_came_by_is_not_signed_and_is_named() {
    both(async |database| {
        let clinic = clinic(database).await;
        let first = sealed(&clinic).await;
        assert!(first.events > 0 && first.refused == 0, "{first:?}");

        clinic.product(neurotoxin()).await;
        let connection = clinic.database.foreign_connection().await;
        connection.execute_unprepared(slipped_in(&clinic)).await.unwrap();
        assert_eq!(sealed(&clinic).await, Sealed { events: 1, refused: 1 });

        let report = clinic.verify().await;
        let said: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
        let [found] = &said[..] else { panic!("{report}") };
        assert!(found.starts_with("Event audit_") && found.contains(": its mark is of something else"), "{found}");
        assert_eq!(report.unsealed, 1);

        // It keeps nothing else from being sealed.
        clinic.supplier().await;
        assert_eq!(sealed(&clinic).await, Sealed { events: 1, refused: 1 });
    })
    .await;
}

#[tokio::test]
async fn an_event_that_was_changed_before_the_sealer_came_by_is_not_signed() {
    both(async |database| {
        let clinic = clinic(database).await;
        sealed(&clinic).await;
        clinic.product(neurotoxin()).await;
        let vandal = Vandal::at(&clinic.database).await;
        vandal.spoil("UPDATE audit_event SET subject = 'nobody' WHERE seal IS NULL").await;

        assert_eq!(sealed(&clinic).await, Sealed { events: 0, refused: 1 });
        let report = clinic.verify().await;
        assert_eq!(report.findings.len(), 1, "{report}");
    })
    .await;
}

#[tokio::test]
async fn seals_say_who_signed_them_and_a_signature_that_is_taken_off_is_found() {
    both(async |database| {
        let clinic = clinic(database).await;
        sealed(&clinic).await;
        clinic.product(neurotoxin()).await;
        sealed(&clinic).await;
        let report = clinic.books_are_proved().await;
        assert_eq!(report.signatures.since, Some(1));
        assert_eq!(report.signatures.key.as_deref(), books_key().id());
        assert_eq!(report.signatures.is_known, Some(true));

        let vandal = Vandal::at(&clinic.database).await;
        let spoiled = [
            ("UPDATE audit_seal SET signature = NULL WHERE sequence = 2", "Seal 2: its signature is missing"),
            (
                "UPDATE audit_seal SET signature = (SELECT signature FROM kept_audit_seal WHERE sequence = 1) WHERE sequence = 2",
                "Seal 2: its signature is of something else",
            ),
        ];
        for (sql, expected) in spoiled {
            vandal.spoil(sql).await;
            let said = clinic.verify().await.to_string();
            assert!(said.contains(expected), "after {sql}: {said}");
            vandal.restore().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_key_that_replaces_another_vouches_for_what_that_one_signed() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        sealed(&clinic).await;
        let (old, new) =
            ("a-key-of-the-books-for-tests-of-32-bytes-and-more", "another-key-of-the-books-of-32-bytes-and-more");

        // The new key alone is not known to the seals; with the old one behind it the books go on.
        let alone = BooksKeys::from_text(new).unwrap();
        let reader = clinic.deployment.database.reader();
        let report = verify::books(reader, Known { keys: Some(&alone), progress: None }).await.unwrap();
        assert!(report.to_string().contains("the key that signed it is ed25519:"), "{report}");

        let both_keys = BooksKeys::from_text(&format!("{new} {old}")).unwrap();
        let terms = lotwise::operations::Terms { books_key: Some(both_keys), ..(*clinic.deployment.terms).clone() };
        clinic.deployment.terms = std::sync::Arc::new(terms);
        clinic.product(neurotoxin()).await;
        assert_eq!(sealed(&clinic).await, Sealed { events: 1, refused: 0 });
        clinic.books_are_proved().await;

        // From the next seal on the old one is not needed.
        let reader = clinic.deployment.database.reader();
        let report = verify::books(reader, Known { keys: Some(&alone), progress: None }).await.unwrap();
        assert!(report.is_clean(), "{report}");
    })
    .await;
}
