//! The exposures of a recall as a file, as a browser opens it: how long it takes beside its statements alone, and whether
//! the service's memory grows with it.

use std::fmt;
use std::time::{Duration, Instant};

use crate::clinic::Recall;
use crate::program::Program;
use crate::raw::Raw;
use crate::rehearsal::Rehearsal;
use crate::workload::exposures_of;
use crate::{Failure, usage};

/// What came of exporting one recall several times.
pub(crate) struct Exported {
    lots: usize,
    bytes: usize,
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
        let mut ratios: Vec<f64> = self.turns.iter().map(|turn| turn.raw.div_duration_f64(turn.service)).collect();
        ratios.sort_by(f64::total_cmp);
        let (least, most) = (ratios.first().unwrap_or(&f64::NAN), ratios.last().unwrap_or(&f64::NAN));
        let (service, raw) = (self.median(|turn| turn.service), self.median(|turn| turn.raw));
        let ratio = ratios.get(ratios.len() / 2).unwrap_or(&f64::NAN);
        let Self { lots, bytes, round_trips, .. } = self;
        write!(out, "| {lots} lots | {:.1} | **{ratio:.2}** ({least:.2} to {most:.2}) ", mebibytes(*bytes as u64))?;
        write!(out, "| {:.0} | {:.0} | {round_trips} ", service.as_secs_f64() * 1000.0, raw.as_secs_f64() * 1000.0)?;
        match self.turns.iter().filter_map(|turn| turn.memory).max_by_key(|(_, peak)| *peak) {
            Some((before, peak)) => writeln!(out, "| {:.0}, {:.0} |", mebibytes(before), mebibytes(peak)),
            None => writeln!(out, "| – |"),
        }
    }
}

impl Exported {
    fn median(&self, time: impl Fn(&Turn) -> Duration) -> Duration {
        let mut times: Vec<Duration> = self.turns.iter().map(time).collect();
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    }
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1024 * 1024)
}
