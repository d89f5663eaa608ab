//! Voiding lines: their entries are reversed, and what is gone is wasted in the same posting.

use super::{VoidLine, returned::Returned};
use crate::{
    error::{Error, Failure},
    ledger::{self, Balances, Movement, Worth},
    operations::{Act, act::day_of, named},
    rules::{
        notice::{Notice, NoticeCode},
        refusal::{Reason, Refusal, field, of_first_kind, path},
    },
};
use entity::{
    component,
    entry::{self, LedgerAccount, WasteReason},
    fixed_point::{Money, Quantity},
    id::{LotId, PostingId, UsageLineId},
    posting::{self, PostingKind},
    site, usage,
    usage_line::{self, VoidedProduct},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr};
use std::collections::{BTreeMap, BTreeSet};

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
    let mut postings: BTreeMap<PostingId, Vec<entry::Model>> = BTreeMap::new();
    entries.into_iter().for_each(|entry| postings.entry(entry.posting_id).or_default().push(entry));
    for (reversed, entries) in postings {
        let mut posting = act.posting(PostingKind::Reversal, site, usage.performed_at);
        posting.reverses_id = Some(reversed);
        posting.reason = Some(reason.to_owned());
        reverse(act, site, posting, entries, voids).await?;
    }
    mark(act, voids.voided, reason).await
}

/// The entries of the lines that nothing took back yet.
async fn standing_entries(act: &Act<'_>, voids: &Voids<'_>) -> Result<Vec<entry::Model>, Error> {
    let of_lines = Condition::any()
        .add(entry::COLUMN.usage_line_id.is_in(voids.voided.iter().map(|voided| voided.line.id)))
        .add(entry::COLUMN.component_id.is_in(voids.mixed.iter().map(|component| component.id)));
    let order = entry::COLUMN.sequence;
    let all = entry::Entity::find().filter(of_lines).order_by_asc(order).all(act.transaction).await?;
    let reversed: BTreeSet<_> =
        all.iter().filter_map(|entry| entry.reverses_stock_id.zip(entry.reverses_sequence)).collect();
    let stands = |entry: &entry::Model| {
        entry.reverses_sequence.is_none() && !reversed.contains(&(entry.stock_id, entry.sequence))
    };
    Ok(all.into_iter().filter(stands).collect())
}

async fn reverse(
    act: &Act<'_>,
    site: &site::Model,
    posting: posting::Model,
    entries: Vec<entry::Model>,
    voids: &Voids<'_>,
) -> Result<(), Error> {
    let lots = named::lots(act.transaction, &entries.iter().map(|entry| entry.lot_id).collect()).await?;
    let containers = entries.iter().filter_map(|entry| entry.container_id).collect();
    let mut returned = Returned::new(named::containers(act.transaction, &containers).await?);
    let mut movements = Vec::new();
    for entry in &entries {
        let voided = voids.of(entry).ok_or_else(|| Failure::Broken("an entry of no voided line".to_owned()))?;
        let lot_id = lots.get(&entry.lot_id).map_or(entry.lot_id, |lot| lot.id);
        movements.extend(take_back(entry, lot_id, voided, &mut returned));
    }
    let products = named::products(act.transaction, &lots.values().map(|lot| lot.product_id).collect()).await?;
    let staying: Vec<_> =
        voids.lines.iter().filter(|line| !voids.voided.iter().any(|voided| voided.line.id == line.id)).collect();
    let wasted = returned.waste_rests(&products, &lots, &staying);
    movements.extend(wasted.movements);
    let wanted: BTreeSet<LotId> = movements.iter().map(|movement| movement.lot_id).collect();
    let mut balances: Balances = named::balances(act.transaction, site.id, &wanted).await?;
    for lot in lots.values() {
        let fresh = || ledger::new_balance(lot.id, lot.product_id, site.id, posting.occurred_at);
        balances.entry(lot.id).or_insert_with(fresh);
    }
    let occurred_on = day_of(posting.occurred_at, site);
    let containers = returned.into_planned();
    let mut posted = vec![];
    if !movements.is_empty() {
        let taken_back = ledger::Act { posting, occurred_on, movements, containers };
        posted = act.post(taken_back, &mut balances).await?;
    }
    more_waste(act, wasted.by_line, &posted).await?;
    act.notify(wasted.notices);
    Ok(())
}

/// What a voided line's entry becomes: never drawn, it goes back; gone, what was used is waste instead.
fn take_back(entry: &entry::Model, lot_id: LotId, voided: &Voided<'_>, returned: &mut Returned) -> Vec<Movement> {
    let gone = voided.how.product == VoidedProduct::Gone;
    if gone && entry.account == LedgerAccount::Waste {
        return vec![];
    }
    let back = Movement {
        container_id: entry.container_id,
        worth: Worth::Given(entry.value.map(Money::negated)),
        usage_line_id: entry.usage_line_id,
        component_id: entry.component_id,
        waste_reason: entry.waste_reason,
        consumption_reason: entry.consumption_reason,
        reverses: Some((entry.stock_id, entry.sequence)),
        ..Movement::new(lot_id, entry.account, entry.quantity.negated())
    };
    if !gone {
        returned.goes_back(entry);
        return vec![back];
    }
    returned.is_gone(entry);
    let waste = Movement {
        account: LedgerAccount::Waste,
        quantity: entry.quantity,
        worth: Worth::Given(entry.value),
        waste_reason: Some(voided.how.waste_reason.unwrap_or(WasteReason::PreparationError)),
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
        let cost = entry.and_then(|entry| entry.value).map(Money::negated);
        usage_line::Entity::update_many()
            .col_expr(usage_line::Column::Wasted, Expr::col(usage_line::Column::Wasted).add(wasted))
            .col_expr(usage_line::Column::Cost, Expr::col(usage_line::Column::Cost).add(cost))
            .filter(usage_line::COLUMN.id.eq(line))
            .exec(act.transaction)
            .await?;
    }
    Ok(())
}

async fn mark(act: &Act<'_>, voided: &[Voided<'_>], reason: &str) -> Result<(), Error> {
    for product in [VoidedProduct::NeverDrawn, VoidedProduct::Gone] {
        let ids: Vec<_> =
            voided.iter().filter(|voided| voided.how.product == product).map(|voided| voided.line.id).collect();
        if ids.is_empty() {
            continue;
        }
        usage_line::Entity::update_many()
            .col_expr(usage_line::Column::VoidedAt, Expr::value(act.now()))
            .col_expr(usage_line::Column::VoidedBy, Expr::value(act.person()))
            .col_expr(usage_line::Column::VoidReason, Expr::value(reason))
            .col_expr(usage_line::Column::VoidedProduct, Expr::value(product))
            .filter(usage_line::COLUMN.id.is_in(ids))
            .exec(act.transaction)
            .await?;
    }
    Ok(())
}

/// What a void to a discarded container leaves behind.
pub(super) fn discarded_notice(label: &str, quantity: Quantity) -> Notice {
    let message = format!("{label} is discarded: the {quantity} that came back to it are wasted.");
    Notice::new(NoticeCode::RemainderWasted, field("voidLines"), message)
}
