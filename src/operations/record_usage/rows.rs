//! Writing a planned usage: the posting, then the usage, its lines, and the deviations of a fact.

use super::{RecordUsage, RecordUsageDone, form::CheckedLine, plan::Planned, resolved::Resolved};
use crate::{
    error::{Error, Failure},
    ledger::{self, Balances, Movement},
    operations::{
        Act,
        components::{self, Mixed, MixedInto},
        deviations,
    },
    rules::{
        allocation::{Draw, PlannedContainer, Shelves},
        site::day_of,
    },
};
use entity::{
    deviation,
    entry::{self, LedgerAccount, WasteReason},
    fixed_point::{Money, Quantity},
    id::{ComponentId, PostingId, SiteId, UsageId, UsageLineId},
    posting::{self, PostingKind},
    product::ContainerUse,
    site, usage,
    usage_line::{self, LotEvidence},
};

/// A planned usage on its way into the books: the draws with the lines that asked for them.
pub(in crate::operations) struct Draft<'a> {
    shelves: &'a Shelves,
    containers: &'a [PlannedContainer],
    written: Vec<Written<'a>>,
    mixed: Vec<Mixed<'a>>,
}

/// One draw with the line that asked for it and the row it becomes.
struct Written<'a> {
    id: UsageLineId,
    draw: &'a Draw,
    line: &'a CheckedLine<'a>,
    resolved: &'a Resolved,
}

impl<'a> Draft<'a> {
    /// The draft of a plan.
    pub(in crate::operations) fn new(
        planned: &'a Planned,
        lines: &'a [CheckedLine<'a>],
        needs: &'a [Resolved],
    ) -> Result<Self, Failure> {
        let (own, components): (Vec<_>, Vec<_>) = planned.plan.draws.iter().partition(|draw| draw.component.is_none());
        let written = own.into_iter().map(|draw| written(draw, lines, needs)).collect::<Option<Vec<_>>>();
        let mixed = components.into_iter().map(|draw| mixed(draw, needs)).collect::<Option<Vec<_>>>();
        let both = written.zip(mixed).ok_or_else(|| Failure::Broken("a draw answers no line".to_owned()));
        let (written, mixed) = both?;
        Ok(Self { shelves: &planned.shelves, containers: &planned.plan.containers, written, mixed })
    }

    /// Whether any stock moves.
    pub(in crate::operations) fn is_booked(&self) -> bool {
        self.draws().any(|draw| draw.booked)
    }

    /// Whether a lot was picked by first expired, first out, so that another one may have been used.
    pub(in crate::operations) fn assumes_lots(&self) -> bool {
        self.written.iter().any(|line| line.resolved.evidence == LotEvidence::Assumed)
    }

    fn draws(&self) -> impl Iterator<Item = &Draw> {
        self.written.iter().map(|line| line.draw).chain(self.mixed.iter().map(|mixed| mixed.draw))
    }

    /// Posts what is booked.
    pub(in crate::operations) async fn post(
        &self,
        act: &Act<'_>,
        site: &site::Model,
        posting: posting::Model,
    ) -> Result<Vec<entry::Model>, Error> {
        let of_lines = self.written.iter().flat_map(|line| movements(line, self.shelves));
        let movements = of_lines.chain(self.mixed.iter().flat_map(Mixed::movements)).collect();
        let (occurred_on, containers) = (day_of(posting.occurred_at, site), self.containers.to_vec());
        let posted = ledger::Act { posting, occurred_on, movements, containers };
        act.post(posted, &mut self.balances()).await
    }

    fn balances(&self) -> Balances {
        balances(self.shelves, self.draws())
    }

    /// Writes the lines of the usage, numbered from `first`, and the deviations of a fact. `settles` is the unbooked
    /// line they settle.
    pub(in crate::operations) async fn write_lines(
        &self,
        act: &Act<'_>,
        usage: &usage::Model,
        entries: &[entry::Model],
        settles: Option<UsageLineId>,
        first: i32,
    ) -> Result<(), Error> {
        let row = |line: &Written<'_>| {
            let row = line_row(line, usage.id, entries);
            usage_line::Model { settles_id: settles, line: row.line.saturating_add(first), ..row }
        };
        let rows = self.written.iter().map(row);
        act.insert_all(rows.collect()).await?;
        let mixed = self.mixed.iter().filter_map(|mixed| Some((MixedInto::UsageLine(self.line_of(mixed)?), mixed)));
        components::write(act, mixed, entries.first().map(|entry| entry.posting_id)).await?;
        self.deviations(act, usage.site_id).await
    }

    /// The line that a component was mixed in for: the first of those that answer the line of the input.
    fn line_of(&self, mixed: &Mixed<'_>) -> Option<UsageLineId> {
        self.written.iter().find(|line| line.draw.line == mixed.draw.line).map(|line| line.id)
    }

    async fn deviations(&self, act: &Act<'_>, site: SiteId) -> Result<(), Error> {
        let own = self.written.iter().map(|line| (line.id, line.draw));
        let mixed = self.mixed.iter().filter_map(|mixed| Some((self.line_of(mixed)?, mixed.draw)));
        let breaches = own.chain(mixed).flat_map(|(line, draw)| draw.breaches.iter().map(move |reason| (line, reason)));
        let row = |line, reason| deviation::Model { usage_line_id: Some(line), ..deviations::row(act, site, reason) };
        Ok(act.insert_all(breaches.map(|(line, reason)| row(line, reason)).collect()).await?)
    }
}

