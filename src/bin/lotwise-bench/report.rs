//! The table that the numbers are published in.

use std::fmt;
use std::time::Duration;

use crate::drive::Run;

/// One operation with one number of clients.
pub(crate) struct Row {
    pub(crate) operation: String,
    pub(crate) clients: usize,
    pub(crate) run: Run,
    /// What the same statements reach without the service, in operations a second.
    pub(crate) raw: Option<f64>,
    /// SQL statements sent to the database for one operation.
    pub(crate) round_trips: Option<f64>,
    /// What the service holds in memory after the run, in bytes.
    pub(crate) memory: Option<u64>,
}

impl Row {
    /// A run of the service that nothing is compared with yet.
    pub(crate) fn new(operation: &str, clients: usize, run: Run) -> Self {
        Self { operation: operation.to_owned(), clients, run, raw: None, round_trips: None, memory: None }
    }
}

/// Rows in the order in which they were measured; displays as Markdown.
#[derive(Default)]
pub(crate) struct Table(Vec<Row>);

impl Table {
    /// Adds a row at the end.
    pub(crate) fn add(&mut self, row: Row) {
        self.0.push(row);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "| operation | clients | ops/s | p50 ms | p99 ms | raw ops/s | of raw | SQL round trips | memory MiB |"
        )?;
        writeln!(out, "|---|--:|--:|--:|--:|--:|--:|--:|--:|")?;
        self.0.iter().try_for_each(|row| writeln!(out, "{row}"))?;
        self.0.iter().try_for_each(|row| write_refusals(out, row))
    }
}

impl fmt::Display for Row {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = self.run.per_second();
        let percentile = |hundredths| milliseconds(self.run.latencies.percentile(hundredths));
        write!(out, "| {} | {} | {rate:.0} ", self.operation, self.clients)?;
        write!(out, "| {:.2} | {:.2} ", percentile(50), percentile(99))?;
        write!(out, "| {} | {} ", known(self.raw, 0), known(self.raw.map(|raw| rate / raw), 2))?;
        write!(out, "| {} | {} |", known(self.round_trips, 1), known(self.memory.map(mebibytes), 0))
    }
}

/// A run with refusals measured something else than the operation, so the table does not keep quiet about them.
fn write_refusals(out: &mut fmt::Formatter<'_>, row: &Row) -> fmt::Result {
    let Some(example) = &row.run.first_refusal else { return Ok(()) };
    let Row { operation, clients, run, .. } = row;
    writeln!(
        out,
        "\n**{} of {} {operation} at {clients} clients were refused**, first with:\n\n    {example}",
        run.refused,
        run.latencies.count()
    )
}

fn known(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.decimals$}"))
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// Rounded down to a whole KiB first, which a float holds exactly.
fn mebibytes(bytes: u64) -> f64 {
    u32::try_from(bytes / 1024).map_or(f64::INFINITY, |kibibytes| f64::from(kibibytes) / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(refused: usize) -> Run {
        let latencies = (1..=100).map(Duration::from_millis).collect();
        let first_refusal = (refused > 0).then(|| "HTTP 401".to_owned());
        Run { elapsed: Duration::from_millis(500), latencies, refused, first_refusal }
    }

    #[test]
    fn a_row_tells_speed_its_share_of_raw_and_memory() {
        let row = Row {
            raw: Some(400.0),
            round_trips: Some(3.0),
            memory: Some(52 << 20),
            ..Row::new("recordUsage", 8, run(0))
        };
        assert_eq!(row.to_string(), "| recordUsage | 8 | 200 | 50.00 | 99.00 | 400 | 0.50 | 3.0 | 52 |");
    }

    #[test]
    fn what_was_not_measured_is_a_dash() {
        assert_eq!(Row::new("stock", 1, run(0)).to_string(), "| stock | 1 | 200 | 50.00 | 99.00 | – | – | – | – |");
    }

    #[test]
    fn refusals_are_told_below_the_table() {
        let mut table = Table::default();
        table.add(Row::new("stock", 1, run(7)));
        let text = table.to_string();
        assert!(text.contains("**7 of 100 stock at 1 clients were refused**") && text.contains("HTTP 401"), "{text}");
    }
}
