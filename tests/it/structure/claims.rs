//! What documents and comments claim, as far as words show it: names that exist, tables that never change, lists that are
//! whole.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::CommandFactory;
use lotwise::config::Arguments;

use super::{Source, document, root, sources};

/// Every file of a kind below these folders, from the root on.
fn below(folders: &[&str], ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    for folder in folders {
        walk(&root().join(folder), ending, &mut found);
    }
    found.sort();
    assert!(!found.is_empty());
    found
}

fn walk(path: &Path, ending: &str, found: &mut Vec<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            walk(&entry.unwrap().path(), ending, found);
        }
    } else if path.extension().is_some_and(|of| of == ending) {
        found.push(path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"));
    }
}

const CODE: [&str; 8] =
    ["src", "crates/barcode", "crates/rules/src", "entity", "migration", "bench", "tests/it", "tests/conformance"];
const PAGES: [&str; 5] = ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md", "docs", "tests/golden/README.md"];

#[test]
fn every_file_says_first_what_it_is() {
    let silent = below(&CODE, "rs").into_iter().filter(|file| !document(file).starts_with("//! "));
    assert_eq!(silent.collect::<Vec<_>>(), [""; 0]);
}

/// A path that is written down as code: of a file, or of something in the source.
#[test]
fn what_documents_name_exists() {
    let sources = sources();
    let mut missing = Vec::new();
    for file in below(&PAGES, "md") {
        missing.extend(missing_names(&document(&file), &sources).map(|name| format!("{file}: {name}")));
    }
    for file in below(&CODE, "rs") {
        let text = document(&file);
        let comments: Vec<&str> = text.lines().map(str::trim_start).filter(|line| line.starts_with("//")).collect();
        missing.extend(missing_names(&comments.join("\n"), &sources).map(|name| format!("{file}: {name}")));
    }
    assert_eq!(missing, [""; 0]);
}

fn missing_names<'t>(text: &'t str, sources: &'t [Source]) -> impl Iterator<Item = &'t str> {
    let quoted = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    quoted.filter(|name| !exists(name, sources))
}

/// Whether it is there; what is neither a path of a file nor one of the source is taken to be.
fn exists(name: &str, sources: &[Source]) -> bool {
    let folders = ["src/", "tests/", "docs/", "crates/", "entity/", "migration/", "bench/", "demo/", ".ci/"];
    let is_path = folders.iter().any(|folder| name.starts_with(folder)) && !name.contains(['*', ' ', '<', '{', '…']);
    if is_path {
        return root().join(name).exists() || root().join(format!("{name}.rs")).exists();
    }

    let words: Vec<&str> = name.trim_start_matches("crate::").trim_start_matches("lotwise::").split("::").collect();
    let is_word = |word: &&str| !word.is_empty() && word.chars().all(is_of_a_name);
    let [room, inner @ .., last] = &words[..] else { return true };
    if !words.iter().all(is_word) || !sources.iter().any(|source| source.room() == *room) {
        return true;
    }

    // A module of its own; what a module defines or hands on; what belongs to a type of the room.
    let module = [&[*room], inner].concat().join("/");
    let [file, root, whole] = [format!("{module}.rs"), format!("{module}/lib.rs"), format!("{module}/{last}.rs")];
    let of_a_type = inner.last().filter(|word| word.starts_with(char::is_uppercase));
    sources.iter().any(|source| match of_a_type {
        Some(owner) => source.room() == *room && has_word(source, owner) && has_word(source, last),
        None => source.path == whole || ((source.path == file || source.path == root) && has_word(source, last)),
    })
}

fn has_word(source: &Source, word: &str) -> bool {
    source.code.split(|sign: char| !is_of_a_name(sign)).any(|known| known == word)
}

