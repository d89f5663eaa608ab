//! What the program does when told: one file a command.

mod demo;
mod deployment;
mod import;
mod migrate;
mod recalls;
mod schema;
mod serve;
mod token;
mod verify;

use std::io::{self, Write};

use crate::config::Command;

/// Why a command did not do what it was told. Printed with all its causes.
pub type CommandError = Box<dyn std::error::Error + Send + Sync>;

/// Runs one command to its end.
///
/// # Errors
/// What kept it from its end.
pub async fn run(command: Command) -> Result<(), CommandError> {
    match command {
        Command::Serve(settings) => serve::serve(*settings).await,
        Command::Token(settings) => token::token(settings).await,
        Command::Schema => schema::schema(),
        Command::Migrate(settings) => migrate::migrate(settings).await,
        Command::Verify(settings) => verify::verify(settings).await,
        Command::Import(settings) => import::import(settings).await,
        Command::Recalls(command) => recalls::recalls(command).await,
        Command::Demo(settings) => demo::demo(*settings).await,
    }
}

/// Prints what a command was asked for, on standard output.
fn print(text: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{text}")
}

/// Tells the person who waits how far it is, on standard error. When that is gone, nobody waits.
fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
