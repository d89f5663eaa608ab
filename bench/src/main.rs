//! How fast the stockroom is: fills a database, starts the real program on it, drives it over HTTP as its callers do, and
//! in alternation sends the same SQL statements raw to a twin of that database. Prints what came out as a table.
//!
//! One run alone says little on a machine that does other things too. Service and raw take turns, several times, with
//! the same work on equal databases; medians are reported, and above all the ratio within each turn.
#![allow(
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a benchmark measures, waits, fills databases by itself, and stops at the first surprise"
)]

mod clinic;
mod comparison;
mod drive;
mod export;
mod filling;
mod ground;
mod latencies;
mod options;
mod program;
mod raw;
mod rehearsal;
mod report;
mod service;
mod spread;
mod usage;
mod workload;
// The server that the tests start for themselves serves here as well.
#[path = "../../tests/it"]
mod tests {
    #[allow(dead_code, reason = "tests also want a server that forgets")]
    pub(crate) mod cluster;
}

use std::io::{Write, stderr, stdout};

use clap::Parser;

use crate::comparison::Contest;
use crate::ground::Ground;
use crate::options::Options;

/// Why there is no measurement.
type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::parse();
    program::build()?;
    for kind in &options.databases {
        let ground = Ground::prepare(*kind, options.database_url.as_deref()).await?;
        let mut contest = Contest::open(&ground, &options).await?;
        let table = contest.hold(&options).await?;
        writeln!(stdout(), "## {}\n\n{table}", ground.description())?;
        let exports = contest.exports(&options).await?;
        if !exports.is_empty() {
            write!(stdout(), "\n{}", export::HEAD)?;
            exports.iter().try_for_each(|exported| write!(stdout(), "{exported}"))?;
        }
        ground.clear().await?;
    }
    Ok(())
}

/// Says what is going on, where it does not mix with the table.
fn say(text: &str) {
    // Nobody may be listening.
    drop(writeln!(stderr(), "{text}"));
}
