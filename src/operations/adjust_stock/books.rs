//! What the books say of the stock that an adjustment names, read under the lock.

use super::form::{CheckedLine, Target};
use crate::{
    error::{Error, Failure},
    ledger::{self, Balances},
    operations::{Act, named},
    rules::{adjustment::Subject, refusal::Refusal},
};
use entity::{
    container,
    id::{ContainerId, LotId, ProductId, SiteId},
    lot, product,
};
use std::collections::{BTreeMap, BTreeSet};

/// The rows that the lines name.
pub(super) struct Books {
    pub site: SiteId,
    pub lots: BTreeMap<LotId, lot::Model>,
    pub containers: BTreeMap<ContainerId, container::Model>,
    pub products: BTreeMap<ProductId, product::Model>,
    pub balances: Balances,
}

impl Books {
    /// Locks what the lines name at `site`, then reads it: what was read before the lock may be old.
    pub(super) async fn lock_and_read(act: &Act<'_>, site: SiteId, lines: &[CheckedLine]) -> Result<Self, Error> {
        let (lots, _) = Self::named(act, lines).await?;
        let ids: BTreeSet<ProductId> = lots.values().map(|lot| lot.product_id).collect();
        ledger::lock(act.transaction, site, ids.iter().copied()).await?;
        let (lots, containers) = Self::named(act, lines).await?;
        let surviving = lots.values().map(|lot| lot.id).collect();
        let products = named::products(act.transaction, &ids).await?;
        let balances = named::balances(act.transaction, site, &surviving).await?;
        Ok(Self { site, lots, containers, products, balances })
    }

    async fn named(
        act: &Act<'_>,
        lines: &[CheckedLine],
    ) -> Result<(BTreeMap<LotId, lot::Model>, BTreeMap<ContainerId, container::Model>), Failure> {
        let (mut lots, mut containers) = (BTreeSet::new(), BTreeSet::new());
        for line in lines {
            match line.target {
                Target::Lot(lot) => lots.insert(lot),
                Target::Container(container) => containers.insert(container),
            };
        }
        let containers = named::containers(act.transaction, &containers).await?;
        lots.extend(containers.values().map(|container| container.lot_id));
        Ok((named::lots(act.transaction, &lots).await?, containers))
    }

    /// What a line is about.
    ///
    /// # Errors
    /// `NOT_FOUND` for what is not at the site.
    pub(super) fn subject(&self, line: &CheckedLine) -> Result<Subject<'_>, Refusal> {
        let (lot_id, container) = match line.target {
            Target::Lot(lot) => (Some(lot), None),
            Target::Container(id) => {
                let container = self.containers.get(&id).filter(|container| container.site_id == self.site);
                (container.map(|container| container.lot_id), container)
            }
        };
        let lot = lot_id.and_then(|id| self.lots.get(&id));
        let found = lot.and_then(|lot| Some((lot, self.balances.get(&lot.id)?, self.products.get(&lot.product_id)?)));
        let what = if matches!(line.target, Target::Lot(_)) { "lot at this site" } else { "container at this site" };
        let (lot, balance, product) = found.ok_or_else(|| Refusal::not_found(line.field(), what))?;
        Ok(Subject { product, lot, balance, container })
    }
}
