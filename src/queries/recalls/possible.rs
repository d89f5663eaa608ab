//! Possible exposures: usages of a recalled product whose lot nobody is sure of. What was assumed, is unknown, or was stated
//! by a number that the books do not have, at a site where a recalled lot of it was on hand then; and what was stated by a
//! number that resembles a recalled one, wherever and whenever.

mod because;

pub use because::because;

use super::{Affected, exposures};
use crate::{
    error::{Error, Failure},
    queries::{
        page::{Page, PageRequest},
        trace::{self, Traced},
    },
    rules::recall::periods::{self, Period},
};
use entity::{
    component, entry,
    fixed_point::Quantity,
    id::{LotId, SiteId},
    instant::Instant,
    lot, usage, usage_line,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, Func, SelectStatement},
};
use std::collections::BTreeMap;

/// In how many walks of an index lots that resemble recalled ones are read at most.
const WALKS_OF_UNSURE: usize = 1;

/// A page of the possible exposures, the last recorded first.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    sites: Option<&[SiteId]>,
    asked: &PageRequest,
) -> Result<Page<usage_line::Model>, Error> {
    trace::reached(connection, ways(connection, affected).await?, sites, asked).await
}

/// Every way in which a line may possibly have been reached; none of them leads to what certainly was.
///
/// # Errors
/// When the database fails.
pub async fn ways(connection: &impl ConnectionTrait, affected: &Affected) -> Result<Vec<Condition>, Failure> {
    let certain = exposures::ways(connection, affected).await?;
    let mut ways = Vec::new();
    for (traced, resembling) in affected.traced.iter().zip(&affected.resembling) {
        for alike in reached_by(connection, resembling.alike(traced)).await? {
            ways.push(Condition::all().add(alike).add(none_of(&certain)));
        }
        let there = presence(connection, &traced.family).await?;
        let Some(then) = used_then(&there) else { continue };
        let mut unsure = unsure(connection, traced).await?;
        unsure.extend(reached_by(connection, resembling.elsewhere(traced)).await?);
        for unsure in unsure {
            ways.push(Condition::all().add(unsure).add(then.clone()).add(none_of(&certain)));
        }
    }
    Ok(ways)
}

/// The ways that what is traced may have reached a line, where it is anything.
async fn reached_by(connection: &impl ConnectionTrait, traced: Option<Traced>) -> Result<Vec<Condition>, Failure> {
    match traced {
        Some(traced) => trace::ways(connection, &traced, WALKS_OF_UNSURE).await,
        None => Ok(vec![]),
    }
}

/// When each site had something of these lots, as things happened.
pub(super) async fn presence(
    connection: &impl ConnectionTrait,
    family: &[LotId],
) -> Result<BTreeMap<SiteId, Vec<Period>>, Failure> {
    if family.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(SiteId, Instant, Quantity)> = entry::Entity::find()
        .select_only()
        .columns([entry::Column::SiteId, entry::Column::OccurredAt, entry::Column::Quantity])
        .filter(entry::COLUMN.lot_id.is_in(family.iter().copied()))
        .into_tuple()
        .all(connection)
        .await?;
    let mut moves: BTreeMap<SiteId, Vec<(Instant, Quantity)>> = BTreeMap::new();
    for (site, at, quantity) in rows {
        moves.entry(site).or_default().push((at, quantity));
    }
    Ok(moves.into_iter().map(|(site, moves)| (site, periods::on_hand(moves))).collect())
}

/// That something happened at a site while something was there; `None` where there never was.
pub(super) fn while_on_hand(presence: &BTreeMap<SiteId, Vec<Period>>, site: &Expr, at: &Expr) -> Option<Condition> {
    let mut then = Condition::any();
    for (site_id, periods) in presence {
        for period in periods {
            let until = period.until.map(|until| at.clone().lte(until));
            let during = at.clone().gte(period.from);
            then = then.add(Condition::all().add(site.clone().eq(*site_id)).add(during).add_option(until));
        }
    }
    (!then.is_empty()).then_some(then)
}

/// That a line's usage was performed then.
fn used_then(presence: &BTreeMap<SiteId, Vec<Period>>) -> Option<Expr> {
    let column = |column| Expr::col((usage::Entity, column));
    let then = while_on_hand(presence, &column(usage::Column::SiteId), &column(usage::Column::PerformedAt))?;
    let usages = usage::Entity::find()
        .select_only()
        .column(usage::Column::Id)
        .filter(column(usage::Column::Id).equals((usage_line::Entity, usage_line::Column::UsageId)))
        .filter(then);
    Some(Expr::exists(usages.into_query()))
}

/// The lines of the product whose lot nobody is sure of: assumed, unreadable, or mixed in without being known.
async fn unsure(connection: &impl ConnectionTrait, traced: &Traced) -> Result<Vec<Condition>, Failure> {
    let other_lot = usage_line::COLUMN.lot_id.is_not_in(traced.family.iter().copied());
    let assumed = Condition::all()
        .add(usage_line::COLUMN.product_id.eq(traced.product_id))
        // Written out, so that the database sees that its index holds no other lines.
        .add(Expr::cust("\"usage_line\".\"evidence\" = 'ASSUMED'"))
        .add(Condition::any().add(usage_line::COLUMN.lot_id.is_null()).add(other_lot));
    let unreadable: Vec<LotId> = lot::Entity::find()
        .select_only()
        .column(lot::Column::Id)
        .filter(lot::COLUMN.product_id.eq(traced.product_id))
        .filter(lot::COLUMN.lot_unknown.eq(true))
        .filter(lot::COLUMN.id.is_not_in(traced.family.iter().copied()))
        .into_tuple()
        .all(connection)
        .await?;
    let mut ways = vec![assumed];
    if !unreadable.is_empty() {
        let (product_id, stated) = (traced.product_id, vec![]);
        ways.extend(trace::ways(connection, &Traced { product_id, family: unreadable, stated }, 1).await?);
    }
    let at_the_chair = mixed_in_unknown(traced, component::Column::UsageLineId);
    let into_container = mixed_in_unknown(traced, component::Column::ContainerId);
    ways.push(Condition::all().add(usage_line::Column::Id.in_subquery(at_the_chair)));
    ways.push(Condition::all().add(usage_line::Column::ContainerId.in_subquery(into_container)));
    Ok(ways)
}

/// What the product was mixed into without anybody knowing its lot.
fn mixed_in_unknown(traced: &Traced, into: component::Column) -> SelectStatement {
    component::Entity::find()
        .select_only()
        .column(into)
        .filter(component::COLUMN.product_id.eq(traced.product_id))
        .filter(component::COLUMN.lot_id.is_null())
        .filter(component::COLUMN.stated_canonical.is_null())
        .filter(into.is_not_null())
        .into_query()
}

/// That none of `ways` leads to a line. A lot that is not known makes no way true.
fn none_of(ways: &[Condition]) -> Expr {
    let any = ways.iter().fold(Condition::any(), |any, way| any.add(way.clone()));
    Expr::from(Func::coalesce([Expr::from(any), Expr::value(false)])).not()
}
