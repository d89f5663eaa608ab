//! Sales as they are looked for: by their id at the till, of a customer, of a product, those that broke a rule.

use super::page::{self, Order, Page, PageRequest};
use crate::error::{Error, Failure};
use entity::{
    deviation,
    id::{ProductId, SaleId, SiteId},
    instant::Instant,
    sale, sale_line,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order as Direction, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};

/// Which sales are asked for; nothing named asks for all.
#[derive(Clone, Debug, Default)]
pub struct SaleFilter {
    /// Sales at these sites; `None` for all of them.
    pub sites: Option<Vec<SiteId>>,
    /// Sales to this customer.
    pub customer_id: Option<String>,
    /// Sales with a line of this product, or of this set.
    pub product_id: Option<ProductId>,
    /// Sold from then on.
    pub sold_from: Option<Instant>,
    /// Sold before then.
    pub sold_to: Option<Instant>,
    /// Late entries, or the others.
    pub late: Option<bool>,
    /// Sales with a deviation, or those without.
    pub deviation: Option<bool>,
    /// Sales that are booked in full, or those with a line that is still to be settled.
    pub booked: Option<bool>,
}

/// A page of sales, by when they were sold, newest first.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    filter: &SaleFilter,
    asked: &PageRequest,
) -> Result<Page<sale::Model>, Error> {
    let order: Order<sale::Model, (Instant, SaleId)> = Order {
        columns: vec![sale::Column::SoldAt.into_expr(), sale::Column::Id.into_expr()],
        direction: Direction::Desc,
        key: |sale| (sale.sold_at, sale.id),
    };
    let list = sale::Entity::find().filter(facts(filter)).filter(lines(filter));
    page::load(connection, list, &order, asked).await
}

/// The sales that this id names at `sites`, each of which has one at most; `None` stands for all sites.
///
/// # Errors
/// When the database fails.
pub async fn of_pos_id(
    connection: &impl ConnectionTrait,
    sale_id: &str,
    sites: Option<&[SiteId]>,
) -> Result<Vec<sale::Model>, Failure> {
    let here = sites.map(|sites| sale::COLUMN.site_id.is_in(sites.iter().copied()));
    let named = sale::Entity::find().filter(sale::COLUMN.sale_id.eq(sale_id));
    Ok(named.filter(Condition::all().add_option(here)).order_by_asc(sale::COLUMN.id).all(connection).await?)
}

fn facts(filter: &SaleFilter) -> Condition {
    Condition::all()
        .add_option(filter.sites.as_ref().map(|sites| sale::COLUMN.site_id.is_in(sites.iter().copied())))
        .add_option(filter.customer_id.clone().map(|id| sale::COLUMN.customer_id.eq(id)))
        .add_option(filter.sold_from.map(|from| sale::COLUMN.sold_at.gte(from)))
        .add_option(filter.sold_to.map(|to| sale::COLUMN.sold_at.lt(to)))
        .add_option(filter.late.map(|late| sale::COLUMN.late_entry.eq(late)))
}

fn lines(filter: &SaleFilter) -> Condition {
    let unsettled = Condition::all()
        .add(sale_line::Column::Booked.into_expr().not())
        .add(sale_line::COLUMN.settled_at.is_null())
        .add(Expr::col(sale_line::Column::Returned).lt(Expr::col(sale_line::Column::Quantity)));
    let of_product = |product| {
        Condition::any().add(sale_line::COLUMN.product_id.eq(product)).add(sale_line::COLUMN.bundle_id.eq(product))
    };
    Condition::all()
        .add_option(filter.product_id.map(|product| are_among(true, sales_with(of_product(product)))))
        .add_option(filter.booked.map(|wanted| are_among(!wanted, sales_with(unsettled))))
        .add_option(filter.deviation.map(|wanted| are_among(wanted, sales_with(deviates()))))
}

fn are_among(wanted: bool, sales: SelectStatement) -> Expr {
    if wanted { sale::Column::Id.in_subquery(sales) } else { sale::Column::Id.not_in_subquery(sales) }
}

fn sales_with(line: Condition) -> SelectStatement {
    sale_line::Entity::find().select_only().column(sale_line::Column::SaleId).filter(line).into_query()
}

fn deviates() -> Condition {
    let of_sales = deviation::Entity::find()
        .select_only()
        .column(deviation::Column::SaleLineId)
        .filter(deviation::COLUMN.sale_line_id.is_not_null());
    Condition::all().add(sale_line::Column::Id.in_subquery(of_sales.into_query()))
}
