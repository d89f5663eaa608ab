//! What open containers were prepared with: a vial whose diluent is held is held with it, and so is what was drawn from
//! that vial into another one.

use super::holds::{self, Held};
use crate::{error::Failure, rules::usability};
use entity::{
    component, container, hold,
    id::{ContainerId, LotId, ProductId, SiteId},
    lot,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// The holds, standing or released as `held` says, that reach `containers` of `site` through what was mixed into them, each as it stands on the
/// container. One statement where nothing was mixed into any of them.
///
/// # Errors
/// When the database fails.
pub(super) async fn holds_through(
    connection: &impl ConnectionTrait,
    site: SiteId,
    containers: &[container::Model],
    held: Held,
) -> Result<Vec<hold::Model>, Failure> {
    let mixed = ingredients(connection, containers.iter().map(|container| container.id).collect()).await?;
    if mixed.is_empty() {
        return Ok(vec![]);
    }
    let known_as = by_id(connection, mixed.values().flatten().filter_map(|part| part.lot_id).collect()).await?;
    let lots: BTreeSet<LotId> = known_as.values().map(|lot| lot.merged_into_id.unwrap_or(lot.id)).collect();
    let holds = holds::of_lots(connection, lots, Some(site), held).await?;
    let through = |container: &container::Model| {
        let parts = mixed.get(&container.id).into_iter().flatten();
        let reached = parts.flat_map(|part| {
            let lot = part.lot_id.and_then(|lot| known_as.get(&lot));
            let now = lot.map(|lot| lot.merged_into_id.unwrap_or(lot.id));
            let number = lot.map(|lot| lot.lot_number.as_str()).unwrap_or_default();
            holds.iter().filter(move |hold| Some(hold.lot_id) == now).map(move |hold| (hold, part, number))
        });
        let reached = reached.filter_map(|(hold, part, number)| usability::hold_through(hold, part, container, number));
        reached.collect::<Vec<_>>()
    };
    Ok(containers.iter().flat_map(through).collect())
}

/// What was mixed into each of the containers, and into those that it was drawn from, all the way down.
async fn ingredients(
    connection: &impl ConnectionTrait,
    containers: BTreeSet<ContainerId>,
) -> Result<BTreeMap<ContainerId, Vec<component::Model>>, Failure> {
    let mut mixed: BTreeMap<ContainerId, Vec<component::Model>> = BTreeMap::new();
    let mut asked: BTreeMap<ContainerId, BTreeSet<ContainerId>> =
        containers.iter().map(|id| (*id, BTreeSet::from([*id]))).collect();
    while !asked.is_empty() {
        let into = component::COLUMN.container_id.is_in(asked.keys().copied());
        let rows = component::Entity::find().filter(into).all(connection).await?;
        let mut sources: BTreeMap<ContainerId, BTreeSet<ContainerId>> = BTreeMap::new();
        for row in rows {
            let reached = row.container_id.and_then(|id| asked.get(&id)).cloned().unwrap_or_default();
            for container in &reached {
                mixed.entry(*container).or_default().push(row.clone());
            }
            if let Some(source) = row.from_container_id {
                sources.entry(source).or_default().extend(reached);
            }
        }
        // Nothing is mixed into itself: a container is opened after those that it is prepared from.
        asked = sources;
    }
    Ok(mixed)
}

/// The lots, as they were named.
async fn by_id(
    connection: &impl ConnectionTrait,
    lots: BTreeSet<LotId>,
) -> Result<BTreeMap<LotId, lot::Model>, Failure> {
    let rows = lot::Entity::find().filter(lot::COLUMN.id.is_in(lots)).all(connection).await?;
    Ok(rows.into_iter().map(|lot| (lot.id, lot)).collect())
}

/// Whose balances a hold on `lots` reaches beyond their own: the products and sites of the containers that were prepared
/// with them, directly or through another container.
///
/// # Errors
/// When the database fails.
pub async fn prepared_with(
    connection: &impl ConnectionTrait,
    lots: &BTreeSet<LotId>,
) -> Result<BTreeSet<(ProductId, SiteId)>, Failure> {
    let found = containers_with(connection, lots).await?;
    let containers = container::Entity::find().filter(container::COLUMN.id.is_in(found)).find_also_related(lot::Entity);
    let rows = containers.all(connection).await?;
    Ok(rows.into_iter().filter_map(|(container, lot)| Some((lot?.product_id, container.site_id))).collect())
}

/// The containers that were prepared with `lots`, directly or through another container.
///
/// # Errors
/// When the database fails.
pub async fn containers_with(
    connection: &impl ConnectionTrait,
    lots: &BTreeSet<LotId>,
) -> Result<BTreeSet<ContainerId>, Failure> {
    let merged = lot::Entity::find().filter(lot::COLUMN.merged_into_id.is_in(lots.iter().copied()));
    let merged = merged.all(connection).await?.into_iter().map(|lot| lot.id);
    let family: Vec<LotId> = lots.iter().copied().chain(merged).collect();
    let mut found: BTreeSet<ContainerId> = BTreeSet::new();
    let mut with = Condition::any().add(component::COLUMN.lot_id.is_in(family));
    loop {
        let rows = component::Entity::find().filter(with).all(connection).await?;
        let new = rows.into_iter().filter_map(|row| row.container_id).filter(|id| found.insert(*id));
        let new: Vec<ContainerId> = new.collect();
        if new.is_empty() {
            return Ok(found);
        }
        with = Condition::any().add(component::COLUMN.from_container_id.is_in(new));
    }
}