fn is_of_a_name(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

#[test]
fn a_name_that_is_gone_is_noticed() {
    let sources = sources();
    for there in ["rules::expiry", "operations::record_usage::RecordUsage", "src/rules.rs is prose", "tests/it/main.rs"]
    {
        assert!(exists(there, &sources), "{there}");
    }
    for gone in ["rules::expired", "operations::record_usage::RecordUsages", "queries::no::such", "tests/it/none.rs"] {
        assert!(!exists(gone, &sources), "{gone}");
    }
}

/// What a row's file says of its table.
fn tables() -> Vec<(String, String)> {
    let files = below(&["entity/src"], "rs").into_iter();
    let tables = files.map(|file| {
        let says: Vec<String> =
            document(&file).lines().map_while(|line| line.strip_prefix("//!").map(str::to_owned)).collect();
        (Path::new(&file).file_stem().unwrap().to_str().unwrap().to_owned(), says.concat().to_lowercase())
    });
    tables.collect()
}

/// The tables that the database itself keeps from being changed.
fn append_only() -> BTreeSet<String> {
    let steps: Vec<String> = below(&["migration/src"], "rs").iter().map(|step| document(step)).collect();
    let steps = steps.concat();
    let mut tables = BTreeSet::new();
    for rest in steps.split("append_only: &[").chain(steps.split("HISTORY: [&str; 8] = [")).skip(1) {
        let (list, _) = rest.split_once(']').unwrap();
        tables.extend(list.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    for rest in steps.split("append_only(manager, \"").skip(1) {
        tables.extend(rest.split('"').next().map(str::to_owned));
    }
    tables
}

#[test]
fn what_is_said_never_to_change_is_never_changed() {
    let kept = append_only();
    let sources = sources();
    let mut said = BTreeSet::new();
    for (table, says) in tables() {
        if !says.contains("never changed") || says.contains("but for") {
            continue;
        }
        let writes = ["update_many", "update", "delete_many", "delete_by_id", "delete"];
        let writes = writes.map(|verb| format!(" {table}::Entity::{verb}("));
        let writes = writes.each_ref().map(String::as_str);
        let changing = sources.iter().filter(|source| source.says(&writes)).map(|source| source.path.as_str());
        assert_eq!(changing.collect::<Vec<_>>(), [""; 0], "{table} is said never to change");
        said.insert(table);
    }
    let silent: Vec<_> =
        kept.difference(&said).filter(|table| !matches!(table.as_str(), "audit_seal" | "patient_link")).collect();
    assert!(kept.len() > 15 && silent.is_empty(), "the database keeps {silent:?}, and their rows do not say so");
}

#[test]
fn what_is_said_never_to_be_deleted_is_not() {
    let sources = sources();
    for (table, _) in tables().into_iter().filter(|(_, says)| says.contains("never deleted")) {
        let deletes = [format!("{table}::Entity::delete")];
        let deletes = deletes.each_ref().map(String::as_str);
        assert!(!sources.iter().any(|source| source.says(&deletes)), "{table}");
    }
}

#[test]
fn the_kinds_of_refusals_are_listed_in_their_order() {
    let code = document("crates/rules/src/refusal/code.rs");
    let (_, words) = code.split_once("pub fn word").unwrap();
    let words = words.lines().filter_map(|line| line.split('"').nth(1)).take_while(|word| word.len() > 2);
    let words: Vec<&str> = words.take(14).collect();

    let architecture = document("ARCHITECTURE.md");
    let (_, rest) = architecture.split_once("in order of precedence:").unwrap();
    let (list, _) = rest.split_once("Where several").unwrap();
    let listed: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
    assert_eq!(listed, words);
}

#[test]
fn the_readme_has_every_command() {
    let readme = document("README.md");
    let arguments = Arguments::command();
    for command in arguments.get_subcommands().map(clap::Command::get_name) {
        let typed = if command == "serve" { "cargo run`".to_owned() } else { format!("cargo run -- {command}") };
        assert!(readme.contains(&typed), "README.md lacks {typed}");
    }
}

#[test]
fn the_readme_and_the_schema_have_every_scope() {
    let (readme, sdl) = (document("README.md"), lotwise::graphql::sdl());
    for (scope, _) in lotwise::rules::rights::SCOPES {
        assert!(readme.contains(&format!("| `{scope}` |")), "README.md lacks the scope {scope}");
        assert!(sdl.contains(&format!("`{scope}`")), "the schema lacks the scope {scope}");
    }
}
