//! The catalogue as staff read it: products, suppliers and sites.

use super::page::{self, Order, Page, PageRequest};
use crate::{
    error::{Error, Failure},
    rules::{refusal::path, text},
};
use entity::{
    entry,
    id::{ProductId, SupplierId},
    posting,
    product::{self, ProductCategory},
    site, stock, supplier, supplier_item,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order as Direction, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
    sea_query::{Expr, Func, SelectStatement},
};
use std::collections::BTreeMap;

/// Which products are asked for; nothing named asks for all.
#[derive(Clone, Debug, Default)]
pub struct ProductFilter {
    /// Words that each occur in the product's code, name or manufacturer, without regard to case and accents.
    pub search: Option<String>,
    /// Products of this category.
    pub category: Option<ProductCategory>,
    /// Archived products only, or the others only.
    pub archived: Option<bool>,
    /// Products that this supplier delivered.
    pub supplier_id: Option<SupplierId>,
}

/// A page of products, by name.
///
/// # Errors
/// `INVALID` for a search too long or a broken cursor; when the database fails.
pub async fn products(
    connection: &impl ConnectionTrait,
    filter: &ProductFilter,
    asked: &PageRequest,
) -> Result<Page<product::Model>, Error> {
    let list = product::Entity::find().filter(condition(connection, filter).await?);
    page::load(connection, list, &by_name(), asked).await
}

/// What suppliers sell products as.
///
/// # Errors
/// When the database fails.
pub async fn items(
    connection: &impl ConnectionTrait,
    items: &[(SupplierId, ProductId)],
) -> Result<Vec<supplier_item::Model>, Failure> {
    let item = |(supplier, product): &(SupplierId, ProductId)| {
        Condition::all()
            .add(supplier_item::COLUMN.supplier_id.eq(*supplier))
            .add(supplier_item::COLUMN.product_id.eq(*product))
    };
    let any = items.iter().map(item).fold(Condition::any(), Condition::add);
    Ok(supplier_item::Entity::find().filter(any).all(connection).await?)
}

/// A page of what each supplier sells.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn items_of(
    connection: &impl ConnectionTrait,
    suppliers: &[SupplierId],
    asked: &PageRequest,
) -> Result<BTreeMap<SupplierId, Page<supplier_item::Model>>, Error> {
    let order: Order<supplier_item::Model, ProductId> = Order {
        columns: vec![supplier_item::Column::ProductId.into_expr()],
        direction: Direction::Asc,
        key: |row| row.product_id,
    };
    let list = supplier_item::Entity::find();
    let list = list.filter(supplier_item::COLUMN.supplier_id.is_in(suppliers.iter().copied()));
    let of = |row: &supplier_item::Model| row.supplier_id;
    page::load_each(connection, list, supplier_item::Column::SupplierId, of, &order, asked).await
}

/// The condition of `filter` on the table of products, for lists that join it.
///
/// # Errors
/// `INVALID` for a search that is too long; when the database fails.
pub async fn condition(connection: &impl ConnectionTrait, filter: &ProductFilter) -> Result<Condition, Error> {
    let search = text::optional(path(["filter", "search"]), filter.search.as_deref(), text::SHORT)?.unwrap_or_default();
    let words: Vec<String> = search.split_whitespace().map(text::folded).collect();
    let found = if words.is_empty() { None } else { Some(with_words(connection, &words).await?) };
    Ok(Condition::all()
        .add_option(found.map(|found| product::COLUMN.id.is_in(found)))
        .add_option(filter.category.map(|category| product::COLUMN.category.eq(category)))
        .add_option(filter.archived.map(|archived| product::COLUMN.archived.eq(archived)))
        .add_option(filter.supplier_id.map(|id| product::Column::Id.in_subquery(delivered_by(id)))))
}

/// The product of this code; none for a text that cannot be one.
///
/// # Errors
/// When the database fails.
pub async fn product(connection: &impl ConnectionTrait, sku: &str) -> Result<Option<product::Model>, Failure> {
    let Ok(sku) = text::required(vec![], sku, text::SHORT) else { return Ok(None) };
    let exactly = product::Entity::find().filter(product::COLUMN.sku.eq(sku.as_str())).one(connection).await?;
    if exactly.is_some() {
        return Ok(exactly);
    }
    let folded = Expr::expr(Func::lower(Expr::col(product::Column::Sku))).eq(sku.to_ascii_lowercase());
    Ok(product::Entity::find().filter(folded).order_by_asc(product::Column::Sku).one(connection).await?)
}

/// A page of suppliers, by name.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn suppliers(connection: &impl ConnectionTrait, asked: &PageRequest) -> Result<Page<supplier::Model>, Error> {
    let order: Order<supplier::Model, (String, SupplierId)> = Order {
        columns: vec![supplier::Column::Name.into_expr(), supplier::Column::Id.into_expr()],
        direction: Direction::Asc,
        key: |supplier| (supplier.name.clone(), supplier.id),
    };
    page::load(connection, supplier::Entity::find(), &order, asked).await
}

/// Every site, by code.
///
/// # Errors
/// When the database fails.
pub async fn sites(connection: &impl ConnectionTrait) -> Result<Vec<site::Model>, Failure> {
    Ok(site::Entity::find().order_by_asc(site::COLUMN.code).all(connection).await?)
}

/// The order of the catalogue.
pub(super) fn by_name() -> Order<product::Model, (String, ProductId)> {
    Order {
        columns: vec![product::Column::Name.into_expr(), product::Column::Id.into_expr()],
        direction: Direction::Asc,
        key: |product| (product.name.clone(), product.id),
    }
}

/// The products in whose code, name or manufacturer each of the folded words occurs. The databases fold letters in different
/// ways, and neither takes accents away: a catalogue is small enough to be folded here.
async fn with_words(connection: &impl ConnectionTrait, words: &[String]) -> Result<Vec<ProductId>, Failure> {
    let products: Vec<(ProductId, String, String, String)> = product::Entity::find()
        .select_only()
        .columns([product::Column::Id, product::Column::Sku, product::Column::Name, product::Column::Manufacturer])
        .into_tuple()
        .all(connection)
        .await?;
    let has_words = |texts: [&String; 3]| {
        let texts = texts.map(|given| text::folded(given));
        words.iter().all(|word| texts.iter().any(|folded| folded.contains(word.as_str())))
    };
    let found = products.into_iter().filter(|(_, sku, name, manufacturer)| has_words([sku, name, manufacturer]));
    Ok(found.map(|(id, ..)| id).collect())
}

fn delivered_by(supplier_id: SupplierId) -> SelectStatement {
    let postings = posting::Entity::find()
        .select_only()
        .column(posting::Column::Id)
        .filter(posting::COLUMN.supplier_id.eq(supplier_id))
        .into_query();
    let balances: Select<entry::Entity> = entry::Entity::find()
        .select_only()
        .column(entry::Column::StockId)
        .filter(entry::Column::PostingId.in_subquery(postings));
    stock::Entity::find()
        .select_only()
        .column(stock::Column::ProductId)
        .filter(stock::Column::Id.in_subquery(balances.into_query()))
        .into_query()
}
