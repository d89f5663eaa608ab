//! Who delivered a lot: goods go back only to whom they came from.

use super::Act;
use crate::{error::Error, queries::family};
use entity::{
    entry,
    entry::LedgerAccount,
    id::{LotId, SupplierId},
    posting,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QuerySelect};
use std::collections::BTreeSet;

/// Those of `lots` that `supplier` never delivered, at any site and under any number they were known by. What was there
/// when the books were opened, from nobody knows whom, may be theirs.
///
/// # Errors
/// When the database fails.
pub(super) async fn never(
    act: &Act<'_>,
    supplier: SupplierId,
    lots: impl IntoIterator<Item = LotId>,
) -> Result<BTreeSet<LotId>, Error> {
    let lots: Vec<LotId> = lots.into_iter().collect();
    let mut never = BTreeSet::new();
    for (lot, family) in family::of(act.transaction, &lots).await? {
        let theirs = posting::COLUMN.supplier_id.eq(supplier);
        let nobodys = Condition::all()
            .add(posting::COLUMN.supplier_id.is_null())
            .add(entry::COLUMN.account.eq(LedgerAccount::Opening));
        let postings =
            entry::Entity::belongs_to(posting::Entity).from(entry::Column::PostingId).to(posting::Column::Id);
        let came = entry::Entity::find()
            .join(JoinType::InnerJoin, postings.into())
            .filter(entry::COLUMN.lot_id.is_in(family))
            .filter(entry::COLUMN.account.is_in([LedgerAccount::Supplier, LedgerAccount::Opening]))
            .filter(Condition::any().add(theirs).add(nobodys));
        if came.one(act.transaction).await?.is_none() {
            never.insert(lot);
        }
    }
    Ok(never)
}
