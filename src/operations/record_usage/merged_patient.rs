//! A patient whom the EHR merged has several ids. What is kept for one of them is kept for the patient: while an act is
//! planned it is seen under the id that the act names, and what is written names the id that it was kept under.

use crate::{
    error::Failure,
    queries::patients,
    rules::allocation::{Plan, Shelves},
};
use entity::{container, id::ContainerId};
use sea_orm::ConnectionTrait;
use std::collections::BTreeMap;

/// For whom a container is kept, and for whom it was drawn first.
#[derive(Clone)]
struct Names {
    kept_for: Option<String>,
    first_patient_id: Option<String>,
}

/// The containers that are seen under another id of the patient, with what they are written under.
#[derive(Default)]
pub(super) struct Renamed(BTreeMap<ContainerId, Names>);

/// Sees what is kept for another id of `patient` as kept for them. Nothing is asked of the database unless something is
/// kept for somebody else.
///
/// # Errors
/// When the database fails.
pub(super) async fn see_as_one(
    connection: &impl ConnectionTrait,
    shelves: &mut Shelves,
    patient: Option<&str>,
) -> Result<Renamed, Failure> {
    let Some(patient) = patient else { return Ok(Renamed::default()) };
    let is_kept_for_another = |own: &container::Model| own.kept_for.as_deref().is_some_and(|id| id != patient);
    if !containers(shelves).any(|own| is_kept_for_another(own)) {
        return Ok(Renamed::default());
    }

    let ids = patients::linked_ids(connection, patient).await?;
    let is_theirs = |id: &Option<String>| id.as_ref().is_some_and(|id| ids.contains(id));
    let mut renamed = BTreeMap::new();
    for own in containers(shelves).filter(|own| is_theirs(&own.kept_for)) {
        let names = Names { kept_for: own.kept_for.clone(), first_patient_id: own.first_patient_id.clone() };
        renamed.insert(own.id, names);
        own.kept_for = Some(patient.to_owned());
        if is_theirs(&own.first_patient_id) {
            own.first_patient_id = Some(patient.to_owned());
        }
    }
    Ok(Renamed(renamed))
}

impl Renamed {
    /// Gives the containers of the plan the ids back that they were kept under.
    pub(super) fn restore(&self, plan: &mut Plan) {
        for planned in &mut plan.containers {
            let Some(names) = self.0.get(&planned.container.id).cloned() else { continue };
            planned.container.kept_for = names.kept_for;
            planned.container.first_patient_id = names.first_patient_id;
        }
    }
}

fn containers(shelves: &mut Shelves) -> impl Iterator<Item = &mut container::Model> {
    shelves.values_mut().flat_map(|shelf| &mut shelf.lots).flat_map(|lot| &mut lot.containers)
}
