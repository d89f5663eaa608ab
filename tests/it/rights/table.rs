//! The matrix as a file: read, compared with what the program does, and written anew where somebody asks for it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::callers::Who;
use super::outcome::{Outcomes, word};

/// Where proposals are written when this is set in the environment; the diff is then to be read.
const UPDATE: &str = "UPDATE_RIGHTS";
/// The chapter of remarks: by hand, and never written over.
const REMARKS: &str = "Where this is not what the rule says";
/// All words of scope at once.
const EVERY: &str = "every scope";
/// Most lines that a failure prints.
const MOST_LINES: usize = 60;

/// Only one writes.
static FILE: Mutex<()> = Mutex::new(());

/// Rows that belong together.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
}

/// One row as the program has it.
pub(super) struct Row {
    pub(super) name: String,
    /// A column each.
    pub(super) outcomes: Vec<Outcomes>,
}

/// A word of a cell with the number of its remark.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    word: String,
    remark: Option<String>,
}

/// The cells of a row, a column each.
type Cells = Vec<Cell>;

/// What the file says.
pub(super) struct Matrix {
    text: String,
    /// By chapter, section and name; with the number of the line.
    rows: BTreeMap<(String, String, String), (usize, Cells)>,
}

/// Compares a chapter with what the program does.
///
/// # Panics
/// Where they differ; the message has the rows as they would be right. With `UPDATE_RIGHTS` in the environment they are
/// written into the file instead.
pub(super) fn settle(chapter: &str, sections: &[Section]) {
    let _one = FILE.lock().unwrap_or_else(PoisonError::into_inner);
    let matrix = Matrix::read();
    let differences = matrix.differences(chapter, sections);
    if differences.is_empty() {
        return;
    }
    if std::env::var_os(UPDATE).is_some() && std::env::var_os("CI").is_none() {
        std::fs::write(path(), matrix.with(chapter, sections)).expect("the matrix is written");
        eprintln!("{} is written anew: read its diff as a medical director would", path().display());
        return;
    }
    let more = differences.len().saturating_sub(MOST_LINES);
    panic!(
        "tests/it/rights/matrix.md, chapter \"{chapter}\", is not what the program does:\n{}\n{}\n\
         Is the program right? Then set the rows right by hand, or with\n  {UPDATE}=1 cargo test --test it rights\n\
         and read the diff: it says who may see or do what they could not before.",
        differences[..differences.len() - more].join("\n"),
        if more > 0 { format!("… and {more} more") } else { String::new() },
    );
}

/// Where the matrix is.
fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/rights/matrix.md")
}

impl Matrix {
    /// The file.
    pub(super) fn read() -> Self {
        let text = std::fs::read_to_string(path()).expect("the matrix is there");
        let mut rows = BTreeMap::new();
        let (mut chapter, mut section) = ("", "");
        for (number, line) in text.lines().enumerate() {
            if let Some(title) = line.strip_prefix("## ") {
                (chapter, section) = (title, "");
            } else if let Some(title) = line.strip_prefix("### ") {
                section = title;
            } else if let Some((name, cells)) = row_of(line) {
                let key = (chapter.to_owned(), section.to_owned(), name);
                let twice = rows.insert(key, (number + 1, cells));
                assert!(twice.is_none(), "line {}: {line} is there twice", number + 1);
            }
        }
        Self { text, rows }
    }

    /// Remarks that cells point to, and remarks that the last chapter makes.
    pub(super) fn remarks(&self) -> (Vec<String>, Vec<String>) {
        let cells = self.rows.values().flat_map(|(_, cells)| cells);
        let mut used: Vec<_> = cells.filter_map(|cell| cell.remark.clone()).collect();
        used.sort_by_key(|number| (number.len(), number.clone()));
        used.dedup();
        let chapter = self.text.split(&format!("## {REMARKS}")).nth(1).unwrap_or_default();
        let made = chapter.lines().filter_map(|line| Some(line.split_once(". ")?.0));
        let made = made.filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
        (used, made.map(ToOwned::to_owned).collect())
    }

    /// What is missing, different, or no longer there.
    fn differences(&self, chapter: &str, sections: &[Section]) -> Vec<String> {
        let mut differences = Vec::new();
        let mut known = Vec::new();
        for section in sections {
            for row in &section.rows {
                let key = (chapter.to_owned(), section.title.clone(), row.name.clone());
                differences.extend(self.difference(&key, row));
                known.push(key);
            }
        }
        let gone = self.rows.iter().filter(|(key, _)| key.0 == chapter && !known.contains(key));
        differences.extend(gone.map(|(key, (line, _))| {
            format!("line {line}: the program has no {} ({}): take the row away", key.2, key.1)
        }));
        differences
    }

    fn difference(&self, key: &(String, String, String), row: &Row) -> Option<String> {
        let found = words(row);
        let Some((line, cells)) = self.rows.get(key) else {
            let proposed = printed(&row.name, &found);
            return Some(format!("under \"### {}\" a row is missing:\n{proposed}", key.1));
        };
        let same = cells.iter().map(|cell| &cell.word).eq(&found);
        if same {
            return None;
        }
        let kept = keep_remarks(&found, cells);
        let columns = Who::all();
        let differing = columns.iter().zip(cells).zip(&found).filter(|((_, cell), word)| cell.word != **word);
        let differing = differing.map(|((who, cell), word)| {
            format!("{}: the matrix says {}, the program does {word}", who.name(), cell.word)
        });
        let differing = differing.collect::<Vec<_>>().join("; ");
        Some(format!("line {line}, {}: {differing}\n{}", row.name, print_cells(&row.name, &kept, 0)))
    }

