//! SQLite files in a temporary folder.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::Failure;

/// A folder that is gone with this value.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(super) fn new() -> Result<Self, Failure> {
        Ok(Self(tempfile::Builder::new().prefix("lotwise-bench-").tempdir()?))
    }

    pub(super) fn url(&self, name: &str) -> String {
        format!("sqlite://{}?mode=rwc", self.file(name).display())
    }

    /// The write-ahead log was folded into the file when its last connection closed.
    pub(super) fn copy(&self, original: &str, name: &str) -> Result<String, Failure> {
        std::fs::copy(self.file(original), self.file(name))?;
        Ok(self.url(name))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name).with_extension("db")
    }
}
