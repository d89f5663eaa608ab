//! Service and raw in turns, on equal databases, with the same work.

use hyper::body::Bytes;

use crate::clinic::Clinic;
use crate::drive::Run;
use crate::export::{Exported, Parties};
use crate::ground::{Ground, Kind};
use crate::options::Options;
use crate::program::Program;
use crate::raw::Raw;
use crate::rehearsal::{Rehearsal, Script};
use crate::report::{Row, Table, Turn};
use crate::workload::{Call, Workload};
use crate::{Failure, filling, say, usage};

/// A filled database three times over: served, rehearsed on, and raw.
pub(crate) struct Contest {
    clinic: Clinic,
    program: Program,
    rehearsal: Rehearsal,
    raw: Raw,
    /// The number of the next call: no call is ever made twice.
    next: usize,
}

impl Contest {
    /// Fills a database, copies it, and starts the program on it.
    pub(crate) async fn open(ground: &Ground, options: &Options) -> Result<Self, Failure> {
        let kind = if matches!(ground, Ground::Sqlite(_)) { Kind::Sqlite } else { Kind::Postgres };
        say(&format!(
            "{}: filling with {} usages and a crowd of {}",
            ground.description(),
            options.usages,
            options.crowd
        ));
        let served = ground.empty("served").await?;
        let clinic = filling::clinic(&served, options).await?;
        say("copying");
        let (rehearsed, raw) = (ground.copy("served", "rehearsed").await?, ground.copy("served", "raw").await?);
        Ok(Self {
            next: clinic.usages,
            clinic,
            program: Program::start(&served)?,
            rehearsal: Rehearsal::open(&rehearsed).await?,
            raw: Raw::open(kind, &raw).await?,
        })
    }

    /// Lets them compete in every operation, with every number of clients.
    pub(crate) async fn hold(&mut self, options: &Options) -> Result<Table, Failure> {
        let mut table = Table::default();
        for workload in &options.operations {
            for clients in &options.clients {
                let row = self.compete(workload, *clients, options).await?;
                say(&row.to_string());
                table.add(row);
            }
        }
        Ok(table)
    }

    /// Exports the exposures of every recall.
    pub(crate) async fn exports(&self, options: &Options) -> Result<Vec<Exported>, Failure> {
        let Self { program, rehearsal, raw, .. } = self;
        let parties = Parties { program, rehearsal, raw };
        let mut all = Vec::new();
        for recall in &self.clinic.recalls {
            let exported = parties.export(recall, options.turns).await?;
            say(&exported.to_string());
            all.push(exported);
        }
        Ok(all)
    }

    async fn compete(&mut self, workload: &Workload, clients: usize, options: &Options) -> Result<Row, Failure> {
        let (mut turns, mut round_trips) = (Vec::new(), 0.0);
        // The first turn warms both up, and is not counted.
        for turn in 0..=options.turns {
            let calls = self.calls(workload, options.calls_of(clients));
            let bodies: Vec<Bytes> = calls.iter().map(|call| call.body().into()).collect();
            let scripts = self.rehearsal.scripts(calls, options.raw_in_one_transaction).await?;
            if options.show_statements && turn == 0 {
                show(workload, scripts.first());
            }
            round_trips = mean_round_trips(&scripts);
            let (service, raw) = self.take_turns(turn % 2 == 0, &bodies, scripts, clients).await?;
            if turn > 0 {
                turns.push(Turn { service, raw });
            }
        }
        let memory = usage::memory(self.program.process());
        Ok(Row { operation: workload.name.to_owned(), clients, turns, round_trips, memory })
    }

    /// Who begins changes from turn to turn.
    async fn take_turns(
        &self,
        service_first: bool,
        bodies: &[Bytes],
        scripts: Vec<Script>,
        clients: usize,
    ) -> Result<(Run, Run), Failure> {
        let service = timed(self.program.process(), self.program.service().drive(bodies, clients));
        let raw = timed(std::process::id(), self.raw.run(scripts, clients));
        if service_first {
            return Ok((service.await?, raw.await?));
        }
        let raw = raw.await?;
        Ok((service.await?, raw))
    }

    fn calls(&mut self, workload: &Workload, count: usize) -> Vec<Call> {
        let first = self.next;
        self.next += count;
        (first..self.next).map(|number| workload.call(&self.clinic, number)).collect()
    }
}

/// A run, with what the processors worked meanwhile for the process that did it.
async fn timed(process: u32, run: impl Future<Output = Result<Run, Failure>>) -> Result<Run, Failure> {
    let before = usage::processor_time(process);
    let mut run = run.await?;
    run.processor_time = usage::processor_time(process).zip(before).map(|(after, before)| after.saturating_sub(before));
    Ok(run)
}

fn show(workload: &Workload, script: Option<&Script>) {
    say(&format!("{workload}:"));
    script.into_iter().flat_map(Script::statements).for_each(|sent| say(&format!("    {}", sent.sql)));
}

fn mean_round_trips(scripts: &[Script]) -> f64 {
    let total: usize = scripts.iter().map(|script| script.statements().count()).sum();
    total as f64 / scripts.len().max(1) as f64
}
