//! Settling an unbooked line: what a nurse used before the books had it is drawn from them now.
//!
//! The line that stated it stays, marked as settled, and booked lines take its place. A line that states a lot is
//! settled from that lot: who knows better corrects the usage.

use super::{
    Act, Operation, lots, named,
    record_usage::{BodySite, UsageLine, form::CheckedLine, plan, resolved::Resolved, rows::Draft, sources, stated},
    source::StockSource,
};
use crate::{
    error::Error,
    ledger,
    rules::{
        lot_number,
        refusal::{Reason, Refusal, field},
        rights::Right,
        usability::Purpose,
    },
};
use entity::{
    id::{UsageId, UsageLineId},
    posting::PostingKind,
    site, usage, usage_line,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};

/// An unbooked line, and from where it is drawn.
#[derive(Clone, Debug, Serialize)]
pub struct SettleUsageLine {
    /// The line.
    pub usage_line_id: UsageLineId,
    /// From where.
    pub source: StockSource,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SettleUsageLineDone {
    /// The usage.
    pub usage_id: UsageId,
}

impl Operation for SettleUsageLine {
    type Done = SettleUsageLineDone;
    const NAME: &'static str = "settleUsageLine";

    async fn perform(&self, act: &Act<'_>) -> Result<SettleUsageLineDone, Error> {
        let (line, usage) = find(self, act).await?;
        let site = act.site(usage.site_id, Right::CorrectAnyUsage).await?;
        // After the right: what is refused here is answered to a repetition as it was the first time.
        to_be_settled(&line)?;
        let input = as_input(self, &line);
        let lines = [as_checked(&input, &line)];
        let named = sources::resolve(act.transaction, &site, &lines, act.today(&site)).await?;
        ledger::lock(act.transaction, site.id, sources::products(&named)).await?;
        // Lots may have been merged while it waited for the lock.
        let mut needs = sources::resolve(act.transaction, &site, &lines, act.today(&site)).await?;
        needs.iter_mut().for_each(|resolved| resolved.stated_expires_on = line.stated_expires_on);
        same_lot(act, &line, &needs).await?;
        self.book(act, &site, line, &usage, &lines, &needs).await
    }
}

impl SettleUsageLine {
    async fn book(
        &self,
        act: &Act<'_>,
        site: &site::Model,
        line: usage_line::Model,
        usage: &usage::Model,
        lines: &[CheckedLine<'_>],
        needs: &[Resolved],
    ) -> Result<SettleUsageLineDone, Error> {
        let terms = plan::Terms {
            patient_id: Some(&usage.patient_id),
            purpose: Purpose::Use,
            at: usage.performed_at,
            now: act.now(),
            fact: true,
            settles: true,
            opened_by: &usage.recorded_by,
        };
        let planned = plan::plan(act.transaction, site, needs, &terms).await?;
        act.notify(stated::differing(&planned));
        if let Some(draw) = planned.plan.draws.iter().find(|draw| !draw.booked) {
            let shortage = draw.breaches.iter().find(|reason| matches!(reason, Reason::InsufficientStock { .. }));
            let shortage = shortage.cloned().unwrap_or(Reason::NotFound { what: "stock to settle it from" });
            return Err(Refusal::new(field("source"), shortage).into());
        }
        let draft = Draft::new(&planned, lines, needs)?;
        let entries = draft.post(act, site, act.posting(PostingKind::Usage, site, usage.performed_at)).await?;
        draft.write_lines(act, usage, &entries, Some(line.id), 0).await?;
        mark(act, line.id).await?;
        act.may_have_exposed(usage.id, false);
        Ok(SettleUsageLineDone { usage_id: usage.id })
    }
}

async fn find(input: &SettleUsageLine, act: &Act<'_>) -> Result<(usage_line::Model, usage::Model), Error> {
    let line = usage_line::Entity::find_by_id(input.usage_line_id).find_also_related(usage::Entity);
    match line.one(act.transaction).await? {
        Some((line, Some(usage))) => Ok((line, usage)),
        _ => Err(Refusal::not_found(field("usageLineId"), "usage line").into()),
    }
}

fn to_be_settled(line: &usage_line::Model) -> Result<(), Refusal> {
    match line {
        line if line.booked => Err(already("The line is booked.")),
        line if line.settled_at.is_some() => Err(already("The line was settled before.")),
        line if line.voided_at.is_some() => Err(already("The line is voided.")),
        _ => Ok(()),
    }
}

/// The lot that was stated is the lot that it is settled from.
async fn same_lot(act: &Act<'_>, line: &usage_line::Model, needs: &[Resolved]) -> Result<(), Error> {
    let stated = match (line.lot_id, &line.stated_canonical) {
        (None, None) => return Ok(()),
        (Some(lot_id), _) => named::lots(act.transaction, &[lot_id].into()).await?.into_values().next(),
        (None, Some(stated)) => lots::find(act.transaction, line.product_id, &lot_number::canonical(stated)).await?,
    };
    let stated_lot = stated.as_ref().map(|lot| lot.id);
    if stated_lot.is_some() && needs.iter().all(|resolved| resolved.lot_id == stated_lot) {
        return Ok(());
    }
    let number = stated.map(|lot| lot.lot_number).or_else(|| line.stated_lot_number.clone());
    let message = "The line states its lot: settle it from that lot, or correct the usage.";
    Err(Refusal::conflict(field("source"), number, message).into())
}

/// Marks the line as settled, unless somebody else did meanwhile.
async fn mark(act: &Act<'_>, line: UsageLineId) -> Result<(), Error> {
    let marked = act
        .update_many(
            usage_line::Entity::update_many()
                .col_expr(usage_line::Column::SettledAt, Expr::value(act.now()))
                .filter(usage_line::COLUMN.id.eq(line))
                .filter(usage_line::COLUMN.settled_at.is_null()),
        )
        .await?;
    if marked.len() == 1 { Ok(()) } else { Err(already("The line was settled meanwhile.").into()) }
}

fn already(message: &str) -> Refusal {
    Refusal::new(field("usageLineId"), Reason::AlreadyDone { message: message.to_owned() })
}

/// The line as it was handed in, drawn from the source that is named now.
fn as_input(input: &SettleUsageLine, line: &usage_line::Model) -> UsageLine {
    UsageLine {
        line_key: line.line_key.clone(),
        source: input.source.clone(),
        quantity: line.quantity.to_decimal(),
        wasted: Some(line.wasted.to_decimal()),
        waste_reason: line.waste_reason,
        keep_remainder: false,
        serial: line.serial.clone(),
        body_sites: Vec::<BodySite>::new(),
        components: vec![],
        reservation_id: None,
        in_use_override_reason: None,
    }
}

fn as_checked<'a>(input: &'a UsageLine, line: &usage_line::Model) -> CheckedLine<'a> {
    CheckedLine {
        number: usize::try_from(line.line).unwrap_or_default(),
        input,
        quantity: line.quantity,
        wasted: line.wasted,
        waste_reason: line.waste_reason,
        line_key: line.line_key.clone(),
        serial: line.serial.clone(),
        body_sites: line.body_sites.clone(),
        components: vec![],
        in_use_override: None,
        stated: None,
    }
}
