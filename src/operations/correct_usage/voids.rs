//! Voiding lines: their entries are reversed, and what is gone is wasted in the same posting.

use super::{VoidLine, returned::Returned, reversal};
use crate::{
    error::{Error, Failure},
    ledger::{Movement, Worth},
    operations::{Act, named},
    rules::refusal::{InputRule, Reason, Refusal, of_first_kind, path},
};
use entity::{
    component,
    entry::{self, LedgerAccount},
    fixed_point::{Money, Quantity},
    id::{ContainerId, LotId, UsageLineId},
    posting, site, usage,
    usage_line::{self, VoidedProduct},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr};
use std::collections::BTreeSet;

/// A line that is voided, and how.
pub(super) struct Voided<'a> {
    pub line: &'a usage_line::Model,
    pub how: &'a VoidLine,
}

/// All that is voided of a usage.
pub(super) struct Voids<'a> {
    /// The lines.
    pub voided: &'a [Voided<'a>],
    /// What was not mixed in either.
    pub mixed: &'a [component::Model],
    /// All lines of the usage.
    pub lines: &'a [usage_line::Model],
}

impl<'a> Voids<'a> {
    /// The voided line that an entry belongs to, directly or by what was mixed in for it.
    fn of(&self, entry: &entry::Model) -> Option<&'a Voided<'a>> {
        let mixed = self.mixed.iter().find(|component| Some(component.id) == entry.component_id);
        let line = entry.usage_line_id.or(mixed.and_then(|component| component.usage_line_id));
        self.voided.iter().find(|voided| Some(voided.line.id) == line)
    }

    /// The lines that did come out of their containers: first what is gone, then what stands.
    fn drawn(&self) -> Vec<&'a usage_line::Model> {
        let how = |line: &usage_line::Model| {
            let now = self.voided.iter().find(|voided| voided.line.id == line.id);
            now.map(|voided| voided.how.product).or(line.voided_product)
        };
        let mut drawn: Vec<_> = self.lines.iter().filter(|line| how(line) != Some(VoidedProduct::NeverDrawn)).collect();
        drawn.sort_by_key(|line| how(line).is_none());
        drawn
    }
}

/// What was not mixed in, as the lines that it was for were never drawn. What is gone is gone with what was mixed in.
pub(super) async fn never_mixed(act: &Act<'_>, voided: &[Voided<'_>]) -> Result<Vec<component::Model>, Failure> {
    let never = voided.iter().filter(|voided| voided.how.product == VoidedProduct::NeverDrawn);
    let for_lines = component::COLUMN.usage_line_id.is_in(never.map(|voided| voided.line.id));
    Ok(component::Entity::find().filter(for_lines).all(act.transaction).await?)
}

