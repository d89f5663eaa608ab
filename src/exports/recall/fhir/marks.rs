//! What a resource says of the recall, and of how sure the exposure is: as tags for programs, as notes for people.

use super::{NamedExposure, OWN_SYSTEM};
use crate::exports::recall::words;
use entity::recall;
use sea_orm::ActiveEnum;
use serde_json::{Value, json};

/// For programs: whether the exposure is certain, how the lot is known, which recall it is and how grave.
pub(super) fn tags(exposure: &NamedExposure, recall: &recall::Model) -> Vec<Value> {
    let tag = |kind: &str, code: String, display: String| json!({ "system": format!("{OWN_SYSTEM}:{kind}"), "code": code, "display": display });
    let sure = if exposure.certain { "certain" } else { "possible" };
    let number = recall.number.clone().unwrap_or_else(|| recall.id.to_string());
    vec![
        tag("exposure", sure.to_owned(), format!("{sure} exposure")),
        tag("lot-evidence", exposure.line.evidence.to_value(), words::evidence(exposure.line.evidence).to_owned()),
        tag("recall-number", number.clone(), words::recall_name(recall)),
        tag("recall-class", recall.classification.to_value(), words::classification(recall.classification).to_owned()),
    ]
}

/// For people.
pub(super) fn notes(exposure: &NamedExposure, recall: &recall::Model) -> Vec<Value> {
    let recalled =
        format!("{}, {}: {}", words::recall_name(recall), words::classification(recall.classification), recall.reason);
    let mixed = exposure.via.as_ref().map(|(via, product)| {
        format!(
            "{} {} of {} were mixed into {}, of which {} {} were used with the patient.",
            via.quantity,
            product.unit,
            product.name,
            exposure.product.name,
            exposure.line.quantity,
            exposure.product.unit
        )
    });
    let possible = exposure.because.as_ref().map(|because| format!("Possible exposure: {because}"));
    let assumed = (!exposure.certain && possible.is_none())
        .then(|| "Possible exposure: first expired, first out picked the lot, nobody named it.".to_owned());
    let notes = [Some(recalled), mixed, possible, assumed];
    notes.into_iter().flatten().map(|text| json!({ "text": text })).collect()
}
