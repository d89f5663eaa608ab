//! Who bought recalled lots at the till.

use super::possible;
use crate::{
    error::{Error, Failure},
    queries::{
        page::{self, Order, Page, PageRequest},
        recalls::{Affected, affected::Resembling},
        trace::{self, Traced},
    },
    rules::recall::is_certain,
};
use entity::{
    id::{SaleId, SiteId},
    instant::Instant,
    sale, sale_line,
    usage_line::LotEvidence,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order as Direction, QueryFilter, QuerySelect,
    QueryTrait, sea_query::Expr,
};

/// One sale of a recalled lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// The POS's id of the sale.
    pub sale_id: String,
    /// The customer, where somebody is named.
    pub customer_id: Option<String>,
    /// Where it was sold.
    pub site_id: SiteId,
    /// When.
    pub sold_at: Instant,
    /// Whether the lot is known: from the package, or stated.
    pub certain: bool,
}

/// Every sale of a lot that the recall is about, and of one that may be: whose stated number resembles a recalled one, or
/// that was assumed, or stated by a number that the books do not have, where and while a recalled lot was on hand. What came
/// back is with nobody any more. Of one sale only, where one is named.
///
/// # Errors
/// When the database fails.
pub async fn of(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    only: Option<SaleId>,
) -> Result<Vec<Buyer>, Failure> {
    let mut buyers = Vec::new();
    for (traced, resembling) in affected.traced.iter().zip(&affected.resembling) {
        buyers.extend(by(connection, trace::sold(connection, traced).await?, only, true).await?);
        for unsure in unsure(connection, traced, resembling).await? {
            buyers.extend(by(connection, unsure, only, false).await?);
        }
    }
    Ok(buyers)
}

/// Lines that may be of a recalled lot, though nobody is sure.
async fn unsure(
    connection: &impl ConnectionTrait,
    traced: &Traced,
    resembling: &Resembling,
) -> Result<Vec<Condition>, Failure> {
    let mut unsure = Vec::new();
    if let Some(alike) = resembling.alike(traced) {
        unsure.push(trace::sold(connection, &alike).await?);
    }
    let Some(then) = sold_then(connection, traced).await? else { return Ok(unsure) };
    unsure.push(Condition::all().add(assumed(traced)).add(then.clone()));
    if let Some(elsewhere) = resembling.elsewhere(traced) {
        unsure.push(Condition::all().add(trace::sold(connection, &elsewhere).await?).add(then));
    }
    Ok(unsure)
}

/// A page of the sales with a line of one of its lots, the last recorded first.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    asked: &PageRequest,
) -> Result<Page<sale::Model>, Error> {
    let order: Order<sale::Model, SaleId> =
        Order { columns: vec![sale::Column::Id.into_expr()], direction: Direction::Desc, key: |sale| sale.id };
    let mut lines = Condition::any();
    for traced in &affected.traced {
        lines = lines.add(trace::sold(connection, traced).await?);
    }
    if lines.is_empty() {
        return Ok(asked.page(vec![], order.key)?);
    }
    let lines = sale_line::Entity::find()
        .select_only()
        .column(sale_line::Column::SaleId)
        .filter(lines)
        .filter(sale_line::COLUMN.settled_at.is_null());
    let list = sale::Entity::find().filter(sale::Column::Id.in_subquery(lines.into_query()));
    page::load(connection, list, &order, asked).await
}

/// Lines of the product whose lot was assumed.
fn assumed(traced: &Traced) -> Condition {
    let other = sale_line::COLUMN.lot_id.is_not_in(traced.family.iter().copied());
    Condition::all()
        .add(sale_line::COLUMN.product_id.eq(traced.product_id))
        .add(sale_line::COLUMN.evidence.eq(LotEvidence::Assumed))
        .add(Condition::any().add(sale_line::COLUMN.lot_id.is_null()).add(other))
}

/// That a line was sold where and while one of the lots was there; `None` where none ever was.
async fn sold_then(connection: &impl ConnectionTrait, traced: &Traced) -> Result<Option<Expr>, Failure> {
    let column = |column| Expr::col((sale::Entity, column));
    let presence = possible::presence(connection, &traced.family).await?;
    let then = possible::while_on_hand(&presence, &column(sale::Column::SiteId), &column(sale::Column::SoldAt));
    let Some(then) = then else { return Ok(None) };
    let sales = sale::Entity::find()
        .select_only()
        .column(sale::Column::Id)
        .filter(column(sale::Column::Id).equals((sale_line::Entity, sale_line::Column::SaleId)))
        .filter(then);
    Ok(Some(Expr::exists(sales.into_query())))
}

/// Who bought by such a line, and has not brought all of it back.
async fn by(
    connection: &impl ConnectionTrait,
    lines: Condition,
    only: Option<SaleId>,
    known: bool,
) -> Result<Vec<Buyer>, Failure> {
    let column = |column| Expr::col((sale_line::Entity, column));
    let rows = sale_line::Entity::find()
        .find_also_related(sale::Entity)
        .filter(lines)
        .filter(sale_line::COLUMN.settled_at.is_null())
        .filter(column(sale_line::Column::Returned).lt(column(sale_line::Column::Quantity)))
        .filter(Condition::all().add_option(only.map(|id| sale_line::COLUMN.sale_id.eq(id))))
        .all(connection)
        .await?;
    let buyer = |(line, sale): (sale_line::Model, Option<sale::Model>)| {
        let sale = sale?;
        let certain = is_certain(known, line.evidence);
        let (site_id, sold_at, customer_id) = (sale.site_id, sale.sold_at, sale.customer_id);
        Some(Buyer { sale_id: sale.sale_id, customer_id, site_id, sold_at, certain })
    };
    Ok(rows.into_iter().filter_map(buyer).collect())
}
