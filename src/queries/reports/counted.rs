//! What was found by measuring in opened containers, by product and by who opened them.

use super::{Period, usage::of_balance};
use crate::error::Failure;
use entity::{container, entry, entry::LedgerAccount, fixed_point::Quantity, id::ProductId, stock};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

/// What was found by measuring in the containers that a person opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedRow {
    /// The product.
    pub product_id: ProductId,
    /// Who opened them.
    pub opened_by: String,
    /// How many containers did not agree with the books.
    pub containers: i64,
    /// Signed: base units.
    pub counted: Quantity,
}

/// The report, by product and opener.
///
/// # Errors
/// When the database fails.
pub async fn counted(connection: &impl ConnectionTrait, period: &Period) -> Result<Vec<CountedRow>, Failure> {
    let of_container =
        entry::Entity::belongs_to(container::Entity).from(entry::Column::ContainerId).to(container::Column::Id);
    let counted = entry::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, of_balance())
        .join(JoinType::InnerJoin, of_container.into())
        .column(stock::Column::ProductId)
        .column(container::Column::OpenedBy)
        .expr_as(Expr::col((entry::Entity, entry::Column::ContainerId)).count_distinct(), "containers")
        .expr_as(Expr::col((entry::Entity, entry::Column::Quantity)).sum().cast_as("bigint"), "counted")
        .filter(period.entries_beside_usages())
        .filter(entry::COLUMN.account.eq(LedgerAccount::Count))
        .group_by(stock::Column::ProductId)
        .group_by(container::Column::OpenedBy);
    let rows: Vec<(ProductId, String, i64, Quantity)> = counted.into_tuple().all(connection).await?;
    let row = |(product_id, opened_by, containers, counted)| CountedRow { product_id, opened_by, containers, counted };
    let mut rows: Vec<CountedRow> = rows.into_iter().map(row).collect();
    rows.sort_by(|left, right| (left.product_id, &left.opened_by).cmp(&(right.product_id, &right.opened_by)));
    Ok(rows)
}
