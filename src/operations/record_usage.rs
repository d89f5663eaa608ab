//! Recording a treatment: which lots were used on which patient. The heart of the service.
//!
//! 1. The form is checked, then the caller's right at the site, then whether the entry is late.
//! 2. Every source is resolved to a product, and the balances of these products are locked in id order. What was recorded
//!    of the treatment before is looked at under the lock (`earlier`).
//! 3. The shelf is read under the lock and the rules plan the usage (`rules::allocation`): the same code that answers
//!    the check before the needle.
//! 4. The ledger posts the plan; the usage, its lines and the deviations of a fact are written beside it.

pub(super) mod asked;
pub mod check;
mod earlier;
pub(super) mod form;
pub(super) mod meanwhile;
mod merged_patient;
pub(super) mod plan;
pub(super) mod resolved;
pub(super) mod rows;
mod scans;
mod serials;
pub(super) mod sources;
pub(super) mod stated;

use super::{Act, Operation, components::ComponentGiven, is_false, late, lots, reservations, source::StockSource};
use crate::{
    error::Error,
    ledger,
    queries::patients,
    rules::{
        refusal::{Reason, Refusal, field, line_field},
        rights::{Caller, Right, Role},
        usability::Purpose,
    },
};
use earlier::Earlier;
use entity::{
    entry::WasteReason,
    id::{ReservationId, SiteId, UsageId},
    instant::Instant,
    site, treatment,
    usage::LateReason,
};
use form::CheckedLine;
use rows::Draft;
use rust_decimal::Decimal;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};

/// What was used in a treatment.
#[derive(Clone, Debug, Serialize)]
pub struct RecordUsage {
    /// Where.
    pub site_id: SiteId,
    /// The EHR's id of the treatment.
    pub treatment_id: String,
    /// The EHR's id of the patient.
    pub patient_id: String,
    /// Who treated.
    pub practitioner_id: String,
    /// When it was done.
    pub performed_at: Instant,
    /// It was done before it was entered: a fact, which no rule of the stockroom refuses.
    pub already_performed: Option<AlreadyPerformed>,
    /// What was used.
    pub lines: Vec<UsageLine>,
    /// It is another usage, although one like it is recorded.
    #[serde(skip_serializing_if = "is_false")]
    pub is_another: bool,
}

/// Why a fact is entered after it.
#[derive(Clone, Debug, Serialize)]
pub struct AlreadyPerformed {
    /// Why.
    pub why: LateReason,
    /// What else is to be said.
    pub note: Option<String>,
}

/// One line of a usage.
#[derive(Clone, Debug, Serialize)]
pub struct UsageLine {
    /// The client's own key of the line.
    pub line_key: Option<String>,
    /// From where.
    pub source: StockSource,
    /// Base units used.
    pub quantity: Decimal,
    /// Base units wasted on the way.
    pub wasted: Option<Decimal>,
    /// Why they were wasted.
    pub waste_reason: Option<WasteReason>,
    /// Whether the rest of a single-use container is kept for the same patient.
    pub keep_remainder: bool,
    /// Serial number of the container.
    pub serial: Option<String>,
    /// Where it was injected.
    pub body_sites: Vec<BodySite>,
    /// What was mixed in at the chair.
    pub components: Vec<ComponentGiven>,
    /// The reservation that it is drawn from.
    pub reservation_id: Option<ReservationId>,
    /// Why a medical director sets the in-use clock of the container aside.
    pub in_use_override_reason: Option<String>,
}

/// A place of the body and how much went there.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BodySite {
    /// The clinic's code of the place.
    pub code: String,
    /// Base units.
    pub quantity: Decimal,
}

/// What came of a usage.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordUsageDone {
    /// The usage.
    pub usage_id: UsageId,
    /// Why in-use clocks were set aside: for the audit log, which keeps what came of every act.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub in_use_overrides: Vec<String>,
}

impl Operation for RecordUsage {
    type Done = RecordUsageDone;
    const NAME: &'static str = "recordUsage";

    async fn perform(&self, act: &Act<'_>) -> Result<RecordUsageDone, Error> {
        let lines = form::check(self, act)?;
        let site = act.site(self.site_id, Right::RecordUsage).await?;
        let late = late::entry(act, &site, self.performed_at, "performedAt", self.already_performed.is_some())?;
        may_override(&lines, &act.request.caller, &site)?;
        let mut needs = sources::resolve(act.transaction, &site, &lines, act.today(&site)).await?;
        if self.already_performed.is_some() {
            // A fact may be of a product that the site never had: no balance of it makes a recall wait.
            lots::products_to_receive(act, sources::products(&needs)).await?;
        }
        ledger::lock(act.transaction, site.id, sources::products(&needs)).await?;
        if self.one_patient(act).await? == Treatment::Known {
            let earlier = Earlier::of_treatment(act, &self.treatment_id, &site).await?;
            earlier.refuse_again(self, act, &lines, &mut needs)?;
            needs = earlier.rests_come_first(self, act, &site, needs).await?;
        }
        let terms = plan::Terms {
            patient_id: Some(&self.patient_id),
            purpose: Purpose::Use,
            at: self.performed_at,
            now: act.now(),
            fact: self.already_performed.is_some(),
            settles: false,
            opened_by: act.person(),
        };
        let planned = plan::plan(act.transaction, &site, &needs, &terms).await?;
        let late_entry = late.is_some();
        act.notify(late.into_iter().chain(planned.plan.notices.iter().cloned()));
        reservations::use_up(act, &planned.used_up).await?;
        act.notify(serials::used_before(act.transaction, &planned.plan, &needs).await?);
        let draft = Draft::new(&planned, &lines, &needs)?;
        let done = rows::write(self, act, &site, &draft, late_entry).await?;
        if self.already_performed.is_some() || draft.assumes_lots() {
            act.may_have_exposed(done.usage_id, true);
        }
        Ok(done)
    }
}

/// Whether anything was recorded of a treatment before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Treatment {
    New,
    Known,
}

impl RecordUsage {
    /// One treatment has one patient. The row is made with the first usage, and decides between two at once.
    async fn one_patient(&self, act: &Act<'_>) -> Result<Treatment, Error> {
        let row = treatment::Model { id: self.treatment_id.clone(), patient_id: self.patient_id.clone() };
        if !act.insert_missing(vec![row]).await?.is_empty() {
            return Ok(Treatment::New);
        }
        let known = treatment::Entity::find_by_id(self.treatment_id.clone()).one(act.transaction).await?;
        let Some(known) = known.filter(|known| known.patient_id != self.patient_id) else {
            return Ok(Treatment::Known);
        };
        if patients::linked_ids(act.transaction, &known.patient_id).await?.contains(&self.patient_id) {
            return Ok(Treatment::Known);
        }
        let message = format!("Treatment {} is recorded for another patient.", self.treatment_id);
        Err(Refusal::conflict(field("patientId"), None, message).into())
    }
}

/// Only a medical director sets an in-use clock aside.
pub(super) fn may_override(lines: &[CheckedLine<'_>], caller: &Caller, site: &site::Model) -> Result<(), Refusal> {
    let Some(line) = lines.iter().find(|line| line.in_use_override.is_some()) else { return Ok(()) };
    let needs = vec![Role::MedicalDirector];
    if caller.has_role(Role::MedicalDirector, &site.code) {
        return Ok(());
    }
    let message = "The in-use time of a container is set aside by a medical director.".to_owned();
    Err(Refusal::new(line_field(line.number, "inUseOverrideReason"), Reason::NotAllowed { needs, message }))
}
