//! Purchase orders as staff look for them, and what of them came.

use super::page::{self, Order, Page, PageRequest};
use crate::error::{Error, Failure};
use entity::{
    id::{PurchaseOrderId, PurchaseOrderLineId, SiteId},
    product,
    purchase_order::{self, PurchaseOrderStatus},
    purchase_order_line, purchase_receipt, site, supplier,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, Order as Direction, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;

/// How many containers came against each line.
pub type Received = BTreeMap<PurchaseOrderLineId, i64>;

/// A page of orders, the last made first: of these sites, or of all; of one status, or of any.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    sites: Option<&[SiteId]>,
    status: Option<PurchaseOrderStatus>,
    asked: &PageRequest,
) -> Result<Page<purchase_order::Model>, Error> {
    let order: Order<purchase_order::Model, i64> = Order {
        columns: vec![purchase_order::Column::Number.into_expr()],
        direction: Direction::Desc,
        key: |row| row.number,
    };
    let wanted = Condition::all()
        .add_option(sites.map(|sites| purchase_order::COLUMN.site_id.is_in(sites.iter().copied())))
        .add_option(status.map(|status| purchase_order::COLUMN.status.eq(status)));
    page::load(connection, purchase_order::Entity::find().filter(wanted), &order, asked).await
}

/// The order of this number, such as 17 of `PO-000017`.
///
/// # Errors
/// When the database fails.
pub async fn by_number(
    connection: &impl ConnectionTrait,
    number: i64,
) -> Result<Option<purchase_order::Model>, Failure> {
    let numbered = purchase_order::Entity::find().filter(purchase_order::COLUMN.number.eq(number));
    Ok(numbered.one(connection).await?)
}

/// An order with all that its printed page names.
#[derive(Clone, Debug)]
pub struct WholeOrder {
    /// The order.
    pub order: purchase_order::Model,
    /// To whom it goes.
    pub supplier: supplier::Model,
    /// For where.
    pub site: site::Model,
    /// Its lines, each with its product.
    pub lines: Vec<(purchase_order_line::Model, product::Model)>,
}

/// The order of this number with all that its printed page names.
///
/// # Errors
/// When the database fails.
pub async fn whole(connection: &impl ConnectionTrait, number: i64) -> Result<Option<WholeOrder>, Failure> {
    let Some(order) = by_number(connection, number).await? else { return Ok(None) };
    let supplier = supplier::Entity::find_by_id(order.supplier_id).one(connection).await?;
    let site = site::Entity::find_by_id(order.site_id).one(connection).await?;
    let Some((supplier, site)) = supplier.zip(site) else { return Ok(None) };
    let lines = lines_of(connection, [order.id]).await?;
    let products = product::COLUMN.id.is_in(lines.iter().map(|line| line.product_id));
    let products = product::Entity::find().filter(products).all(connection).await?;
    let with_product = lines.into_iter().filter_map(|line| {
        let product = products.iter().find(|product| product.id == line.product_id)?;
        Some((line, product.clone()))
    });
    let lines = with_product.collect();
    Ok(Some(WholeOrder { order, supplier, site, lines }))
}

/// The lines of some orders, each in its place.
///
/// # Errors
/// When the database fails.
pub async fn lines_of(
    connection: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = PurchaseOrderId>,
) -> Result<Vec<purchase_order_line::Model>, Failure> {
    let lines = purchase_order_line::Entity::find()
        .filter(purchase_order_line::COLUMN.purchase_order_id.is_in(orders))
        .order_by_asc(purchase_order_line::COLUMN.purchase_order_id)
        .order_by_asc(purchase_order_line::COLUMN.line);
    Ok(lines.all(connection).await?)
}

/// What came against some lines; what was taken back did not come.
///
/// # Errors
/// When the database fails.
pub async fn received_of(
    connection: &impl ConnectionTrait,
    lines: impl IntoIterator<Item = PurchaseOrderLineId>,
) -> Result<Received, Failure> {
    let of_lines = purchase_receipt::COLUMN.purchase_order_line_id.is_in(lines);
    received(connection, purchase_receipt::Entity::find().filter(of_lines)).await
}

/// What came against the lines of the open orders of a site.
///
/// # Errors
/// When the database fails.
pub async fn received_at(connection: &impl ConnectionTrait, site: SiteId) -> Result<Received, Failure> {
    let of_site = purchase_receipt::Entity::find()
        .join(JoinType::InnerJoin, purchase_receipt::Relation::PurchaseOrderLine.def())
        .join(JoinType::InnerJoin, purchase_order_line::Relation::PurchaseOrder.def())
        .filter(purchase_order::COLUMN.site_id.eq(site))
        .filter(purchase_order::COLUMN.status.is_in(PurchaseOrderStatus::OPEN));
    received(connection, of_site).await
}

async fn received(
    connection: &impl ConnectionTrait,
    receipts: Select<purchase_receipt::Entity>,
) -> Result<Received, Failure> {
    let containers = Expr::col((purchase_receipt::Entity, purchase_receipt::Column::Containers));
    let sums = receipts
        .select_only()
        .column(purchase_receipt::Column::PurchaseOrderLineId)
        .expr_as(containers.sum().cast_as("bigint"), "containers")
        .filter(purchase_receipt::COLUMN.taken_back.eq(false))
        .group_by(purchase_receipt::Column::PurchaseOrderLineId);
    Ok(sums.into_tuple().all(connection).await?.into_iter().collect())
}

/// What may still come of a line.
pub fn open_containers(line: &purchase_order_line::Model, received: i64) -> i64 {
    Ord::max(line.containers().saturating_sub(received), 0)
}
