//! Costs that are probably keyed wrong: ten times what the product cost the last time it was bought, or a tenth of it.

use std::collections::BTreeMap;

use entity::{
    entry::{self, LedgerAccount, ReceiptBasis},
    fixed_point::{Money, Quantity},
    id::ProductId,
    product, stock,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, JoinType, Order, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Alias, Expr, Func, OverStatement, Query, SelectStatement, WindowStatement},
};

use super::Act;
use crate::{
    error::Error,
    rules::{
        notice::{Notice, NoticeCode},
        receipt,
        refusal::line_field,
    },
};

/// Where an entry stands among those of its product, the newest first, from 1.
const PLACE: &str = "place";

/// A line that says what it costs.
pub(super) struct Priced<'a> {
    /// Which line of the input it is, from 0.
    pub(super) number: usize,
    /// The field of it that says the cost.
    pub(super) field: &'static str,
    /// What it is of.
    pub(super) product: &'a product::Model,
    /// What all of it costs.
    pub(super) cost: Money,
    /// How much it is.
    pub(super) quantity: Quantity,
}

/// A notice for each line whose cost is that far from the last one of its product, at any site.
pub(super) async fn notices(act: &Act<'_>, priced: &[Priced<'_>]) -> Result<(), Error> {
    if priced.is_empty() {
        return Ok(());
    }

    let last = last_costs(act, priced.iter().map(|line| line.product.id)).await?;
    for &Priced { number, field, product, cost, quantity } in priced {
        let Some((before, of)) = last.get(&product.id).copied() else { continue };
        if !receipt::is_ten_times((cost, quantity), (before, of)) {
            continue;
        }
        let unit = &product.unit;
        let per_unit = |cost: Money, quantity| cost.per_unit(quantity).unwrap_or_default();
        let now = per_unit(cost, quantity);
        let then = per_unit(before, of);
        let message = format!("It costs {now} a {unit}; the last time it cost {then}. Was another amount meant?");
        act.notify([Notice::new(NoticeCode::UnusualCost, line_field(number, field), message)]);
    }
    Ok(())
}

/// What each of the products cost when it was bought last, and how much of it.
async fn last_costs(
    act: &Act<'_>,
    products: impl Iterator<Item = ProductId>,
) -> Result<BTreeMap<ProductId, (Money, Quantity)>, Error> {
    let rows = act.transaction.query_all(&newest_of_each(products)).await?;
    let cost = |row: &sea_orm::QueryResult| {
        let product: ProductId = row.try_get("", "product_id")?;
        Ok::<_, sea_orm::DbErr>((product, (row.try_get("", "value")?, row.try_get("", "quantity")?)))
    };
    Ok(rows.iter().map(cost).collect::<Result<_, _>>()?)
}

/// The newest entry of each product that was bought at a known price.
fn newest_of_each(products: impl Iterator<Item = ProductId>) -> SelectStatement {
    let mut window = WindowStatement::new();
    window.add_partition_by(Expr::col((stock::Entity, stock::Column::ProductId)));
    for column in [entry::Column::RecordedAt, entry::Column::StockId, entry::Column::Sequence] {
        window.order_by_expr(Expr::col((entry::Entity, column)), Order::Desc);
    }
    let of_balance = entry::Entity::belongs_to(stock::Entity).from(entry::Column::StockId).to(stock::Column::Id);
    let bought = entry::Entity::find()
        .select_only()
        .column(stock::Column::ProductId)
        .columns([entry::Column::Value, entry::Column::Quantity])
        .join(JoinType::InnerJoin, of_balance.into())
        .filter(stock::COLUMN.product_id.is_in(products))
        .filter(entry::COLUMN.account.eq(LedgerAccount::Supplier))
        .filter(entry::COLUMN.receipt_basis.eq(ReceiptBasis::Purchased))
        .filter(entry::COLUMN.quantity.gt(Quantity::ZERO))
        .filter(entry::COLUMN.value.gt(Money::ZERO));
    let mut numbered = bought.into_query();
    numbered.expr_window_as(Func::cust("ROW_NUMBER"), window, PLACE);
    Query::select()
        .columns(["product_id", "value", "quantity"].map(Alias::new))
        .from_subquery(numbered, Alias::new("numbered"))
        .and_where(Expr::col(PLACE).eq(1))
        .take()
}
