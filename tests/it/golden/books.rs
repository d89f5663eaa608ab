//! The golden files of a release, and a copy of its books opened by this program.

use std::{collections::BTreeSet, fs, path::PathBuf, sync::Arc};

use chrono::TimeDelta;
use lotwise::{
    config::MAX_COMPLEXITY,
    database::{Database, DatabaseSettings},
    graphql,
    import::{self, Catalogue, Format, Loaded, OpeningStock, Usages},
    openfda,
    operations::{
        Deployment, Organisation, Terms,
        import_recall_notices::{Imported, import_recall_notices},
    },
    request::Request,
};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use serde_json::{Value, json};

use super::{
    request::{Caller, Recorded},
    story::{Feed, Load},
};
use crate::databases::{Kind, TestDatabase, empty};

/// Every release whose golden files are kept, the newest last.
pub(super) const RELEASES: [Release; 1] = [Release("0.1.0")];

/// A release, by its version.
pub(super) struct Release(pub(super) &'static str);

impl Release {
    /// The folder of its files.
    pub(super) fn folder(&self) -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(self.0)
    }

    /// The folder of what is kept of one of the databases.
    pub(super) fn folder_of(&self, kind: Kind) -> PathBuf {
        self.folder().join(if kind == Kind::Sqlite { "sqlite" } else { "postgresql" })
    }

    /// The text of one of its files.
    pub(super) fn file(&self, name: &str) -> String {
        let path = self.folder().join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The head of its books, as `lotwise verify --print-head` printed it.
    pub(super) fn head(&self, kind: Kind) -> String {
        let head = fs::read_to_string(self.folder_of(kind).join("head.txt")).expect("the head is kept");
        head.trim().to_owned()
    }

    /// The objects of a file that has one a line.
    pub(super) fn lines(&self, kind: Kind, name: &str) -> Vec<Value> {
        let path = self.folder_of(kind).join(format!("{name}.jsonl"));
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        text.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect()
    }

    /// Every request that wrote its books, in order.
    pub(super) fn requests(&self, kind: Kind) -> Vec<Recorded> {
        let lines = self.lines(kind, "requests").into_iter();
        lines.map(|line| serde_json::from_value(line).expect("a line is a request")).collect()
    }

    /// The document that this mutation is asked with.
    pub(super) fn document(&self, mutation: &str) -> String {
        let documents = self.file("documents.graphql");
        let named = |document: &&str| document.starts_with(&format!("mutation {mutation}("));
        documents.split("\n\n").find(named).unwrap_or_else(|| panic!("no document of {mutation}")).to_owned()
    }

    /// Every mutation that the release had.
    pub(super) fn mutations(&self) -> BTreeSet<String> {
        let documents = self.file("documents.graphql");
        let named = documents.split("\n\n").filter_map(|document| document.strip_prefix("mutation "));
        named.filter_map(|document| document.split('(').next()).map(str::to_owned).collect()
    }

    /// A copy of its books, brought up to this program's schema and opened.
    pub(super) async fn copy(&self, kind: Kind) -> Books {
        let database = empty(kind).await.expect("the test before this had a database");
        match kind {
            Kind::Sqlite => {
                let books = fs::read(self.folder_of(kind).join("books.sqlite")).expect("the books are kept");
                fs::write(file_of(&database), books).expect("the temporary folder takes a copy");
            }
            Kind::Postgres => {
                let books = fs::read_to_string(self.folder_of(kind).join("books.sql")).expect("the books are kept");
                let connection = database.foreign_connection().await;
                connection.execute_unprepared(&books).await.expect("the server takes the books");
                connection.close().await.expect("the connection closes");
            }
        }
        Books::open(database).await
    }
}

/// Where the SQLite database is.
pub(super) fn file_of(database: &TestDatabase) -> PathBuf {
    let path = database.url().strip_prefix("sqlite://").and_then(|url| url.split('?').next());
    PathBuf::from(path.expect("the URL names a file"))
}

/// Books that this program has opened.
pub(super) struct Books {
    /// The service's own view of them.
    pub(super) deployment: Deployment,
    /// The API over them.
    schema: graphql::Schema,
    /// Where they are.
    pub(super) database: TestDatabase,
}

impl Books {
    /// Opens the books in this database, brought up to this program's schema.
    pub(super) async fn open(database: TestDatabase) -> Self {
        let settings = DatabaseSettings::patient(database.url(), 4);
        let connected = Database::connect(&settings).await.expect("the database opens and is brought up");
        let terms = Terms {
            currency: "USD".to_owned(),
            clock_skew: TimeDelta::minutes(2),
            patient_id_pattern: None,
            books_key: None,
            organisation: Organisation::default(),
        };
        let deployment = Deployment { database: connected, terms: Arc::new(terms) };
        Self { schema: graphql::schema(deployment.clone(), MAX_COMPLEXITY), deployment, database }
    }

    /// The kind of database that they are in.
    pub(super) fn kind(&self) -> Kind {
        self.database.kind()
    }

    /// A connection to read their rows by.
    pub(super) async fn connection(&self) -> DatabaseConnection {
        self.database.foreign_connection().await
    }

    /// The whole answer to a mutation, asked as it was recorded.
    pub(super) async fn ask(&self, document: &str, recorded: &Recorded) -> Value {
        let name = if recorded.input.is_array() { "inputs" } else { "input" };
        self.query(document, json!({ name: recorded.input }), recorded.request()).await
    }

    /// The whole answer to a document.
    pub(super) async fn query(&self, document: &str, variables: Value, request: Request) -> Value {
        let variables = async_graphql::Variables::from_json(variables);
        let asked = async_graphql::Request::new(document).variables(variables);
        let answer = self.schema.execute(asked.data(request)).await;
        serde_json::to_value(answer).expect("an answer is JSON")
    }

    /// Loads a file, as `lotwise import` would.
    pub(super) async fn load(&self, release: &Release, load: &Load) -> Loaded {
        match load.format.as_str() {
            "catalog" => self.load_as::<Catalogue>(release, load).await,
            "stock" => self.load_as::<OpeningStock>(release, load).await,
            "usages" => self.load_as::<Usages>(release, load).await,
            other => panic!("there is no format {other}"),
        }
    }

    async fn load_as<F: Format>(&self, release: &Release, load: &Load) -> Loaded {
        let path = release.folder().join(&load.file);
        let request = Caller::of_the_import().request(load.at);
        let loaded = import::load::<F>(&self.deployment, &request, &path, Arc::new(|_| {}));
        loaded.await.expect("the file is good")
    }

    /// Takes in recall notices, as `lotwise recalls import` would.
    pub(super) async fn take_in(&self, release: &Release, feed: &Feed) -> Imported {
        let document: Value = serde_json::from_str(&release.file(&feed.file)).expect("a feed is JSON");
        let notices = openfda::records(&[document], feed.at.date_naive()).notices;
        let request = Caller::of_the_feed().request(feed.at);
        import_recall_notices(&self.deployment, &request, &feed.file, notices).await.expect("the notices are kept")
    }
}
