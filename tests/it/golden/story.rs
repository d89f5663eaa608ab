//! The story that the books of a release tell: a file with one step a line, in words that survive the program.
//!
//! A step is an object, and what it is shows in its first field:
//! - `{"person": "ana", …}` introduces somebody (see [`Caller`]);
//! - `{"at": "2026-03-02T15:00:00Z"}` sets the clock, which goes on by a minute with every step;
//! - `{"by": "ana", "does": "recordUsage", "input": {…}, "keep": {"usage": "/usage/id"}}` asks for a mutation, which
//!   nothing speaks against, and keeps parts of the answer under names;
//! - the same with `"refused": "INVALID"` is refused with this code;
//! - `{"by": "ana", "asks": "query…", "variables": {…}, "keep": {…}}` reads something;
//! - `{"loads": "files/stock.csv", "format": "stock"}` loads a file, `{"takes_in": "files/feed.json"}` recall notices;
//! - `{"seals": true}` seals the audit log.
//!
//! In inputs, `"$usage"` stands for what was kept under that name, `"@"` for now, `"@-90"` for 90 minutes before.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use lotwise::operations::audit::seal::seal_all;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    books::{Books, Release},
    request::{Caller, Recorded},
};

/// The steps of a release's story.
pub(super) struct Story {
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Step {
    Person {
        person: String,
        caller: Caller,
    },
    Clock {
        at: DateTime<Utc>,
    },
    Act(Act),
    Question {
        by: String,
        asks: String,
        #[serde(default)]
        variables: Value,
        keep: BTreeMap<String, String>,
    },
    Load {
        loads: String,
        format: String,
        at: DateTime<Utc>,
    },
    Feed {
        takes_in: String,
        at: DateTime<Utc>,
    },
    Seal {
        seals: bool,
    },
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Act {
    by: String,
    does: String,
    input: Value,
    #[serde(default)]
    keep: BTreeMap<String, String>,
    refused: Option<String>,
}

/// A file that was loaded.
pub(super) struct Load {
    /// Which one, in the release's folder.
    pub(super) file: String,
    /// Of which format.
    pub(super) format: String,
    /// When.
    pub(super) at: DateTime<Utc>,
}

/// Recall notices that were taken in.
pub(super) struct Feed {
    /// From which file, in the release's folder.
    pub(super) file: String,
    /// When.
    pub(super) at: DateTime<Utc>,
}

impl Story {
    /// The story of a release.
    pub(super) fn read(release: &Release) -> Self {
        let text = release.file("story.jsonl");
        let steps = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let step = |(number, line): (usize, &str)| {
            serde_json::from_str(line).unwrap_or_else(|error| panic!("line {} is no step: {error}: {line}", number + 1))
        };
        Self { steps: steps.map(step).collect() }
    }

    /// The files that it loads.
    pub(super) fn loads(&self) -> Vec<Load> {
        let loads = self.steps.iter().filter_map(|step| match step {
            Step::Load { loads, format, at } => Some(Load { file: loads.clone(), format: format.clone(), at: *at }),
            _ => None,
        });
        loads.collect()
    }

    /// The recall notices that it takes in.
    pub(super) fn feeds(&self) -> Vec<Feed> {
        let feeds = self.steps.iter().filter_map(|step| match step {
            Step::Feed { takes_in, at } => Some(Feed { file: takes_in.clone(), at: *at }),
            _ => None,
        });
        feeds.collect()
    }

    /// Tells the story in empty books, and answers every mutation that was done.
    pub(super) async fn tell(&self, release: &Release, books: &Books) -> Vec<Recorded> {
        let now = "2026-03-02T15:00:00Z".parse().expect("a moment");
        let mut told =
            Told { release, books, now, people: BTreeMap::new(), kept: BTreeMap::new(), recorded: Vec::new() };
        for step in &self.steps {
            told.step(step).await;
            told.now += TimeDelta::minutes(1);
        }
        told.recorded
    }
}

/// A story that is being told.
struct Told<'s> {
    release: &'s Release,
    books: &'s Books,
    now: DateTime<Utc>,
    people: BTreeMap<String, Caller>,
    kept: BTreeMap<String, Value>,
    recorded: Vec<Recorded>,
}

impl Told<'_> {
    async fn step(&mut self, step: &Step) {
        match step {
            Step::Person { person, caller } => drop(self.people.insert(person.clone(), caller.clone())),
            Step::Clock { at } => {
                assert!(self.now <= *at, "time goes on: {at} is before {}", self.now);
                self.now = *at;
            }
            Step::Act(act) => self.act(act).await,
            Step::Question { by, asks, variables, keep } => self.question(by, asks, variables, keep).await,
            Step::Load { loads, format, at } => {
                let load = Load { file: loads.clone(), format: format.clone(), at: *at };
                self.load(&load).await;
            }
            Step::Feed { takes_in, at } => {
                let imported = self.books.take_in(self.release, &Feed { file: takes_in.clone(), at: *at }).await;
                assert!(imported.new > 0, "{takes_in} has notices");
            }
            Step::Seal { seals } => {
                assert!(*seals);
                seal_all(&self.books.deployment, self.now.into()).await.expect("the log is sealed");
            }
        }
    }

