//! What the service does by the clock.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use clap::Parser;
use lotwise::commands;
use lotwise::config::{Arguments, Command};
use lotwise::database::{Database, DatabaseSettings};
use lotwise::operations::{Deployment, Organisation, Terms};
use serde_json::json;

use super::program::Program;
use crate::process::{lotwise, run};

#[tokio::test]
pub(super) async fn that_feed_is_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.json");
    let record =
        json!({ "recall_number": "D-0115-2026", "recalling_firm": "ProRx", "code_info": "Lot 1", "openfda": {} });
    fs::write(&file, json!({ "meta": {}, "results": [record] }).to_string()).unwrap();

    let program = Program::with(&[("LOTWISE_RECALL_FEEDS", file.to_str().unwrap())]);
    let notices = "{ recallNotices { nodes { number } } }";
    program.comes_to(notices, |body| body["data"]["recallNotices"]["nodes"][0]["number"] == "D-0115-2026").await;
}

#[tokio::test]
pub(super) async fn feeds_are_taken_in_so_often() {
    let every = every("take in recall notices", "--recall-feed feed.json --recall-feed-hours 7").await;
    assert_eq!(every, Duration::from_secs(7 * 60 * 60));
}

#[tokio::test]
pub(super) async fn the_audit_log_is_sealed_so_often() {
    assert_eq!(every("seal the audit log", "--audit-seal-seconds 77").await, Duration::from_secs(77));

    // What is done so often is done: nothing is left unsealed.
    let program = Program::with(&[("LOTWISE_AUDIT_SEAL_SECONDS", "1")]);
    let site = json!({ "idempotencyKey": "1", "code": "denver", "name": "Denver", "timeZone": "America/Denver" });
    assert_eq!(program.refusals("createSite", site).await, []);
    let url = format!("sqlite://{}/clinic.db", program.folder.path().display());
    program
        .comes_to("{ __typename }", |_| {
            let proved = run(lotwise(&["verify"], &[("DATABASE_URL", url.as_str())]));
            String::from_utf8_lossy(&proved.stdout).contains("1 sealed events of the audit log (0 are not sealed yet)")
        })
        .await;
}

#[tokio::test]
pub(super) async fn the_head_is_written_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("head.json");
    let settings = [("LOTWISE_HEAD_FILE", file.to_str().unwrap()), ("LOTWISE_AUDIT_SEAL_SECONDS", "1")];
    let program = Program::with(&settings);
    program.comes_to("{ __typename }", |_| file.exists()).await;

    let head: serde_json::Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    assert!(head["seals"].is_i64() && head["baseline"].is_string(), "{head}");
    let url = format!("sqlite://{}/clinic.db", program.folder.path().display());
    let proved = run(lotwise(&["verify", "--since", file.to_str().unwrap()], &[("DATABASE_URL", url.as_str())]));
    let said = String::from_utf8_lossy(&proved.stdout);
    assert!(proved.status.success() && said.contains("Proved what came behind seal"), "{said}");
}

#[tokio::test]
pub(super) async fn the_head_is_written_so_often() {
    let every = every("write the head of the books", "--head-file head.json --head-minutes 7").await;
    assert_eq!(every, Duration::from_secs(7 * 60));
}

#[tokio::test]
pub(super) async fn the_books_are_proved_so_often() {
    assert_eq!(every("prove the books", "--verify-hours 3").await, Duration::from_secs(3 * 60 * 60));

    let program = Program::with(&[("LOTWISE_VERIFY_HOURS", "1")]);
    program.logs("the books are proved: everything adds up").await;
}

/// How long lies between two times of a chore of a service with these words on its command line.
async fn every(name: &str, words: &str) -> Duration {
    let arguments = Arguments::parse_from(["lotwise"].into_iter().chain(words.split_whitespace()));
    let Command::Serve(settings) = arguments.into_command() else { panic!("it serves") };
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/clinic.db", folder.path().display());
    let terms = Terms {
        currency: "USD".to_owned(),
        clock_skew: TimeDelta::zero(),
        patient_id_pattern: None,
        books_key: None,
        organisation: Organisation::default(),
    };
    let database = Database::connect(&DatabaseSettings::patient(&url, 1)).await.unwrap();
    let deployment = Deployment { database, terms: Arc::new(terms) };

    let chores = commands::chores(&deployment, &settings.service);
    chores.iter().find(|chore| chore.name == name).expect("it is a chore").every
}
