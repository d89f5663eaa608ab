//! The real program, as it is released: built, started on a database, and ended with this value.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::Failure;
use crate::drive::Service;

/// Where the program says it listens.
const LISTENING: &str = "listening on http://";
/// The profile of what is shipped.
const SHIPPED: &str = "dist";
/// Signs the tokens of this run.
const SIGNING_KEY: &str = "the benchmark's own key, which opens nothing else";

/// A running program.
pub(crate) struct Program {
    child: Child,
    service: Service,
}

/// Builds the program as it is shipped, so that what is measured is what is written.
pub(crate) fn build() -> Result<(), Failure> {
    if cfg!(debug_assertions) {
        return Err("a debug build tells nothing: cargo run --release -p lotwise-bench".into());
    }
    // Cargo tells whom it runs where it is itself; without it the program is taken as it was built last.
    let Some(cargo) = std::env::var_os("CARGO") else { return Ok(()) };
    let built = Command::new(cargo)
        .args(["build", "--profile", SHIPPED, "--bin", "lotwise", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .status()?;
    if built.success() { Ok(()) } else { Err("the program was not built".into()) }
}

impl Program {
    /// Starts the program with its default settings on this database.
    pub(crate) fn start(database_url: &str) -> Result<Self, Failure> {
        let mut child = command(&["serve", "--listen", "127.0.0.1:0"], database_url)?.stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or("its output is piped")?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let address = lines.find_map(|line| Some(line.split_once(LISTENING)?.1.trim().to_owned()));
        let address = address.ok_or("the program ended before it listened")?.parse()?;
        Ok(Self { child, service: Service { address, token: token(database_url)? } })
    }

    /// How to reach it.
    pub(crate) const fn service(&self) -> &Service {
        &self.service
    }

    /// Its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn token(database_url: &str) -> Result<String, Failure> {
    let roles = ["ADMIN", "MANAGER", "NURSE", "MEDICAL_DIRECTOR"].into_iter().flat_map(|role| ["--role", role]);
    let arguments: Vec<_> = ["token", "--site", "*", "--client", "bench"].into_iter().chain(roles).collect();
    let output = command(&arguments, database_url)?.output()?;
    let token = String::from_utf8(output.stdout)?.trim().to_owned();
    if token.is_empty() { Err("the program printed no token".into()) } else { Ok(token) }
}

fn command(arguments: &[&str], database_url: &str) -> Result<Command, Failure> {
    let mut command = Command::new(shipped()?);
    command.args(arguments).env_clear().stdin(Stdio::null());
    command.env("DATABASE_URL", database_url).env("LOTWISE_SIGNING_KEY", SIGNING_KEY);
    Ok(command)
}

/// The program that [`build`] made: in the folder of its profile, which stands beside the folder of this one's.
fn shipped() -> Result<PathBuf, Failure> {
    let this = std::env::current_exe()?;
    let target = this.ancestors().nth(2).ok_or("the benchmark stands in no target folder")?;
    Ok(target.join(SHIPPED).join("lotwise"))
}
