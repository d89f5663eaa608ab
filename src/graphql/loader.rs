//! Rows by id, gathered: what one answer needs of a table comes in one statement, however deep it is asked.
//!
//! A loader lives as long as one request, never longer. Where all of an answer is read at one instant it keeps what it
//! read; what is read after a write is read again.

mod gate;
mod pages;

pub(super) use gate::Gate;
pub(super) use pages::{Asked, NotLoaded, page};

use super::error::graphql_error;
use crate::{
    database::Reader,
    error::{Error, Failure},
    queries::{catalogue, family},
};
use async_graphql::{
    Context, Result,
    dataloader::{CacheFactory, DataLoader, HashMapCache, Loader},
};
use entity::{
    audit_event, container, deviation, export_link, hold,
    id::{
        AuditEventId, AuthorizationId, ContactId, ContainerId, DeviationId, ExportLinkId, HoldId, LotId, PostingId,
        ProductId, PurchaseOrderId, PurchaseOrderLineId, RecallId, RecallNoticeId, ReorderPolicyId, ReservationId,
        SaleId, SaleLineId, SaleReturnId, SiteId, SupplierId, UsageId, UsageLineId,
    },
    lot, posting, product, purchase_order, purchase_order_line, recall, recall_contact, recall_notice, reorder_policy,
    reservation, sale, sale_line, sale_return, site, supplier, supplier_authorization, supplier_item, usage,
    usage_line,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use std::{collections::HashMap, hash::Hash, sync::Arc, time::Duration};

/// Where loaders read.
#[derive(Clone)]
pub struct Rows(pub(super) Reader);

/// The loader of the rows of one request.
pub(super) type RowLoader = DataLoader<Rows, HashMapCache>;

/// The loader of the rows of one request, which keeps what `reader` can't find changed.
pub(super) fn loader(reader: &Reader, gate: &Arc<Gate>) -> RowLoader {
    let loader = through(gate, Rows(reader.clone()), HashMapCache::default());
    loader.enable_all_cache(reader.is_at_one_instant());
    loader
}

/// A loader whose statements pass the gate of its request, once all is asked.
pub(super) fn through<Of, Cache: CacheFactory>(gate: &Arc<Gate>, of: Of, cache: Cache) -> DataLoader<Of, Cache> {
    let gate = gate.clone();
    DataLoader::with_cache(of, move |fetch| gate.send(fetch), cache).delay(Duration::ZERO)
}

/// The loader of this request.
pub(super) fn rows<'a>(context: &Context<'a>) -> Result<&'a RowLoader> {
    context.data::<RowLoader>()
}