    /// The file with this chapter as the program has it. Remarks stay where a cell stays the same.
    fn with(&self, chapter: &str, sections: &[Section]) -> String {
        let mut body = String::new();
        for section in sections {
            let _ = write!(body, "\n### {}\n\n{}", section.title, self.table(chapter, section));
        }
        let heading = format!("## {chapter}\n");
        let Some((before, rest)) = self.text.split_once(&heading) else {
            panic!("the matrix has no chapter \"{chapter}\": write its heading and what its words mean");
        };
        let (own, after) = rest.find("\n## ").map_or((rest, ""), |end| rest.split_at(end));
        let prose = own.find("\n### ").map_or(own.trim_end(), |start| own[..start].trim_end());
        let prose = if prose.is_empty() { String::new() } else { format!("{prose}\n") };
        format!("{before}{heading}{prose}{body}{after}")
    }

    fn table(&self, chapter: &str, section: &Section) -> String {
        let wide = section.rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
        let names = wide_columns().map(Who::name).chain(["SERVICE with the scope"]);
        let heads: Vec<_> = names.collect();
        let mut table = format!("| {:wide$} | {} |\n", "", heads.join(" | "));
        let lines: Vec<_> = heads.iter().map(|head| "-".repeat(head.len())).collect();
        let _ = writeln!(table, "| {} | {} |", "-".repeat(wide.max(1)), lines.join(" | "));
        for row in &section.rows {
            let key = (chapter.to_owned(), section.title.clone(), row.name.clone());
            let before = self.rows.get(&key).map_or(&[][..], |(_, cells)| cells);
            let cells = keep_remarks(&words(row), before);
            let _ = writeln!(table, "{}", print_cells(&row.name, &cells, wide));
        }
        table
    }
}

fn words(row: &Row) -> Vec<String> {
    row.outcomes.iter().map(|outcomes| word(*outcomes)).collect()
}

/// The words of a row, each with its remark where the same word had one.
fn keep_remarks(found: &[String], before: &[Cell]) -> Cells {
    let cell = |(number, word): (usize, &String)| {
        let same = before.get(number).filter(|cell| cell.word == *word);
        Cell { word: word.clone(), remark: same.and_then(|cell| cell.remark.clone()) }
    };
    found.iter().enumerate().map(cell).collect()
}

fn printed(name: &str, found: &[String]) -> String {
    print_cells(name, &keep_remarks(found, &[]), 0)
}

/// A row of the file: people in columns, programs by what their scope brings.
fn print_cells(name: &str, cells: &[Cell], wide: usize) -> String {
    let mut line = format!("| {name:wide$} |");
    let (wide_cells, services) = cells.split_at(wide_columns().count());
    for (who, cell) in wide_columns().zip(wide_cells) {
        let _ = write!(line, " {:wide$} |", cell.print(), wide = who.name().len());
    }
    let _ = write!(line, " {} |", print_services(services));
    line
}

/// What scopes bring, each outcome with its scopes; `no` goes without saying.
fn print_services(cells: &[Cell]) -> String {
    let mut brought = BTreeMap::<&Cell, Vec<&str>>::new();
    for (who, cell) in scopes().zip(cells) {
        if cell.word != "no" || cell.remark.is_some() {
            brought.entry(cell).or_default().push(who.name());
        }
    }
    let words = |scopes: &[&str]| match scopes.len() == cells.len() {
        true => EVERY.to_owned(),
        false => scopes.join(" "),
    };
    let brought = brought.iter().map(|(cell, scopes)| format!("{}: {}", cell.print(), words(scopes)));
    let brought = brought.collect::<Vec<_>>().join("; ");
    if brought.is_empty() { "no".to_owned() } else { brought }
}

/// The callers with a column by themselves.
fn wide_columns() -> impl Iterator<Item = Who> {
    Who::all().into_iter().filter(|who| !matches!(who, Who::Service(_)))
}

/// The callers that share the last column.
fn scopes() -> impl Iterator<Item = Who> {
    Who::all().into_iter().filter(|who| matches!(who, Who::Service(_)))
}

impl Cell {
    fn read(text: &str) -> Self {
        let (word, remark) = text.split_once('!').map_or((text, None), |(word, remark)| (word, Some(remark)));
        Self { word: word.to_owned(), remark: remark.map(ToOwned::to_owned) }
    }

    fn print(&self) -> String {
        let remark = self.remark.as_ref().map(|remark| format!("!{remark}"));
        format!("{}{}", self.word, remark.unwrap_or_default())
    }
}

/// The name and the cells of a line of a table; nothing of a line that is none.
fn row_of(line: &str) -> Option<(String, Cells)> {
    let inside = line.strip_prefix("| ")?.strip_suffix(" |")?;
    let parts: Vec<_> = inside.split(" | ").map(str::trim).collect();
    let (name, cells) = parts.split_first()?;
    let (services, people) = cells.split_last()?;
    if name.is_empty() || name.starts_with('-') {
        return None;
    }
    let mut row: Cells = people.iter().map(|cell| Cell::read(cell)).collect();
    row.extend(services_of(services));
    Some(((*name).to_owned(), row))
}

/// The cells of programs: `own: stock:read; all!3: exposures:read`, and `no` for every other.
fn services_of(text: &str) -> Cells {
    let mut cells = BTreeMap::new();
    for group in text.split("; ").filter(|group| *group != "no") {
        let (cell, words) = group.split_once(": ").unwrap_or((group, ""));
        if words == EVERY {
            return scopes().map(|_| Cell::read(cell)).collect();
        }
        cells.extend(words.split_whitespace().map(|scope| (scope.to_owned(), Cell::read(cell))));
    }
    let no = || Cell { word: "no".to_owned(), remark: None };
    let row = scopes().map(|who| cells.remove(who.name()).unwrap_or_else(no)).collect();
    assert!(cells.is_empty(), "no scope has these words: {cells:?}");
    row
}
