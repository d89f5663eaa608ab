//! The commands as a newcomer types them: the real program, from an empty folder on.

mod demo;
mod readme;

use crate::{
    client::Client,
    databases::{self, Kind},
    process::{Service, lotwise, run},
};
use serde_json::json;
use std::fs;
use tempfile::TempDir;

/// A folder with a database in it, or a database elsewhere.
struct Newcomer {
    folder: TempDir,
    database: String,
}

impl Newcomer {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite://{}/clinic.db", folder.path().display());
        Self { folder, database }
    }

    /// Runs a command: whether it ended well, and what it said on both streams.
    fn runs(&self, arguments: &[&str]) -> (bool, String, String) {
        self.runs_with(arguments, &[("LOTWISE_LOG_LEVEL", "warn")])
    }

    /// The same with these settings, the database apart.
    fn runs_with(&self, arguments: &[&str], settings: &[(&str, &str)]) -> (bool, String, String) {
        let settings = [settings, &[("DATABASE_URL", self.database.as_str())]].concat();
        let mut command = lotwise(arguments, &settings);
        command.current_dir(self.folder.path());
        let output = run(command);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    }

    /// What a command says that ends well.
    fn says(&self, arguments: &[&str]) -> String {
        let (well, said, complained) = self.runs(arguments);
        assert!(well, "{arguments:?}: {said}\n{complained}");
        said
    }

    fn writes(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

#[test]
fn the_schema_is_printed_without_a_database() {
    let newcomer = Newcomer::new();
    let schema = newcomer.says(&["schema"]);
    assert!(schema.contains("type Query {") && schema.contains("recordUsage("));
    assert!(fs::read_dir(newcomer.folder.path()).unwrap().next().is_none());
}

#[tokio::test]
async fn an_empty_database_is_migrated_twice_and_proved() {
    databases::both(async |database| {
        let newcomer = Newcomer { database: database.url().to_owned(), ..Newcomer::new() };
        for _ in 0..2 {
            assert_eq!(newcomer.says(&["migrate"]), "The database has the newest schema.");
        }
        assert!(newcomer.says(&["verify"]).ends_with("everything adds up."));
        let head = newcomer.says(&["verify", "--print-head"]);
        assert!(head.lines().last().unwrap().starts_with("The head of all chains is "), "{head}");
    })
    .await;
}

#[tokio::test]
async fn a_schema_that_was_brought_up_is_one_line_of_the_log() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let Some(database) = databases::empty(kind).await else { continue };
        let newcomer = Newcomer { database: database.url().to_owned(), ..Newcomer::new() };
        let migrate = |level| newcomer.runs_with(&["migrate"], &[("LOTWISE_LOG_LEVEL", level)]).2;

        let log = migrate("info");
        assert_eq!(log.lines().count(), 1, "on {kind}: {log}");
        assert!(log.contains("the schema was brought from step 0 to step "), "on {kind}: {log}");
        assert_eq!(migrate("info"), "", "on {kind}, when there is nothing to do");
    }
}

#[test]
fn an_address_that_is_taken_is_named_and_no_database_is_made() {
    let newcomer = Newcomer::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();

    for command in [&["serve"][..], &[], &["demo"]] {
        let (well, said, complained) = newcomer.runs_with(command, &[("LOTWISE_LISTEN", &address)]);
        assert!(!well && said.is_empty(), "{command:?}: {said}");
        assert!(complained.contains(&format!("cannot listen on {address}")), "{command:?}: {complained}");
        assert!(complained.contains("in use"), "{command:?}: {complained}");
    }

    assert!(fs::read_dir(newcomer.folder.path()).unwrap().next().is_none());
}

#[tokio::test]
async fn a_bad_file_is_told_line_by_line_and_loads_nothing() {
    databases::both(async |database| {
        let newcomer = Newcomer { database: database.url().to_owned(), ..Newcomer::new() };
        let good = include_str!("../../docs/examples/catalog.csv");
        let bad = newcomer.writes("bad.csv", &good.replace("vial,20,", "vial,\"20,0\","));
        let (well, said, complained) = newcomer.runs(&["import", "catalog", &bad]);
        assert!(!well && said.is_empty());
        assert!(
            complained.contains("bad.csv: line 4, column contents: 20,0: write decimals with a point"),
            "{complained}"
        );
        assert!(complained.contains("lotwise: 1 bad line, so nothing was loaded"), "{complained}");
        let good = newcomer.writes("good.csv", good);
        assert_eq!(newcomer.says(&["import", "catalog", &good]), "4 lines loaded, 0 were loaded before.");
        assert_eq!(newcomer.says(&["import", "catalog", &good]), "0 lines loaded, 4 were loaded before.");
        let (well, _, complained) = newcomer.runs(&["import", "stock", "nowhere.csv"]);
        assert!(!well && complained.contains("cannot be opened"), "{complained}");
    })
    .await;
}

#[tokio::test]
async fn serving_an_empty_folder_shows_no_token_to_a_log_and_says_how_one_is_made() {
    let newcomer = Newcomer::new();
    let settings = [("DATABASE_URL", newcomer.database.as_str()), ("LOTWISE_LISTEN", "127.0.0.1:0")];
    let service = Service::start(lotwise(&[], &settings));
    let printed = service.printed();
    assert!(!printed.lines().any(|line| line.starts_with("ey")) && !printed.contains("#token="), "{printed}");
    assert!(printed.contains("lotwise token --role ADMIN --site '*'"), "{printed}");

    let token = newcomer.says(&["token", "--role", "ADMIN", "--site", "*"]);
    let document = "mutation { createSite(input: { idempotencyKey: \"1\", code: \"Denver\", name: \"Denver\", timeZone: \"America/Denver\" }) { site { code } } }";
    let data = Client::new(service.url(), &token).data(document, json!({})).await;
    assert_eq!(data["createSite"]["site"]["code"], "denver");

    // A site is named in capitals or not, and one that is not there is no site.
    let nurse = newcomer.says(&["token", "--role", "nurse", "--site", "DENVER"]);
    let data = Client::new(service.url(), &nurse).data("{ viewer { grants { sites { code } } } }", json!({})).await;
    assert_eq!(data["viewer"]["grants"], json!([{ "sites": [{ "code": "denver" }] }]));
    let (well, said, complained) = newcomer.runs(&["token", "--role", "nurse", "--site", "boulder"]);
    assert!(!well && said.is_empty());
    assert!(complained.contains("there is no site boulder (sites: denver)"), "{complained}");
}

#[test]
fn a_token_for_a_database_that_is_not_there_is_refused_and_leaves_no_key() {
    let newcomer = Newcomer::new();
    let (well, said, complained) = newcomer.runs(&["token", "--role", "ADMIN", "--site", "*"]);
    assert!(!well && said.is_empty());
    assert!(complained.contains("there is no database") && complained.contains("clinic.db"), "{complained}");
    assert!(fs::read_dir(newcomer.folder.path()).unwrap().next().is_none());

    // A file that is no database of ours has no sites.
    newcomer.writes("clinic.db", "");
    let (well, _, complained) = newcomer.runs(&["token", "--role", "ADMIN", "--site", "*"]);
    assert!(!well && complained.contains("no sites that can be read"), "{complained}");
}
