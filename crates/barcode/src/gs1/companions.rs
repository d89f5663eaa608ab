//! Which elements belong together on a label, and which do not.
//!
//! What is missing here may stand in a second symbol of the same label, so these are warnings (General Specifications,
//! section 4.13). Only an element that is given twice with different values makes a code unusable.

use super::Elements;
use super::present::Present;
use super::table::ApplicationIdentifier;
use crate::reading::ScanProblemCode::{ForbiddenCompanion, MissingCompanion, RepeatedDifferently};

/// Keys with an optional serial part, and their length without it. A signature vouches for one piece, so it needs that part.
const KEYS_WITHOUT_SERIAL: [(&str, usize); 3] = [("253", 13), ("255", 13), ("8003", 14)];

/// Adds what is missing, what does not belong, and what is repeated differently to the problems.
pub(super) fn check(found: &mut Elements<'_>) {
    let present = Present::of(found);
    for index in present.repeated_differently(found) {
        let Some((code, at)) = found.elements.get(index).map(|element| (element.code, element.at)) else { continue };
        found.report(RepeatedDifferently, format!("({code}) stands here again with another value."), at);
    }
    for index in present.first_of_each() {
        let Some(element) = found.elements.get(index) else { continue };
        let Some(identifier) = element.identifier else { continue };
        let (code, at) = (element.code, element.at);
        if let Some(other) = identifier.excludes.iter().find(|other| present.holds_besides(other, code)) {
            found.report(ForbiddenCompanion, format!("({code}) {} does not go with ({other}).", identifier.title), at);
        }
        if !present.satisfies(identifier) {
            found.report(MissingCompanion, missing(code, identifier), at);
        }
    }
    signature(found, &present);
}

fn missing(code: &str, identifier: &ApplicationIdentifier) -> String {
    let groups: Vec<_> = identifier.needs.iter().map(|group| format!("({})", group.replace('+', ")+("))).collect();
    format!("({code}) {} belongs with {} of the same label.", identifier.title, groups.join(" or "))
}

fn signature(found: &mut Elements<'_>, present: &Present) {
    if !present.holds("8030") {
        return;
    }
    for (code, length) in KEYS_WITHOUT_SERIAL {
        let Some(key) = found.elements.iter().find(|element| element.code == code) else { continue };
        if key.value.len() <= length {
            let at = key.at;
            found.report(MissingCompanion, format!("({code}) needs its serial part beside a signature."), at);
        }
    }
}
