//! Recall notices as they are worked through: the last recorded first.

use super::page::{self, Order, Page, PageRequest};
use crate::error::Error;
use entity::{
    id::RecallNoticeId,
    recall_notice::{self, RecallNoticeStatus},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter};

/// A page of notices, of this status or of all.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    status: Option<RecallNoticeStatus>,
    asked: &PageRequest,
) -> Result<Page<recall_notice::Model>, Error> {
    let wanted = Condition::all().add_option(status.map(|status| recall_notice::COLUMN.status.eq(status)));
    let order: Order<recall_notice::Model, RecallNoticeId> = Order {
        columns: vec![recall_notice::Column::Id.into_expr()],
        direction: Direction::Desc,
        key: |notice| notice.id,
    };
    page::load(connection, recall_notice::Entity::find().filter(wanted), &order, asked).await
}