/// Writes a usage with all that it used.
pub(super) async fn write(
    input: &RecordUsage,
    act: &Act<'_>,
    site: &site::Model,
    draft: &Draft<'_>,
    late_entry: bool,
) -> Result<RecordUsageDone, Error> {
    let mut entries = vec![];
    let mut posting_id = None;
    if draft.is_booked() {
        let posting = act.posting(PostingKind::Usage, site, input.performed_at);
        posting_id = Some(posting.id);
        entries = draft.post(act, site, posting).await?;
    }
    let usage = usage_row(input, act, posting_id, late_entry);
    act.insert(usage.clone()).await?;
    draft.write_lines(act, &usage, &entries, None, 0).await?;
    let in_use_overrides = draft.written.iter().filter_map(|written| written.line.in_use_override.clone()).collect();
    Ok(RecordUsageDone { usage_id: usage.id, in_use_overrides })
}

fn written<'a>(draw: &'a Draw, lines: &'a [CheckedLine<'a>], needs: &'a [Resolved]) -> Option<Written<'a>> {
    let line = lines.iter().find(|line| line.number == draw.line)?;
    let resolved = needs.iter().find(|resolved| resolved.need.is_met_by(draw))?;
    Some(Written { id: UsageLineId::new(), draw, line, resolved })
}

fn mixed<'a>(draw: &'a Draw, needs: &'a [Resolved]) -> Option<Mixed<'a>> {
    let resolved = needs.iter().find(|resolved| resolved.need.is_met_by(draw))?;
    Some(Mixed { id: ComponentId::new(), draw, stated: resolved.stated.as_ref() })
}

/// What was used goes to the patient, what was wasted to waste; unbooked draws move nothing.
fn movements(written: &Written<'_>, shelves: &Shelves) -> Vec<Movement> {
    let draw = written.draw;
    let Some(lot_id) = draw.lot_id.filter(|_| draw.booked) else { return vec![] };
    let movement = |account, quantity: Quantity| {
        let mut movement = Movement::new(lot_id, account, quantity.negated());
        movement.container_id = draw.container_id;
        movement.usage_line_id = Some(written.id);
        movement
    };
    let used = movement(LedgerAccount::Treatment, draw.quantity);
    let mut wasted = movement(LedgerAccount::Waste, draw.wasted);
    wasted.waste_reason = Some(waste_reason(written, shelves));
    [used, wasted].into_iter().filter(|movement| movement.quantity != Quantity::ZERO).collect()
}

/// What the line itself did not say was wasted is the rest of a single-use container. Of anything else a reason is asked
/// for; an unbooked line that was recorded before reasons were kept is settled without one.
fn waste_reason(written: &Written<'_>, shelves: &Shelves) -> WasteReason {
    let product = shelves.get(&written.draw.product_id).map(|shelf| &shelf.product);
    let single_use = product.is_some_and(|product| product.container_use == ContainerUse::SingleUse);
    let unsaid = if single_use { WasteReason::SingleUseRemainder } else { WasteReason::Other };
    written.line.waste_reason.unwrap_or(unsaid)
}

/// The balances of the lots that are drawn from, as they stand on the shelves.
pub(in crate::operations) fn balances<'a>(shelves: &Shelves, draws: impl Iterator<Item = &'a Draw>) -> Balances {
    let booked = draws.filter(|draw| draw.booked);
    let lots = booked.filter_map(|draw| shelves.get(&draw.product_id)?.lot(draw.lot_id?));
    lots.map(|lot| (lot.lot.id, lot.stock.clone())).collect()
}

fn usage_row(input: &RecordUsage, act: &Act<'_>, posting_id: Option<PostingId>, late_entry: bool) -> usage::Model {
    let fact = input.already_performed.as_ref();
    usage::Model {
        id: UsageId::new(),
        treatment_id: input.treatment_id.clone(),
        patient_id: input.patient_id.clone(),
        practitioner_id: input.practitioner_id.clone(),
        site_id: input.site_id,
        performed_at: input.performed_at,
        recorded_at: act.now(),
        recorded_by: act.person().to_owned(),
        recorded_through: act.request.caller.client.clone(),
        late: fact.map(|fact| fact.why),
        late_note: fact.and_then(|fact| fact.note.clone()),
        late_entry,
        posting_id,
    }
}

fn line_row(written: &Written<'_>, usage_id: UsageId, entries: &[entry::Model]) -> usage_line::Model {
    let (draw, line, resolved) = (written.draw, written.line, written.resolved);
    let (stated_lot_number, stated_canonical) = resolved.stated.clone().unzip();
    usage_line::Model {
        id: written.id,
        usage_id,
        line: i32::try_from(draw.line).unwrap_or(i32::MAX),
        line_key: line.line_key.clone(),
        product_id: draw.product_id,
        lot_id: draw.lot_id,
        stated_lot_number,
        stated_canonical,
        stated_expires_on: resolved.stated_expires_on,
        evidence: resolved.evidence,
        booked: draw.booked,
        container_id: draw.container_id,
        serial: resolved.serial.clone(),
        body_sites: line.body_sites.clone(),
        in_use_override_reason: line.in_use_override.clone(),
        reservation_id: line.input.reservation_id,
        quantity: draw.quantity,
        wasted: draw.wasted,
        waste_reason: line.waste_reason,
        cost: cost(written.id, entries).filter(|_| draw.booked),
        settles_id: None,
        settled_at: None,
        voided_at: None,
        voided_by: None,
        void_reason: None,
        voided_product: None,
    }
}

/// What the entries of a line took off the books; unknown when a part of it is.
fn cost(line: UsageLineId, entries: &[entry::Model]) -> Option<Money> {
    let own = entries.iter().filter(|entry| entry.usage_line_id == Some(line));
    let values: Option<Vec<Money>> = own.map(|entry| entry.cost().complete()).collect();
    values.map(|values| values.into_iter().sum::<Money>().negated())
}
