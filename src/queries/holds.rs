//! Holds: what is stopped, and what was.

use super::page::{self, Order, Page, PageRequest};
use crate::error::{Error, Failure};
use entity::{
    hold::{self, HoldKind},
    id::{HoldId, LotId, SiteId},
    instant::Instant,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter};

/// Which holds are asked for; nothing named asks for all.
#[derive(Clone, Debug, Default)]
pub struct HoldFilter {
    /// Holds that reach this site: those at all sites too.
    pub site_id: Option<SiteId>,
    /// Holds on this lot.
    pub lot_id: Option<LotId>,
    /// Holds of this kind.
    pub kind: Option<HoldKind>,
    /// Those that stand, or those that were released.
    pub active: Option<bool>,
}

/// A page of holds, newest first, of those that reach one of `sites`; `None` stands for all sites.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    filter: &HoldFilter,
    sites: Option<&[SiteId]>,
    asked: &PageRequest,
) -> Result<Page<hold::Model>, Error> {
    let standing = |active| {
        let released = hold::COLUMN.released_at;
        if active { released.is_null() } else { released.is_not_null() }
    };
    let wanted = Condition::all()
        .add_option(sites.map(reaches))
        .add_option(filter.site_id.map(|site| reaches(&[site])))
        .add_option(filter.lot_id.map(|lot| hold::COLUMN.lot_id.eq(lot)))
        .add_option(filter.kind.map(|kind| hold::COLUMN.kind.eq(kind)))
        .add_option(filter.active.map(standing));
    let order: Order<hold::Model, (Instant, HoldId)> = Order {
        columns: vec![hold::Column::PlacedAt.into_expr(), hold::Column::Id.into_expr()],
        direction: Direction::Desc,
        key: |hold| (hold.placed_at, hold.id),
    };
    page::load(connection, hold::Entity::find().filter(wanted), &order, asked).await
}

/// Which holds of a lot are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// Those that stand.
    Now,
    /// Those that were released later than this.
    ReleasedAfter(Instant),
}

/// The unreleased holds that reach `lots` at `site`, or anywhere.
///
/// # Errors
/// When the database fails.
pub(super) async fn standing(
    connection: &impl ConnectionTrait,
    lots: impl IntoIterator<Item = LotId>,
    site: Option<SiteId>,
) -> Result<Vec<hold::Model>, Failure> {
    of_lots(connection, lots, site, Held::Now).await
}

/// The holds that reach `lots` at `site`, or anywhere, and stand or were released as `held` says.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_lots(
    connection: &impl ConnectionTrait,
    lots: impl IntoIterator<Item = LotId>,
    site: Option<SiteId>,
    held: Held,
) -> Result<Vec<hold::Model>, Failure> {
    let held = match held {
        Held::Now => hold::COLUMN.released_at.is_null(),
        Held::ReleasedAfter(at) => hold::COLUMN.released_at.gt(at),
    };
    let mut lots = lots.into_iter().peekable();
    if lots.peek().is_none() {
        return Ok(vec![]);
    }
    let reaches =
        Condition::any().add(hold::COLUMN.site_id.is_null()).add_option(site.map(|site| hold::COLUMN.site_id.eq(site)));
    let holds = hold::Entity::find().filter(hold::COLUMN.lot_id.is_in(lots)).filter(held).filter(reaches);
    Ok(holds.all(connection).await?)
}

/// Holds that reach one of `sites`: those there, and those at all sites.
fn reaches(sites: &[SiteId]) -> Condition {
    Condition::any().add(hold::COLUMN.site_id.is_null()).add(hold::COLUMN.site_id.is_in(sites.iter().copied()))
}
