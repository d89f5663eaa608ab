//! Every field, asked for by every caller: what is answered, and where the ids of patients and customers come along.

use std::collections::{BTreeMap, BTreeSet};

use entity::audit_event;
use lotwise::rules::rights::Role;
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use super::callers::{Stance, Who};
use super::doors::Probe;
use super::outcome::{Answer, Outcome, Outcomes, places_of};
use super::prepared::{Place, Prepared};
use super::scout::{self, Asked, alias};
use super::table::Row;

/// What came of asking for each field.
pub(super) struct Reads {
    /// By probe, a column each.
    pub(super) outcomes: Vec<Vec<Outcomes>>,
    /// By probe and by what stands below it: from which stance each column saw somebody's id there.
    pub(super) people: BTreeMap<(usize, String), Vec<[bool; 3]>>,
}

/// Asks for every field as every caller.
///
/// # Panics
/// When nobody sees some field filled: what is null for everybody proves nothing.
pub(super) async fn ask_all(prepared: &Prepared, probes: &[Probe]) -> Reads {
    let home = scout::asked(prepared, probes, &prepared.home).await;
    let elsewhere = scout::asked(prepared, probes, &prepared.elsewhere).await;

    let columns = Who::all();
    let unknown = [Outcome::Refused; 3];
    let outcomes = vec![vec![unknown; columns.len()]; probes.len()];
    let mut reads = Reads { outcomes, people: BTreeMap::new() };
    for (column, who) in columns.iter().enumerate() {
        for stance in Stance::ALL {
            let at = if stance.site() == prepared.home.code { &home } else { &elsewhere };
            ask(prepared, probes, at, (column, *who, stance), &mut reads).await;
        }
    }
    reads
}

async fn ask(
    prepared: &Prepared,
    probes: &[Probe],
    at: &Asked<'_>,
    (column, who, stance): (usize, Who, Stance),
    reads: &mut Reads,
) {
    let own = who.asks(&prepared.clinic, stance);
    let as_recorder = who.asks_as_recorder(&prepared.clinic, stance);
    let columns = Who::all().len();
    for (numbers, document) in &at.documents {
        let by_recorder = numbers.iter().any(|number| probes[*number].by_recorder);
        let request = if by_recorder { &as_recorder } else { &own };
        let answer = Answer::of(prepared.answer_to(request, document).await);
        for error in &answer.errors {
            let names_nobody = !error.message.contains("-of-");
            assert!(names_nobody, "{who:?} is told of somebody: {}", error.message);
        }
        for number in numbers {
            let probe = &probes[*number];
            reads.outcomes[*number][column][stance as usize] = outcome(probe, *number, &answer, at.place);
            if is_the_audit_log(probe) {
                continue;
            }
            let below = &answer.data[alias(*number)];
            for (place, stance) in seen_from(prepared, at.place, stance) {
                for path in places_of(below, &place.marker()) {
                    let what = path.get(probe.path.len()..).unwrap_or_default().join(".");
                    let seen = reads.people.entry((*number, what));
                    seen.or_insert_with(|| vec![[false; 3]; columns])[column][stance as usize] = true;
                }
            }
        }
    }
}

/// The rows for where ids of people come along.
pub(super) fn people(reads: &Reads, probes: &[Probe]) -> Vec<Row> {
    let row = |((number, below), seen): (&(usize, String), &Vec<[bool; 3]>)| {
        let row = &probes[*number].row;
        let name = if below.is_empty() { row.clone() } else { format!("{row} → {below}") };
        Row { name, outcomes: seen.iter().map(|seen| seen.map(super::shown)).collect() }
    };
    reads.people.iter().map(row).collect()
}

