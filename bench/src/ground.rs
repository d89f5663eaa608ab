//! Where it is measured: equal databases of one kind, gone when the measurement is over.

mod postgres;
mod sqlite;

use clap::ValueEnum;

use crate::Failure;

/// The databases that the service runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// The embedded one.
    Sqlite,
    /// The server.
    Postgres,
}

/// A place for databases of one kind.
#[expect(clippy::large_enum_variant, reason = "there is one, for as long as the program runs")]
pub(crate) enum Ground {
    /// A folder of files.
    Sqlite(sqlite::Folder),
    /// A server.
    Postgres(postgres::Server),
}

impl Ground {
    /// Finds a place; PostgreSQL's at the server of `url`, where one is given.
    pub(crate) async fn prepare(kind: Kind, url: Option<&str>) -> Result<Self, Failure> {
        match kind {
            Kind::Sqlite => Ok(Self::Sqlite(sqlite::Folder::new()?)),
            Kind::Postgres => Ok(Self::Postgres(postgres::Server::reach(url).await?)),
        }
    }

    /// The URL of a new, empty database.
    pub(crate) async fn empty(&self, name: &str) -> Result<String, Failure> {
        match self {
            Self::Sqlite(folder) => Ok(folder.url(name)),
            Self::Postgres(server) => server.empty(name).await,
        }
    }

    /// The URL of a new database that is equal to `original`, which nobody is connected to.
    pub(crate) async fn copy(&self, original: &str, name: &str) -> Result<String, Failure> {
        match self {
            Self::Sqlite(folder) => folder.copy(original, name),
            Self::Postgres(server) => server.copy(original, name).await,
        }
    }

    /// Removes what a given server would keep.
    pub(crate) async fn clear(self) -> Result<(), Failure> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(server) => server.clear().await,
        }
    }

    /// Which database in which version, and what a commit survives.
    pub(crate) fn description(&self) -> String {
        match self {
            Self::Sqlite(_) => "SQLite, write-ahead log, synchronous=FULL".to_owned(),
            Self::Postgres(server) => server.description(),
        }
    }
}
