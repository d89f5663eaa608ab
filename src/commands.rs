//! What the program does when told: one file a command.

mod books_key;
mod demo;
mod deployment;
mod head;
mod import;
mod migrate;
mod recalls;
mod report;
mod schema;
mod serve;
mod token;
mod verify;

pub use self::serve::chores;

use std::io::{self, Write};

use chrono::{DateTime, Utc};
use futures_util::{FutureExt, future::BoxFuture};

use crate::config::Command;

/// Why a command did not do what it was told. Printed with all its causes.
pub type CommandError = Box<dyn std::error::Error + Send + Sync>;

/// Runs one command to its end.
///
/// Boxed, so that all it stands on is compiled here, once, and not into each program that calls it.
///
/// # Errors
/// What kept it from its end.
pub fn run(command: Command) -> BoxFuture<'static, Result<(), CommandError>> {
    run_to_its_end(command).boxed()
}

async fn run_to_its_end(command: Command) -> Result<(), CommandError> {
    match command {
        Command::Serve(settings) => serve::serve(*settings).await,
        Command::Token(settings) => token::token(settings).await,
        Command::Schema => schema::schema(),
        Command::Migrate(settings) => migrate::migrate(settings).await,
        Command::Verify(settings) => verify::verify(settings).await,
        Command::Import(settings) => import::import(settings).await,
        Command::Report(settings) => report::report(settings).await,
        Command::Recalls(command) => recalls::recalls(command).await,
        Command::Demo(settings) => demo::demo(*settings).await,
    }
}

/// The time of day, as commands read it: they stand at the edge.
#[expect(clippy::disallowed_methods, reason = "commands stand at the edge")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Prints what a command was asked for, on standard output.
fn print(text: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{text}")
}

/// Tells the person who waits how far it is, on standard error. When that is gone, nobody waits.
fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
