//! Writes the golden files of a release: tells its story in empty books of both kinds, and keeps what came of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
    process::Command,
};

use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    books::{Books, RELEASES, Release, file_of},
    request::Recorded,
    rows,
    story::Story,
};
use crate::databases::{Kind, empty};

#[tokio::test]
#[ignore = "writes the golden files of a release, once; never run again for 0.1.0"]
async fn the_golden_files_of_a_release_are_written() {
    let release = &RELEASES[RELEASES.len() - 1];
    for kind in [Kind::Sqlite, Kind::Postgres] {
        write(release, kind).await;
    }
}

/// Writes what is kept of one of the databases, which must not be there yet.
async fn write(release: &Release, kind: Kind) {
    let folder = release.folder_of(kind);
    fs::create_dir(&folder).expect("golden files are written once: they are what must not change");
    let books = Books::open(empty(kind).await.expect("there is a database")).await;
    let recorded = Story::read(release).tell(release, &books).await;
    every_input_is_given_with_and_without_its_optional_fields(&books, release, &recorded).await;

    let report = books.proved().await;
    assert_eq!(report.unsealed, 0, "the story ends with a seal");
    fs::write(folder.join("head.txt"), format!("{}\n", report.head)).expect("the folder takes a file");
    for table in &rows::TABLES {
        let rows = table.read(&books.connection().await).await;
        fs::write(folder.join(format!("{}.jsonl", table.name)), lines(&rows)).expect("the folder takes a file");
    }
    match kind {
        Kind::Sqlite => keep_file(books, &folder).await,
        Kind::Postgres => keep_dump(&books, &folder),
    }
    let repeated = repeated(release, kind, recorded).await;
    fs::write(folder.join("requests.jsonl"), lines(&repeated)).expect("the folder takes a file");
}

/// The same requests, with what a repetition at the end answers where that is something else by now.
async fn repeated(release: &Release, kind: Kind, mut recorded: Vec<Recorded>) -> Vec<Recorded> {
    let books = release.copy(kind).await;
    for recorded in &mut recorded {
        let mut answer = books.ask(&release.document(&recorded.mutation), recorded).await;
        let answer = answer["data"][&recorded.mutation].take();
        recorded.repeated = (answer != recorded.said_again()).then_some(answer);
    }
    recorded
}

/// One object a line.
fn lines(objects: &[impl Serialize]) -> String {
    let mut text = String::new();
    for object in objects {
        let object = serde_json::to_string(object).expect("it is JSON");
        writeln!(text, "{object}").expect("a text takes a line");
    }
    text
}

/// Keeps the file in small pages, without the room that was left over.
async fn keep_file(books: Books, folder: &Path) {
    let Books { deployment, database, .. } = books;
    deployment.database.close().await.expect("the connections close");
    let connection = database.foreign_connection().await;
    for statement in ["PRAGMA journal_mode = DELETE", "PRAGMA page_size = 1024", "VACUUM"] {
        connection.execute_unprepared(statement).await.expect("nobody else has it open");
    }
    connection.close().await.expect("the connection closes");
    fs::copy(file_of(&database), folder.join("books.sqlite")).expect("the folder takes a file");
}

/// Keeps statements that any connection can run: without the settings before them and the words that only `psql` knows.
fn keep_dump(books: &Books, folder: &Path) {
    let options = ["--inserts", "--rows-per-insert=500", "--no-owner", "--no-privileges", "--no-comments"];
    let output = Command::new("pg_dump").args(options).arg(books.database.url()).output().expect("there is a pg_dump");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let dump = String::from_utf8(output.stdout).expect("a dump is text");

    let mut text = String::from("SET check_function_bodies = false;\n");
    let statements = dump.lines().skip_while(|line| !line.starts_with("CREATE "));
    for line in statements.filter(|line| !line.starts_with("\\unrestrict ")) {
        writeln!(text, "{line}").expect("a text takes a line");
    }
    fs::write(folder.join("books.sql"), text).expect("the folder takes a file");
}

