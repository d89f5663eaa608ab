//! Fresh SQLite databases: copies of a file that was migrated once, each in a folder of its own.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::{Home, Kind, TestDatabase, migrated};

pub(super) async fn fresh() -> TestDatabase {
    static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
    let template = TEMPLATE.get_or_init(template).await;
    let folder = folder();
    std::fs::write(file_in(&folder), template).expect("the temporary folder takes a copy of the template");
    in_folder(folder)
}

/// A file that is not there yet.
pub(super) fn empty() -> TestDatabase {
    in_folder(folder())
}

/// The migrated file's bytes, read after its last connection closed and folded the write-ahead log in.
async fn template() -> Vec<u8> {
    let folder = folder();
    let file = file_in(&folder);
    std::fs::File::create(&file).expect("the temporary folder takes a file");
    migrated::migrate(&url(&file)).await;
    assert!(!folder.path().join("lotwise.db-wal").exists(), "a connection to the SQLite template was left open");
    std::fs::read(&file).expect("the migrated file is there")
}

fn folder() -> TempDir {
    tempfile::Builder::new().prefix("lotwise-sqlite-").tempdir().expect("there is room for temporary files")
}

fn in_folder(folder: TempDir) -> TestDatabase {
    TestDatabase { kind: Kind::Sqlite, url: url(&file_in(&folder)), _home: Home::Folder(folder) }
}

fn file_in(folder: &TempDir) -> PathBuf {
    folder.path().join("lotwise.db")
}

fn url(file: &Path) -> String {
    format!("sqlite://{}?mode=rwc", file.display())
}
