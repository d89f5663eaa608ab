//! What was wasted, by reason and product: with treatments and beside them.

use super::{Moved, Period, plus, usage::of_balance};
use crate::error::Failure;
use entity::{
    cost::Cost,
    entry,
    entry::{LedgerAccount, WasteReason},
    fixed_point::{Money, Quantity},
    id::ProductId,
    stock, usage, usage_line,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, Select};
use std::collections::BTreeMap;

/// What was wasted of a product for a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WasteRow {
    /// Why.
    pub reason: WasteReason,
    /// The product.
    pub product_id: ProductId,
    /// Base units.
    pub quantity: Quantity,
    /// What they cost, as far as that is known.
    pub cost: Cost,
}

/// The report, by reason and product. What was taken back altogether is not in it.
///
/// # Errors
/// When the database fails.
pub async fn waste(connection: &impl ConnectionTrait, period: &Period) -> Result<Vec<WasteRow>, Failure> {
    let of_line =
        entry::Entity::belongs_to(usage_line::Entity).from(entry::Column::UsageLineId).to(usage_line::Column::Id);
    let with_treatments = wasted()
        .join(JoinType::InnerJoin, of_line.into())
        .join(
            JoinType::InnerJoin,
            usage_line::Entity::belongs_to(usage::Entity)
                .from(usage_line::Column::UsageId)
                .to(usage::Column::Id)
                .into(),
        )
        .filter(period.usages());
    let beside = wasted().filter(period.entries_beside_usages());
    let mut rows: BTreeMap<(WasteReason, ProductId), (Quantity, Cost)> = BTreeMap::new();
    for select in [with_treatments, beside] {
        type Row = (WasteReason, ProductId, Quantity, Option<Money>, Quantity);
        for (reason, product, quantity, value, unknown) in select.into_tuple::<Row>().all(connection).await? {
            let moved = Moved { quantity, value, unknown };
            let (wasted, cost) = rows.entry((reason, product)).or_insert((Quantity::ZERO, Cost::ZERO));
            wasted.0 += moved.left().0;
            *cost = plus(*cost, moved.cost());
        }
    }
    let row = |((reason, product_id), (quantity, cost))| WasteRow { reason, product_id, quantity, cost };
    Ok(rows.into_iter().map(row).filter(|row| row.quantity != Quantity::ZERO).collect())
}

/// Waste by reason and product.
fn wasted() -> Select<entry::Entity> {
    let select = entry::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, of_balance())
        .column(entry::Column::WasteReason)
        .column(stock::Column::ProductId)
        .filter(entry::COLUMN.account.eq(LedgerAccount::Waste))
        .filter(entry::COLUMN.waste_reason.is_not_null())
        .group_by(entry::Column::WasteReason)
        .group_by(stock::Column::ProductId);
    Moved::columns().into_iter().fold(select, |select, (sum, name)| select.expr_as(sum, name))
}
