//! The invariants of the architecture that can be read from the source: who alone writes what, and what never waits.

mod claims;
mod packages;
mod rooms;

use std::{fs, path::Path};

/// A file of the service: its room with where it is in it, and its code without the lines of comments.
struct Source {
    path: String,
    code: String,
}

/// Rooms that are a crate of their own, and where their files are.
const CRATES: [(&str, &str); 2] = [("rules", "crates/rules/src"), ("barcode", "crates/barcode/src")];

/// Where the workspace is.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the workspace, as text.
fn document(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file of the program and of the crates that it is made of, in order.
fn sources() -> Vec<Source> {
    let mut found = Vec::new();

    gather(&root().join("src"), Path::new(""), &mut found);
    for (room, folder) in CRATES {
        gather(&root().join(folder), Path::new(room), &mut found);
    }

    assert!(found.len() > 100, "the source is read");
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Adds the files below `folder`, as they stand in `room`.
fn gather(folder: &Path, room: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let path = room.join(file.file_name().unwrap());
        if file.is_dir() {
            gather(&file, &path, found);
        } else if file.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&file).unwrap();
            let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            let path = path.to_str().unwrap().replace('\\', "/");
            found.push(Source { path, code: code.join("\n") });
        }
    }
}

impl Source {
    /// The room that it is in, or that it is.
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Its code without its tests.
    fn without_tests(&self) -> &str {
        if self.path.ends_with("tests.rs") || self.path.contains("/tests/") {
            return "";
        }
        self.code.split("#[cfg(test)]\nmod ").next().unwrap_or_default()
    }

    fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.code.contains(word))
    }

    /// Whether it names `ledger::post`, by its path or out of a list of imports.
    fn names_post(&self) -> bool {
        let listed = |list: &str| {
            let names = list.split('}').next().unwrap_or_default().split(',').map(str::trim);
            names.into_iter().any(|name| name == "post" || name.starts_with("post as "))
        };
        let by_path = |rest: &str| rest.starts_with("post") && !rest.starts_with("posting");
        self.code.split("ledger::").skip(1).any(|rest| by_path(rest) || rest.strip_prefix('{').is_some_and(listed))
    }
}

/// Where `unwanted` is in the source.
fn files(unwanted: impl Fn(&Source) -> bool) -> Vec<String> {
    sources().into_iter().filter(unwanted).map(|source| source.path).collect()
}

#[test]
fn nothing_is_posted_but_by_an_act_which_tells_the_recalls() {
    assert_eq!(files(Source::names_post), ["operations/act.rs"]);
}

#[test]
fn nothing_but_the_ledger_writes_the_books() {
    for table in ["posting", "entry", "stock", "container"] {
        let writes = ["Entity::insert", "Entity::update", "Entity::delete", "ActiveModel"];
        let writes = writes.map(|verb| format!(" {table}::{verb}"));
        let writes = writes.each_ref().map(String::as_str);
        let elsewhere = files(|source| source.says(&writes) && !source.path.starts_with("ledger"));
        assert_eq!(elsewhere, [""; 0], "{table} is written by the ledger");
    }
}

#[test]
fn rules_wait_for_nothing_and_see_no_connection_clock_or_log() {
    let impure = ["async fn", ".await", "ConnectionTrait", "DatabaseTransaction", "Utc::now", "tracing::"];
    let is_pure = |source: &Source| CRATES.iter().any(|(room, _)| source.path.starts_with(room));
    assert!(sources().iter().filter(|source| is_pure(source)).count() > 80, "the rules are read");
    assert_eq!(files(|source| is_pure(source) && source.says(&impure)), [""; 0]);
}

#[test]
fn queries_write_nothing() {
    let writes = ["Entity::insert", "update_many", "delete_many", "delete_by_id", ".exec(", ".exec_without_returning("];
    assert_eq!(files(|source| source.path.starts_with("queries") && source.says(&writes)), [""; 0]);
}

/// Files of the operations that write rows by themselves, and why: rows that state no fact, or whose fact they hand in.
const WRITERS: [(&str, &str); 5] = [
    ("operations/act/rows.rs", "the statements that gather facts"),
    ("operations/audit.rs", "the audit log, which seals prove"),
    ("operations/audit/seal.rs", "the seals"),
    ("operations/idempotency.rs", "the key, which is written last and hands in its fact"),
    ("operations/recall_notices/terms.rs", "an index of the words of notices"),
];

#[test]
fn no_operation_writes_a_row_without_its_fact() {
    let writes = [".exec(", ".exec_without_returning(", ".exec_with_returning", ".save(", "execute_unprepared"];
    let on_a_transaction = [".update(act.transaction", ".insert(act.transaction", ".delete(act.transaction"];
    let is_a_writer = |source: &Source| WRITERS.iter().any(|(path, _)| *path == source.path);
    let others = |source: &Source| source.path.starts_with("operations") && !is_a_writer(source);
    assert_eq!(files(|source| others(source) && source.says(&writes)), [""; 0], "write by the act");
    assert_eq!(files(|source| others(source) && source.says(&on_a_transaction)), [""; 0], "write by the act");

    let elsewhere = ["database", "exports/link.rs", "exports/open.rs", "facts", "ledger", "operations"];
    let is_elsewhere = |source: &Source| elsewhere.iter().any(|room| source.path.starts_with(room));
    assert_eq!(files(|source| !is_elsewhere(source) && source.says(&writes[1..4])), [""; 0], "written by operations");
    let fact = files(|source| source.says(&["fact::Entity::insert", "into_table(fact::Entity"]));
    assert_eq!(fact, ["facts/gathered.rs"], "facts have one writer");
}
