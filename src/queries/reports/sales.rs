//! What was sold, by day, product and person, net of what came back; and what came back without a receipt.

use super::Period;
use crate::error::Failure;
use chrono::NaiveDate;
use entity::{
    fixed_point::{Money, Quantity},
    id::ProductId,
    sale, sale_line, sale_return, sale_return_line,
    sale_return_line::ReturnDisposition,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, IntoSimpleExpr, JoinType, QueryFilter,
    QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};

/// What the rows of a report are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SalesBy {
    /// A row a day.
    pub day: bool,
    /// A row a product.
    pub product: bool,
    /// A row for each person who sold.
    pub recorded_by: bool,
}

/// What was sold and stayed sold.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct SalesRow {
    /// The day, by the site's clocks, where the report is by day.
    pub day: Option<NaiveDate>,
    /// The product, where it is by product.
    pub product_id: Option<ProductId>,
    /// Who sold, where it is by person.
    pub recorded_by: Option<String>,
    /// Base units.
    pub quantity: Quantity,
    /// What was paid for them.
    pub revenue: Money,
    /// What is known of their cost.
    known_cost: Option<Money>,
    /// How many lines they are.
    lines: i64,
    /// Of how many of these all of the cost is known.
    known: i64,
}

impl SalesRow {
    /// What they cost, as far as that is known.
    pub fn known_cost(&self) -> Money {
        self.known_cost.unwrap_or_default()
    }

    /// Of how many lines the cost is not known, or only in part.
    pub fn lines_of_unknown_cost(&self) -> i64 {
        self.lines - self.known
    }

    /// What they cost; `None` when that is unknown of a part.
    pub fn cost(&self) -> Option<Money> {
        (self.known == self.lines).then(|| self.known_cost())
    }

    /// What was earned; `None` when the cost is unknown.
    pub fn margin(&self) -> Option<Money> {
        self.revenue.plus(self.cost()?.negated())
    }
}

/// What came back without a receipt.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct UnlinkedRow {
    /// The product.
    pub product_id: ProductId,
    /// What became of it.
    pub disposition: ReturnDisposition,
    /// Base units.
    pub quantity: Quantity,
    /// What is said to have been paid back for them.
    pub refund: Money,
}

/// The report. A sale counts on the day it was sold, and so does what came back of it.
///
/// # Errors
/// When the database fails.
pub async fn sales(connection: &impl ConnectionTrait, period: &Period, by: SalesBy) -> Result<Vec<SalesRow>, Failure> {
    let lines = sale_line::Entity::find()
        .select_only()
        .join(
            JoinType::InnerJoin,
            sale_line::Entity::belongs_to(sale::Entity).from(sale_line::Column::SaleId).to(sale::Column::Id).into(),
        )
        .filter(sale::COLUMN.site_id.eq(period.site_id))
        .filter(sale::COLUMN.sold_on.between(period.from, period.to))
        .filter(sale_line::COLUMN.settled_at.is_null())
        .filter(stays());
    let lines = part(lines, by.day, sale::Column::SoldOn, "day");
    let lines = part(lines, by.product, sale_line::Column::ProductId, "product_id");
    let lines = part(lines, by.recorded_by, sale::Column::RecordedBy, "recorded_by");
    let cost = || column(sale_line::Column::Cost).sub(column(sale_line::Column::CostReturned));
    let all_back = column(sale_line::Column::Returned).gte(column(sale_line::Column::Quantity));
    let all_known = Expr::case(all_back, 0).case(column(sale_line::Column::CostUnknown).is_null(), cost());
    let rows = lines
        .expr_as(kept(sale_line::Column::Quantity, sale_line::Column::Returned), "quantity")
        .expr_as(kept(sale_line::Column::Revenue, sale_line::Column::Refunded), "revenue")
        .expr_as(cost().sum().cast_as("bigint"), "known_cost")
        .expr_as(column(sale_line::Column::Id).count(), "lines")
        .expr_as(all_known.count(), "known");
    let rows: Vec<SalesRow> = rows.into_model().all(connection).await?;
    // Without groups there is one row even of nothing, and its sums are not there.
    Ok(rows)
}

/// What came back without a receipt in these days, by product and what became of it.
///
/// # Errors
/// When the database fails.
pub async fn unlinked_returns(connection: &impl ConnectionTrait, period: &Period) -> Result<Vec<UnlinkedRow>, Failure> {
    let of_return = sale_return_line::Entity::belongs_to(sale_return::Entity)
        .from(sale_return_line::Column::SaleReturnId)
        .to(sale_return::Column::Id);
    let rows = sale_return_line::Entity::find()
        .select_only()
        .columns([sale_return_line::Column::ProductId, sale_return_line::Column::Disposition])
        .expr_as(
            Expr::col((sale_return_line::Entity, sale_return_line::Column::Quantity)).sum().cast_as("bigint"),
            "quantity",
        )
        .expr_as(
            Expr::expr(Expr::col((sale_return_line::Entity, sale_return_line::Column::Refund)).sum())
                .if_null(0)
                .cast_as("bigint"),
            "refund",
        )
        .join(JoinType::InnerJoin, of_return.into())
        .filter(sale_return_line::COLUMN.sale_line_id.is_null())
        .filter(sale_return::COLUMN.site_id.eq(period.site_id))
        .filter(sale_return::COLUMN.returned_on.between(period.from, period.to))
        .group_by(sale_return_line::Column::ProductId)
        .group_by(sale_return_line::Column::Disposition)
        .order_by_asc(sale_return_line::Column::ProductId)
        .order_by_asc(sale_return_line::Column::Disposition);
    Ok(rows.into_model().all(connection).await?)
}

/// Goods stayed sold; or all of them came back, and less was paid back than had been paid.
fn stays() -> Condition {
    let goods = column(sale_line::Column::Returned).lt(column(sale_line::Column::Quantity));
    let money = column(sale_line::Column::Refunded).lt(column(sale_line::Column::Revenue));
    Condition::any().add(goods).add(money)
}

/// One of the things that rows are for: a group, or nothing in its place.
fn part<C: ColumnTrait>(
    lines: Select<sale_line::Entity>,
    wanted: bool,
    by: C,
    name: &'static str,
) -> Select<sale_line::Entity> {
    if wanted { lines.column_as(by, name).group_by(by).order_by_asc(by) } else { lines }
}

fn column(column: sale_line::Column) -> SimpleExpr {
    Expr::col((sale_line::Entity, column)).into_simple_expr()
}

/// A sum less what went back of it; 0 of nothing. A sum of whole numbers is a NUMERIC on PostgreSQL.
fn kept(sold: sale_line::Column, back: sale_line::Column) -> SimpleExpr {
    Expr::expr(column(sold).sub(column(back)).sum()).if_null(0).cast_as("bigint")
}
