//! Expanding a recall: the firm has named more lots. They are held as the first ones were, and whoever was treated with
//! them is to be told.

use super::{
    Act, Operation, open_recall, place_hold,
    recalls::{self, contacts, holds},
};
use crate::{
    error::Error,
    ledger::locking::{self, Reach},
    queries::recalls::{
        self as queries, Affected,
        subjects::{self, Only},
    },
    rules::{
        person,
        recall::{hold_kind, scope::ScopeGiven},
        refusal::field,
        rights::Right,
    },
};
use entity::{
    id::{LotId, RecallId},
    recall::RecallStatus,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// More lots of a recall.
#[derive(Clone, Debug, Serialize)]
pub struct ExpandRecall {
    /// The recall.
    pub recall_id: RecallId,
    /// Why.
    pub reason: String,
    /// Which lots, product by product.
    pub scope: Vec<ScopeGiven>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExpandRecallDone {
    /// The recall.
    pub recall_id: RecallId,
}

impl Operation for ExpandRecall {
    type Done = ExpandRecallDone;
    const NAME: &'static str = "expandRecall";

    async fn perform(&self, act: &Act<'_>) -> Result<ExpandRecallDone, Error> {
        act.require_everywhere(Right::DirectRecalls)?;
        let reason = person::none_in(field("reason"), &self.reason)?;
        let lines = recalls::scope::check(act.transaction, &self.scope).await?;
        let everywhere = lines.iter().map(|line| line.product_id).collect();
        locking::lock_all(act.transaction, &Reach { everywhere, ..Reach::default() }).await?;
        let recall = recalls::locked(act, self.recall_id, RecallStatus::Open).await?;
        let first = queries::scope(act.transaction, recall.id).await?.last().map_or(0, |(line, _)| line + 1);
        let known: BTreeSet<LotId> = Affected::of_recall(act.transaction, recall.id).await?.lot_ids();
        let mut lots = open_recall::affected_lots(act, &lines, first).await?;
        lots.retain(|(lot, _)| !known.contains(lot));
        let ids: Vec<LotId> = lots.iter().map(|(lot, _)| *lot).collect();
        if hold_kind(recall.kind).is_some() {
            place_hold::lock_prepared_with(act, ids.iter().copied().collect()).await?;
        }
        recalls::scope::write(act, recall.id, first, &lines).await?;
        recalls::scope::write_lots(act, recall.id, &lots).await?;
        holds::place(act, &recall, &ids.iter().map(|lot| (*lot, None)).collect::<Vec<_>>()).await?;
        let mut listed = contacts::Listed::default();
        if hold_kind(recall.kind).is_some() {
            let affected = Affected::of_lots(act.transaction, &ids, lines.iter()).await?;
            let reached = subjects::of(act.transaction, &affected, Only::All).await?;
            listed = contacts::list(act, recall.id, reached, true).await?;
        }
        let what = format!(
            "Expanded by {} lines: {} lots, {} contacts added, {} reopened. {reason}",
            lines.len(),
            ids.len(),
            listed.added,
            listed.reopened
        );
        recalls::event(act, recall.id, what).await?;
        Ok(ExpandRecallDone { recall_id: recall.id })
    }
}
