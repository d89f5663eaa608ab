//! Where PostgreSQL's programs are on this machine, and the user they may run as.

use std::ffi::OsStr;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The programs of one version, and whom they run as.
pub(crate) struct Installation {
    directory: PathBuf,
    /// Set when the tests run as root, whom PostgreSQL refuses.
    user: Option<User>,
}

struct User {
    id: u32,
    group: u32,
}

impl Installation {
    /// Looks in the search path, then where `pg_config` says, then where Debian keeps each version, newest first.
    ///
    /// # Errors
    /// Says what is missing.
    pub(crate) fn find() -> Result<Self, String> {
        let directory = directories().into_iter().find(|directory| is_complete(directory));
        let directory =
            directory.ok_or("no initdb, pg_ctl and postgres in PATH, pg_config --bindir or /usr/lib/postgresql")?;
        Ok(Self { directory, user: other_than_root()? })
    }

    /// One of PostgreSQL's programs, to be run in `home`.
    pub(crate) fn command(&self, program: &str, home: &Path) -> Command {
        self.allowed(self.program(program), home)
    }

    /// Where that program is.
    pub(crate) fn program(&self, program: &str) -> PathBuf {
        self.directory.join(program)
    }

    /// Any program, as the user that PostgreSQL's run as, out of reach of the terminal's interrupts.
    pub(crate) fn allowed(&self, program: impl AsRef<OsStr>, home: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(home).stdin(Stdio::null()).process_group(0);
        if let Some(user) = &self.user {
            command.gid(user.group).uid(user.id);
        }
        command
    }

    /// Lets PostgreSQL's programs own a file or folder.
    ///
    /// # Errors
    /// When the operating system refuses.
    pub(crate) fn give(&self, path: &Path) -> Result<(), String> {
        let Some(user) = &self.user else { return Ok(()) };
        chown(path, Some(user.id), Some(user.group)).map_err(|error| format!("{}: {error}", path.display()))
    }
}

fn directories() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut directories: Vec<_> = std::env::split_paths(&path).collect();
    directories.extend(answer("pg_config", &["--bindir"]).map(PathBuf::from));
    let mut versions: Vec<_> = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().collect();
    versions.sort_by_key(|entry| entry.file_name().to_string_lossy().parse::<u32>().unwrap_or_default());
    directories.extend(versions.iter().rev().map(|version| version.path().join("bin")));
    directories
}

fn is_complete(directory: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"].iter().all(|program| directory.join(program).is_file())
}

fn other_than_root() -> Result<Option<User>, String> {
    if answer("id", &["-u"]).as_deref() != Some("0") {
        return Ok(None);
    }
    let number = |option| answer("id", &[option, "postgres"]).and_then(|number| number.parse().ok());
    let user = number("-u").zip(number("-g")).map(|(id, group)| User { id, group });
    user.map(Some)
        .ok_or_else(|| "PostgreSQL refuses to run as root, and there is no user `postgres` to run it as".to_owned())
}

/// What a program prints, or none when it fails.
pub(super) fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
