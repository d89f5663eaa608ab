//! Exposures of a recall: every line of a usage that one of its lots may have reached a patient by.

use super::Affected;
use crate::{
    error::{Error, Failure},
    queries::{
        page::{Page, PageRequest},
        trace,
    },
};
use entity::{
    component,
    id::{SiteId, UsageId, UsageLineId},
    recall::{self, RecallKind, RecallStatus},
    usage_line,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};

/// A page of the exposures, the last recorded first; `sites` are those to be shown, `None` stands for all.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    sites: Option<&[SiteId]>,
    asked: &PageRequest,
) -> Result<Page<usage_line::Model>, Error> {
    trace::reached(connection, ways(connection, affected).await?, sites, asked).await
}

/// What of the recalled was mixed in, where a line was reached inside something else.
///
/// # Errors
/// When the database fails.
pub async fn via(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    lines: &[usage_line::Model],
) -> Result<BTreeMap<UsageLineId, component::Model>, Failure> {
    let own = affected.members();
    let is_own = |line: &&usage_line::Model| line.lot_id.is_some_and(|lot| own.contains(&lot));
    let others: Vec<usage_line::Model> = lines.iter().filter(|line| !is_own(line)).cloned().collect();
    let mut via = BTreeMap::new();
    for traced in &affected.traced {
        via.extend(trace::via(connection, traced, &others).await?);
    }
    Ok(via)
}

/// Every way in which a line may have been reached.
///
/// # Errors
/// When the database fails.
pub async fn ways(connection: &impl ConnectionTrait, affected: &Affected) -> Result<Vec<Condition>, Failure> {
    let mut ways = Vec::new();
    let walks = trace::WALKS / affected.traced.len().max(1);
    for traced in &affected.traced {
        ways.extend(trace::ways(connection, traced, walks).await?);
    }
    Ok(ways)
}

/// The open recalls, mock ones left out, that a line of each of these usages was reached by.
///
/// # Errors
/// When the database fails.
pub async fn open_recalls_of(
    connection: &impl ConnectionTrait,
    usages: &[UsageId],
) -> Result<Vec<(UsageId, recall::Model)>, Failure> {
    let open = recall::Entity::find()
        .filter(recall::COLUMN.status.eq(RecallStatus::Open))
        .filter(recall::COLUMN.kind.ne(RecallKind::Mock))
        .order_by_asc(recall::COLUMN.id)
        .all(connection)
        .await?;
    let mut pairs = Vec::new();
    for recall in open {
        let affected = Affected::of_recall(connection, recall.id).await?;
        let mut reached: BTreeSet<UsageId> = BTreeSet::new();
        for way in ways(connection, &affected).await? {
            let lines = usage_line::Entity::find()
                .select_only()
                .column(usage_line::Column::UsageId)
                .distinct()
                .filter(way)
                .filter(usage_line::COLUMN.usage_id.is_in(usages.iter().copied()));
            reached.extend(lines.into_tuple::<UsageId>().all(connection).await?);
        }
        pairs.extend(reached.into_iter().map(|usage| (usage, recall.clone())));
    }
    Ok(pairs)
}
