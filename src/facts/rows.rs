//! The statements that write rows and answer what they wrote, so that an act can gather it.

use sea_orm::{
    ConnectionTrait, DbErr, DeleteMany, EntityTrait, FromQueryResult, IntoActiveModel, Iterable, ModelTrait,
    QueryTrait, UpdateMany,
    sea_query::{OnConflict, Query, ReturningClause},
};

/// How many rows go with one statement: far below what either database takes.
pub(crate) const AT_ONCE: usize = 500;

/// A row that is written as it is.
pub trait Row:
    ModelTrait<Entity: EntityTrait<Model = Self>>
    + FromQueryResult
    + IntoActiveModel<<Self::Entity as EntityTrait>::ActiveModel>
    + Sync
{
}
impl<M> Row for M where
    M: ModelTrait<Entity: EntityTrait<Model = M>>
        + FromQueryResult
        + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>
        + Sync
{
}

/// Writes rows that are not there.
///
/// # Errors
/// When the database fails, or one is there.
pub async fn insert<M: Row>(connection: &impl ConnectionTrait, rows: &[M]) -> Result<(), DbErr> {
    for some in rows.chunks(AT_ONCE) {
        let some = some.iter().cloned().map(IntoActiveModel::into_active_model);
        M::Entity::insert_many(some).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// Writes rows that may be there, and answers those that were written, as they are now.
///
/// # Errors
/// When the database fails.
pub async fn insert_or<M: Row>(
    connection: &impl ConnectionTrait,
    rows: &[M],
    conflict: &OnConflict,
) -> Result<Vec<M>, DbErr> {
    let mut written = Vec::new();
    for some in rows.chunks(AT_ONCE) {
        let some = some.iter().cloned().map(IntoActiveModel::into_active_model);
        let mut insert = M::Entity::insert_many(some).on_conflict(conflict.clone()).into_query();
        insert.returning(all_columns::<M>());
        written.extend(read(connection.query_all(&insert).await?)?);
    }
    Ok(written)
}

/// Changes rows, and answers them as they are now.
///
/// # Errors
/// When the database fails.
pub async fn update<E: EntityTrait>(
    connection: &impl ConnectionTrait,
    update: UpdateMany<E>,
) -> Result<Vec<E::Model>, DbErr> {
    let mut update = update.into_query();
    update.returning(all_columns::<E::Model>());
    read(connection.query_all(&update).await?)
}

/// Removes rows, and answers them as they were.
///
/// # Errors
/// When the database fails.
pub async fn delete<E: EntityTrait>(
    connection: &impl ConnectionTrait,
    delete: DeleteMany<E>,
) -> Result<Vec<E::Model>, DbErr> {
    let mut delete = delete.into_query();
    delete.returning(all_columns::<E::Model>());
    read(connection.query_all(&delete).await?)
}

fn all_columns<M: ModelTrait>() -> ReturningClause {
    Query::returning().columns(<M::Entity as EntityTrait>::Column::iter())
}

fn read<M: FromQueryResult>(rows: Vec<sea_orm::QueryResult>) -> Result<Vec<M>, DbErr> {
    rows.iter().map(|row| M::from_query_result(row, "")).collect()
}
