//! Lots as staff look for them: soonest expiry first, undated last, or by number in whatever spelling.

use super::{
    catalogue, family,
    page::{self, Order, Page, PageRequest},
};
use crate::{
    error::{Error, Failure},
    rules::{lot_number, lot_status::LotStatus},
};
use chrono::NaiveDate;
use entity::{
    entry,
    fixed_point::Quantity,
    hold::{self, HoldKind},
    id::{LotId, ProductId, SiteId, SupplierId},
    lot, lot_spelling, posting, stock,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter, QuerySelect, QueryTrait,
    Select,
    sea_query::{Expr, SelectStatement},
};
use std::collections::BTreeMap;

/// Which lots are asked for; nothing named asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LotFilter {
    /// Lots of this product.
    pub product_id: Option<ProductId>,
    /// Lots that ever came to this site; the status and the stock asked for are those there.
    pub site_id: Option<SiteId>,
    /// Lots that came from this supplier.
    pub supplier_id: Option<SupplierId>,
    /// Lots that this number means, in any spelling, whatever the product.
    pub lot_number: Option<String>,
    /// Lots of this status.
    pub status: Option<LotStatus>,
    /// Lots whose last day is before this one.
    pub expires_before: Option<NaiveDate>,
    /// Lots of which something is on hand, or lots of which nothing is.
    pub in_stock: Option<bool>,
}

/// What a filter is understood by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Seen {
    /// The sites whose stock is looked at; `None` for all of them.
    pub sites: Option<Vec<SiteId>>,
    /// The last day that has ended: at the filter's site, or everywhere.
    pub last_ended_day: Option<NaiveDate>,
}

/// A page of lots, soonest expiry first, undated last. A lot that was merged into another is not among them.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    filter: &LotFilter,
    seen: &Seen,
    asked: &PageRequest,
) -> Result<Page<lot::Model>, Error> {
    page::load(connection, listed(filter, seen), &by_expiry(), asked).await
}

/// The same page of the lots of each of `products`.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn of_products(
    connection: &impl ConnectionTrait,
    products: &[ProductId],
    filter: &LotFilter,
    seen: &Seen,
    asked: &PageRequest,
) -> Result<BTreeMap<ProductId, Page<lot::Model>>, Error> {
    let theirs = lot::COLUMN.product_id.is_in(products.iter().copied());
    let list = listed(filter, seen).filter(theirs);
    page::load_each(connection, list, lot::Column::ProductId, |lot| lot.product_id, &by_expiry(), asked).await
}

/// The lot of a product that this number means, in any spelling that it was ever known by.
///
/// # Errors
/// When the database fails.
pub async fn by_number(
    connection: &impl ConnectionTrait,
    sku: &str,
    number: &str,
) -> Result<Option<lot::Model>, Failure> {
    let Some(product) = catalogue::product(connection, sku).await? else { return Ok(None) };
    let key = (product.id, lot_number::canonical(number));
    let Some(spelling) = lot_spelling::Entity::find_by_id(key).one(connection).await? else { return Ok(None) };
    Ok(family::as_known_now(connection, &[spelling.lot_id]).await?.remove(&spelling.lot_id))
}

fn listed(filter: &LotFilter, seen: &Seen) -> Select<lot::Entity> {
    lot::Entity::find().filter(lot::COLUMN.merged_into_id.is_null()).filter(condition(filter, seen))
}

/// First expired, first.
fn by_expiry() -> Order<lot::Model, (NaiveDate, LotId)> {
    Order {
        columns: vec![lot::Column::ExpirySort.into_expr(), lot::Column::Id.into_expr()],
        direction: Direction::Asc,
        key: |lot| (lot.expiry_sort, lot.id),
    }
}

