//! Who bought a lot: the sales with a line of it.

use super::{Traced, reach::spellings};
use crate::{
    error::{Error, Failure},
    queries::page::{self, Order, Page, PageRequest},
};
use entity::{
    id::{SaleId, SiteId},
    sale, sale_line,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order as Direction, QueryFilter, QuerySelect,
    QueryTrait, sea_query::SelectStatement,
};

/// A page of the sales of the lot, unbooked lines that state its number included, the last recorded first; `sites` are
/// those to be shown, `None` stands for all.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn sales(
    connection: &impl ConnectionTrait,
    traced: &Traced,
    sites: Option<&[SiteId]>,
    asked: &PageRequest,
) -> Result<Page<sale::Model>, Error> {
    let order: Order<sale::Model, SaleId> =
        Order { columns: vec![sale::Column::Id.into_expr()], direction: Direction::Desc, key: |sale| sale.id };
    let named = sold(connection, traced).await?;
    let list = sale::Entity::find()
        .filter(sale::Column::Id.in_subquery(sales_with(named)))
        .filter(Condition::all().add_option(sites.map(|sites| sale::COLUMN.site_id.is_in(sites.iter().copied()))));
    page::load(connection, list, &order, asked).await
}

/// The sites that sold the lot outside the books, which the balances do not know.
pub(super) async fn unbooked_sites(connection: &impl ConnectionTrait, traced: &Traced) -> Result<Vec<SiteId>, Failure> {
    let unbooked = Condition::all().add(is_of(traced)).add(sale_line::Column::Booked.into_expr().not());
    let named = Condition::any().add(unbooked).add_option(stated(connection, traced).await?);
    let sites = sale::Entity::find()
        .select_only()
        .column(sale::Column::SiteId)
        .distinct()
        .filter(sale::Column::Id.in_subquery(sales_with(named)));
    Ok(sites.into_tuple().all(connection).await?)
}

/// Lines that name the lot, or state its number.
///
/// # Errors
/// When the database fails.
pub async fn sold(connection: &impl ConnectionTrait, traced: &Traced) -> Result<Condition, Failure> {
    Ok(traced.named_or(is_of(traced), stated(connection, traced).await?))
}

fn is_of(traced: &Traced) -> Condition {
    Condition::all().add(sale_line::COLUMN.lot_id.is_in(traced.family.iter().copied()))
}

/// Lines that state a spelling of its number, where the books did not have it.
async fn stated(connection: &impl ConnectionTrait, traced: &Traced) -> Result<Option<Condition>, Failure> {
    let spellings = spellings(connection, traced).await?;
    Ok((!spellings.is_empty()).then(|| {
        Condition::all()
            .add(sale_line::COLUMN.stated_canonical.is_in(spellings))
            .add(sale_line::COLUMN.product_id.eq(traced.product_id))
            .add(sale_line::COLUMN.lot_id.is_null())
    }))
}

/// The sales with such a line that no other line settles.
fn sales_with(line: Condition) -> SelectStatement {
    let lines = sale_line::Entity::find().select_only().column(sale_line::Column::SaleId).filter(line);
    lines.filter(sale_line::COLUMN.settled_at.is_null()).into_query()
}
