//! The program: reads the command line and does what it says.

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use lotwise::commands::{self, CommandError};
use lotwise::config::Arguments;

#[tokio::main]
async fn main() -> ExitCode {
    match commands::run(Arguments::parse().into_command()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

/// Says what went wrong and what caused it, on standard error. When that is gone too, the exit code has to do.
fn report(error: &CommandError) {
    let mut text = format!("lotwise: {error}");
    let mut cause: Option<&dyn Error> = error.source();
    while let Some(error) = cause {
        text.push_str(&format!("\n  because: {error}"));
        cause = error.source();
    }
    let _ = writeln!(std::io::stderr(), "{text}");
}
