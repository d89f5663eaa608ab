//! What the README shows, pasted as it stands: every command and every document, in the order of the page.

use std::collections::BTreeMap;

use chrono::{SubsecRound, Utc};
use serde_json::{Value, json};

use super::Newcomer;
use crate::client::Client;
use crate::process::{Service, lotwise, run};

const README: &str = include_str!("../../../README.md");
/// Paths of the README are those of the repository.
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const FIRST_STEPS: &str = "First steps of a clinic";

/// A block that is set apart on the page.
struct Block {
    section: &'static str,
    language: &'static str,
    text: &'static str,
}

/// The blocks of the page, in order.
fn blocks() -> Vec<Block> {
    let sections = README.split("\n## ").flat_map(|section| {
        let title = section.lines().next().unwrap_or_default();
        let parts: Vec<&str> = section.split("\n```").collect();
        let fenced = parts.into_iter().skip(1).step_by(2);
        fenced.map(move |fenced| {
            let (language, text) = fenced.split_once('\n').expect("a block has lines");
            Block { section: title, language, text }
        })
    });
    sections.collect()
}

/// The arguments of a line `cargo run -- …`; none for another line.
fn arguments(line: &str) -> Option<Vec<String>> {
    let words = line.trim().strip_prefix("cargo run")?;
    let words = words.strip_prefix(" --").unwrap_or(words);
    Some(words.split_whitespace().map(|word| word.trim_matches('\'').to_owned()).collect())
}

impl Newcomer {
    /// What a command of the page says, typed in the repository.
    fn pastes(&self, arguments: &[String], database: &str) -> String {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let mut command = lotwise(&words, &[("DATABASE_URL", database), ("LOTWISE_LOG_LEVEL", "warn")]);
        command.current_dir(ROOT);
        let output = run(command);
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        assert!(output.status.success(), "{arguments:?}: {said}\n{}", String::from_utf8_lossy(&output.stderr));
        said
    }
}

/// Sends a document of the page that nothing speaks against.
async fn paste(client: &Client, document: &str, variables: Value) -> Value {
    let data = client.data(document, variables).await;
    for answer in data.as_object().into_iter().flat_map(serde_json::Map::values) {
        let refused = answer.get("userErrors").and_then(Value::as_array).is_some_and(|errors| !errors.is_empty());
        assert!(!refused, "{document}\n{answer:#}");
    }
    data
}

#[tokio::test]
async fn the_first_steps_lead_from_an_empty_folder_to_stock() {
    let newcomer = Newcomer::new();
    let mut services = Vec::new();
    let mut tokens = BTreeMap::new();
    let mut last = Value::Null;
    let mut done = 0;

    for block in blocks().into_iter().filter(|block| block.section == FIRST_STEPS) {
        if block.language == "sh" {
            for arguments in block.text.lines().filter_map(arguments) {
                done += 1;
                if arguments.is_empty() {
                    let settings = [("DATABASE_URL", newcomer.database.as_str()), ("LOTWISE_LISTEN", "127.0.0.1:0")];
                    services.push(Service::start(lotwise(&[], &settings)));
                } else {
                    let said = newcomer.pastes(&arguments, &newcomer.database);
                    let role = arguments.iter().skip_while(|word| *word != "--role").nth(1);
                    tokens.extend(role.map(|role| (role.clone(), said)));
                }
            }
        } else {
            done += 1;
            let role = if block.text.contains("createSite") { "ADMIN" } else { "MANAGER" };
            let client = Client::new(services[0].url(), &tokens[role]);
            last = paste(&client, block.text, json!({})).await;
        }
    }

    assert_eq!(done, 10, "the page has other steps than this test knows");
    let lots = last["lots"]["nodes"].as_array().expect("what is on the shelves");
    assert_eq!(lots.len(), 4, "{last:#}");
    assert!(lots.iter().all(|lot| lot["stock"][0]["site"]["code"] == "denver"), "{last:#}");
}

