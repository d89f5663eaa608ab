//! The demo, as somebody runs it who has just found the program.

use super::Newcomer;
use crate::{
    client::Client,
    process::{Service, lotwise},
};
use serde_json::json;
use std::{fs, process::Command};

/// A short history, only filled.
const SHORT: [&str; 6] = ["demo", "--no-serve", "--days", "10", "--date", "2026-10-30"];
/// Its file, as the commands after it name it.
const ITS_DATABASE: [&str; 2] = ["--database-url", "sqlite://lotwise-demo.db"];

impl Newcomer {
    /// A demo of a few days that serves on a free port, in a database of this name.
    pub(super) fn demo(&self, database: &str, arguments: &[&str]) -> Command {
        let url = format!("sqlite://{}/{database}", self.folder.path().display());
        let demo = ["demo", "--days", "10", "--database-url", &url];
        let mut command = lotwise(&[&demo, arguments].concat(), &[("LOTWISE_LISTEN", "127.0.0.1:0")]);
        command.current_dir(self.folder.path());
        command
    }

    /// Why a command does not do what it is told.
    fn complains(&self, arguments: &[&str]) -> String {
        let (well, said, complained) = self.runs(arguments);
        assert!(!well && said.is_empty(), "{arguments:?}: {said}");
        complained
    }
}

#[test]
fn the_demo_is_made_once_and_again_when_told() {
    let newcomer = Newcomer::new();
    let (well, _, told) = newcomer.runs(&SHORT);
    assert!(well && told.contains("The demo is filled: "), "{told}");

    let (well, _, told) = newcomer.runs(&SHORT);
    assert!(well && told.contains("The demo is there already"), "{told}");
    let proved = newcomer.says(&[&["verify"], &ITS_DATABASE[..]].concat());
    assert!(proved.ends_with("everything adds up."), "{proved}");

    let (well, _, told) = newcomer.runs(&[&SHORT[..], &["--fresh"]].concat());
    assert!(well && told.contains("The demo is filled: "), "{told}");
}

#[test]
fn the_filling_is_told_in_a_few_lines_where_no_line_can_move() {
    let newcomer = Newcomer::new();
    let (well, said, told) = newcomer.runs(&SHORT);
    assert!(well && said.is_empty(), "{said}");

    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 5, "{told}");
    assert_eq!(lines[0], "Filling the demo with 10 days of a made-up clinic.");
    assert!(lines[1..4].iter().all(|line| line.starts_with("Filling the demo: ")), "{told}");
    assert!(lines[4].starts_with("The demo is filled: "), "{told}");
}

#[tokio::test]
async fn the_demo_serves_its_staff_and_once_more_when_it_is_there() {
    let newcomer = Newcomer::new();
    for _ in 0..2 {
        let service = Service::start(newcomer.demo("demo.db", &[]));
        let printed = service.printed();
        let tokens: Vec<_> = printed.lines().filter(|line| line.starts_with("ey")).collect();
        assert_eq!(tokens.len(), 6, "{printed}");
        for token in &tokens {
            let data = Client::new(service.url(), token).data("{ sites { code } }", json!({})).await;
            assert_eq!(data["sites"], json!([{ "code": "austin" }, { "code": "denver" }]));
        }
        assert!(printed.contains(&format!("{}/#token={}", service.url(), tokens[0])), "{printed}");
    }
}

#[tokio::test]
async fn what_the_demo_prints_can_be_pasted() {
    let newcomer = Newcomer::new();
    let service = Service::start(newcomer.demo("demo.db", &[]));
    let printed = service.printed();
    let nurse = printed.lines().find(|line| line.starts_with("ey")).unwrap();
    let nurse = Client::new(service.url(), nurse);

    let document = |first_line: &str| {
        let (_, from) = printed.split_once(&format!("\n{first_line}\n")).unwrap();
        let (document, _) = from.split_once("\n}\n").unwrap();
        format!("{first_line}\n{document}\n}}")
    };

    let lots = nurse.data(&document("{"), json!({})).await;
    assert_eq!(lots["lots"]["nodes"].as_array().unwrap().len(), 5, "{lots}");
    for is_replayed in [false, true] {
        let usage = nurse.data(&document("mutation {"), json!({})).await;
        assert_eq!(usage["recordUsage"]["replayed"], is_replayed, "{usage}");
        assert_eq!(usage["recordUsage"]["userErrors"], json!([]), "{usage}");
    }
}

