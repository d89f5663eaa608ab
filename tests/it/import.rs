//! Loading files: all of a file or nothing, every bad line named, and nothing twice.

mod bad_lines;
mod examples;

use crate::clinic::Clinic;
use lotwise::import::{self, BadLine, Format, ImportError, Loaded};
use std::{fs, sync::Arc};

impl Clinic {
    /// Loads a file with this text.
    async fn load<F: Format>(&self, text: &str) -> Result<Loaded, Vec<BadLine>> {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        match import::load::<F>(&self.deployment, &self.manager(), file.path(), Arc::new(|_| {})).await {
            Ok(loaded) => Ok(loaded),
            Err(ImportError::BadLines(lines)) => Err(lines),
            Err(error) => panic!("{error}"),
        }
    }

    /// Loads a file that is good, and says how many lines were loaded and how many known.
    async fn loads<F: Format>(&self, text: &str) -> (u64, u64) {
        let Loaded { loaded, known } = self.load::<F>(text).await.unwrap();
        (loaded, known)
    }

    /// Loads a file that is not good, and says what is wrong with it.
    async fn wrong<F: Format>(&self, text: &str) -> Vec<String> {
        self.load::<F>(text).await.unwrap_err().iter().map(ToString::to_string).collect()
    }
}
