//! What the targets of a hold name: read once to know what to lock, and again under the lock.

use crate::{
    error::{Error, Failure},
    ledger::locking::{self, Reach},
    operations::{Act, named},
    queries::{preparations, shelves},
    rules::{
        allocation::Shelves,
        blame::Blame,
        holding::Target,
        refusal::{Field, Reason, Refusal},
        shelf::LotOnShelf,
        usability::UnusableReason,
    },
};
use entity::{
    container::{self, ContainerStatus},
    fixed_point::Quantity,
    hold::HoldKind,
    id::{ContainerId, LotId, ProductId, SiteId},
    lot, product,
    product::StorageBand,
    product_site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use std::collections::{BTreeMap, BTreeSet};

/// The rows that the targets name.
pub(super) struct Ground {
    lots: BTreeMap<LotId, lot::Model>,
    containers: BTreeMap<ContainerId, container::Model>,
    shelves: BTreeMap<SiteId, Shelves>,
}

/// The balances that holds of this kind on `targets` must lock: those of the whole lot at all sites by their product.
///
/// # Errors
/// When the database fails. What is not found locks nothing, and is refused after.
pub(super) async fn reach(act: &Act<'_>, kind: HoldKind, targets: &[Target]) -> Result<Reach, Error> {
    let named = products_at_sites(act, targets).await?;
    let mut reach = Reach::default();
    for (product, site) in named {
        match site.filter(|_| kind == HoldKind::Quarantine) {
            Some(site) => drop(reach.at_sites.insert((product, site))),
            None => drop(reach.everywhere.insert(product)),
        }
    }
    Ok(reach)
}

/// Locks the balances of what was prepared with these lots too: a vial is held with its diluent, and no use of it may be
/// on its way unseen. Whoever prepares one draws from a lot that is locked already.
///
/// # Errors
/// When the database fails.
pub(in crate::operations) async fn lock_prepared_with(act: &Act<'_>, lots: BTreeSet<LotId>) -> Result<(), Error> {
    let at_sites = preparations::prepared_with(act.transaction, &lots).await?;
    locking::lock_all(act.transaction, &Reach { at_sites, ..Reach::default() }).await
}

/// The products that the targets concern, each with its site.
async fn products_at_sites(
    act: &Act<'_>,
    targets: &[Target],
) -> Result<BTreeSet<(ProductId, Option<SiteId>)>, Failure> {
    let (lots, containers) = rows(act, targets).await?;
    let mut found = BTreeSet::new();
    for target in targets {
        match *target {
            Target::Lot { lot_id, site_id, .. } => {
                found.extend(lots.get(&lot_id).map(|lot| (lot.product_id, site_id)));
            }
            Target::Container(id) => {
                let container = containers.get(&id);
                let lot = container.and_then(|container| lots.get(&container.lot_id).map(|lot| (lot, container)));
                found.extend(lot.map(|(lot, container)| (lot.product_id, Some(container.site_id))));
            }
            Target::Storage(storage, site) => {
                let products = products_kept(act, storage, site).await?;
                found.extend(products.into_iter().map(|product| (product, Some(site))));
            }
        }
    }
    Ok(found)
}

async fn products_kept(act: &Act<'_>, storage: StorageBand, site: SiteId) -> Result<Vec<ProductId>, Failure> {
    let kept_so = product::Entity::find()
        .select_only()
        .column(product::Column::Id)
        .filter(product::COLUMN.storage.eq(storage))
        .into_query();
    let rows = product_site::Entity::find()
        .filter(product_site::COLUMN.site_id.eq(site))
        .filter(product_site::Column::ProductId.in_subquery(kept_so))
        .all(act.transaction)
        .await?;
    Ok(rows.into_iter().map(|row| row.product_id).collect())
}

async fn rows(
    act: &Act<'_>,
    targets: &[Target],
) -> Result<(BTreeMap<LotId, lot::Model>, BTreeMap<ContainerId, container::Model>), Failure> {
    let (mut lots, mut containers) = (BTreeSet::new(), BTreeSet::new());
    for target in targets {
        match *target {
            Target::Lot { lot_id, .. } => drop(lots.insert(lot_id)),
            Target::Container(id) => drop(containers.insert(id)),
            Target::Storage(..) => {}
        }
    }
    let containers = named::containers(act.transaction, &containers).await?;
    lots.extend(containers.values().map(|container| container.lot_id));
    Ok((named::lots(act.transaction, &lots).await?, containers))
}

impl Ground {
    /// Reads what the targets name, under the lock.
    pub(super) async fn read(act: &Act<'_>, targets: &[Target]) -> Result<Self, Error> {
        let (lots, containers) = rows(act, targets).await?;
        let mut products: BTreeMap<SiteId, BTreeSet<ProductId>> = BTreeMap::new();
        for (product, site) in products_at_sites(act, targets).await? {
            if let Some(site) = site {
                products.entry(site).or_default().insert(product);
            }
        }
        let mut shelves = BTreeMap::new();
        for (site, products) in products {
            shelves.insert(site, shelves::load(act.transaction, site, &products).await?);
        }
        Ok(Self { lots, containers, shelves })
    }

    /// The lot with this id, or the one that it turned out to be.
    pub(super) fn lot(&self, id: LotId, field: Field) -> Result<&lot::Model, Refusal> {
        self.lots.get(&id).ok_or_else(|| Refusal::not_found(field, "lot"))
    }

    /// The container with this id, while something is in it.
    pub(super) fn open_container(&self, id: ContainerId, field: Field) -> Result<&container::Model, Refusal> {
        let container = self.containers.get(&id);
        let container = container.ok_or_else(|| Refusal::not_found(field.clone(), "container"))?;
        if container.status == ContainerStatus::Open {
            return Ok(container);
        }
        let reason = Reason::StockNotUsable {
            lot_id: container.lot_id,
            lot_number: self.lots.get(&container.lot_id).map(|lot| lot.lot_number.clone()).unwrap_or_default(),
            container_id: Some(id),
            reasons: vec![UnusableReason::ContainerClosed],
            blame: Box::new(Blame::of_container("container", &container.label, "it is closed")),
            alternative: None,
        };
        Err(Refusal::new(field, reason))
    }

    /// The lots of which `site` keeps something in this band.
    ///
    /// # Errors
    /// `NOT_FOUND` when there is none: a hold on nothing would stop nothing.
    pub(super) fn lots_kept(&self, storage: StorageBand, site: SiteId, field: Field) -> Result<Vec<LotId>, Refusal> {
        let shelves = self.shelves.get(&site).into_iter().flat_map(BTreeMap::values);
        let kept = shelves.filter(|shelf| shelf.product.storage == storage).flat_map(|shelf| &shelf.lots);
        let lots: Vec<LotId> = kept.filter(|lot| lot.stock.on_hand > Quantity::ZERO).map(|lot| lot.lot.id).collect();
        if lots.is_empty() { Err(Refusal::not_found(field, "stock kept so at this site")) } else { Ok(lots) }
    }

    /// A lot's stock at `site`, with its product.
    pub(super) fn on_shelf(
        &self,
        id: LotId,
        site: SiteId,
        field: Field,
    ) -> Result<(&LotOnShelf, &product::Model), Refusal> {
        let mut shelves = self.shelves.get(&site).into_iter().flat_map(BTreeMap::values);
        let found = shelves.find_map(|shelf| shelf.lot(id).map(|lot| (lot, &shelf.product)));
        found.ok_or_else(|| Refusal::not_found(field, "stock of this lot at this site"))
    }
}
