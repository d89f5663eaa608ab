//! Lists of recalls, and the recalls that a lot, a hold, a posting or a treatment is concerned by.

use crate::{
    error::{Error, Failure},
    queries::{
        family,
        page::{self, Order, Page, PageRequest},
    },
};
use entity::{
    id::{LotId, PostingId, RecallId},
    instant::Instant,
    lot, recall,
    recall::RecallStatus,
    recall_disposal, recall_lot,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter, QuerySelect, QueryTrait,
};

/// A page of recalls, newest first.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    status: Option<RecallStatus>,
    asked: &PageRequest,
) -> Result<Page<recall::Model>, Error> {
    let order: Order<recall::Model, (Instant, RecallId)> = Order {
        columns: vec![recall::Column::OpenedAt.into_expr(), recall::Column::Id.into_expr()],
        direction: Direction::Desc,
        key: |recall| (recall.opened_at, recall.id),
    };
    let wanted = Condition::all().add_option(status.map(|status| recall::COLUMN.status.eq(status)));
    page::load(connection, recall::Entity::find().filter(wanted), &order, asked).await
}

/// A page of the lots of a recall, as they are known now: soonest expiry first, undated last.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn lots(
    connection: &impl ConnectionTrait,
    lots: impl IntoIterator<Item = LotId>,
    asked: &PageRequest,
) -> Result<Page<lot::Model>, Error> {
    let order: Order<lot::Model, (chrono::NaiveDate, LotId)> = Order {
        columns: vec![lot::Column::ExpirySort.into_expr(), lot::Column::Id.into_expr()],
        direction: Direction::Asc,
        key: |lot| (lot.expiry_sort, lot.id),
    };
    page::load(connection, lot::Entity::find().filter(lot::COLUMN.id.is_in(lots)), &order, asked).await
}

/// The recalls of these lots, each lot by the id that it is known by now: newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_lots(
    connection: &impl ConnectionTrait,
    lots: &[LotId],
) -> Result<Vec<(LotId, recall::Model)>, Failure> {
    let merged = lot::Entity::find()
        .select_only()
        .column(lot::Column::Id)
        .filter(lot::COLUMN.merged_into_id.is_in(lots.iter().copied()))
        .into_query();
    let theirs = Condition::any()
        .add(recall_lot::COLUMN.lot_id.is_in(lots.iter().copied()))
        .add(recall_lot::Column::LotId.in_subquery(merged));
    let rows = recall_lot::Entity::find().filter(theirs).all(connection).await?;
    let now = family::as_known_now(connection, &rows.iter().map(|row| row.lot_id).collect::<Vec<_>>()).await?;
    let recalls = recall::Entity::find().filter(recall::COLUMN.id.is_in(rows.iter().map(|row| row.recall_id)));
    let mut recalls = recalls.all(connection).await?;
    recalls.sort_by_key(|recall| std::cmp::Reverse((recall.opened_at, recall.id)));
    let mut pairs: Vec<(LotId, recall::Model)> = Vec::new();
    for recall in recalls {
        for row in rows.iter().filter(|row| row.recall_id == recall.id) {
            let Some(lot) = now.get(&row.lot_id).map(|lot| lot.id) else { continue };
            if !pairs.iter().any(|(known, other)| *known == lot && other.id == recall.id) {
                pairs.push((lot, recall.clone()));
            }
        }
    }
    Ok(pairs)
}

/// The recalls that these postings disposed of stock for.
///
/// # Errors
/// When the database fails.
pub async fn of_postings(
    connection: &impl ConnectionTrait,
    postings: impl IntoIterator<Item = PostingId>,
) -> Result<Vec<(PostingId, RecallId)>, Failure> {
    let disposals = recall_disposal::Entity::find().filter(recall_disposal::COLUMN.posting_id.is_in(postings));
    Ok(disposals.all(connection).await?.into_iter().map(|row| (row.posting_id, row.recall_id)).collect())
}
