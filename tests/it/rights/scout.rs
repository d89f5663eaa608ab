//! What of a site each field is asked about: something that has it filled, and that tells of a patient or a customer
//! where anything of its kind does. Found out by somebody who may see everything.

use async_graphql::parser::parse_query;
use async_graphql::parser::types::ExecutableDocument;
use lotwise::request::Request;
use serde_json::json;

use super::callers::{RECORDER, with_every_role, with_every_role_at};
use super::doors::Probe;
use super::outcome::{Answer, Outcome, places_of};
use super::prepared::{Place, Prepared};
use super::reads::outcome;

/// How many fields are asked for in one document.
const TOGETHER: usize = 16;

/// Fields as they are asked for at one site.
pub(super) struct Asked<'a> {
    pub(super) place: &'a Place,
    /// The fields, several a document, by their numbers.
    pub(super) documents: Vec<(Vec<usize>, ExecutableDocument)>,
}

/// What a field is asked about.
struct Choice {
    text: String,
    /// Whether the id of a patient or a customer stands in the answer.
    tells_of_people: bool,
}

/// Finds, for each field, what of a site has it filled; and writes the documents that ask for that.
///
/// # Panics
/// When nothing has: what is null for everybody proves nothing.
pub(super) async fn asked<'a>(prepared: &Prepared, probes: &[Probe], place: &'a Place) -> Asked<'a> {
    let everywhere = with_every_role(&prepared.clinic, "sam");
    let here = with_every_role_at(&prepared.clinic, &place.code);
    let by_recorder = with_every_role(&prepared.clinic, RECORDER);
    let mut choices: Vec<Option<Choice>> = probes.iter().map(|_| None).collect();
    for person in [everywhere, here, by_recorder] {
        choose(prepared, probes, place, &person, &mut choices).await;
    }

    let empty = probes.iter().zip(&choices).filter(|(_, choice)| choice.is_none());
    let empty: Vec<_> = empty.map(|(probe, _)| format!("{}: {}", probe.row, probe.text)).collect();
    assert!(
        empty.is_empty(),
        "nobody sees these filled at {}: let tests/it/rights/prepared fill them\n{}",
        place.code,
        empty.join("\n")
    );
    let texts: Vec<String> = choices.into_iter().flatten().map(|choice| choice.text).collect();
    Asked { place, documents: documents(probes, &texts) }
}

/// Tries one thing of the site after the other.
async fn choose(
    prepared: &Prepared,
    probes: &[Probe],
    place: &Place,
    person: &Request,
    choices: &mut [Option<Choice>],
) {
    let nothing_yet: Vec<bool> = choices.iter().map(Option::is_none).collect();
    for number_of_choice in 0.. {
        let may_be_better = |number: usize| match &choices[number] {
            Some(choice) => !choice.tells_of_people && probes[number].may_tell_of_people,
            None => true,
        };
        let open = probes.iter().enumerate().filter(|(number, _)| nothing_yet[*number] && may_be_better(*number));
        let tried: Vec<_> =
            open.filter_map(|(number, probe)| Some((number, place.fill(&probe.text, number_of_choice)?))).collect();
        if tried.is_empty() {
            return;
        }
        for some in tried.chunks(TOGETHER) {
            let answer = Answer::of(prepared.answer(person, &together(some), json!({})).await);
            for (number, text) in some {
                if outcome(&probes[*number], *number, &answer, place) != Outcome::Answered {
                    continue;
                }
                let told = places_of(&answer.data[alias(*number)], &place.marker());
                let choice = Choice { text: text.clone(), tells_of_people: !told.is_empty() };
                if choices[*number].is_none() || choice.tells_of_people {
                    choices[*number] = Some(choice);
                }
            }
        }
    }
}

/// Documents that ask for every field, those for the recorder by themselves.
fn documents(probes: &[Probe], texts: &[String]) -> Vec<(Vec<usize>, ExecutableDocument)> {
    let numbered: Vec<_> = texts.iter().cloned().enumerate().collect();
    let (by_recorder, others): (Vec<_>, Vec<_>) =
        numbered.into_iter().partition(|(number, _)| probes[*number].by_recorder);
    let chunks = by_recorder.chunks(TOGETHER).chain(others.chunks(TOGETHER));
    let document = |some: &[(usize, String)]| {
        let numbers = some.iter().map(|(number, _)| *number).collect();
        (numbers, parse_query(together(some)).expect("the document reads"))
    };
    chunks.map(document).collect()
}

fn together(some: &[(usize, String)]) -> String {
    let parts = some.iter().map(|(number, text)| format!("{}: {text}", alias(*number)));
    format!("{{ {} }}", parts.collect::<Vec<_>>().join("\n"))
}

/// Under which name a field stands in an answer.
pub(super) fn alias(number: usize) -> String {
    format!("p{number}")
}
