//! What to measure, and how long.

use clap::Parser;

use crate::ground::Kind;
use crate::workload::{WORKLOADS, Workload};

/// Measures Lotwise against the same SQL statements sent raw.
#[derive(Clone, Debug, Parser)]
pub(crate) struct Options {
    /// On which databases.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "sqlite,postgres")]
    pub(crate) databases: Vec<Kind>,
    /// A PostgreSQL server on which databases may be created and dropped; otherwise one is started from the installed
    /// programs.
    #[arg(long, value_name = "URL")]
    pub(crate) database_url: Option<String>,
    /// What is measured: all there is, when nothing is said.
    #[arg(long, value_delimiter = ',', value_parser = workload, default_values_t = WORKLOADS)]
    pub(crate) operations: Vec<Workload>,
    /// How many clients send at once.
    #[arg(long, value_delimiter = ',', default_value = "1,8,32")]
    pub(crate) clients: Vec<usize>,
    /// How many products the clinic has.
    #[arg(long, default_value_t = 200)]
    pub(crate) products: usize,
    /// How many lots of each.
    #[arg(long, default_value_t = 5)]
    pub(crate) lots: usize,
    /// Over how many days before today demand is rolled up, for reports; no entries lie behind it.
    #[arg(long, default_value_t = 730)]
    pub(crate) demand_days: u64,
    /// How many usages are in the books before the first turn.
    #[arg(long, default_value_t = 20_000)]
    pub(crate) usages: usize,
    /// How many more usages, evenly over all lots and two years, the database writes itself; with them the exposures of
    /// recalls are exported too.
    #[arg(long, default_value_t = 0)]
    pub(crate) crowd: usize,
    /// How many calls one client makes in a turn; several clients make four times as many together.
    #[arg(long, default_value_t = 500)]
    pub(crate) calls: usize,
    /// How many turns service and raw take.
    #[arg(long, default_value_t = 5)]
    pub(crate) turns: usize,
    /// Let raw read what one query asks for in one transaction, as the service does, and not each statement from the pool.
    #[arg(long)]
    pub(crate) raw_in_one_transaction: bool,
    /// Print the SQL of one call of each.
    #[arg(long)]
    pub(crate) show_statements: bool,
}

impl Options {
    /// How many calls `clients` make in one turn.
    pub(crate) fn calls_of(&self, clients: usize) -> usize {
        self.calls * clients.clamp(1, 4)
    }
}

fn workload(name: &str) -> Result<Workload, String> {
    let known = WORKLOADS.into_iter().find(|workload| workload.name == name);
    known.ok_or_else(|| format!("one of {}", WORKLOADS.map(|workload| workload.name).join(", ")))
}
