//! What a posting did, and what stands of it now: read under the lock.

use crate::{
    error::{Error, Failure},
    ledger::{self, Balances},
    operations::{Act, named},
    rules::reversal::Original,
};
use entity::{
    container, entry,
    id::{ContainerId, LotId, ProductId},
    lot, posting, product,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// The entries to be taken back and the rows they changed.
pub(super) struct Undone {
    pub entries: Vec<entry::Model>,
    /// By the id that the entries have: the lot as it is known now.
    pub lots: BTreeMap<LotId, lot::Model>,
    pub products: BTreeMap<ProductId, product::Model>,
    pub containers: BTreeMap<ContainerId, container::Model>,
    /// Those of the containers that later acts moved.
    pub moved_since: BTreeSet<ContainerId>,
    pub balances: Balances,
}

impl Undone {
    /// Locks what `posting` moved, then reads it: what was read before the lock may be old.
    pub(super) async fn lock_and_read(act: &Act<'_>, posting: &posting::Model) -> Result<Self, Error> {
        let entries = entry::Entity::find()
            .filter(entry::COLUMN.posting_id.eq(posting.id))
            .order_by_asc(entry::COLUMN.stock_id)
            .order_by_asc(entry::COLUMN.sequence)
            .all(act.transaction)
            .await?;
        let ids: BTreeSet<LotId> = entries.iter().map(|entry| entry.lot_id).collect();
        let products = named::lots(act.transaction, &ids).await?.values().map(|lot| lot.product_id).collect();
        ledger::lock(act.transaction, posting.site_id, BTreeSet::clone(&products)).await?;
        let lots = named::lots(act.transaction, &ids).await?;
        let surviving = lots.values().map(|lot| lot.id).collect();
        let opened = entries.iter().filter_map(|entry| entry.container_id).collect();
        Ok(Self {
            products: named::products(act.transaction, &products).await?,
            containers: named::containers(act.transaction, &opened).await?,
            moved_since: moved_since(act, &entries).await?,
            balances: named::balances(act.transaction, posting.site_id, &surviving).await?,
            entries,
            lots,
        })
    }

    /// The entries, each with the lot that its stock stands under now.
    pub(super) fn originals(&self) -> Vec<Original<'_>> {
        let now = |id| self.lots.get(&id).map_or(id, |lot| lot.id);
        self.entries.iter().map(|entry| Original { entry, lot_id: now(entry.lot_id) }).collect()
    }

    /// Number of a lot and the unit it is counted in, for a sentence.
    pub(super) fn words(&self, id: LotId) -> Result<(&str, &str), Failure> {
        let lot = self.lots.values().find(|lot| lot.id == id);
        let product = lot.and_then(|lot| self.products.get(&lot.product_id));
        let words = lot.zip(product).map(|(lot, product)| (lot.lot_number.as_str(), product.unit.as_str()));
        words.ok_or_else(|| Failure::Broken(format!("{id} has entries and is gone")))
    }
}

/// The containers that other acts moved after these entries did.
async fn moved_since(act: &Act<'_>, entries: &[entry::Model]) -> Result<BTreeSet<ContainerId>, Failure> {
    let containers = entries.iter().filter_map(|entry| entry.container_id);
    let all = entry::Entity::find().filter(entry::COLUMN.container_id.is_in(containers)).all(act.transaction).await?;
    let when = |entry: &entry::Model| (entry.recorded_at, entry.posting_id);
    let last = entries.iter().map(when).max();
    let later = all.iter().filter(|entry| Some(when(entry)) > last);
    Ok(later.filter_map(|entry| entry.container_id).collect())
}
