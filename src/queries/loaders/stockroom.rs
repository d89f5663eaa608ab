//! What belongs to lots, and what sites have of products.

use std::collections::{BTreeMap, HashMap};

use async_graphql::dataloader::Loader;
use entity::{
    container, hold,
    id::{ContainerId, HoldGroupId, LotId, ProductId, SiteId},
    instant::Instant,
    lot, lot_correction, supplier,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Asked, NotLoaded, Rows, SharedFailure, gathered, shared};
use crate::{
    queries::{
        containers::{self, ContainerStanding},
        family, lots,
        page::Page,
        stock::{self, Level},
        trace,
    },
    rules::shelf::LotOnShelf,
};

/// A lot that turned out to be another one is that one, by whichever id it is asked.
impl Loader<LotId> for Rows {
    type Value = lot::Model;
    type Error = SharedFailure;

    async fn load(&self, ids: &[LotId]) -> Result<HashMap<LotId, lot::Model>, SharedFailure> {
        Ok(family::as_known_now(&self.0, ids).await.map_err(shared)?.into_iter().collect())
    }
}

/// The ids of a lot and of those that were merged into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FamilyOf(pub LotId);

impl Loader<FamilyOf> for Rows {
    type Value = Vec<LotId>;
    type Error = SharedFailure;

    async fn load(&self, lots: &[FamilyOf]) -> Result<HashMap<FamilyOf, Vec<LotId>>, SharedFailure> {
        let lots: Vec<LotId> = lots.iter().map(|lot| lot.0).collect();
        let families = family::of(&self.0, &lots).await.map_err(shared)?;

        Ok(families.into_iter().map(|(lot, family)| (FamilyOf(lot), family)).collect())
    }
}

/// The corrections of a lot, and of what was merged into it, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LotCorrectionsOf(pub LotId);

impl Loader<LotCorrectionsOf> for Rows {
    type Value = Vec<lot_correction::Model>;
    type Error = SharedFailure;

    async fn load(&self, lots: &[LotCorrectionsOf]) -> Result<HashMap<LotCorrectionsOf, Self::Value>, SharedFailure> {
        let lots: Vec<LotId> = lots.iter().map(|lot| lot.0).collect();
        let families = family::of(&self.0, &lots).await.map_err(shared)?;
        let rows = lot_correction::Entity::find()
            .filter(lot_correction::COLUMN.lot_id.is_in(families.values().flatten().copied()))
            .order_by_asc(lot_correction::COLUMN.at)
            .order_by_asc(lot_correction::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        let of = |family: &[LotId]| rows.iter().filter(|row| family.contains(&row.lot_id)).cloned().collect();
        Ok(families.iter().map(|(lot, family)| (LotCorrectionsOf(*lot), of(family))).collect())
    }
}

/// Who a lot, and what was merged into it, came from: each once, in the order of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SuppliersOf(pub LotId);

impl Loader<SuppliersOf> for Rows {
    type Value = Vec<supplier::Model>;
    type Error = SharedFailure;

    async fn load(&self, lots: &[SuppliersOf]) -> Result<HashMap<SuppliersOf, Self::Value>, SharedFailure> {
        let lots: Vec<LotId> = lots.iter().map(|lot| lot.0).collect();
        let families = family::of(&self.0, &lots).await.map_err(shared)?;
        let members: Vec<LotId> = families.values().flatten().copied().collect();
        let pairs = trace::suppliers(&self.0, &members).await.map_err(shared)?;

        Ok(families.iter().map(|(lot, family)| (SuppliersOf(*lot), suppliers_of(family, &pairs))).collect())
    }
}

fn suppliers_of(family: &[LotId], pairs: &[(LotId, supplier::Model)]) -> Vec<supplier::Model> {
    let mut once = BTreeMap::new();
    for (lot, supplier) in pairs {
        if family.contains(lot) {
            once.insert((supplier.name.clone(), supplier.id), supplier.clone());
        }
    }
    once.into_values().collect()
}

/// The balances of a lot, at every site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StockOf(pub LotId);

impl Loader<StockOf> for Rows {
    type Value = Vec<LotOnShelf>;
    type Error = SharedFailure;

    async fn load(&self, lots: &[StockOf]) -> Result<HashMap<StockOf, Vec<LotOnShelf>>, SharedFailure> {
        let lots: Vec<LotId> = lots.iter().map(|lot| lot.0).collect();
        let balances = stock::of_lots(&self.0, &lots).await.map_err(shared)?;

        Ok(gathered(balances.into_iter().map(|balance| (StockOf(balance.lot.id), balance))))
    }
}

/// The holds of a lot, released ones included, in the order in which they were placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HoldsOf(pub LotId);

impl Loader<HoldsOf> for Rows {
    type Value = Vec<hold::Model>;
    type Error = SharedFailure;