fn condition(filter: &LotFilter, seen: &Seen) -> Condition {
    let id = lot::Column::Id;
    let number = filter.lot_number.as_deref().map(lot_number::canonical);
    Condition::all()
        .add_option(filter.product_id.map(|product| lot::COLUMN.product_id.eq(product)))
        .add_option(filter.site_id.map(|site| id.in_subquery(at_sites(Some(&[site]), None))))
        .add_option(filter.supplier_id.map(|supplier| id.in_subquery(delivered_by(supplier))))
        .add_option(number.map(|number| id.in_subquery(spelled(&number))))
        .add_option(filter.expires_before.map(|day| lot::COLUMN.expiry_sort.lt(day)))
        .add_option(filter.status.map(|status| has_status(status, filter.site_id, seen.last_ended_day)))
        .add_option(filter.in_stock.map(|in_stock| is_in_stock(in_stock, filter, seen)))
}

fn is_in_stock(in_stock: bool, filter: &LotFilter, seen: &Seen) -> Expr {
    let one = filter.site_id.map(|site| vec![site]);
    let sites = one.as_deref().or(seen.sites.as_deref());
    let balances = at_sites(sites, Some(Quantity::ZERO));
    if in_stock { lot::Column::Id.in_subquery(balances) } else { lot::Column::Id.not_in_subquery(balances) }
}

/// Lots with a balance at some sites, of more than so much.
fn at_sites(sites: Option<&[SiteId]>, more_than: Option<Quantity>) -> SelectStatement {
    let wanted = Condition::all()
        .add_option(sites.map(|sites| stock::COLUMN.site_id.is_in(sites.iter().copied())))
        .add_option(more_than.map(|quantity| stock::COLUMN.on_hand.gt(quantity)));
    stock::Entity::find().select_only().column(stock::Column::LotId).filter(wanted).into_query()
}

fn spelled(canonical: &str) -> SelectStatement {
    let spellings = lot_spelling::Entity::find().filter(lot_spelling::COLUMN.canonical.eq(canonical));
    spellings.select_only().column(lot_spelling::Column::LotId).into_query()
}

fn delivered_by(supplier: SupplierId) -> SelectStatement {
    let postings = posting::Entity::find().filter(posting::COLUMN.supplier_id.eq(supplier));
    let postings = postings.select_only().column(posting::Column::Id).into_query();
    let entries = entry::Entity::find().filter(entry::Column::PostingId.in_subquery(postings));
    entries.select_only().column(entry::Column::LotId).into_query()
}

/// The same as `lot_status::of`, said of every lot at once.
fn has_status(status: LotStatus, site: Option<SiteId>, last_ended_day: Option<NaiveDate>) -> Condition {
    let stopped = |kinds: &[HoldKind]| held(kinds, site);
    let any = [HoldKind::Recall, HoldKind::Suspect, HoldKind::Quarantine];
    let id = lot::Column::Id;
    let ended = last_ended_day.unwrap_or(NaiveDate::MIN);
    let all = Condition::all();
    match status {
        LotStatus::Recalled => all.add(id.in_subquery(stopped(&[HoldKind::Recall]))),
        LotStatus::Held => all
            .add(id.not_in_subquery(stopped(&[HoldKind::Recall])))
            .add(id.in_subquery(stopped(&[HoldKind::Suspect, HoldKind::Quarantine]))),
        LotStatus::Expired => all.add(id.not_in_subquery(stopped(&any))).add(lot::COLUMN.expiry_sort.lte(ended)),
        LotStatus::Usable => all.add(id.not_in_subquery(stopped(&any))).add(lot::COLUMN.expiry_sort.gt(ended)),
    }
}

fn held(kinds: &[HoldKind], site: Option<SiteId>) -> SelectStatement {
    let reaches =
        Condition::any().add(hold::COLUMN.site_id.is_null()).add_option(site.map(|site| hold::COLUMN.site_id.eq(site)));
    let holds = hold::Entity::find()
        .filter(hold::COLUMN.released_at.is_null())
        .filter(hold::COLUMN.kind.is_in(kinds.iter().copied()))
        .filter(hold::COLUMN.quantity.is_null())
        .filter(hold::COLUMN.container_id.is_null())
        .filter(reaches);
    holds.select_only().column(hold::Column::LotId).into_query()
}
