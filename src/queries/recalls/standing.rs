//! Recalls that still hold what matches them and tell whom they reached: all that were not cancelled, mock ones left out.

use super::read_line;
use crate::{error::Failure, rules::recall::scope::ScopeLine};
use entity::{
    id::{ProductId, RecallId},
    recall::{self, RecallKind, RecallStatus},
    recall_scope,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// A recall that stands, with its lines for the products that are asked about.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The recall.
    pub recall: recall::Model,
    /// Its lines, each with its number in the scope.
    pub lines: Vec<(i32, ScopeLine)>,
}

impl Standing {
    /// Its lines for one product.
    pub fn lines_for(&self, product: ProductId) -> impl Iterator<Item = &ScopeLine> + Clone {
        self.lines.iter().map(|(_, line)| line).filter(move |line| line.product_id == product)
    }
}

/// The recalls of these products that stand, the first one first.
///
/// # Errors
/// When the database fails.
pub async fn of_products(
    connection: &impl ConnectionTrait,
    products: BTreeSet<ProductId>,
) -> Result<Vec<Standing>, Failure> {
    let rows = recall_scope::Entity::find()
        .filter(recall_scope::COLUMN.product_id.is_in(products))
        .order_by_asc(recall_scope::COLUMN.recall_id)
        .order_by_asc(recall_scope::COLUMN.line)
        .all(connection)
        .await?;
    if rows.is_empty() {
        return Ok(vec![]);
    }

    let mut lines: BTreeMap<RecallId, Vec<(i32, ScopeLine)>> = BTreeMap::new();
    for row in &rows {
        lines.entry(row.recall_id).or_default().push((row.line, read_line(row)?));
    }
    let recalls = recall::Entity::find()
        .filter(recall::COLUMN.id.is_in(lines.keys().copied()))
        .filter(recall::COLUMN.status.ne(RecallStatus::Cancelled))
        .filter(recall::COLUMN.kind.ne(RecallKind::Mock))
        .order_by_asc(recall::COLUMN.id)
        .all(connection)
        .await?;
    let with_lines = |recall: recall::Model| Some(Standing { lines: lines.remove(&recall.id)?, recall });
    Ok(recalls.into_iter().filter_map(with_lines).collect())
}
