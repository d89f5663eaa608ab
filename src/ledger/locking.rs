//! Which balances a write keeps for itself, and the one order that they are taken in: products, then their rows at the
//! sites, each in id order. SQLite has one writer and needs none of it.

use crate::{database, error::Error};
use entity::{
    id::{ProductId, SiteId},
    product, product_site,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::LockType,
};
use std::collections::BTreeSet;

/// The balances that a write locks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Products at every site, those that get their first stock meanwhile included: receipts wait.
    pub everywhere: BTreeSet<ProductId>,
    /// Products at one site.
    pub at_sites: BTreeSet<(ProductId, SiteId)>,
}

/// Locks all that `reach` names. Nothing is used, received or held there until this transaction ends.
///
/// The lock on the product lets foreign keys be checked (`NO KEY`): who holds its row at a site and writes a line of the
/// product must not wait for who waits for that row.
///
/// # Errors
/// When the database fails.
pub async fn lock_all(transaction: &DatabaseTransaction, reach: &Reach) -> Result<(), Error> {
    if !database::has_row_locks(transaction.get_database_backend()) {
        return Ok(());
    }
    if !reach.everywhere.is_empty() {
        product::Entity::find()
            .filter(product::COLUMN.id.is_in(reach.everywhere.iter().copied()))
            .order_by_asc(product::COLUMN.id)
            .lock(LockType::NoKeyUpdate)
            .all(transaction)
            .await?;
    }
    product_site::Entity::find()
        .filter(rows_of(reach))
        .order_by_asc(product_site::COLUMN.product_id)
        .order_by_asc(product_site::COLUMN.site_id)
        .lock_exclusive()
        .all(transaction)
        .await?;
    Ok(())
}

fn rows_of(reach: &Reach) -> Condition {
    let everywhere = product_site::COLUMN.product_id.is_in(reach.everywhere.iter().copied());
    reach.at_sites.iter().fold(Condition::any().add(everywhere), |any, (product, site)| {
        let one = Condition::all()
            .add(product_site::COLUMN.product_id.eq(*product))
            .add(product_site::COLUMN.site_id.eq(*site));
        any.add(one)
    })
}
