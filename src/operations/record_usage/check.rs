//! The check before the needle: the whole plan of a usage, without writing. It is the record's own code, on what the
//! books say now.

use super::{
    UsageLine, form, may_override,
    plan::{self, Terms},
    resolved::Resolved,
    sources,
};
use crate::{
    error::Error,
    operations::{Deployment, named, receive_stock::line_count},
    request::Request,
    rules::{
        allocation::{Source, choices},
        external_id,
        notice::Notice,
        refusal::{InputRule, Reason, Refusal, SkippedStock, StockChoice, field},
        rights::Right,
        site::{day_of, zone_of},
        usability::{Circumstance, Purpose},
    },
};
use entity::{id::SiteId, instant::Instant, product::ContainerUse, site};
use sea_orm::{ConnectionTrait, EntityTrait};

/// What a usage would need.
pub struct CheckUsage {
    /// Where.
    pub site_id: SiteId,
    /// When; now, where nothing is said.
    pub at: Option<Instant>,
    /// For whom.
    pub patient_id: Option<String>,
    /// Who would treat.
    pub practitioner_id: Option<String>,
    /// What it would take.
    pub lines: Vec<UsageLine>,
}

/// What the record would answer.
pub struct Checked {
    /// What it would take, line by line; for a product alone, the plan to confirm.
    pub choices: Vec<StockChoice>,
    /// What it would pass over.
    pub skipped: Vec<SkippedStock>,
    /// Why it would be refused; empty when it would be recorded.
    pub refusals: Vec<Refusal>,
    /// What somebody should know.
    pub notices: Vec<Notice>,
}

/// What `recordUsage` would answer to these lines, if nothing changed until then.
///
/// # Errors
/// A missing right; a failure. Refusals are part of the answer.
pub async fn check(deployment: &Deployment, request: &Request, input: &CheckUsage) -> Result<Checked, Error> {
    match planned(deployment, request, input).await {
        Ok(checked) => Ok(checked),
        Err(Error::Refused(refusals)) => Ok(refused(refusals)),
        Err(error) => Err(error),
    }
}

async fn planned(deployment: &Deployment, request: &Request, input: &CheckUsage) -> Result<Checked, Error> {
    line_count(input.lines.len())?;
    let lines = form::lines(&input.lines, false)?;
    let pattern = deployment.terms.patient_id_pattern.as_ref();
    let patient = input.patient_id.as_deref().map(|id| external_id::patient(field("patientId"), id, pattern));
    patient.transpose()?;
    input.practitioner_id.as_deref().map(|id| external_id::check(field("practitionerId"), id)).transpose()?;
    let snapshot = deployment.database.reader().at_one_instant();
    let found = site::Entity::find_by_id(input.site_id).one(&snapshot).await?;
    let site = found.ok_or_else(|| Refusal::not_found(field("siteId"), "site"))?;
    if !request.caller.may(Right::RecordUsage, &site.code) {
        return Err(Error::Forbidden { right: Right::RecordUsage, site: site.code });
    }
    may_override(&lines, &request.caller, &site)?;
    let needs = sources::resolve(&snapshot, &site, &lines, day_of(request.at.into(), &site)).await?;
    let at = input.at.unwrap_or_else(|| request.at.into());
    let patient_id = input.patient_id.as_deref();
    let terms = Terms {
        patient_id,
        purpose: Purpose::Use,
        at,
        now: request.at.into(),
        fact: false,
        settles: false,
        opened_by: &request.caller.subject,
    };
    if patient_id.is_none() {
        needs_no_patient(&snapshot, &needs).await?;
    }
    let planned = plan::plan(&snapshot, &site, &needs, &terms).await?;
    let circumstance = Circumstance { at, zone: zone_of(&site), purpose: Purpose::Use, patient_id };
    let choices = choices(&planned.plan, &planned.shelves, &circumstance);
    Ok(Checked { choices, skipped: planned.plan.skipped, refusals: vec![], notices: planned.plan.notices })
}

/// Nobody can say whether a container for one patient may be used without knowing for whom.
async fn needs_no_patient(connection: &impl ConnectionTrait, needs: &[Resolved]) -> Result<(), Error> {
    let products = named::products(connection, &sources::products(needs)).await?;
    let containers = needs.iter().filter_map(|resolved| match resolved.need.source {
        Source::Container(id) => Some(id),
        _ => None,
    });
    let containers = named::containers(connection, &containers.collect()).await?;

    let for_one = |resolved: &Resolved| {
        let product = products.get(&resolved.need.product_id)?;
        let is_kept = |id| containers.get(&id).is_some_and(|container| container.kept_for.is_some());
        let kept = matches!(resolved.need.source, Source::Container(id) if is_kept(id));
        (kept || product.container_use == ContainerUse::SinglePatient).then_some(product)
    };
    let Some(product) = needs.iter().find_map(for_one) else { return Ok(()) };
    let message = format!("This {} of {} is for one patient: say for whom.", product.container_name, product.name);
    Err(Refusal::invalid(field("patientId"), InputRule::Required, message).into())
}

fn refused(refusals: Vec<Refusal>) -> Checked {
    let (mut choices, mut skipped) = (Vec::new(), Vec::new());
    for refusal in &refusals {
        match &refusal.reason {
            Reason::ConfirmLot { plan, .. } => choices.extend(plan.iter().cloned()),
            Reason::InsufficientStock { skipped: passed_over, .. } => skipped.extend(passed_over.iter().cloned()),
            _ => {}
        }
    }
    Checked { choices, skipped, refusals, notices: vec![] }
}
