//! Attributing usages anew: they were charted on the wrong patient, treatment or practitioner. No stock moves, and the
//! history stays. All of them are, or none: a visit that was charted in two calls belongs to one patient throughout.

use super::{
    Act, Operation,
    correct_usage::{authorize, keep, locked},
};
use crate::{
    error::Error,
    queries::patients,
    rules::{
        external_id, person,
        refusal::{InputRule, Refusal, field},
        site::day_of,
    },
};
use entity::{
    id::{ContainerId, UsageId},
    instant::Instant,
    site, treatment, usage, usage_line,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::OnConflict,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most usages in one call.
const MOST_USAGES: usize = 100;

/// Whose a usage really is: what is left out stays.
#[derive(Clone, Debug, Serialize)]
pub struct ReattributeUsage {
    /// The usage; `None` where several are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage_id: Option<UsageId>,
    /// Several usages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub usage_ids: Vec<UsageId>,
    /// The right treatment.
    pub treatment_id: Option<String>,
    /// The right patient.
    pub patient_id: Option<String>,
    /// The right practitioner.
    pub practitioner_id: Option<String>,
    /// The right time, on the same day of the site.
    pub performed_at: Option<Instant>,
    /// Why.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReattributeUsageDone {
    /// The usage; of several, the first.
    pub usage_id: UsageId,
    /// All of them, where several were named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub usage_ids: Vec<UsageId>,
}

impl Operation for ReattributeUsage {
    type Done = ReattributeUsageDone;
    const NAME: &'static str = "reattributeUsage";

    async fn perform(&self, act: &Act<'_>) -> Result<ReattributeUsageDone, Error> {
        let reason = self.form(act)?;
        let first = self.named()?;

        // In one order, so that two who name the same usages do not wait for each other.
        let ids: BTreeSet<UsageId> = self.usage_id.iter().chain(&self.usage_ids).copied().collect();
        let mut changed = Vec::new();
        for id in &ids {
            let before = locked(act, *id).await?;
            let site = authorize(act, &before).await?;
            let after = self.after(&before);
            same_day(&before, &after, &site)?;
            let what = changes(&before, &after);
            if !what.is_empty() {
                changed.push(Attributed { before, after, what: what.join(", ") });
            }
        }
        if changed.is_empty() {
            let message = "Say what is to be changed.";
            return Err(Refusal::invalid(field("usageId"), InputRule::Required, message).into());
        }

        for attributed in changed {
            one_patient(act, &attributed.after, &ids).await?;
            attributed.write(act, &reason).await?;
        }
        Ok(ReattributeUsageDone { usage_id: first, usage_ids: self.usage_ids.clone() })
    }
}

/// A usage that changes.
struct Attributed {
    before: usage::Model,
    after: usage::Model,
    /// What changes, without a patient's id.
    what: String,
}

impl Attributed {
    /// Writes it, with what is kept for its patient and its history.
    async fn write(self, act: &Act<'_>, reason: &str) -> Result<(), Error> {
        let Self { before, after, what } = self;
        act.update(after.clone().into_active_model().reset_all()).await?;

        let patient_before = (before.patient_id != after.patient_id).then(|| before.patient_id.clone());
        let exposes_another = patient_before.is_some();
        if exposes_another {
            let containers = containers_of(act, before.id).await?;
            // It may be kept under another id of a patient whom the EHR merged.
            for id in patients::linked_ids(act.transaction, &before.patient_id).await? {
                act.keep_containers_for(containers.clone(), &id, &after.patient_id).await?;
            }
        }
        keep(act, after.id, reason.to_owned(), what, patient_before).await?;
        act.may_have_exposed(after.id, exposes_another);
        Ok(())
    }
}

impl ReattributeUsage {
    /// The first of the usages that are named: one, or several.
    fn named(&self) -> Result<UsageId, Refusal> {
        match (self.usage_id, &self.usage_ids[..]) {
            (Some(id), []) => Ok(id),
            (None, [first, others @ ..]) if others.len() < MOST_USAGES => Ok(*first),
            (None, [_, ..]) => {
                let message = format!("{} usages; at most {MOST_USAGES} in one call.", self.usage_ids.len());
                Err(Refusal::beyond(field("usageIds"), InputRule::TooMany, MOST_USAGES, message))
            }
            _ => {
                let message = "Name one usage by usageId, or several by usageIds.";
                Err(Refusal::invalid(field("usageIds"), InputRule::Required, message))
            }
        }
    }

    fn form(&self, act: &Act<'_>) -> Result<String, Refusal> {
        let ids = [(&self.treatment_id, "treatmentId"), (&self.practitioner_id, "practitionerId")];
        for (id, name) in ids {
            id.as_ref().map(|id| external_id::check(field(name), id)).transpose()?;
        }
        let pattern = act.terms.patient_id_pattern.as_ref();
        let patient = self.patient_id.as_ref().map(|id| external_id::patient(field("patientId"), id, pattern));
        patient.transpose()?;
        self.performed_at.map(|at| act.not_in_the_future(at, field("performedAt"))).transpose()?;
        person::none_in(field("reason"), &self.reason)
    }

    fn after(&self, before: &usage::Model) -> usage::Model {
        let right = |right: &Option<String>, before: &String| right.clone().unwrap_or_else(|| before.clone());
        usage::Model {
            treatment_id: right(&self.treatment_id, &before.treatment_id),
            patient_id: right(&self.patient_id, &before.patient_id),
            practitioner_id: right(&self.practitioner_id, &before.practitioner_id),
            performed_at: self.performed_at.unwrap_or(before.performed_at),
            ..before.clone()
        }
    }
}

/// The entries of the ledger keep their day: a usage of another day is voided and recorded again.
fn same_day(before: &usage::Model, after: &usage::Model, site: &site::Model) -> Result<(), Refusal> {
    let (was, is) = (day_of(before.performed_at, site), day_of(after.performed_at, site));
    if was == is {
        return Ok(());
    }
    let message = format!("The books have it on {was}; what was used on {is} is voided here and recorded there.");
    Err(Refusal::conflict(field("performedAt"), Some(was.to_string()), message))
}

/// What changed, without a patient's id: who may read patients reads it beside this.
fn changes(before: &usage::Model, after: &usage::Model) -> Vec<String> {
    let changed = |name: &str, was: &str, is: &str| (was != is).then(|| format!("{name} {was} is {is}"));
    let patient = (before.patient_id != after.patient_id).then(|| "another patient".to_owned());
    let (was, is) = (before.performed_at.to_utc().to_rfc3339(), after.performed_at.to_utc().to_rfc3339());
    let all = [
        changed("treatment", &before.treatment_id, &after.treatment_id),
        patient,
        changed("practitioner", &before.practitioner_id, &after.practitioner_id),
        changed("performed at", &was, &is),
    ];
    all.into_iter().flatten().collect()
}

/// One treatment has one patient: whoever its other usages are of, or the right one, where all of them are `attributed`.
async fn one_patient(act: &Act<'_>, after: &usage::Model, attributed: &BTreeSet<UsageId>) -> Result<(), Error> {
    let row = treatment::Model { id: after.treatment_id.clone(), patient_id: after.patient_id.clone() };
    let known = treatment::Entity::find_by_id(after.treatment_id.clone()).lock_exclusive().one(act.transaction).await?;
    let others = usage::Entity::find()
        .filter(usage::COLUMN.treatment_id.eq(after.treatment_id.as_str()))
        .filter(usage::COLUMN.id.is_not_in(attributed.iter().copied()))
        .count(act.transaction)
        .await?;
    let others_are_of = known.filter(|_| others > 0).map(|known| known.patient_id);
    if let Some(patient) = others_are_of.filter(|patient| *patient != after.patient_id) {
        if !patients::linked_ids(act.transaction, &patient).await?.contains(&after.patient_id) {
            let message = format!("Treatment {} has {others} other usages of another patient.", after.treatment_id);
            return Err(Refusal::conflict(field("patientId"), None, message).into());
        }
        return Ok(());
    }
    let replace = OnConflict::column(treatment::Column::Id).update_column(treatment::Column::PatientId).to_owned();
    act.insert_or(vec![row], replace).await?;
    Ok(())
}

async fn containers_of(act: &Act<'_>, usage: UsageId) -> Result<Vec<ContainerId>, Error> {
    let lines = usage_line::Entity::find().filter(usage_line::COLUMN.usage_id.eq(usage)).all(act.transaction).await?;
    Ok(lines.into_iter().filter_map(|line| line.container_id).collect())
}
