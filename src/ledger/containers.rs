//! Opened containers in the books: written with the posting that draws from them, or opened by themselves.

use super::overflow;
use crate::{
    error::{Error, Failure},
    facts::rows,
    rules::{
        allocation::PlannedContainer,
        container_label,
        refusal::{Refusal, field},
    },
};
use entity::{
    container::{self, ContainerStatus},
    id::{ContainerId, LotId},
    instant::Instant,
    stock,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, TryInsertResult,
    sea_query::Expr,
};

/// Opens a sealed container on purpose: nothing moves and on hand stays as it is, so that there is no posting; what is
/// open of the balance grows by it. `balance` is left as it is afterwards.
///
/// # Errors
/// `CONFLICT` when the site has a container of that label; [`Failure::Broken`] when nothing sealed is left, or the
/// balance was changed by somebody else: the plan was not made from what the lock protects.
pub async fn open(
    transaction: &DatabaseTransaction,
    container: container::Model,
    balance: &mut stock::Model,
) -> Result<(), Error> {
    let before = balance.opened;
    balance.opened = before.plus(container.remaining).ok_or_else(overflow)?;
    let grown = stock::Entity::update_many()
        .col_expr(stock::Column::Opened, Expr::value(balance.opened))
        .filter(stock::COLUMN.id.eq(balance.id))
        .filter(stock::COLUMN.lot_id.eq(container.lot_id))
        .filter(stock::COLUMN.sequence.eq(balance.sequence))
        .filter(stock::COLUMN.opened.eq(before))
        .filter(stock::COLUMN.on_hand.gte(balance.opened))
        .exec(transaction)
        .await?;
    if grown.rows_affected != 1 {
        return Err(Failure::Broken(format!("{} has nothing sealed to open, or was changed", balance.id)).into());
    }
    insert(transaction, vec![container]).await
}

/// Closes open containers that wait for a witness: nothing moves, and nothing is drawn from them any more. Answers them as
/// they are now.
///
/// # Errors
/// When the database fails.
pub async fn await_witness(
    transaction: &DatabaseTransaction,
    ids: impl IntoIterator<Item = ContainerId>,
    since: Instant,
) -> Result<Vec<container::Model>, Error> {
    let update = container::Entity::update_many()
        .col_expr(container::Column::WitnessAwaitedSince, Expr::value(since))
        .filter(container::COLUMN.id.is_in(ids))
        .filter(container::COLUMN.status.eq(ContainerStatus::Open));
    Ok(rows::update(transaction, update).await?)
}

/// Writes containers as they are after a posting.
pub(super) async fn write(transaction: &DatabaseTransaction, containers: Vec<PlannedContainer>) -> Result<(), Error> {
    let (new, known): (Vec<_>, Vec<_>) = containers.into_iter().partition(|planned| planned.is_new);
    insert(transaction, new.into_iter().map(|planned| planned.container).collect()).await?;
    for planned in known {
        planned.container.into_active_model().reset_all().update(transaction).await?;
    }
    Ok(())
}

/// Each label scans back to one container of the site: the database decides between two at once.
async fn insert(transaction: &DatabaseTransaction, containers: Vec<container::Model>) -> Result<(), Error> {
    if containers.is_empty() {
        return Ok(());
    }
    refuse_look_alikes(transaction, &containers).await?;
    let ids: Vec<(ContainerId, String)> = containers.iter().map(|row| (row.id, row.label.clone())).collect();
    let rows = containers.into_iter().map(IntoActiveModel::into_active_model);
    let inserted = container::Entity::insert_many(rows)
        .on_conflict_do_nothing_on([container::Column::SiteId, container::Column::Label]);
    let inserted = inserted.exec_without_returning(transaction).await?;
    if matches!(inserted, TryInsertResult::Inserted(count) if count == ids.len() as u64) {
        return Ok(());
    }
    let written = container::COLUMN.id.is_in(ids.iter().map(|(id, _)| *id));
    let written = container::Entity::find().filter(written).all(transaction).await?;
    let taken = ids.into_iter().find(|(id, _)| written.iter().all(|row| row.id != *id));
    let label = taken.map(|(_, label)| label).unwrap_or_default();
    Err(label_taken(label).into())
}

/// A label of the client's own is scanned back in canonical form: no two open containers of a site may look alike. Those that
/// we make differ by themselves.
async fn refuse_look_alikes(transaction: &DatabaseTransaction, new: &[container::Model]) -> Result<(), Error> {
    for container in new.iter().filter(|container| !container_label::is_ours(&container.label)) {
        let open = container::Entity::find()
            .filter(container::COLUMN.site_id.eq(container.site_id))
            .filter(container::COLUMN.status.eq(container::ContainerStatus::Open))
            .all(transaction)
            .await?;
        let canonical = container_label::canonical(&container.label);
        if let Some(alike) = open.into_iter().find(|row| container_label::canonical(&row.label) == canonical) {
            return Err(label_taken(alike.label).into());
        }
    }
    Ok(())
}

/// Keeps these containers for `into` where they were kept for, or first drawn for, `from`: the same patient, whom a
/// usage was charted wrong for. Answers them as they are now.
///
/// # Errors
/// When the database fails.
pub async fn keep_for(
    transaction: &DatabaseTransaction,
    containers: Vec<ContainerId>,
    from: &str,
    into: &str,
) -> Result<Vec<container::Model>, Error> {
    let mut kept = Vec::new();
    for column in [container::Column::KeptFor, container::Column::FirstPatientId] {
        let update = container::Entity::update_many()
            .col_expr(column, Expr::value(into))
            .filter(container::COLUMN.id.is_in(containers.iter().copied()))
            .filter(column.eq(from));
        kept.extend(rows::update(transaction, update).await?);
    }
    Ok(kept)
}

fn label_taken(label: String) -> Refusal {
    let message = format!("Another container of the site is {label}: labels are unique.");
    Refusal::conflict(field("label"), Some(label), message)
}

/// Every container of `from`, open or not, is one of `into` from now on: the lots turned out to be one. What is left in
/// the open ones moves by entries ([`post`](super::post)). Answers them as they are now.
///
/// # Errors
/// When the database fails.
pub async fn relabel(
    transaction: &DatabaseTransaction,
    from: LotId,
    into: LotId,
) -> Result<Vec<container::Model>, Error> {
    let update = container::Entity::update_many()
        .col_expr(container::Column::LotId, Expr::value(into))
        .filter(container::COLUMN.lot_id.eq(from));
    Ok(rows::update(transaction, update).await?)
}
