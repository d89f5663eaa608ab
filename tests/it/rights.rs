//! Who may see and do what, as one table: `rights/matrix.md`.
//!
//! Every field of the schema, every mutation and every export is tried as every role, as a program with each word of
//! scope and as somebody without a grant; each from three stances: granted at one site and asking for what is there,
//! granted at one site and asking for what is at the other, granted at all sites. What comes of the three is one word:
//!
//! | cell | own site | other site | all sites | |
//! |---|---|---|---|---|
//! | `yes` | answered | answered | answered | wherever it is: it belongs to no site, or a right anywhere is enough |
//! | `own` | answered | refused | answered | at the sites of the grant |
//! | `filtered` | answered | left out | answered | of a list, what is at the sites of the grant; the rest is left out in silence |
//! | `all` | refused | refused | answered | only for who is granted at every site |
//! | `no` | refused | refused | refused | never |
//! | `null` | nothing | nothing | nothing | never, and in silence |
//!
//! Anything else is spelled out, as in `yes/null/null`. Refused is `FORBIDDEN` at the field or on the way to it, and
//! `NOT_ALLOWED` where a mutation says that another role is needed. `!3` behind a word: the third remark at the end of the
//! table says what the rule would have there.
//!
//! The rows are not written down but derived: from the schema ([`doors`]), from its mutations ([`acts`]) and from its
//! exports ([`files`]). What has no row fails, and the failure prints the row; `UPDATE_RIGHTS=1` writes it. What is new and
//! filled by nothing in the prepared clinic ([`prepared`]) fails too: a null proves nothing.

mod acts;
mod callers;
mod doors;
mod files;
mod outcome;
pub(crate) mod prepared;
mod reads;
mod schema;
mod scout;
mod table;
mod tried;

use std::collections::BTreeSet;

use callers::Who;
use outcome::Outcome;
use prepared::Prepared;
use table::{Matrix, Row, Section, settle};

use crate::databases::both;

#[tokio::test]
async fn every_field_is_seen_by_whom_the_matrix_says() {
    both(async |database| {
        let prepared = Prepared::on(database).await;
        let probes = doors::probes(&prepared.schema);
        let reads = reads::ask_all(&prepared, &probes).await;

        let mut sections: Vec<Section> = Vec::new();
        for (probe, outcomes) in probes.iter().zip(&reads.outcomes) {
            let row = Row { name: probe.row.clone(), outcomes: outcomes.clone() };
            match sections.last_mut().filter(|section| section.title == probe.section) {
                Some(section) => section.rows.push(row),
                None => sections.push(Section { title: probe.section.clone(), rows: vec![row] }),
            }
        }
        sections.push(Section {
            title: "Where the id of a patient or a customer comes along".to_owned(),
            rows: reads::people(&reads, &probes),
        });
        sections.push(Section {
            title: "Which rows of the audit log have such an id, and who sees them".to_owned(),
            rows: reads::people_logged(&prepared).await,
        });
        sections.push(Section {
            title: "Of these, what the audit log has no row about".to_owned(),
            rows: reads::people_unlogged(&prepared, &reads, &probes).await,
        });
        settle("What may be seen", &sections);
        prepared.clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn every_mutation_is_done_by_whom_the_matrix_says() {
    both(async |database| {
        let prepared = Prepared::on(database).await;
        let tried = tried::try_all(&prepared).await;
        let told = tried::do_all(&prepared, &tried).await;

        let rows = tried.iter().map(|(act, outcomes)| Row { name: act.name(), outcomes: outcomes.clone() });
        let only = |who: Who| {
            let all = Who::all().into_iter();
            let may = |other| if other == who { Outcome::Answered } else { Outcome::Refused };
            all.map(|other| [may(other); 3]).collect()
        };
        let told = told.into_iter().map(|(name, who)| Row { name, outcomes: only(who) });
        settle(
            "What may be done",
            &[
                Section { title: "Mutations".to_owned(), rows: rows.collect() },
                Section {
                    title: "Ids of people that an answer has and its input had not".to_owned(),
                    rows: told.collect(),
                },
            ],
        );
        let (read, _) = reads::operations_that_name_people(&prepared).await;
        assert_eq!(read, BTreeSet::new(), "what is done is logged without the ids of people");
        prepared.clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn every_export_is_opened_by_whom_the_matrix_says() {
    both(async |database| {
        let prepared = Prepared::on(database).await;
        let files = files::open_all(&prepared).await;
        let rows = files.outcomes.iter().map(|(file, outcomes)| Row { name: file.name(), outcomes: outcomes.clone() });
        let people = files.people.iter().map(|(name, seen)| Row {
            name: name.clone(),
            outcomes: seen.iter().map(|seen| seen.map(shown)).collect(),
        });
        settle(
            "What leaves as a file",
            &[
                Section { title: "Exports".to_owned(), rows: rows.collect() },
                Section { title: "Exports with the id of a patient or a customer".to_owned(), rows: people.collect() },
            ],
        );
        prepared.clinic.books_are_proved().await;
    })
    .await;
}

/// Each has an input, and no input is for what is gone.
#[test]
fn every_mutation_and_every_export_is_tried() {
    let schema = schema::Schema::served();
    let mutations = schema.fields("Mutation").iter().map(|field| field.name.as_str());
    let tried = acts::ACTS.iter().map(|act| act.mutation).chain(["createExportLink"]);
    assert_eq!(
        mutations.collect::<BTreeSet<_>>(),
        tried.collect(),
        "left: the mutations of the schema; right: those that tests/it/rights/acts.rs has an input for"
    );
    let exports = schema.input("ExportInput").iter().map(|export| export.name.as_str());
    let opened = files::FILES.iter().map(|file| file.what);
    assert_eq!(
        exports.collect::<BTreeSet<_>>(),
        opened.collect(),
        "left: the exports of the schema; right: those that tests/it/rights/files.rs asks for"
    );
}

#[test]
fn every_mark_in_the_matrix_has_its_remark_and_every_remark_its_mark() {
    let (used, made) = Matrix::read().remarks();
    assert_eq!(used, made);
}

fn shown(seen: bool) -> Outcome {
    if seen { Outcome::Answered } else { Outcome::Refused }
}