/// The row of this id.
///
/// # Errors
/// When the database fails.
pub async fn find<Id>(context: &Context<'_>, id: Id) -> Result<Option<<Rows as Loader<Id>>::Value>>
where
    Id: Send + Sync + Hash + Eq + Clone + 'static,
    Rows: Loader<Id, Error = Arc<DbErr>>,
{
    rows(context)?.load_one(id).await.map_err(failed)
}

/// What `id` names, where it names anything that is there, as `show` has it.
///
/// # Errors
/// When the database fails.
pub async fn maybe<Id, Row, Shown>(
    context: &Context<'_>,
    id: Option<Id>,
    show: impl FnOnce(Row) -> Shown,
) -> Result<Option<Shown>>
where
    Id: Send + Sync + Hash + Eq + Clone + 'static,
    Rows: Loader<Id, Value = Row, Error = Arc<DbErr>>,
{
    match id {
        Some(id) => Ok(find(context, id).await?.map(show)),
        None => Ok(None),
    }
}

/// Each row of the list that `key` names, such as the lines of a sale, as `show` has it.
///
/// # Errors
/// When the database fails.
pub async fn each<Key, Row, Shown>(
    context: &Context<'_>,
    key: Key,
    show: impl FnMut(Row) -> Shown,
) -> Result<Vec<Shown>>
where
    Key: Send + Sync + Hash + Eq + Clone + 'static,
    Rows: Loader<Key, Value = Vec<Row>, Error = Arc<DbErr>>,
{
    let rows = find(context, key).await?.unwrap_or_default();
    Ok(rows.into_iter().map(show).collect())
}

/// The row of an id that another row names: it is there.
///
/// # Errors
/// When the database fails, or the row is gone all the same.
pub async fn required<Id>(context: &Context<'_>, id: Id) -> Result<<Rows as Loader<Id>>::Value>
where
    Id: Send + Sync + Hash + Eq + Clone + std::fmt::Debug + 'static,
    Rows: Loader<Id, Error = Arc<DbErr>>,
{
    let named = id.clone();
    let gone = || graphql_error(Failure::Broken(format!("{named:?} is named and is not there")));
    find(context, id).await?.ok_or_else(gone)
}

/// A failed batch: all who waited for it learn the same cause.
pub(super) fn failed(cause: Arc<DbErr>) -> async_graphql::Error {
    graphql_error(Error::Failed(Failure::Shared(cause)))
}

/// Rows by the id in one of their columns.
async fn by_id<E, Id>(
    connection: &Reader,
    column: E::Column,
    ids: &[Id],
    id: fn(&E::Model) -> Id,
) -> Result<HashMap<Id, E::Model>, Arc<DbErr>>
where
    E: EntityTrait,
    Id: Copy + Eq + Hash + Into<sea_orm::Value>,
{
    let rows = E::find().filter(column.is_in(ids.iter().copied())).all(connection).await.map_err(Arc::new)?;
    Ok(rows.into_iter().map(|row| (id(&row), row)).collect())
}

/// Rows in groups, by the id in one of their columns; the order within a group is the statement's.
pub(super) fn grouped<Id: Eq + Hash, Row>(rows: Vec<Row>, id: impl Fn(&Row) -> Id) -> HashMap<Id, Vec<Row>> {
    rows.into_iter().fold(HashMap::new(), |mut groups, row| {
        groups.entry(id(&row)).or_default().push(row);
        groups
    })
}

macro_rules! rows_by_id {
    ($($id:ty => $table:ident;)*) => {$(
        impl Loader<$id> for Rows {
            type Value = $table::Model;
            type Error = Arc<DbErr>;

            async fn load(&self, ids: &[$id]) -> Result<HashMap<$id, $table::Model>, Arc<DbErr>> {
                by_id::<$table::Entity, _>(&self.0, $table::Column::Id, ids, |row| row.id).await
            }
        }
    )*};
}

rows_by_id! {
    AuditEventId => audit_event;
    SiteId => site;
    SupplierId => supplier;
    AuthorizationId => supplier_authorization;
    ProductId => product;
    ContainerId => container;
    DeviationId => deviation;
    ExportLinkId => export_link;
    HoldId => hold;
    RecallNoticeId => recall_notice;
    PostingId => posting;
    PurchaseOrderId => purchase_order;
    PurchaseOrderLineId => purchase_order_line;
    ReorderPolicyId => reorder_policy;
    UsageId => usage;
    UsageLineId => usage_line;
    SaleId => sale;
    SaleLineId => sale_line;
    SaleReturnId => sale_return;
    ReservationId => reservation;
    RecallId => recall;
    ContactId => recall_contact;
}

/// A lot that turned out to be another one is that one, by whichever id it is asked.
impl Loader<LotId> for Rows {
    type Value = lot::Model;
    type Error = Arc<DbErr>;

    async fn load(&self, ids: &[LotId]) -> Result<HashMap<LotId, lot::Model>, Arc<DbErr>> {
        Ok(family::as_known_now(&self.0, ids).await.map_err(caused)?.into_iter().collect())
    }
}

/// What a supplier sells a product as.
impl Loader<(SupplierId, ProductId)> for Rows {
    type Value = supplier_item::Model;
    type Error = Arc<DbErr>;

    async fn load(
        &self,
        items: &[(SupplierId, ProductId)],
    ) -> Result<HashMap<(SupplierId, ProductId), supplier_item::Model>, Arc<DbErr>> {
        let rows = catalogue::items(&self.0, items).await.map_err(caused)?;
        Ok(rows.into_iter().map(|row| ((row.supplier_id, row.product_id), row)).collect())
    }
}

/// The ids of a lot and of those that were merged into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FamilyOf(pub LotId);

impl Loader<FamilyOf> for Rows {
    type Value = Vec<LotId>;
    type Error = Arc<DbErr>;

    async fn load(&self, lots: &[FamilyOf]) -> Result<HashMap<FamilyOf, Vec<LotId>>, Arc<DbErr>> {
        let lots: Vec<LotId> = lots.iter().map(|lot| lot.0).collect();
        let families = family::of(&self.0, &lots).await.map_err(caused)?;
        Ok(families.into_iter().map(|(lot, family)| (FamilyOf(lot), family)).collect())
    }
}

/// Every site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AllSites;

impl Loader<AllSites> for Rows {
    type Value = Arc<Vec<site::Model>>;
    type Error = Arc<DbErr>;

    async fn load(&self, _: &[AllSites]) -> Result<HashMap<AllSites, Self::Value>, Arc<DbErr>> {
        let sites = catalogue::sites(&self.0).await.map_err(caused)?;
        Ok(HashMap::from([(AllSites, Arc::new(sites))]))
    }
}

/// The cause of a failed query, to be shared by all who waited for it.
pub(super) fn caused(failure: Failure) -> Arc<DbErr> {
    match failure {
        Failure::Database(cause) => Arc::new(cause),
        Failure::Shared(cause) => cause,
        other => Arc::new(DbErr::Custom(other.to_string())),
    }
}
