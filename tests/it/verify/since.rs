//! Against a head that was kept elsewhere shows that the end of the audit log was cut off; and what came since is proved
//! without reading the rest.

use lotwise::ledger::verify::{self, Head, Report};
use lotwise::operations::audit::seal::seal_all;

use super::vandal::Vandal;
use crate::clinic::{Clinic, clinic, neurotoxin};
use crate::databases::both;

async fn sealed(clinic: &Clinic) -> Head {
    seal_all(&clinic.deployment, clinic.now.into()).await.unwrap();
    Head::read(clinic.deployment.database.reader()).await.unwrap()
}

async fn since(clinic: &Clinic, head: &Head) -> Report {
    verify::since(clinic.deployment.database.reader(), head, clinic.known()).await.unwrap()
}

#[tokio::test]
async fn what_came_since_a_head_is_proved_and_no_more_is_read() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "A1", 3).await;
        let head = sealed(&clinic).await;
        let nothing = since(&clinic, &head).await;
        assert!(nothing.is_clean(), "{nothing}");
        assert_eq!((nothing.rows, nothing.audit_events, nothing.unsealed), (0, 0, 0));

        clinic.draw(lot, 30).await;
        sealed(&clinic).await;
        clinic.draw(lot, 20).await;
        let report = since(&clinic, &head).await;
        assert!(report.is_clean(), "{report}");
        assert!(report.rows > 8 && report.audit_events == 1 && report.unsealed == 1, "{report}");
    })
    .await;
}

#[tokio::test]
async fn a_row_that_an_act_since_the_head_wrote_is_named_when_it_is_changed() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "A1", 3).await;
        let head = sealed(&clinic).await;
        clinic.draw(lot, 30).await;
        sealed(&clinic).await;

        let vandal = Vandal::at(&clinic.database).await;
        vandal.spoil("UPDATE usage_line SET quantity = quantity + 1").await;
        vandal.spoil("DELETE FROM container").await;
        let report = since(&clinic, &head).await;
        let found: Vec<_> = report.tampered.iter().map(|finding| finding.table).collect();
        assert_eq!(found, ["container", "usage_line"], "{report}");
    })
    .await;
}

#[tokio::test]
async fn the_end_of_the_log_that_was_cut_off_shows_against_the_head_and_against_nothing_else() {
    both(async |database| {
        let clinic = clinic(database).await;
        sealed(&clinic).await;
        clinic.product(neurotoxin()).await;
        let head = sealed(&clinic).await;
        assert_eq!(head.seals, 2);

        // Whoever cuts everything off that an act wrote leaves books that add up.
        let vandal = Vandal::over(
            &clinic.database,
            ["audit_event", "audit_seal", "fact", "product", "product_identifier", "idempotency"]
                .map(str::to_owned)
                .to_vec(),
        )
        .await;
        for sql in [
            "DELETE FROM fact WHERE act_id IN (SELECT id FROM audit_event WHERE seal = 2)",
            "DELETE FROM product_identifier",
            "DELETE FROM product",
            "DELETE FROM idempotency WHERE operation = 'createProduct'",
            "DELETE FROM audit_event WHERE seal = 2",
            "DELETE FROM audit_seal WHERE sequence = 2",
        ] {
            vandal.spoil(sql).await;
        }
        vandal.spoilt_nothing(&clinic).await;

        let report = since(&clinic, &head).await;
        let said: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
        let [found] = &said[..] else { panic!("{report}") };
        assert!(found.starts_with("Seal 2: what it went on from is seal 2 is gone"), "{found}");
    })
    .await;
}