const TYPES: &str = "{ __schema { mutationType { fields { name args { type { ...type } } } }
    types { kind name inputFields { name type { ...type } } } } }
    fragment type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// Fails with the list of mutations that were never asked for, and of fields that were never given, or always.
async fn every_input_is_given_with_and_without_its_optional_fields(
    books: &Books,
    release: &Release,
    recorded: &[Recorded],
) {
    let request = recorded[0].request();
    let schema = books.query(TYPES, json!({}), request).await["data"]["__schema"].take();
    let types = Types::of(&schema);
    let mutations = schema["mutationType"]["fields"].as_array().expect("there are mutations");
    let names = mutations.iter().filter_map(|mutation| Some(mutation["name"].as_str()?.to_owned()));
    assert_eq!(names.collect::<BTreeSet<_>>(), release.mutations(), "each mutation has a document");

    let mut given = BTreeMap::new();
    for mutation in mutations {
        let of_it = recorded.iter().filter(|recorded| mutation["name"] == recorded.mutation.as_str());
        for recorded in of_it {
            types.note(&mutation["args"][0]["type"], &recorded.input, &mut given);
        }
    }
    let inputs: Vec<_> = mutations.iter().map(|mutation| &mutation["args"][0]["type"]).collect();
    let missing = types.missing(&inputs, &given);
    assert_eq!(missing, Vec::<String>::new(), "of {} requests", recorded.len());
}

/// What was seen of a field of an input type.
#[derive(Clone, Copy, Default)]
struct Seen {
    given: bool,
    left_out: bool,
}

/// What was seen of each field, by its type and name.
type Given = BTreeMap<(String, String), Seen>;

/// The input types of the schema: the fields of each, and what they are of.
struct Types<'s>(BTreeMap<&'s str, &'s Vec<Value>>);

impl<'s> Types<'s> {
    fn of(schema: &'s Value) -> Self {
        let types = schema["types"].as_array().expect("there are types").iter();
        Self(types.filter_map(|one| Some((one["name"].as_str()?, one["inputFields"].as_array()?))).collect())
    }

    /// The name of what a type is a list of, or never null of.
    fn named(type_of: &Value) -> &str {
        let inner = &type_of["ofType"];
        if inner.is_null() { type_of["name"].as_str().unwrap_or_default() } else { Self::named(inner) }
    }

    /// Notes which fields of this value are given.
    fn note(&self, type_of: &Value, value: &Value, given: &mut Given) {
        if let Value::Array(values) = value {
            return values.iter().for_each(|value| self.note(type_of, value, given));
        }
        let name = Self::named(type_of);
        let Some(fields) = self.0.get(name).filter(|_| value.is_object()) else { return };
        for field in *fields {
            let field_name = field["name"].as_str().unwrap_or_default();
            let seen = given.entry((name.to_owned(), field_name.to_owned())).or_default();
            let inner = &value[field_name];
            if inner.is_null() {
                seen.left_out = true
            } else {
                seen.given = true
            }
            self.note(&field["type"], inner, given);
        }
    }

    /// What of the types below these was never given, and what was always given although it need not be.
    fn missing(&self, roots: &[&Value], given: &Given) -> Vec<String> {
        let mut waiting: Vec<&str> = roots.iter().map(|root| Self::named(root)).collect();
        let mut visited = BTreeSet::new();
        let mut missing = Vec::new();
        while let Some(name) = waiting.pop() {
            let Some(fields) = self.0.get(name).filter(|_| visited.insert(name)) else { continue };
            for field in *fields {
                let field_name = field["name"].as_str().unwrap_or_default();
                let seen = given.get(&(name.to_owned(), field_name.to_owned())).copied().unwrap_or_default();
                if !seen.given {
                    missing.push(format!("{name}.{field_name} is never given"));
                }
                if !seen.left_out && field["type"]["kind"] != "NON_NULL" {
                    missing.push(format!("{name}.{field_name} is never left out"));
                }
                waiting.push(Self::named(&field["type"]));
            }
        }
        missing
    }
}
