//! `lotwise recalls import`, as it is typed, and what a service takes in by itself.

use crate::{
    databases,
    process::{Service, lotwise, run},
};
use serde_json::json;
use std::{fs, path::Path, time::Duration};
use tempfile::TempDir;

/// One document as openFDA answers it.
fn document(folder: &Path, code_info: &str) -> String {
    let record = json!({
        "recall_number": "D-0115-2026", "product_type": "Drugs", "classification": "Class II", "status": "Ongoing",
        "recalling_firm": "ProRx", "product_description": "Semaglutide Injection", "code_info": code_info, "openfda": {},
    });
    let path = folder.join("answer.json");
    fs::write(&path, json!({ "meta": {}, "results": [record] }).to_string()).unwrap();
    path.display().to_string()
}

fn says(arguments: &[&str], database: &str) -> String {
    let output = run(lotwise(arguments, &[("DATABASE_URL", database), ("LOTWISE_LOG_LEVEL", "warn")]));
    String::from_utf8_lossy(if output.status.success() { &output.stdout } else { &output.stderr }).trim().to_owned()
}

#[tokio::test]
async fn a_file_is_taken_in_twice_and_its_changes_are_told() {
    databases::both(async |database| {
        let folder = TempDir::new().unwrap();
        let import = |file: &str| says(&["recalls", "import", file], database.url());
        let told = |counts: &str| format!("{counts}\nFor 0 of the new and updated ones something of ours is proposed.");
        let file = document(folder.path(), "Lot PRORX050925-1");
        assert_eq!(import(&file), told("1 notices are new, 0 were updated, 0 were known as they are."));
        assert_eq!(import(&file), told("0 notices are new, 0 were updated, 1 were known as they are."));
        let file = document(folder.path(), "Lots PRORX050925-1 and PRORX050925-2");
        assert_eq!(import(&file), told("0 notices are new, 1 were updated, 0 were known as they are."));
        let lines = folder.path().join("lines.json");
        fs::write(&lines, "{\"code-info\": \"Lot 1\"}\n{\"code-info\": \"Lot 2\", \"recalling-firm\": \"B\"}\n")
            .unwrap();
        let lines = lines.display().to_string();
        assert_eq!(import(&lines), told("2 notices are new, 0 were updated, 0 were known as they are."));
        let other = folder.path().join("other.json");
        fs::write(&other, "{\"results\": [{\"term\": 1}]}").unwrap();
        assert!(import(&other.display().to_string()).contains("has no recall record"));
        let nothing = folder.path().join("nothing.json");
        fs::write(&nothing, "{\"meta\": {\"results\": {\"total\": 0}}, \"results\": []}").unwrap();
        let none = "0 notices are new, 0 were updated, 0 were known as they are.";
        assert_eq!(import(&nothing.display().to_string()), told(none));
        fs::write(&nothing, "").unwrap();
        assert!(import(&nothing.display().to_string()).ends_with("nothing.json is empty"));
        fs::write(&nothing, "{\"error\": {\"message\": \"Limit cannot exceed 1000 results\"}}").unwrap();
        assert!(import(&nothing.display().to_string()).contains("openFDA answers: Limit cannot exceed"));
        assert!(import("no-such-file.json").contains("no-such-file.json can't be read"));
        assert!(import("http://example.com/x.json").contains("must be an https URL"));
    })
    .await;
}

#[test]
fn a_service_takes_in_its_feeds_at_its_start() {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite://{}/clinic.db", folder.path().display());
    let feed = document(folder.path(), "Lot PRORX050925-1");
    let settings = [
        ("DATABASE_URL", database.as_str()),
        ("LOTWISE_RECALL_FEEDS", feed.as_str()),
        ("LOTWISE_LISTEN", "127.0.0.1:0"),
    ];
    let mut service = Service::start(lotwise(&["serve"], &settings));
    let patience = std::time::Instant::now() + Duration::from_secs(30);
    while !service.logged().contains("recall notices were taken in") {
        assert!(std::time::Instant::now() < patience, "{}", service.logged());
        std::thread::sleep(Duration::from_millis(50));
    }
    service.kill();
    assert!(says(&["recalls", "import", &feed], &database).contains("1 were known as they are"));
}