#[tokio::test]
async fn behind_an_identity_provider_the_demo_prints_no_tokens() {
    let newcomer = Newcomer::new();
    // The example key of RFC 8037, appendix A.
    let key = json!({ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
    let keys = newcomer.writes("keys.json", &json!({ "keys": [key] }).to_string());

    let service = Service::start(newcomer.demo("demo.db", &["--jwks-file", &keys, "--issuer", "id"]));
    let printed = service.printed();
    assert!(printed.contains("your identity provider") && printed.contains("mutation {"), "{printed}");
    assert!(!printed.lines().any(|line| line.starts_with("ey")), "{printed}");
}

#[test]
fn starting_over_removes_a_demo_and_nothing_else() {
    let newcomer = Newcomer::new();
    let catalogue = newcomer.writes("good.csv", include_str!("../../../docs/examples/catalog.csv"));
    newcomer.says(&["import", "catalog", &catalogue]);
    let clinic = ["demo", "--no-serve", "--database-url", &newcomer.database];
    let letter = newcomer.writes("letter.db", "Dear customer, we recall lot C9217 C3.");

    let complained = newcomer.complains(&clinic);
    assert!(complained.contains("the database holds something else"), "{complained}");
    let complained = newcomer.complains(&[&clinic[..], &["--fresh"]].concat());
    assert!(complained.contains("clinic.db is left as it is: it holds something else"), "{complained}");
    let url = format!("sqlite://{letter}");
    let complained = newcomer.complains(&["demo", "--no-serve", "--fresh", "--database-url", &url]);
    assert!(complained.contains("letter.db is left as it is: it cannot be read"), "{complained}");
    let complained = newcomer.complains(&["demo", "--no-serve", "--fresh", "--database-url", "postgres://there/x"]);
    assert!(complained.contains("kept by a server"), "{complained}");

    assert_eq!(newcomer.says(&["import", "catalog", &catalogue]), "0 lines loaded, 4 were loaded before.");
    assert!(fs::read_to_string(letter).unwrap().starts_with("Dear customer"));
}

#[test]
fn starting_over_finds_the_file_however_its_address_is_written() {
    let newcomer = Newcomer::new();
    let fresh = ["--no-serve", "--fresh", "--database-url", "sqlite:our demo.db?mode=rwc"];
    for days in ["4", "5"] {
        let (well, _, told) = newcomer.runs(&[&["demo", "--days", days], &fresh[..]].concat());
        assert!(well && told.contains(&format!("acts of {days} days")), "{told}");
    }
    assert!(newcomer.folder.path().join("our demo.db").exists());
}

#[test]
fn what_the_demo_cannot_do_it_says_before_it_makes_a_database() {
    let newcomer = Newcomer::new();
    for (arguments, reason) in [
        (["--date", "2999-12-31"], "the history cannot end on 2999-12-31"),
        (["--date", "1999-12-31"], "a day from the year 2000 on"),
        (["--patient-id-pattern", "[0-9]+"], "the demo's patients have ids such as P110000"),
        (["--jwks-file", "nowhere.json"], "LOTWISE_ISSUER must say"),
    ] {
        let complained = newcomer.complains(&[&["demo", "--listen", "127.0.0.1:0"], &arguments[..]].concat());
        assert!(complained.contains(reason), "{arguments:?}: {complained}");
    }

    let url = "postgres://there/x";
    let complained = newcomer.complains(&["demo", "--listen", "127.0.0.1:0", "--database-url", url]);
    assert!(complained.contains("on this database a key must be configured"), "{complained}");
    assert!(fs::read_dir(newcomer.folder.path()).unwrap().next().is_none());
}