/// The rows of [`people`] that are read without a word in the audit log, by somebody who may read all of it.
pub(super) async fn people_unlogged(prepared: &Prepared, reads: &Reads, probes: &[Probe]) -> Vec<Row> {
    let reader = prepared.clinic.deployment.database.reader();
    let director = Who::Person(Role::MedicalDirector);
    let mut rows = people(reads, probes);
    let mut logged = Vec::new();
    for (number, _) in reads.people.keys() {
        let probe = &probes[*number];
        let mut request = match probe.by_recorder {
            true => director.asks_as_recorder(&prepared.clinic, Stance::Everywhere),
            false => director.asks(&prepared.clinic, Stance::Everywhere),
        };
        request.id = format!("{number} by itself");
        for choice in 0.. {
            let Some(text) = prepared.elsewhere.fill(&probe.text, choice) else { break };
            prepared.answer(&request, &format!("{{ {text} }}"), json!({})).await;
        }
        let its_events = audit_event::COLUMN.request.eq(request.id.as_str());
        let events = audit_event::Entity::find().filter(its_events).count(reader).await;
        logged.push(events.expect("the log is read") > 0);
    }
    let mut logged = logged.into_iter();
    rows.retain(|_| !logged.next().unwrap_or(false));
    rows
}

/// What the log says changes with everything that is asked; it is looked at by itself, see [`people_logged`].
fn is_the_audit_log(probe: &Probe) -> bool {
    probe.of == "AuditEvent" || probe.row.starts_with("AuditEvent.")
}

/// The operations whose rows in the audit log have the id of a patient or a customer, of all that was asked and done
/// until now: those that read, and what is shown of each.
pub(super) async fn operations_that_name_people(prepared: &Prepared) -> (BTreeSet<String>, Vec<audit_event::Model>) {
    let reader = prepared.clinic.deployment.database.reader();
    let events = audit_event::Entity::find().all(reader).await.expect("the log is read");
    let names = |event: &audit_event::Model| {
        let told = [&event.what, &event.outcome, &event.operation, &event.request];
        told.iter().any(|text| text.contains("-of-"))
    };
    let named: Vec<_> = events.into_iter().filter(names).collect();
    (named.iter().map(|event| event.operation.clone()).collect(), named)
}

/// The rows for what the audit log says of people: who reads it.
pub(super) async fn people_logged(prepared: &Prepared) -> Vec<Row> {
    let mut rows = Vec::new();
    for operation in operations_that_name_people(prepared).await.0 {
        let document =
            format!("{{ auditLog(first: 100, filter: {{ operation: \"{operation}\" }}) {{ nodes {{ what }} }} }}");
        let mut outcomes = Vec::new();
        for who in Who::all() {
            let mut seen = [Outcome::Refused; 3];
            for stance in Stance::ALL {
                let request = who.asks(&prepared.clinic, stance);
                let answer = prepared.answer(&request, &document, json!({})).await;
                seen[stance as usize] = super::shown(answer.to_string().contains("-of-"));
            }
            outcomes.push(seen);
        }
        rows.push(Row { name: format!("AuditEvent.what of {operation}"), outcomes });
    }
    rows
}

/// Whose people may be met in an answer, and as what that counts: a caller of one site may meet people of the other
/// although asking for what is here.
fn seen_from<'a>(prepared: &'a Prepared, asked: &Place, stance: Stance) -> Vec<(&'a Place, Stance)> {
    let (home, elsewhere) = (&prepared.home, &prepared.elsewhere);
    match stance {
        Stance::Everywhere => vec![(prepared.place(&asked.code), stance)],
        Stance::Own | Stance::Foreign => vec![(home, Stance::Own), (elsewhere, Stance::Foreign)],
    }
}

/// What came of one field.
pub(super) fn outcome(probe: &Probe, number: usize, answer: &Answer, place: &Place) -> Outcome {
    let path = [vec![alias(number)], probe.path.clone()].concat();
    let refused = answer.refuses(&path);
    let found = answer.found(&path);

    // Of a list that others' things may stand in, those of the site count.
    let is_there = |kind: &str, thing: &Value| place.has(kind, thing["id"].as_str()?);
    let counts = |value: &&Value| {
        let itself = is_there(&probe.of, value);
        let by_its_lot = itself.or_else(|| is_there("Lot", &value["lot"]));
        by_its_lot.or_else(|| is_there("Site", &value["site"])).unwrap_or(true)
    };
    match found.into_iter().any(|value| counts(&value)) {
        true => Outcome::Answered,
        false if refused => Outcome::Refused,
        false => Outcome::Nothing,
    }
}
