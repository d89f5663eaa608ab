//! The PostgreSQL server that the tests start for themselves: one a run, thrown away when the run ends.

pub(crate) mod installation;
mod place;
mod watchdog;

use std::fs::OpenOptions;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command};
use std::sync::OnceLock;

use self::installation::Installation;

/// What a commit on the server survives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// The end of a client: enough for every test that leaves the machine alone, and several times as fast.
    Fast,
    /// The loss of power: the server waits for the disk, as it does in a clinic. For tests of faults.
    Durable,
}

/// A running server. It lives as long as the process that started it.
pub(crate) struct Cluster {
    url: String,
    home: PathBuf,
    /// Closed by the operating system when this process ends, however it ends: the watchdog waits for that.
    _lifeline: ChildStdin,
}

impl Cluster {
    /// The one server of this run with that durability, started by whoever asks first.
    ///
    /// # Errors
    /// Says why there is no server: PostgreSQL is not installed, or what it printed when it did not start.
    pub(crate) fn shared(durability: Durability) -> Result<&'static Self, &'static str> {
        static FAST: OnceLock<Result<Cluster, String>> = OnceLock::new();
        static DURABLE: OnceLock<Result<Cluster, String>> = OnceLock::new();
        let server = match durability {
            Durability::Fast => &FAST,
            Durability::Durable => &DURABLE,
        };
        server.get_or_init(|| Self::start(durability)).as_ref().map_err(String::as_str)
    }

    /// The address of its maintenance database, with the password.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Where its files are; the data directory is `data` in it.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    fn start(durability: Durability) -> Result<Self, String> {
        let installation = Installation::find()?;
        let home = place::folder(durability)?;
        let lifeline = watchdog::guard(&installation, &home).map_err(|error| format!("no watchdog: {error}"))?;
        let password = format!("{:032x}", rand::random::<u128>());
        initialize(&installation, &home, &password)?;
        let port = listen(&installation, &home, durability)?;
        // Unencrypted, as most tests do not ask what a handshake costs.
        let url = format!("postgres://lotwise:{password}@127.0.0.1:{port}/postgres?sslmode=disable");
        Ok(Self { url, home, _lifeline: lifeline })
    }
}

/// Creates the data directory, with text in a language's order where the build can: bytewise order would hide a query
/// that forgot to ask for it.
fn initialize(installation: &Installation, home: &Path, password: &str) -> Result<(), String> {
    let password_file = home.join("password");
    std::fs::write(&password_file, password).map_err(|error| error.to_string())?;
    installation.give(&password_file)?;
    let initdb = |locale: &[&str]| {
        let mut command = installation.command("initdb", home);
        command.args(["--pgdata=data", "--username=lotwise", "--pwfile=password", "--encoding=UTF8"]);
        run(command.args(["--auth=password", "--no-sync"]).args(locale))
    };
    initdb(&["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"]).or_else(|_| initdb(&["--no-locale"]))
}

/// Starts the server on a free port; another program may take the port in between, so it tries a few.
fn listen(installation: &Installation, home: &Path, durability: Durability) -> Result<u16, String> {
    configure(home, durability).map_err(|error| error.to_string())?;
    let mut refusal = String::new();
    for _ in 0..5 {
        let port = free_port().map_err(|error| error.to_string())?;
        let mut command = installation.command("pg_ctl", home);
        command.args(["start", "--wait", "--silent", "--pgdata=data", "--log=log"]).arg(format!("--options=-p {port}"));
        match run(&mut command) {
            Ok(()) => return Ok(port),
            Err(error) => refusal = error,
        }
    }
    Err(format!("{refusal}\n{}", std::fs::read_to_string(home.join("log")).unwrap_or_default()))
}

/// A zone that is not UTC, so that a statement that leans on the session's zone shows.
fn configure(home: &Path, durability: Durability) -> std::io::Result<()> {
    let mut settings = OpenOptions::new().append(true).open(home.join("data/postgresql.conf"))?;
    writeln!(settings, "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_connections = 200")?;
    writeln!(settings, "timezone = 'Asia/Kolkata'\nshared_buffers = '64MB'\nmax_wal_size = '128MB'")?;
    match durability {
        Durability::Fast => writeln!(settings, "fsync = off\nsynchronous_commit = off\nfull_page_writes = off"),
        Durability::Durable => writeln!(settings, "fsync = on\nsynchronous_commit = on\nfull_page_writes = on"),
    }
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{command:?}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr)))
}