/// The lines that are voided, or why they cannot be.
pub(super) fn lines<'a>(voids: &'a [VoidLine], lines: &'a [usage_line::Model]) -> Result<Vec<Voided<'a>>, Error> {
    let (mut voided, mut refusals, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (number, how) in voids.iter().enumerate() {
        let at = path(["voidLines", number.to_string().as_str(), "lineId"]);
        match lines.iter().find(|line| line.id == how.line_id) {
            None => refusals.push(Refusal::not_found(at, "line of this usage")),
            Some(line) if line.voided_at.is_some() || line.settled_at.is_some() || !seen.insert(line.id) => {
                let message = "The line is voided, or settled by other lines, already.".to_owned();
                refusals.push(Refusal::new(at, Reason::AlreadyDone { message }));
            }
            Some(line) if line.booked && how.product == VoidedProduct::Gone && how.waste_reason.is_none() => {
                let at = path(["voidLines", number.to_string().as_str(), "wasteReason"]);
                let message = "What is gone was wasted: say why.";
                refusals.push(Refusal::invalid(at, InputRule::Required, message));
            }
            Some(line) => voided.push(Voided { line, how }),
        }
    }
    if refusals.is_empty() { Ok(voided) } else { Err(Error::Refused(of_first_kind(refusals))) }
}

/// Reverses what the lines took, posting by posting, and marks them.
pub(super) async fn void(
    act: &Act<'_>,
    site: &site::Model,
    usage: &usage::Model,
    voids: &Voids<'_>,
    reason: &str,
) -> Result<(), Error> {
    let entries = standing_entries(act, voids).await?;
    for (reversed, entries) in reversal::by_posting(entries) {
        let posting = reversal::posting(act, site, usage, reversed, reason);
        reverse(act, site, posting, entries, voids).await?;
    }
    mark(act, voids.voided, reason).await
}

/// The entries of the lines that nothing took back yet.
async fn standing_entries(act: &Act<'_>, voids: &Voids<'_>) -> Result<Vec<entry::Model>, Error> {
    let lines = entry::COLUMN.usage_line_id.is_in(voids.voided.iter().map(|voided| voided.line.id));
    // Of nothing would be a constant, for which SQLite reads the whole table.
    let mixed = (!voids.mixed.is_empty())
        .then(|| entry::COLUMN.component_id.is_in(voids.mixed.iter().map(|component| component.id)));
    let of_lines = Condition::any().add(lines).add_option(mixed);
    let order = entry::COLUMN.sequence;
    let all = entry::Entity::find().filter(of_lines).order_by_asc(order).all(act.transaction).await?;
    Ok(reversal::standing(all))
}

async fn reverse(
    act: &Act<'_>,
    site: &site::Model,
    posting: posting::Model,
    entries: Vec<entry::Model>,
    voids: &Voids<'_>,
) -> Result<(), Error> {
    let lots = named::lots(act.transaction, &entries.iter().map(|entry| entry.lot_id).collect()).await?;
    let containers: BTreeSet<ContainerId> = entries.iter().filter_map(|entry| entry.container_id).collect();
    let others = of_other_usages(act, &containers, voids).await?;
    let mut returned = Returned::new(named::containers(act.transaction, &containers).await?);
    let mut movements = Vec::new();
    for entry in &entries {
        let voided = voids.of(entry).ok_or_else(|| Failure::Broken("an entry of no voided line".to_owned()))?;
        let lot_id = lots.get(&entry.lot_id).map_or(entry.lot_id, |lot| lot.id);
        movements.extend(take_back(entry, lot_id, voided, &mut returned));
    }
    let products = named::products(act.transaction, &lots.values().map(|lot| lot.product_id).collect()).await?;
    let drawn: Vec<&usage_line::Model> = others.iter().chain(voids.drawn()).collect();
    let wasted = returned.waste_rests(&products, &lots, &drawn);
    movements.extend(wasted.movements);
    give_clocks_back(act, &mut returned, &entries, voids).await?;
    let posted = reversal::post(act, site, posting, &lots, movements, returned.into_planned()).await?;
    more_waste(act, wasted.by_line, &posted).await?;
    act.notify(wasted.notices);
    Ok(())
}

/// The lines of other usages that did come out of the containers: two calls for one face share a syringe.
async fn of_other_usages(
    act: &Act<'_>,
    containers: &BTreeSet<ContainerId>,
    voids: &Voids<'_>,
) -> Result<Vec<usage_line::Model>, Failure> {
    if containers.is_empty() {
        return Ok(vec![]);
    }
    let drawn = Condition::any()
        .add(usage_line::COLUMN.voided_product.is_null())
        .add(usage_line::COLUMN.voided_product.eq(VoidedProduct::Gone));
    let lines = usage_line::Entity::find()
        .filter(usage_line::COLUMN.container_id.is_in(containers.iter().copied()))
        .filter(usage_line::COLUMN.usage_id.is_not_in(voids.lines.iter().map(|line| line.usage_id)))
        .filter(drawn)
        .order_by_asc(usage_line::COLUMN.id)
        .all(act.transaction);
    Ok(lines.await?)
}

/// Gives the clocks back that a line moved which was never drawn: to the earliest of the draws that stand.
async fn give_clocks_back(
    act: &Act<'_>,
    returned: &mut Returned,
    voided: &[entry::Model],
    voids: &Voids<'_>,
) -> Result<(), Error> {
    let moved: Vec<ContainerId> = returned.with_moved_clocks().collect();
    if moved.is_empty() {
        return Ok(());
    }
    let of_containers = entry::Entity::find().filter(entry::COLUMN.container_id.is_in(moved));
    let never_drawn = |entry: &entry::Model| {
        let voided = voided.iter().any(|voided| (voided.stock_id, voided.sequence) == (entry.stock_id, entry.sequence));
        voided && voids.of(entry).is_some_and(|line| line.how.product == VoidedProduct::NeverDrawn)
    };
    let mut standing = reversal::standing(of_containers.all(act.transaction).await?);
    standing.retain(|entry| entry.quantity < Quantity::ZERO && !never_drawn(entry));
    returned.give_clocks_back(&standing);
    Ok(())
}

/// What a voided line's entry becomes: never drawn, it goes back; gone, what was used is waste instead.
fn take_back(entry: &entry::Model, lot_id: LotId, voided: &Voided<'_>, returned: &mut Returned) -> Vec<Movement> {
    let gone = voided.how.product == VoidedProduct::Gone;
    if gone && entry.account == LedgerAccount::Waste {
        return vec![];
    }
    let back = reversal::back(entry, lot_id);
    if !gone {
        returned.goes_back(entry);
        return vec![back];
    }
    returned.is_gone(entry);
    let waste = Movement {
        account: LedgerAccount::Waste,
        quantity: entry.quantity,
        worth: Worth::Given(entry.cost()),
        waste_reason: voided.how.waste_reason,
        reverses: None,
        ..back.clone()
    };
    vec![back, waste]
}

/// The rest of a shared single-use container is wasted with the line that still stands, at its cost.
async fn more_waste(
    act: &Act<'_>,
    by_line: Vec<(UsageLineId, Quantity)>,
    posted: &[entry::Model],
) -> Result<(), Error> {
    for (line, wasted) in by_line {
        let entry = posted.iter().find(|entry| entry.usage_line_id == Some(line) && entry.reverses_sequence.is_none());
        wastes(act, line, wasted, entry.and_then(|entry| entry.cost().complete()).map(Money::negated)).await?;
    }
    Ok(())
}

/// A line wasted so much more, or less, at this cost.
pub(super) async fn wastes(act: &Act<'_>, line: UsageLineId, more: Quantity, cost: Option<Money>) -> Result<(), Error> {
    act.update_many(
        usage_line::Entity::update_many()
            .col_expr(usage_line::Column::Wasted, Expr::col(usage_line::Column::Wasted).add(more))
            .col_expr(usage_line::Column::Cost, Expr::col(usage_line::Column::Cost).add(cost))
            .filter(usage_line::COLUMN.id.eq(line)),
    )
    .await?;
    Ok(())
}

async fn mark(act: &Act<'_>, voided: &[Voided<'_>], reason: &str) -> Result<(), Error> {
    for product in [VoidedProduct::NeverDrawn, VoidedProduct::Gone] {
        let ids: Vec<_> =
            voided.iter().filter(|voided| voided.how.product == product).map(|voided| voided.line.id).collect();
        if ids.is_empty() {
            continue;
        }
        act.update_many(
            usage_line::Entity::update_many()
                .col_expr(usage_line::Column::VoidedAt, Expr::value(act.now()))
                .col_expr(usage_line::Column::VoidedBy, Expr::value(act.person()))
                .col_expr(usage_line::Column::VoidReason, Expr::value(reason))
                .col_expr(usage_line::Column::VoidedProduct, Expr::value(product))
                .filter(usage_line::COLUMN.id.is_in(ids)),
        )
        .await?;
    }
    Ok(())
}
