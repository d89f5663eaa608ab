//! Opened containers that were prepared with a recalled lot: they are held with it, and are to be disposed of with it.

use super::Affected;
use crate::{error::Failure, queries::preparations};
use entity::container::{self, ContainerStatus};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Those of other lots that are still open.
///
/// # Errors
/// When the database fails.
pub async fn still_open(
    connection: &impl ConnectionTrait,
    affected: &Affected,
) -> Result<Vec<container::Model>, Failure> {
    let own = affected.members();
    let ids = preparations::containers_with(connection, &affected.lot_ids()).await?;
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let rows = container::Entity::find()
        .filter(container::COLUMN.id.is_in(ids))
        .filter(container::COLUMN.status.eq(ContainerStatus::Open))
        .order_by_asc(container::COLUMN.id)
        .all(connection)
        .await?;
    Ok(rows.into_iter().filter(|container| !own.contains(&container.lot_id)).collect())
}
