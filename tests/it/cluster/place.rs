//! Where the server's files are kept while the tests run.

use std::path::{Path, PathBuf};

use super::Durability;
use super::installation::answer;

/// Enough for the server's own files, its log of changes and a few dozen test databases.
const ROOM_KIB: u64 = 1024 * 1024;

/// A new folder: on the disk when the server must wait for one, otherwise in memory where there is room, since a fresh
/// database is 300 files, which is 15 ms there and up to 260 ms on a disk.
pub(super) fn folder(durability: Durability) -> Result<PathBuf, String> {
    let memory = Path::new("/dev/shm");
    let parent = match durability {
        Durability::Fast if free_kib(memory) >= Some(ROOM_KIB) => memory.to_owned(),
        Durability::Fast | Durability::Durable => std::env::temp_dir(),
    };
    let folder = tempfile::Builder::new().prefix("lotwise-postgresql-").tempdir_in(&parent);
    folder.map(tempfile::TempDir::keep).map_err(|error| format!("no folder in {}: {error}", parent.display()))
}

fn free_kib(folder: &Path) -> Option<u64> {
    let table = answer("df", &["-Pk", folder.to_str()?])?;
    table.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}
