//! The exposures of a recall as a file, as a browser opens it: how long it takes beside its statements alone, and whether
//! the service's memory grows with it.

use std::fmt;
use std::time::{Duration, Instant};

use crate::clinic::Recall;
use crate::program::Program;
use crate::raw::Raw;
use crate::rehearsal::Rehearsal;
use crate::report::{mebibytes, milliseconds};
use crate::spread::Spread;
use crate::workload::exposures_of;
use crate::{Failure, usage};

/// What came of exporting one recall several times.
pub(crate) struct Exported {
    lots: usize,
    bytes: u64,
    round_trips: usize,
    turns: Vec<Turn>,
}

struct Turn {
    service: Duration,
    raw: Duration,
    /// What the service had in memory before, and at most meanwhile, in bytes.
    memory: Option<(u64, u64)>,
}

/// Who takes part.
pub(crate) struct Parties<'p> {
    pub(crate) program: &'p Program,
    pub(crate) rehearsal: &'p Rehearsal,
    pub(crate) raw: &'p Raw,
}

impl Parties<'_> {
    /// Exports the recall so many times, after once to warm up that does not count.
    pub(crate) async fn export(&self, recall: &Recall, turns: usize) -> Result<Exported, Failure> {
        let mut exported = Exported { lots: recall.lots, bytes: 0, round_trips: 0, turns: Vec::new() };
        for turn in 0..=turns {
            let call = exposures_of(&recall.id, recall.lots * 1000 + turn);
            let body = call.body().into();
            let script = self.rehearsal.export(call).await?;
            exported.round_trips = script.statements().count();
            let memory = self.memory();
            usage::forget_peak(self.program.process())?;
            let begun = Instant::now();
            exported.bytes = self.program.service().follow(&body).await?;
            let service = begun.elapsed();
            let memory = memory.zip(usage::peak(self.program.process()));
            let raw = self.raw.run(vec![script], 1).await?.elapsed;
            if turn > 0 {
                exported.turns.push(Turn { service, raw, memory });
            }
        }
        Ok(exported)
    }

    fn memory(&self) -> Option<u64> {
        usage::memory(self.program.process())
    }
}

/// The line above the rows.
pub(crate) const HEAD: &str = "\
| CSV of a recall of | MiB | of raw (least to most) | service ms | raw ms | SQL round trips | memory MiB before, at most |
|---|--:|--:|--:|--:|--:|--:|
";

impl fmt::Display for Exported {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lots, bytes, round_trips, .. } = self;
        let ratio = self.spread(|turn| turn.raw.div_duration_f64(turn.service));
        let service = self.spread(|turn| milliseconds(turn.service)).median();
        let raw = self.spread(|turn| milliseconds(turn.raw)).median();
        write!(out, "| {lots} lots | {:.1} | {ratio} | {service:.0} | {raw:.0} | {round_trips} ", mebibytes(*bytes))?;
        match self.turns.iter().filter_map(|turn| turn.memory).max_by_key(|(_, peak)| *peak) {
            Some((before, peak)) => writeln!(out, "| {:.0}, {:.0} |", mebibytes(before), mebibytes(peak)),
            None => writeln!(out, "| – |"),
        }
    }
}

impl Exported {
    fn spread(&self, number: impl Fn(&Turn) -> f64) -> Spread {
        self.turns.iter().map(number).collect()
    }
}