/// What the variables of a document mean, by what the page asked before it.
fn variables(document: &str, asked: &Value) -> Value {
    let id_of_site = |code: &str| {
        let sites = asked["sites"].as_array().into_iter().flatten();
        sites.filter(|site| site["code"] == code).map(|site| site["id"].clone()).next()
    };
    let here = |stock: &Value| {
        let usable = stock["usable"].as_str().and_then(|text| text.parse::<f64>().ok());
        stock["site"]["code"] == "denver" && usable.is_some_and(|usable| usable >= 1.0)
    };
    let products = asked["products"]["nodes"].as_array().into_iter().flatten();
    let mut lots = products.flat_map(|product| product["lots"]["nodes"].as_array().into_iter().flatten());
    let lot = lots.find(|lot| lot["stock"].as_array().is_some_and(|stock| stock.iter().any(here)));

    let known = [
        ("site", id_of_site("denver")),
        ("lot", lot.map(|lot| lot["id"].clone())),
        ("product", Some(asked["product"]["id"].clone())),
        ("now", Some(json!(Utc::now().trunc_subsecs(0)))),
    ];
    let named = known.into_iter().filter(|(name, _)| document.contains(&format!("${name}: ")));
    named.map(|(name, value)| (name.to_owned(), value.unwrap_or_else(|| panic!("no {name} in {asked:#}")))).collect()
}

#[tokio::test]
async fn the_documents_of_the_page_are_answered_by_the_demo() {
    let newcomer = Newcomer::new();
    let service = Service::start(newcomer.demo("demo.db", &[]));
    let printed = service.printed();
    let tokens: Vec<&str> = printed.lines().filter(|line| line.starts_with("ey")).collect();
    let [nurse, manager, front_desk, ..] = tokens[..] else { panic!("{printed}") };

    let mut asked = Value::Null;
    let mut sent = Vec::new();
    for block in blocks().into_iter().filter(|block| block.section != FIRST_STEPS && block.language == "graphql") {
        let token = match block.section {
            "One treatment" => nurse,
            "One sale" => front_desk,
            _ => manager,
        };
        let client = Client::new(service.url(), token);
        let variables = variables(block.text, &asked);
        let answer = paste(&client, block.text, variables.clone()).await;
        if block.text.starts_with("mutation") {
            // What is safe to repeat is done once.
            let again = paste(&client, block.text, variables).await;
            assert!(again.as_object().into_iter().flatten().all(|(_, answer)| answer["replayed"] == true), "{again:#}");
        } else {
            asked = answer;
        }
        sent.push(block.section);
    }
    assert_eq!(sent, ["One treatment", "One treatment", "One sale", "One sale"]);

    for block in blocks().iter().filter(|block| block.language == "json") {
        assert!(serde_json::from_str::<Value>(block.text).is_ok(), "{}", block.text);
    }
}

#[test]
fn the_commands_of_the_table_work_on_the_demo() {
    let newcomer = Newcomer::new();
    assert!(run(newcomer.demo("demo.db", &["--no-serve"])).status.success());
    let database = format!("sqlite://{}/demo.db", newcomer.folder.path().display());

    let rows = README.lines().filter_map(|line| line.strip_prefix("| `cargo run")?.split('`').next());
    let commands: Vec<_> = rows.filter_map(|row| arguments(&format!("cargo run{row}"))).collect();
    assert_eq!(commands.len(), 10, "{commands:?}");

    // Those that serve are started by the other tests, and the catalogue of the first steps is loaded there: the demo has
    // products of these codes.
    let is_tried_elsewhere =
        |arguments: &[String]| arguments.first().is_none_or(|command| ["demo", "import"].contains(&command.as_str()));
    for command in commands.iter().filter(|command| !is_tried_elsewhere(command)) {
        assert!(!newcomer.pastes(command, &database).is_empty(), "{command:?} says nothing");
    }
}
