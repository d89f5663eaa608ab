//! Correcting a usage: lines are voided, with what became of the product, and lines are added. Voids come first.
//!
//! What is added happened when the usage did: it is judged at that instant, as a fact. Nothing is taken away: the voided
//! line stays, its entries are reversed, and the history of the usage says who changed what and why.

pub(super) mod rests;
mod returned;
mod reversal;
mod voids;

use super::{
    Act, Operation, lots,
    receive_stock::line_count,
    record_usage::{
        UsageLine,
        form::{self, CheckedLine},
        plan,
        resolved::Resolved,
        rows::Draft,
        sources,
    },
    reservations,
};
use crate::{
    error::Error,
    ledger,
    rules::{
        person,
        refusal::{Refusal, field},
        rights::Right,
        usability::Purpose,
    },
};
use entity::{
    entry::WasteReason,
    id::{PostingId, UsageId, UsageLineId},
    posting::PostingKind,
    site, usage, usage_correction, usage_line,
    usage_line::VoidedProduct,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};

/// What was wrong with a usage, and what is right.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectUsage {
    /// The usage.
    pub usage_id: UsageId,
    /// Why.
    pub reason: String,
    /// Lines that are not so.
    pub void_lines: Vec<VoidLine>,
    /// Lines that were forgotten.
    pub add_lines: Vec<UsageLine>,
}

/// A line that is not so, and what became of the product.
#[derive(Clone, Debug, Serialize)]
pub struct VoidLine {
    /// The line.
    pub line_id: UsageLineId,
    /// What became of the product.
    pub product: VoidedProduct,
    /// Why it was wasted, where it is gone.
    pub waste_reason: Option<WasteReason>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CorrectUsageDone {
    /// The usage.
    pub usage_id: UsageId,
}

impl Operation for CorrectUsage {
    type Done = CorrectUsageDone;
    const NAME: &'static str = "correctUsage";

    async fn perform(&self, act: &Act<'_>) -> Result<CorrectUsageDone, Error> {
        let reason = person::none_in(field("reason"), &self.reason)?;
        line_count(self.void_lines.len() + self.add_lines.len())?;
        let added = form::lines(&self.add_lines, true).map_err(of_added)?;
        let usage = locked(act, self.usage_id).await?;
        let site = authorize(act, &usage).await?;
        let lines = lines_of(act, usage.id).await?;
        let voided = voids::lines(&self.void_lines, &lines)?;
        let needs = sources::resolve(act.transaction, &site, &added, act.today(&site)).await.map_err(of_added)?;
        let mixed = voids::never_mixed(act, &voided).await?;
        let products = voided.iter().map(|voided| voided.line.product_id);
        let products = products.chain(mixed.iter().map(|component| component.product_id));
        let products = products.chain(sources::products(&needs));
        lots::products_to_receive(act, sources::products(&needs)).await?;
        ledger::lock(act.transaction, site.id, products).await?;
        voids::void(act, &site, &usage, &voids::Voids { voided: &voided, mixed: &mixed, lines: &lines }, &reason)
            .await?;
        let charted = Charted { site: &site, usage: &usage, lines: &lines };
        add(act, &charted, &added, needs, &reason).await?;
        keep(act, usage.id, reason, what(voided.len(), added.len()), None).await?;
        act.may_have_exposed(usage.id, !added.is_empty());
        Ok(CorrectUsageDone { usage_id: usage.id })
    }
}

/// The usage, which nobody else corrects meanwhile.
pub(super) async fn locked(act: &Act<'_>, id: UsageId) -> Result<usage::Model, Error> {
    let usage = usage::Entity::find_by_id(id).lock_exclusive().one(act.transaction).await?;
    Ok(usage.ok_or_else(|| Refusal::not_found(field("usageId"), "usage"))?)
}

/// One's own usages by whoever treats there; any of the site by a manager or medical director. Own is the person's, not
/// the client program's.
pub(super) async fn authorize(act: &Act<'_>, usage: &usage::Model) -> Result<site::Model, Error> {
    let own = usage.recorded_by == act.person();
    let right = if own { Right::CorrectOwnUsage } else { Right::CorrectAnyUsage };
    act.site(usage.site_id, right).await
}

/// Appends to the history of the usage.
pub(super) async fn keep(
    act: &Act<'_>,
    usage_id: UsageId,
    reason: String,
    what: String,
    patient_id_before: Option<String>,
) -> Result<(), Error> {
    let (id, at, by) = (PostingId::new(), act.now(), act.person().to_owned());
    let row = usage_correction::Model { id, usage_id, at, by, reason, what, patient_id_before };
    act.insert(row).await?;
    Ok(())
}

async fn lines_of(act: &Act<'_>, usage: UsageId) -> Result<Vec<usage_line::Model>, Error> {
    let of_usage = usage_line::COLUMN.usage_id.eq(usage);
    Ok(usage_line::Entity::find().filter(of_usage).all(act.transaction).await?)
}

/// A usage as it was before it is corrected.
struct Charted<'a> {
    site: &'a site::Model,
    usage: &'a usage::Model,
    lines: &'a [usage_line::Model],
}

/// Books what was forgotten, on the shelf as the voids left it.
async fn add(
    act: &Act<'_>,
    charted: &Charted<'_>,
    added: &[CheckedLine<'_>],
    needs: Vec<Resolved>,
    reason: &str,
) -> Result<(), Error> {
    if added.is_empty() {
        return Ok(());
    }
    let Charted { site, usage, lines } = *charted;
    let mut rests = rests::of(act, lines).await?;
    let needs = rests::come_first(needs, &mut rests);
    rests::give_back(act, site, usage, rests, reason).await?;
    let terms = plan::Terms {
        patient_id: Some(&usage.patient_id),
        purpose: Purpose::Use,
        at: usage.performed_at,
        now: act.now(),
        fact: true,
        settles: false,
        opened_by: &usage.recorded_by,
    };
    let planned = plan::plan(act.transaction, site, &needs, &terms).await.map_err(of_added)?;
    act.notify(planned.plan.notices.iter().cloned());
    reservations::use_up(act, &planned.used_up).await?;
    let draft = Draft::new(&planned, added, &needs)?;
    let mut entries = vec![];
    if draft.is_booked() {
        entries = draft.post(act, site, act.posting(PostingKind::Usage, site, usage.performed_at)).await?;
    }
    let first = lines.iter().map(|line| line.line).max().map_or(0, |last| last + 1);
    draft.write_lines(act, usage, &entries, None, first).await
}

/// Refusals of added lines name them where the caller put them.
fn of_added(error: Error) -> Error {
    let Error::Refused(mut refusals) = error else { return error };
    for refusal in &mut refusals {
        if let Some(outermost) = refusal.field.first_mut().filter(|name| *name == "lines") {
            "addLines".clone_into(outermost);
        }
    }
    Error::Refused(refusals)
}

fn what(voided: usize, added: usize) -> String {
    format!("lines voided: {voided}, added: {added}")
}
