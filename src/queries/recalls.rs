//! Recalls as they are asked for: what matched, whom it reached, who is told, what adds up.
//!
//! What a recall reaches is worked out from the books whenever it is asked, never stored: a usage that is entered late is
//! in the answer as soon as it is in the books.

pub mod affected;
pub mod balances;
pub mod buyers;
pub mod contacts;
pub mod exposures;
pub mod facts;
pub mod history;
pub mod lists;
pub mod matches;
pub mod named;
pub mod possible;
pub mod prepared;
pub mod preview;
pub mod progress;
pub mod standing;
pub mod subjects;

pub use affected::Affected;

use crate::{error::Failure, rules::recall::scope::ScopeLine};
use entity::{
    id::RecallId,
    recall_scope::{self, Model as ScopeRow},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// The lines of a recall's scope, in order.
///
/// # Errors
/// When the database fails.
pub async fn scope(connection: &impl ConnectionTrait, recall: RecallId) -> Result<Vec<(i32, ScopeLine)>, Failure> {
    let rows = recall_scope::Entity::find()
        .filter(recall_scope::COLUMN.recall_id.eq(recall))
        .order_by_asc(recall_scope::COLUMN.line)
        .all(connection)
        .await?;
    rows.iter().map(|row| Ok((row.line, read_line(row)?))).collect()
}

/// The line of a scope as it was written down.
///
/// # Errors
/// [`Failure::Broken`] when it is unreadable.
pub fn read_line(row: &ScopeRow) -> Result<ScopeLine, Failure> {
    serde_json::from_str::<ScopeLine>(&row.criteria)
        .map(ScopeLine::in_canonical_form)
        .map_err(|cause| Failure::Broken(format!("line {} of {} is unreadable: {cause}", row.line, row.recall_id)))
}
