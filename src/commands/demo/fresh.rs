//! `--fresh`: the file of a demo is removed, and no other file.

use std::fs;
use std::io;
use std::path::Path;

use crate::commands::CommandError;
use crate::database::{self, DatabaseSettings};
use crate::demo::{self, State};

/// Removes the file of the demo with what SQLite keeps beside it, when there is one; not the key,
/// so that tokens stay good.
pub(super) async fn remove(url: &str) -> Result<(), CommandError> {
    let files = database::files(url)?;
    let Some(file) = files.first() else {
        return Err("--fresh removes a file, and this database is kept by a server: empty it there".into());
    };

    // Whatever is there may be the books of a clinic, until it is known to be a demo.
    if file.try_exists()? {
        match read_state(url).await.map_err(|cause| not_removed(file, &format!("it cannot be read: {cause}")))? {
            State::Complete | State::Unfinished => {}
            State::Empty => return Ok(()),
            State::Other => return Err(not_removed(file, "it holds something else")),
        }
    }

    files.iter().try_for_each(|file| remove_file(file))?;
    Ok(())
}

fn not_removed(file: &Path, why: &str) -> CommandError {
    format!("--fresh removes a demo, and {} is left as it is: {why}", file.display()).into()
}

/// What the file holds. It is only read: another program's file is not brought to our schema.
async fn read_state(url: &str) -> Result<State, CommandError> {
    let reader = database::reader(&DatabaseSettings::patient(url, 1)).await?;
    let state = demo::state(&reader).await;
    reader.close().await?;
    Ok(state?)
}

fn remove_file(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
