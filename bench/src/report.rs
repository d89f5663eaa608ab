//! The table that the numbers are published in.

use std::fmt;
use std::time::Duration;

use crate::drive::Run;
use crate::spread::Spread;

/// The same work done by both.
pub(crate) struct Turn {
    pub(crate) service: Run,
    pub(crate) raw: Run,
}

/// One operation with one number of clients.
pub(crate) struct Row {
    pub(crate) operation: String,
    pub(crate) clients: usize,
    pub(crate) turns: Vec<Turn>,
    /// SQL statements sent to the database for one operation, the begin and end of its transaction apart.
    pub(crate) round_trips: f64,
    /// What the service holds in memory after the turns, in bytes.
    pub(crate) memory: Option<u64>,
}

impl Turn {
    /// How fast the service was beside raw: 1 is as fast.
    fn ratio(&self) -> f64 {
        self.service.per_second() / self.raw.per_second()
    }
}

impl Row {
    /// The median over the turns.
    fn median(&self, number: impl Fn(&Turn) -> f64) -> f64 {
        self.spread(number).median()
    }

    fn spread(&self, number: impl Fn(&Turn) -> f64) -> Spread {
        self.turns.iter().map(number).collect()
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
        write!(out, "| operation | clients | of raw (least to most) | ops/s | p50 ms | p99 ms | CPU ms ")?;
        writeln!(out, "| raw ops/s | raw p50 | raw p99 | raw CPU | SQL round trips | memory MiB |")?;
        writeln!(out, "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")?;
        self.0.iter().try_for_each(|row| writeln!(out, "{row}"))?;
        self.0.iter().try_for_each(|row| write_refusals(out, row))
    }
}

impl fmt::Display for Row {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "| {} | {} | {} ", self.operation, self.clients, self.spread(Turn::ratio))?;
        self.write_runs(out, |turn| &turn.service)?;
        self.write_runs(out, |turn| &turn.raw)?;
        let memory = self.memory.map_or_else(|| "–".to_owned(), |bytes| format!("{:.0}", mebibytes(bytes)));
        write!(out, "| {:.1} | {memory} |", self.round_trips)
    }
}

impl Row {
    fn write_runs(&self, out: &mut fmt::Formatter<'_>, run: impl Fn(&Turn) -> &Run) -> fmt::Result {
        let percentile = |hundredths| self.median(|turn| milliseconds(run(turn).latencies.percentile(hundredths)));
        let rate = self.median(|turn| run(turn).per_second());
        let processor = self.median(|turn| run(turn).processor_milliseconds());
        write!(out, "| {rate:.0} | {:.2} | {:.2} | {processor:.2} ", percentile(50), percentile(99))
    }
}

/// A run with refusals measured something else than the operation, so the table does not keep quiet about them.
fn write_refusals(out: &mut fmt::Formatter<'_>, row: &Row) -> fmt::Result {
    let refused: usize = row.turns.iter().map(|turn| turn.service.refused).sum();
    let Some(example) = row.turns.iter().find_map(|turn| turn.service.first_refusal.as_ref()) else { return Ok(()) };
    let Row { operation, clients, .. } = row;
    writeln!(out, "\n**{refused} of {operation} at {clients} clients were refused**, first with:\n\n    {example}")
}

/// A duration as the tables write it.
pub(crate) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// Bytes as the tables write them. Rounded down to a whole KiB first, which a float holds exactly.
pub(crate) fn mebibytes(bytes: u64) -> f64 {
    u32::try_from(bytes / 1024).map_or(f64::INFINITY, |kibibytes| f64::from(kibibytes) / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hundred calls in so many milliseconds.
    fn run(elapsed: u64, refused: usize) -> Run {
        let latencies = (1..=100).map(Duration::from_millis).collect();
        let first_refusal = (refused > 0).then(|| "HTTP 401".to_owned());
        let processor_time = Some(Duration::from_millis(30));
        Run { elapsed: Duration::from_millis(elapsed), latencies, processor_time, refused, first_refusal }
    }

    fn row(turns: Vec<Turn>) -> Row {
        Row { operation: "recordUsage".to_owned(), clients: 8, turns, round_trips: 14.0, memory: Some(52 << 20) }
    }

    #[test]
    fn a_row_tells_medians_and_how_far_the_turns_were_apart() {
        let turn = |service, raw| Turn { service: run(service, 0), raw: run(raw, 0) };
        let row = row(vec![turn(500, 250), turn(1000, 200), turn(400, 300)]);
        let text = "| recordUsage | 8 | **0.50** (0.20 to 0.75) | 200 | 50.00 | 99.00 | 0.30 | 400 | 50.00 | 99.00 | 0.30 | 14.0 | 52 |";
        assert_eq!(row.to_string(), text);
    }

    #[test]
    fn the_median_of_an_even_count_lies_between_the_two_in_the_middle() {
        let turn = |service| Turn { service: run(service, 0), raw: run(100, 0) };
        let row = row(vec![turn(100), turn(200)]);
        assert!((row.median(Turn::ratio) - 0.75).abs() < 1e-9);
    }

    #[test]
    fn refusals_are_told_below_the_table() {
        let mut table = Table::default();
        table.add(row(vec![Turn { service: run(500, 7), raw: run(500, 0) }]));
        let text = table.to_string();
        assert!(text.contains("**7 of recordUsage at 8 clients were refused**") && text.contains("HTTP 401"), "{text}");
    }
}
