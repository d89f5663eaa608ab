//! The lists that belong to lots, and the lots that belong to products: the same page of many of them at once.

use super::last_ended_day;
use crate::{
    database::Reader,
    error::Error,
    graphql::{
        error::graphql_error,
        input::lot_filter::LotFilter,
        loader::{Asked, NotLoaded, Rows, caused},
        right,
    },
    queries::{
        containers, family, ledger, lots,
        page::{Page, PageRequest},
        trace,
    },
    rules::{refusal::path, rights::Right},
};
use async_graphql::{Context, Result, dataloader::Loader};
use entity::{
    container::{self, ContainerStatus},
    entry,
    id::{LotId, ProductId, SiteId},
    lot, supplier,
};
use sea_orm::DbErr;
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// The right that lots are read by.
const READ: [Right; 1] = [Right::ReadStock];

/// Which lots: of a product, or of all of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::graphql) struct Lots {
    /// What is asked for.
    filter: lots::LotFilter,
    /// What it is understood by.
    seen: lots::Seen,
}

impl Lots {
    /// The lots that `filter` means, as the caller may see them.
    ///
    /// # Errors
    /// `INVALID`, `NOT_FOUND` or `FORBIDDEN` for what the filter names.
    pub(in crate::graphql) async fn asked(context: &Context<'_>, filter: Option<LotFilter>) -> Result<Self> {
        let (filter, given) = filter.unwrap_or_default().into_filter().map_err(graphql_error)?;
        let site = match given {
            Some(given) => Some(right::site(context, &READ, path(["filter", "siteId"]), &given).await?),
            None => None,
        };
        let sites = if filter.in_stock.is_some() { right::sites(context, &READ).await? } else { None };
        let ended = if filter.status.is_some() { last_ended_day(context, site.as_ref()).await? } else { None };
        let filter = lots::LotFilter { site_id: site.map(|site| site.id), ..filter };
        Ok(Self { filter, seen: lots::Seen { sites, last_ended_day: ended } })
    }

    /// A page of them, of all products.
    ///
    /// # Errors
    /// `INVALID` for a broken cursor; when the database fails.
    pub(in crate::graphql) async fn page(
        &self,
        connection: &Reader,
        asked: &PageRequest,
    ) -> Result<Page<lot::Model>, Error> {
        lots::page(connection, &self.filter, &self.seen, asked).await
    }
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
pub(super) struct Containers {
    /// Those at these sites; `None` stands for all.
    pub(super) sites: Option<Vec<SiteId>>,
    /// Those of this status.
    pub(super) status: Option<ContainerStatus>,
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
            let pages = containers::of_lots(&self.0, &lots, filter.sites.as_deref(), filter.status, &page).await?;
            let key = |of| Asked { of, filter: filter.clone(), page: page.clone() };
            found.extend(pages.into_iter().map(|(lot, containers)| (key(lot), containers)));
        }
        Ok(found)
    }
}

/// Which entries of a lot.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Ledger {
    /// Those at these sites; `None` stands for all.
    pub(super) sites: Option<Vec<SiteId>>,
}

impl Loader<Asked<LotId, Ledger>> for Rows {
    type Value = Page<entry::Model>;
    type Error = NotLoaded;

    async fn load(
        &self,
        asked: &[Asked<LotId, Ledger>],
    ) -> Result<HashMap<Asked<LotId, Ledger>, Page<entry::Model>>, NotLoaded> {
        let mut found = HashMap::new();
        for ((filter, page), lots) in Asked::grouped(asked) {
            let families = family::of(&self.0, &lots).await.map_err(Error::from)?;
            let pages = ledger::of_lots(&self.0, &families, filter.sites.as_deref(), &page).await?;
            let key = |of| Asked { of, filter: filter.clone(), page: page.clone() };
            found.extend(pages.into_iter().map(|(lot, entries)| (key(lot), entries)));
        }
        Ok(found)
    }
}

/// Who a lot, and what was merged into it, came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::graphql::object) struct SuppliersOf(pub(in crate::graphql::object) LotId);

impl Loader<SuppliersOf> for Rows {
    type Value = Vec<supplier::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, lots: &[SuppliersOf]) -> Result<HashMap<SuppliersOf, Vec<supplier::Model>>, Arc<DbErr>> {
        let lots: Vec<LotId> = lots.iter().map(|lot| lot.0).collect();
        let families = family::of(&self.0, &lots).await.map_err(caused)?;
        let members: Vec<LotId> = families.values().flatten().copied().collect();
        let pairs = trace::suppliers(&self.0, &members).await.map_err(caused)?;
        Ok(families.iter().map(|(lot, family)| (SuppliersOf(*lot), of_family(family, &pairs))).collect())
    }
}

/// Each once, in the order of their names.
fn of_family(family: &[LotId], pairs: &[(LotId, supplier::Model)]) -> Vec<supplier::Model> {
    let theirs = pairs.iter().filter(|(lot, _)| family.contains(lot)).map(|(_, supplier)| supplier);
    let once: BTreeMap<_, _> =
        theirs.map(|supplier| ((supplier.name.clone(), supplier.id), supplier.clone())).collect();
    once.into_values().collect()
}
