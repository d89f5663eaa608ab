//! Deliveries, by who brought them.

use super::page::{self, Order, Page, PageRequest};
use crate::error::Error;
use entity::{
    id::{PostingId, SiteId, SupplierId},
    posting::{self, PostingKind},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter};
use std::collections::BTreeMap;

/// A page of the deliveries of which a rule was set aside, the last first; of one supplier, where it is named. `None`
/// stands for all sites.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn overridden(
    connection: &impl ConnectionTrait,
    supplier: Option<SupplierId>,
    sites: Option<&[SiteId]>,
    asked: &PageRequest,
) -> Result<Page<posting::Model>, Error> {
    let wanted = Condition::all()
        .add(posting::COLUMN.kind.eq(PostingKind::Receipt))
        .add(posting::COLUMN.reason.is_not_null())
        .add_option(supplier.map(|supplier| posting::COLUMN.supplier_id.eq(supplier)))
        .add_option(sites.map(|sites| posting::COLUMN.site_id.is_in(sites.iter().copied())));
    let order: Order<posting::Model, PostingId> =
        Order { columns: vec![posting::Column::Id.into_expr()], direction: Direction::Desc, key: |posting| posting.id };
    page::load(connection, posting::Entity::find().filter(wanted), &order, asked).await
}

/// The same page of the deliveries of each of `suppliers`, the last first; `None` stands for all sites.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn of_suppliers(
    connection: &impl ConnectionTrait,
    suppliers: &[SupplierId],
    sites: Option<&[SiteId]>,
    asked: &PageRequest,
) -> Result<BTreeMap<SupplierId, Page<posting::Model>>, Error> {
    let list = posting::Entity::find()
        .filter(posting::COLUMN.supplier_id.is_in(suppliers.iter().copied()))
        .filter(posting::COLUMN.kind.eq(PostingKind::Receipt))
        .filter(Condition::all().add_option(sites.map(|sites| posting::COLUMN.site_id.is_in(sites.iter().copied()))));
    let order: Order<posting::Model, PostingId> =
        Order { columns: vec![posting::Column::Id.into_expr()], direction: Direction::Desc, key: |posting| posting.id };
    let supplier = |posting: &posting::Model| posting.supplier_id;
    let pages = page::load_each(connection, list, posting::Column::SupplierId, supplier, &order, asked).await?;
    Ok(pages.into_iter().filter_map(|(supplier, page)| Some((supplier?, page))).collect())
}
