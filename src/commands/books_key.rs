//! The key of the books, from its settings: a text, a file, or the file beside a SQLite database.

use std::path::PathBuf;

use super::CommandError;
use crate::authentication::{create_secret, file_beside, read_secret};
use crate::config::BooksKeySettings;
use crate::facts::key::BooksKeys;

/// What the file beside a database ends in.
const ENDING: &str = "books.key";

/// The key that a service on this database marks and signs with; on SQLite it is made, when nobody
/// said one. `None` on PostgreSQL, where nobody said one.
pub(super) fn of_service(settings: &BooksKeySettings, database_url: &str) -> Result<Option<BooksKeys>, CommandError> {
    let beside = file_beside(database_url, ENDING);
    if let (None, None, Some(file)) = (&settings.books_key, &settings.books_key_file, &beside)
        && !file.try_exists()?
    {
        create_secret(file)?;
    }
    of_verify(settings, database_url)
}

/// The key that a proof holds seals against: none is made. `None` where there is none to be found.
pub(super) fn of_verify(settings: &BooksKeySettings, database_url: &str) -> Result<Option<BooksKeys>, CommandError> {
    let text = match (&settings.books_key, file(settings, database_url)) {
        (Some(text), _) => Some(text.clone()),
        (None, Some(file)) => Some(read_secret(&file)?),
        (None, None) => None,
    };
    Ok(text.map(|text| BooksKeys::from_text(&text)).transpose()?)
}

/// The file that was said; the one beside the database, when it is there.
fn file(settings: &BooksKeySettings, database_url: &str) -> Option<PathBuf> {
    let beside = || file_beside(database_url, ENDING).filter(|file| file.exists());
    settings.books_key_file.clone().or_else(beside)
}
