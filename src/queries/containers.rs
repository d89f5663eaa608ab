//! Opened containers: those of a site in the order in which they are to be used up, and those of a lot.

use super::{
    holds::{self, Held},
    page::{self, Order, Page, PageRequest},
    preparations,
};
use crate::{
    error::{Error, Failure},
    rules::{expiry, usability::Circumstance},
};
use entity::{
    container::{self, ContainerStatus},
    hold,
    id::{ContainerId, LotId, SiteId},
    instant::Instant,
    lot,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// What has become of a container: its status, and whether it waits for a witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContainerStanding {
    /// It can be drawn from, while its clock runs.
    Open,
    /// It is closed, and its rest is on hand until a witness is there.
    AwaitingWitness,
    /// Nothing is left.
    Empty,
    /// What was left is waste.
    Discarded,
}

impl ContainerStanding {
    /// What has become of this one.
    pub fn read(row: &container::Model) -> Self {
        match row.status {
            ContainerStatus::Open if row.witness_awaited_since.is_some() => Self::AwaitingWitness,
            ContainerStatus::Open => Self::Open,
            ContainerStatus::Empty => Self::Empty,
            ContainerStatus::Discarded => Self::Discarded,
        }
    }

    fn condition(self) -> Condition {
        let (status, waits) = (container::COLUMN.status, container::COLUMN.witness_awaited_since);
        match self {
            Self::Open => Condition::all().add(status.eq(ContainerStatus::Open)).add(waits.is_null()),
            Self::AwaitingWitness => Condition::all().add(status.eq(ContainerStatus::Open)).add(waits.is_not_null()),
            Self::Empty => Condition::all().add(status.eq(ContainerStatus::Empty)),
            Self::Discarded => Condition::all().add(status.eq(ContainerStatus::Discarded)),
        }
    }
}

/// Where an open container stands in its list: those to be used first, then those to be discarded.
type UseOrder = (bool, Instant, ContainerId);

/// A page of the open containers of `site`, the first to be used first, then those that must be discarded.
///
/// A site has as many as its rooms have shelves, so that all of them are read: what comes first is decided by the rules.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn open_at(
    connection: &impl ConnectionTrait,
    site: SiteId,
    circumstance: &Circumstance<'_>,
    include_unusable: bool,
    asked: &PageRequest,
) -> Result<Page<container::Model>, Error> {
    let after = asked.after::<UseOrder>()?;
    let open = container::Entity::find()
        .filter(container::COLUMN.site_id.eq(site))
        .filter(container::COLUMN.status.eq(ContainerStatus::Open))
        .find_also_related(lot::Entity)
        .all(connection)
        .await?;
    let containers: Vec<container::Model> = open.iter().map(|(container, _)| container.clone()).collect();
    let holds = holds_at(connection, site, &containers).await?;
    let keyed =
        open.into_iter().filter_map(|(container, lot)| Some((key(&container, &lot?, &holds, circumstance), container)));
    let mut keyed: Vec<(UseOrder, container::Model)> = keyed
        .filter(|(key, _)| include_unusable || !key.0)
        .filter(|(key, _)| after.is_none_or(|after| *key > after))
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.truncate(usize::try_from(asked.limit()).unwrap_or(usize::MAX));
    Ok(asked.page(keyed, |(key, _)| *key)?.map(|(_, container)| container))
}

/// The same page of the containers that were opened of each of `lots`, the last one opened first; `None` stands for all
/// sites.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn of_lots(
    connection: &impl ConnectionTrait,
    lots: &[LotId],
    sites: Option<&[SiteId]>,
    standing: Option<ContainerStanding>,
    asked: &PageRequest,
) -> Result<BTreeMap<LotId, Page<container::Model>>, Error> {
    let wanted = Condition::all()
        .add(container::COLUMN.lot_id.is_in(lots.iter().copied()))
        .add_option(sites.map(|sites| container::COLUMN.site_id.is_in(sites.iter().copied())))
        .add_option(standing.map(ContainerStanding::condition));
    let order: Order<container::Model, (Instant, ContainerId)> = Order {
        columns: vec![container::Column::OpenedAt.into_expr(), container::Column::Id.into_expr()],
        direction: Direction::Desc,
        key: |container| (container.opened_at, container.id),
    };
    let list = container::Entity::find().filter(wanted);
    page::load_each(connection, list, container::Column::LotId, |container| container.lot_id, &order, asked).await
}

fn key(container: &container::Model, lot: &lot::Model, holds: &[hold::Model], now: &Circumstance<'_>) -> UseOrder {
    let holds: Vec<hold::Model> = holds.iter().filter(|hold| hold.lot_id == lot.id).cloned().collect();
    let kept_for = container.kept_for.as_deref();
    let reasons = Circumstance { patient_id: kept_for, ..*now }.opened(container, lot, &holds);
    let usable_until = expiry::container_usable_until(container, lot, now.zone).unwrap_or(Instant(i64::MAX));
    (!reasons.is_empty(), usable_until, container.id)
}

/// The unreleased holds that reach each of these containers: on its lot, on itself, or on what was mixed into it.
///
/// # Errors
/// When the database fails.
pub async fn holds_on(
    connection: &impl ConnectionTrait,
    ids: &[ContainerId],
) -> Result<BTreeMap<ContainerId, Vec<hold::Model>>, Failure> {
    let named = container::COLUMN.id.is_in(ids.iter().copied());
    let containers = container::Entity::find().filter(named).all(connection).await?;
    let sites: BTreeSet<SiteId> = containers.iter().map(|container| container.site_id).collect();
    let mut found = BTreeMap::new();
    for site in sites {
        let here: Vec<_> = containers.iter().filter(|container| container.site_id == site).cloned().collect();
        let holds = holds_at(connection, site, &here).await?;
        found.extend(here.iter().map(|container| (container.id, reaching(container, &holds))));
    }
    Ok(found)
}

fn reaching(container: &container::Model, holds: &[hold::Model]) -> Vec<hold::Model> {
    let itself = |hold: &&hold::Model| hold.container_id.is_none_or(|held| held == container.id);
    holds.iter().filter(|hold| hold.lot_id == container.lot_id).filter(itself).cloned().collect()
}

/// The holds that reach these containers of `site`: on their lots, on themselves, or on what was mixed into them.
async fn holds_at(
    connection: &impl ConnectionTrait,
    site: SiteId,
    containers: &[container::Model],
) -> Result<Vec<hold::Model>, Failure> {
    let lots: Vec<LotId> = containers.iter().map(|container| container.lot_id).collect();
    let mut holds = holds::standing(connection, lots, Some(site)).await?;
    holds.extend(preparations::holds_through(connection, site, containers, Held::Now).await?);
    Ok(holds)
}
