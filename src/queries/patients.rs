//! Patients that the EHR merged: all the ids that one person has had.

use crate::{error::Failure, rules::patient_link};
use entity::patient_link as link;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::collections::{BTreeMap, BTreeSet};

/// Every id that stands for the patient of `id`, itself included, in order. One statement for a patient who was never
/// merged, one more for each link of the longest chain.
///
/// # Errors
/// When the database fails.
pub async fn linked_ids(connection: &impl ConnectionTrait, id: &str) -> Result<Vec<String>, Failure> {
    let linked = linked_ids_of(connection, &BTreeSet::from([id.to_owned()])).await?;
    Ok(linked.into_values().next().unwrap_or_default())
}

/// The same for each of `ids`, in as many statements as the longest chain of all of them takes.
///
/// # Errors
/// When the database fails.
pub async fn linked_ids_of(
    connection: &impl ConnectionTrait,
    ids: &BTreeSet<String>,
) -> Result<BTreeMap<String, Vec<String>>, Failure> {
    let (mut known, mut new, mut rows) = (ids.clone(), ids.clone(), Vec::new());
    while !new.is_empty() {
        let read = rows_about(connection, &new).await?;
        new = patient_link::reached(&patient_link::standing(read.iter().cloned()), &known);
        known.extend(new.iter().cloned());
        rows.extend(read);
    }
    let links = patient_link::standing(rows);
    Ok(ids.iter().map(|id| (id.clone(), patient_link::everyone(&links, id).into_iter().collect())).collect())
}

/// What was last said of `id`: that it was merged into another, or that this was taken back.
///
/// # Errors
/// When the database fails.
pub async fn newest_link(connection: &impl ConnectionTrait, id: &str) -> Result<Option<link::Model>, Failure> {
    let rows = link::Entity::find().filter(link::COLUMN.from_id.eq(id));
    Ok(rows.order_by_desc(link::COLUMN.sequence).one(connection).await?)
}

/// All rows of every id that was ever linked from or into one of `ids`: those of an id must be seen together.
async fn rows_about(connection: &impl ConnectionTrait, ids: &BTreeSet<String>) -> Result<Vec<link::Model>, Failure> {
    let merged_into_them =
        link::Entity::find().select_only().column(link::Column::FromId).filter(link::COLUMN.into_id.is_in(ids));
    let about = Condition::any()
        .add(link::COLUMN.from_id.is_in(ids))
        .add(link::Column::FromId.in_subquery(merged_into_them.into_query()));
    Ok(link::Entity::find().filter(about).all(connection).await?)
}