    /// Asks for a mutation under a key of its own, and records it when it was done.
    async fn act(&mut self, act: &Act) {
        let mut input = self.resolved(&act.input);
        let number = self.recorded.len() + 1;
        match &mut input {
            Value::Array(inputs) => {
                for (place, one) in inputs.iter_mut().enumerate() {
                    one["idempotencyKey"] = json!(format!("golden {number:03} {} {place}", act.does));
                }
            }
            one => one["idempotencyKey"] = json!(format!("golden {number:03} {}", act.does)),
        }
        let caller = self.person(&act.by);
        let mut recorded =
            Recorded { mutation: act.does.clone(), at: self.now, caller, input, answer: Value::Null, repeated: None };
        let mut answer = self.books.ask(&self.release.document(&act.does), &recorded).await;
        let payload = answer["data"][&act.does].take();
        let payloads = payload.as_array().cloned().unwrap_or_else(|| vec![payload.clone()]);

        if let Some(code) = &act.refused {
            let said =
                payloads[0]["userErrors"][0]["code"].as_str().or(answer["errors"][0]["extensions"]["code"].as_str());
            assert_eq!(said, Some(code.as_str()), "{recorded:#?} {answer:#} {payload:#}");
            return;
        }
        let done = payloads.iter().all(|payload| payload["userErrors"] == json!([]) && payload["replayed"] == false);
        assert!(answer.get("errors").is_none() && done, "{recorded:#?} {answer:#} {payload:#}");
        self.keep(&act.keep, &payload);
        recorded.answer = payload;
        self.recorded.push(recorded);
    }

    async fn question(&mut self, by: &str, asks: &str, variables: &Value, keep: &BTreeMap<String, String>) {
        let variables = self.resolved(variables);
        let request = self.person(by).request(self.now);
        let answer = self.books.query(asks, variables, request).await;
        assert!(answer.get("errors").is_none(), "{asks}: {answer:#}");
        self.keep(keep, &answer["data"]);
    }

    async fn load(&self, load: &Load) {
        let loaded = self.books.load(self.release, load).await;
        assert!(loaded.loaded > 0 && loaded.known == 0, "{}: {loaded:?}", load.file);
    }

    fn person(&self, name: &str) -> Caller {
        self.people.get(name).unwrap_or_else(|| panic!("{name} was introduced")).clone()
    }

    fn keep(&mut self, names: &BTreeMap<String, String>, answer: &Value) {
        for (name, pointer) in names {
            let found = answer.pointer(pointer).filter(|value| !value.is_null());
            let found = found.unwrap_or_else(|| panic!("there is no {pointer} for {name} in {answer:#}"));
            self.kept.insert(name.clone(), found.clone());
        }
    }

    /// The same with every name and moment replaced by what it stands for.
    fn resolved(&self, value: &Value) -> Value {
        match value {
            Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), self.resolved(value))).collect(),
            Value::Array(values) => values.iter().map(|value| self.resolved(value)).collect(),
            Value::String(text) => self.meant(text),
            other => other.clone(),
        }
    }

    fn meant(&self, text: &str) -> Value {
        if let Some(name) = text.strip_prefix('$') {
            return self.kept.get(name).unwrap_or_else(|| panic!("{name} was kept")).clone();
        }
        match text.strip_prefix('@') {
            Some(minutes) => {
                let minutes = if minutes.is_empty() { 0 } else { minutes.parse().expect("minutes") };
                json!((self.now + TimeDelta::minutes(minutes)).to_rfc3339())
            }
            None => json!(text),
        }
    }
}
