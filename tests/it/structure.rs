//! The invariants of the architecture that can be read from the source: who alone writes what, and what never waits.

use std::{fs, path::Path};

/// A file of the service: where it is below `src`, and its code without the lines of comments.
struct Source {
    path: String,
    code: String,
}

/// Every file below `src`, in order.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    gather(&root, &root, &mut found);
    assert!(found.len() > 100, "the source is read");
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn gather(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            let path = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.push(Source { path, code: code.join("\n") });
        }
    }
}

impl Source {
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
    assert_eq!(files(|source| source.path.starts_with("rules") && source.says(&impure)), [""; 0]);
}

#[test]
fn queries_write_nothing() {
    let writes = ["Entity::insert", "update_many", "delete_many", "delete_by_id", ".exec(", ".exec_without_returning("];
    assert_eq!(files(|source| source.path.starts_with("queries") && source.says(&writes)), [""; 0]);
}
