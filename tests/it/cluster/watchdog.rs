//! Ends the tests' server when the tests' process is gone, however it went: finished, aborted or killed.

use std::io;
use std::path::Path;
use std::process::{ChildStdin, Stdio};

use super::installation::Installation;

/// Nobody ever writes to its input: `read` returns when the other end is closed, which the operating system does for
/// a dead process too. The data is thrown away, so the server need not tidy up. A process killed while it made the
/// server leaves programs that still write: hence the tries.
const SCRIPT: &str = r#"
trap '' INT TERM HUP
read -r _
for try in 1 2 3 4 5 6 7 8 9 10; do
  "$1" stop --mode=immediate --wait --silent --pgdata="$2/data"
  rm -rf "$2"
  sleep 1
  test -e "$2" || exit 0
done
"#;

/// Gives `home` to PostgreSQL's user and watches over it; the server and the folder are gone soon after the returned
/// input is closed.
///
/// # Errors
/// When the folder cannot be given away or the shell does not start.
pub(crate) fn guard(installation: &Installation, home: &Path) -> io::Result<ChildStdin> {
    installation.give(home).map_err(io::Error::other)?;
    let mut shell = installation.allowed("sh", Path::new("/"));
    shell.args(["-c", SCRIPT, "watchdog"]).arg(installation.program("pg_ctl")).arg(home);
    let mut shell = shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    shell.stdin.take().ok_or_else(|| io::Error::other("the shell has no input"))
}
