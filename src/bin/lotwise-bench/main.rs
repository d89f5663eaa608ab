//! How fast the stockroom is: drives a running service as its callers do and prints what came out as a table.
//!
//! `drive` sends the requests of a file, one GraphQL request body a line, with one client, then eight, then 32; each
//! count of clients sends its own share of the file, so that no request is ever sent twice.

mod drive;
mod latencies;
mod memory;
mod report;

use std::fs;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser};
use hyper::body::Bytes;

use crate::drive::Service;
use crate::report::{Row, Table};

/// Why there is no measurement.
type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Parser)]
#[command(about = "Measures a running Lotwise service")]
enum Command {
    /// Send the requests of a file to a running service.
    Drive(Drive),
}

#[derive(Args)]
struct Drive {
    /// Where the service listens.
    #[arg(long, default_value = "127.0.0.1:8080")]
    address: SocketAddr,
    /// The bearer token that every request carries.
    #[arg(long, env = "LOTWISE_TOKEN", hide_env_values = true)]
    token: String,
    /// How many clients send at once, one run for each number.
    #[arg(long, value_delimiter = ',', default_value = "1,8,32")]
    clients: Vec<usize>,
    /// The service's process, whose memory is then reported.
    #[arg(long)]
    pid: Option<u32>,
    /// What the table calls these requests.
    #[arg(long, default_value = "requests")]
    operation: String,
    /// The requests: one body a line, as in `{"query":"…","variables":{…}}`.
    requests: PathBuf,
}

/// One thread only, so that on two cores the service keeps one to itself.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    match Command::parse() {
        Command::Drive(options) => drive(options).await,
    }
}

async fn drive(options: Drive) -> Result<(), Failure> {
    let requests: Vec<Bytes> =
        fs::read_to_string(&options.requests)?.lines().map(|line| line.to_owned().into()).collect();
    let service = Service { address: options.address, token: options.token };
    let share = requests.len() / options.clients.len().max(1);
    let mut table = Table::default();
    for (clients, requests) in options.clients.into_iter().zip(requests.chunks(share.max(1))) {
        let run = service.drive(requests, clients).await?;
        table.add(Row { memory: options.pid.and_then(memory::resident), ..Row::new(&options.operation, clients, run) });
    }
    write!(std::io::stdout(), "{table}")?;
    Ok(())
}