    async fn load(&self, lots: &[HoldsOf]) -> Result<HashMap<HoldsOf, Self::Value>, SharedFailure> {
        let rows = hold::Entity::find()
            .filter(hold::COLUMN.lot_id.is_in(lots.iter().map(|lot| lot.0)))
            .order_by_asc(hold::COLUMN.placed_at)
            .order_by_asc(hold::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (HoldsOf(row.lot_id), row))))
    }
}

/// The holds that one act placed, released ones included, in the order in which they were placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HoldsOfGroup(pub HoldGroupId);

impl Loader<HoldsOfGroup> for Rows {
    type Value = Vec<hold::Model>;
    type Error = SharedFailure;

    async fn load(&self, groups: &[HoldsOfGroup]) -> Result<HashMap<HoldsOfGroup, Vec<hold::Model>>, SharedFailure> {
        let rows = hold::Entity::find()
            .filter(hold::COLUMN.group_id.is_in(groups.iter().map(|group| group.0)))
            .order_by_asc(hold::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().filter_map(|row| Some((HoldsOfGroup(row.group_id?), row)))))
    }
}

/// The unreleased holds that reach a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HoldsOn(pub ContainerId);

impl Loader<HoldsOn> for Rows {
    type Value = Vec<hold::Model>;
    type Error = SharedFailure;

    async fn load(&self, containers: &[HoldsOn]) -> Result<HashMap<HoldsOn, Vec<hold::Model>>, SharedFailure> {
        let ids: Vec<ContainerId> = containers.iter().map(|container| container.0).collect();
        let holds = containers::holds_on(&self.0, &ids).await.map_err(shared)?;

        Ok(holds.into_iter().map(|(container, holds)| (HoldsOn(container), holds)).collect())
    }
}

/// What a site has of a product at an instant, which is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LevelOf {
    /// The site.
    pub site: SiteId,
    /// The product.
    pub product: ProductId,
    /// Now.
    pub at: Instant,
}

impl Loader<LevelOf> for Rows {
    type Value = Level;
    type Error = SharedFailure;

    async fn load(&self, asked: &[LevelOf]) -> Result<HashMap<LevelOf, Level>, SharedFailure> {
        let mut found = HashMap::new();
        for ((site, at), products) in gathered(asked.iter().map(|asked| ((asked.site, asked.at), asked.product))) {
            let products = products.into_iter().collect();
            let levels = stock::of_products(&self.0, site, &products, at).await.map_err(shared)?;
            found.extend(levels.into_iter().map(|(product, level)| (LevelOf { site, product, at }, level)));
        }
        Ok(found)
    }
}

/// Which lots: of a product, or of all of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lots {
    /// What is asked for.
    pub filter: lots::LotFilter,
    /// What it is understood by.
    pub seen: lots::Seen,
}

impl Loader<Asked<ProductId, Lots>> for Rows {
    type Value = Page<lot::Model>;
    type Error = NotLoaded;

    async fn load(
        &self,
        asked: &[Asked<ProductId, Lots>],
    ) -> Result<HashMap<Asked<ProductId, Lots>, Page<lot::Model>>, NotLoaded> {
        let mut found = HashMap::new();
        for ((filter, page), products) in Asked::grouped(asked) {
            let pages = lots::of_products(&self.0, &products, &filter.filter, &filter.seen, &page).await?;
            let key = |of| Asked { of, filter: filter.clone(), page: page.clone() };
            found.extend(pages.into_iter().map(|(product, lots)| (key(product), lots)));
        }
        Ok(found)
    }
}

/// Which containers of a lot.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Containers {
    /// Those at these sites; `None` stands for all.
    pub sites: Option<Vec<SiteId>>,
    /// Those of which this has become.
    pub standing: Option<ContainerStanding>,
}

impl Loader<Asked<LotId, Containers>> for Rows {
    type Value = Page<container::Model>;
    type Error = NotLoaded;

    async fn load(
        &self,
        asked: &[Asked<LotId, Containers>],
    ) -> Result<HashMap<Asked<LotId, Containers>, Page<container::Model>>, NotLoaded> {
        let mut found = HashMap::new();
        for ((filter, page), lots) in Asked::grouped(asked) {
            let pages = containers::of_lots(&self.0, &lots, filter.sites.as_deref(), filter.standing, &page).await?;
            let key = |of| Asked { of, filter: filter.clone(), page: page.clone() };
            found.extend(pages.into_iter().map(|(lot, containers)| (key(lot), containers)));
        }
        Ok(found)
    }
}
