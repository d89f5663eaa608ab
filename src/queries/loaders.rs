//! Loaders: rows for everybody in one answer who waits for them, by what they are asked for by.
//!
//! A key says what is wanted (a row's id, [`UsageLinesOf`](treatment_room::UsageLinesOf) a usage), and its loader reads
//! it for many keys in one statement. Whoever answers gathers the keys: one [`Rows`] for one answer, never one for the
//! whole program, since what it may remember is of one instant.

pub mod approvals;
pub mod books;
pub mod catalogue;
mod pages;
pub mod purchasing;
pub mod recall;
pub mod stockroom;
pub mod till;
pub mod treatment_room;

use std::{collections::HashMap, hash::Hash, sync::Arc};

use async_graphql::dataloader::Loader;
use entity::{
    approval, audit_event, component, container, deviation, export_link, hold,
    id::{
        ApprovalId, AuditEventId, AuthorizationId, ComponentId, ContactId, ContainerId, DeviationId, ExportLinkId,
        HoldId, PostingId, ProductId, PurchaseOrderId, PurchaseOrderLineId, RecallId, RecallNoticeId, ReorderPolicyId,
        ReservationId, SaleId, SaleLineId, SaleReturnId, SiteId, SupplierId, UsageId, UsageLineId,
    },
    posting, product, purchase_order, purchase_order_line, recall as recall_row, recall_contact, recall_notice,
    reorder_policy, reservation, sale, sale_line, sale_return, site, supplier, supplier_authorization, usage,
    usage_line,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub use self::pages::{Asked, NotLoaded};
use crate::{database::Reader, error::Failure};

/// Where loaders read.
#[derive(Clone)]
pub struct Rows(pub Reader);

/// Why a loader read nothing: all who waited for it learn the same.
pub type SharedFailure = Arc<Failure>;

/// The failure of a statement, to be shared by all who waited for it.
fn shared(cause: impl Into<Failure>) -> SharedFailure {
    Arc::new(cause.into())
}

/// Rows under the key that each belongs to, in the order in which they come.
fn gathered<Key: Eq + Hash, Row>(rows: impl IntoIterator<Item = (Key, Row)>) -> HashMap<Key, Vec<Row>> {
    let mut groups = HashMap::<Key, Vec<Row>>::new();
    for (key, row) in rows {
        groups.entry(key).or_default().push(row);
    }
    groups
}

/// Rows by the id in one of their columns.
async fn by_id<E, Id>(
    connection: &Reader,
    column: E::Column,
    ids: &[Id],
    id: fn(&E::Model) -> Id,
) -> Result<HashMap<Id, E::Model>, SharedFailure>
where
    E: EntityTrait,
    Id: Copy + Eq + Hash + Into<sea_orm::Value>,
{
    let rows = E::find().filter(column.is_in(ids.iter().copied())).all(connection).await.map_err(shared)?;
    Ok(rows.into_iter().map(|row| (id(&row), row)).collect())
}

macro_rules! rows_by_id {
    ($($id:ty => $table:ident;)*) => {$(
        impl Loader<$id> for Rows {
            type Value = $table::Model;
            type Error = SharedFailure;

            async fn load(&self, ids: &[$id]) -> Result<HashMap<$id, $table::Model>, SharedFailure> {
                by_id::<$table::Entity, _>(&self.0, $table::Column::Id, ids, |row| row.id).await
            }
        }
    )*};
}

rows_by_id! {
    ApprovalId => approval;
    AuditEventId => audit_event;
    AuthorizationId => supplier_authorization;
    ComponentId => component;
    ContactId => recall_contact;
    ContainerId => container;
    DeviationId => deviation;
    ExportLinkId => export_link;
    HoldId => hold;
    PostingId => posting;
    ProductId => product;
    PurchaseOrderId => purchase_order;
    PurchaseOrderLineId => purchase_order_line;
    RecallId => recall_row;
    RecallNoticeId => recall_notice;
    ReorderPolicyId => reorder_policy;
    ReservationId => reservation;
    SaleId => sale;
    SaleLineId => sale_line;
    SaleReturnId => sale_return;
    SiteId => site;
    SupplierId => supplier;
    UsageId => usage;
    UsageLineId => usage_line;
}
