//! The ledger as it is read: entries in the order in which they were recorded, newest first.

use super::page::{self, Order, Page, PageRequest};
use crate::error::Error;
use entity::{
    entry::{self, LedgerAccount},
    id::{LotId, ProductId, SiteId, StockId, SupplierId},
    instant::Instant,
    posting::{self, PostingKind},
    stock,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};
use std::collections::BTreeMap;

/// Which entries are asked for; nothing named asks for all.
#[derive(Clone, Debug, Default)]
pub struct LedgerFilter {
    /// Entries at these sites; `None` for all of them.
    pub sites: Option<Vec<SiteId>>,
    /// Entries of these lots: a lot and those merged into it.
    pub lots: Option<Vec<LotId>>,
    /// Entries of this product.
    pub product_id: Option<ProductId>,
    /// Entries of what came from, or went back to, this supplier.
    pub supplier_id: Option<SupplierId>,
    /// Entries of postings of this kind.
    pub kind: Option<PostingKind>,
    /// Entries against this account.
    pub account: Option<LedgerAccount>,
    /// Recorded from then on.
    pub recorded_from: Option<Instant>,
    /// Recorded before then.
    pub recorded_to: Option<Instant>,
}

/// A page of entries, newest first; those of one balance stand in the order of its chain.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    filter: &LedgerFilter,
    asked: &PageRequest,
) -> Result<Page<entry::Model>, Error> {
    page::load(connection, entry::Entity::find().filter(condition(filter)), &newest_first(), asked).await
}

/// The same page of the entries of each lot in `families`, those of the lots that were merged into it included; `None`
/// stands for all sites.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn of_lots(
    connection: &impl ConnectionTrait,
    families: &BTreeMap<LotId, Vec<LotId>>,
    sites: Option<&[SiteId]>,
    asked: &PageRequest,
) -> Result<BTreeMap<LotId, Page<entry::Model>>, Error> {
    let members = families.iter().flat_map(|(lot, family)| family.iter().map(|member| (*member, *lot)));
    let survivors: BTreeMap<LotId, LotId> = members.collect();
    let filter = LedgerFilter {
        sites: sites.map(<[SiteId]>::to_vec),
        lots: Some(survivors.keys().copied().collect()),
        ..LedgerFilter::default()
    };
    let list = entry::Entity::find().filter(condition(&filter));
    let survivor = |entry: &entry::Model| survivors.get(&entry.lot_id).copied().unwrap_or(entry.lot_id);
    page::load_each(connection, list, entry::Column::LotId, survivor, &newest_first(), asked).await
}

fn newest_first() -> Order<entry::Model, (Instant, StockId, i64)> {
    Order {
        columns: vec![
            entry::Column::RecordedAt.into_expr(),
            entry::Column::StockId.into_expr(),
            entry::Column::Sequence.into_expr(),
        ],
        direction: Direction::Desc,
        key: |entry| (entry.recorded_at, entry.stock_id, entry.sequence),
    }
}

fn condition(filter: &LedgerFilter) -> Condition {
    let posting = entry::Column::PostingId;
    let of_supplier = |supplier| posting.in_subquery(postings(posting::COLUMN.supplier_id.eq(supplier).into()));
    let of_kind = |kind| posting.in_subquery(postings(posting::COLUMN.kind.eq(kind).into()));
    Condition::all()
        .add_option(filter.sites.as_ref().map(|sites| entry::COLUMN.site_id.is_in(sites.iter().copied())))
        .add_option(filter.lots.as_ref().map(|lots| entry::COLUMN.lot_id.is_in(lots.iter().copied())))
        .add_option(filter.product_id.map(|product| entry::Column::StockId.in_subquery(balances(product))))
        .add_option(filter.supplier_id.map(of_supplier))
        .add_option(filter.kind.map(of_kind))
        .add_option(filter.account.map(|account| entry::COLUMN.account.eq(account)))
        .add_option(filter.recorded_from.map(|from| entry::COLUMN.recorded_at.gte(from)))
        .add_option(filter.recorded_to.map(|to| entry::COLUMN.recorded_at.lt(to)))
}

fn postings(wanted: Condition) -> SelectStatement {
    posting::Entity::find().select_only().column(posting::Column::Id).filter(wanted).into_query()
}

fn balances(product: ProductId) -> SelectStatement {
    let balances = stock::Entity::find().filter(stock::COLUMN.product_id.eq(product));
    balances.select_only().column(stock::Column::Id).into_query()
}
