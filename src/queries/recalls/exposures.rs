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

/// By what of the recalled a line was reached.
#[derive(Clone, Debug, Default)]
pub struct Recalled {
    /// The line itself names a recalled lot, or states its number.
    pub itself: bool,
    /// What was mixed in that is recalled.
    pub mixed_in: Vec<component::Model>,
}

/// By what of the recalled each of `lines` was reached: a toxin and its diluent may both be.
///
/// # Errors
/// When the database fails.
pub async fn recalled(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    lines: &[usage_line::Model],
) -> Result<BTreeMap<UsageLineId, Recalled>, Failure> {
    let mut mixed: BTreeMap<UsageLineId, Vec<component::Model>> = BTreeMap::new();
    for traced in &affected.traced {
        for (line, components) in trace::mixed_in(connection, traced, lines).await? {
            mixed.entry(line).or_default().extend(components);
        }
    }
    let members = affected.members();
    let of = |line: &usage_line::Model| {
        let mixed_in = mixed.remove(&line.id).unwrap_or_default();
        let itself = line.lot_id.map_or_else(|| states_recalled(affected, line), |lot| members.contains(&lot));
        // A line that is reached by nothing that was mixed in is reached by itself.
        (line.id, Recalled { itself: itself || mixed_in.is_empty(), mixed_in })
    };
    Ok(lines.iter().map(of).collect())
}

fn states_recalled(affected: &Affected, line: &usage_line::Model) -> bool {
    let own = affected.traced.iter().filter(|traced| traced.product_id == line.product_id);
    line.stated_canonical.as_ref().is_some_and(|number| own.clone().any(|traced| traced.stated.contains(number)))
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
