//! The timeline of recalls: every act, in order.

use crate::error::Failure;
use entity::{id::RecallId, recall_event};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// The acts of these recalls, the first one first.
///
/// # Errors
/// When the database fails.
pub async fn of(
    connection: &impl ConnectionTrait,
    recalls: impl IntoIterator<Item = RecallId>,
) -> Result<Vec<recall_event::Model>, Failure> {
    let events = recall_event::Entity::find()
        .filter(recall_event::COLUMN.recall_id.is_in(recalls))
        .order_by_asc(recall_event::COLUMN.at)
        .order_by_asc(recall_event::COLUMN.id);
    Ok(events.all(connection).await?)
}
