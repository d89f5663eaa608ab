//! Reads vector files, counts what passes, and holds the list of exceptions against what really fails.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use serde_json::Value;

/// A row that is expected to fail: its line, counted from 1, and why.
pub(crate) type Exception = (usize, &'static str);

/// One row of a vector file.
pub(crate) struct Row(pub(crate) Value);

impl Row {
    /// A text of the row.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// A text that the row must have.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.text(name).unwrap_or_else(|| panic!("no {name} in {}", self.0))
    }

    /// True when the row says that its input is fine.
    pub(crate) fn ok(&self) -> bool {
        self.0["ok"].as_bool().unwrap_or_else(|| panic!("no verdict in {}", self.0))
    }

    /// A setting under which the row was made.
    pub(crate) fn setting(&self, name: &str) -> Option<bool> {
        self.0["settings"].get(name)?.as_bool()
    }
}

/// The text of a vector file, or nothing when no vectors were named, which is said.
pub(crate) fn read(file: &str) -> Option<String> {
    let Some(folder) = std::env::var_os("LOTWISE_VECTORS").map(PathBuf::from) else {
        say(&format!("CONFORMANCE WAS NOT RUN for {file}: LOTWISE_VECTORS names no folder of vectors"));
        return None;
    };
    let path = folder.join(file);
    Some(std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("LOTWISE_VECTORS: {}: {error}", path.display())))
}

/// Judges every row of a file. Every failure must be among the exceptions, and every exception must still fail.
pub(crate) fn judge(file: &str, exceptions: &[Exception], verdict: impl Fn(&Row) -> Result<(), String>) {
    let Some(text) = read(file) else { return };
    let rows = text.lines().enumerate().map(|(index, line)| (index + 1, Row(serde_json::from_str(line).expect(line))));
    let (mut passed, mut failed) = (0, BTreeMap::new());
    for (line, row) in rows {
        match verdict(&row) {
            Ok(()) => passed += 1,
            Err(why) => drop(failed.insert(line, format!("{why}: {}", row.0))),
        }
    }
    say(&format!("{file}: {passed} passed, {} failed, {} of these expected", failed.len(), exceptions.len()));
    for (line, reason) in exceptions {
        assert!(failed.remove(line).is_some(), "{file}:{line} passes now: strike it from the exceptions");
        say(&format!("  line {line} is an exception: {reason}"));
    }
    for (line, why) in &failed {
        say(&format!("  line {line}: {why}"));
    }
    assert!(failed.is_empty(), "{file}: {} rows failed", failed.len());
}

/// Says when two things that should be equal are not.
pub(crate) fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} is {found:?}, expected {expected:?}")) }
}

/// Prints past the test harness, which hides what passing tests print.
pub(crate) fn say(line: &str) {
    writeln!(std::io::stderr(), "{line}").expect("the terminal");
}
