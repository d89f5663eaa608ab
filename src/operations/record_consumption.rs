//! Use without a patient: back bar, testers, demonstrations, given samples. It is planned as a treatment's use is, and is
//! refused where that would be.

use super::{
    Act, Operation, disposal,
    receive_stock::line_count,
    record_usage::{
        asked::Asked,
        plan::{self, Planned, Terms},
        sources,
    },
    source::StockSource,
};
use crate::{
    error::Error,
    ledger::{self, Balances, Movement},
    rules::{
        allocation::Draw,
        form::Form,
        quantity,
        refusal::{Refusal, field, line_field},
        rights::Right,
        site::day_of,
        usability::Purpose,
    },
};
use entity::{
    entry::{ConsumptionReason, LedgerAccount, WasteReason},
    fixed_point::Quantity,
    id::{PostingId, SiteId},
    instant::Instant,
    posting::PostingKind,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What was used without a patient.
#[derive(Clone, Debug, Serialize)]
pub struct RecordConsumption {
    /// Where.
    pub site_id: SiteId,
    /// When.
    pub occurred_at: Instant,
    /// What.
    pub lines: Vec<ConsumptionLine>,
}

/// One line of a consumption.
#[derive(Clone, Debug, Serialize)]
pub struct ConsumptionLine {
    /// From where.
    pub source: StockSource,
    /// Base units.
    pub quantity: Decimal,
    /// What for.
    pub reason: ConsumptionReason,
    /// What else is to be said.
    pub note: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordConsumptionDone {
    /// The posting.
    pub posting_id: PostingId,
}

/// A line whose form is right.
struct CheckedLine<'a> {
    source: &'a StockSource,
    quantity: Quantity,
    reason: ConsumptionReason,
    note: Option<String>,
}

impl Operation for RecordConsumption {
    type Done = RecordConsumptionDone;
    const NAME: &'static str = "recordConsumption";

    async fn perform(&self, act: &Act<'_>) -> Result<RecordConsumptionDone, Error> {
        let site = act.site(self.site_id, Right::RecordUsage).await?;
        let lines = self.check(act).map_err(Error::Refused)?;
        let asked = lines.iter().enumerate();
        let asked: Vec<_> = asked.map(|(number, line)| Asked::new(number, line.source, line.quantity)).collect();
        let needs = sources::resolve_all(act.transaction, &site, &asked, act.today(&site)).await?;
        ledger::lock(act.transaction, site.id, sources::products(&needs)).await?;
        let terms = Terms {
            patient_id: None,
            purpose: Purpose::Use,
            at: self.occurred_at,
            now: act.now(),
            fact: false,
            settles: false,
            opened_by: act.person(),
        };
        let Planned { shelves, plan, .. } = plan::plan(act.transaction, &site, &needs, &terms).await?;
        act.notify(plan.notices);
        let posting = act.posting(PostingKind::Consumption, &site, self.occurred_at);
        let posting_id = posting.id;
        let movements = plan.draws.iter().flat_map(|draw| movements(draw, &lines)).collect();
        let drawn = shelves.values().flat_map(|shelf| &shelf.lots);
        let mut balances: Balances = drawn.map(|lot| (lot.lot.id, lot.stock.clone())).collect();
        let (occurred_on, containers) = (day_of(self.occurred_at, &site), plan.containers);
        let posted = ledger::Act { posting, occurred_on, movements, containers };
        act.post(posted, &mut balances).await?;
        Ok(RecordConsumptionDone { posting_id })
    }
}

impl RecordConsumption {
    fn check(&self, act: &Act<'_>) -> Result<Vec<CheckedLine<'_>>, Vec<Refusal>> {
        let mut form = Form::default();
        form.take(act.not_in_the_future(self.occurred_at, field("occurredAt")));
        form.take(line_count(self.lines.len()));
        let lines = self.lines.iter().enumerate().map(|(number, line)| {
            let at = |name: &str| line_field(number, name);
            let is_other = line.reason == ConsumptionReason::Other;
            form.take(line.source.stated_lot_number(false, at("source")));
            CheckedLine {
                source: &line.source,
                quantity: form.take(quantity::positive(at("quantity"), line.quantity)),
                reason: line.reason,
                note: form.take(disposal::note_of(line.note.as_deref(), is_other, at("note"))),
            }
        });
        let lines = lines.collect();
        form.finish(lines)
    }
}

/// What was used is consumed; the rest of a single-use container is waste.
fn movements(draw: &Draw, lines: &[CheckedLine<'_>]) -> Vec<Movement> {
    let Some((lot_id, line)) = draw.lot_id.zip(lines.get(draw.line)) else { return vec![] };
    let movement = |account, quantity: Quantity| Movement {
        container_id: draw.container_id,
        ..Movement::new(lot_id, account, quantity.negated())
    };
    let used = Movement {
        consumption_reason: Some(line.reason),
        note: line.note.clone(),
        ..movement(LedgerAccount::Consumption, draw.quantity)
    };
    let rest =
        Movement { waste_reason: Some(WasteReason::SingleUseRemainder), ..movement(LedgerAccount::Waste, draw.wasted) };
    [used, rest].into_iter().filter(|movement| movement.quantity != Quantity::ZERO).collect()
}
