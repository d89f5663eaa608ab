//! Opening a recall: from its commit on, no unit of a matching lot is used or sold at any site, but what is declared to
//! have been used already.

use super::{
    Act, Operation, place_hold,
    recalls::{self, contacts, holds},
};
use crate::{
    error::Error,
    ledger::locking::{self, Reach},
    queries::recalls::{
        Affected, matches,
        subjects::{self, Only},
    },
    rules::{
        notice::{Notice, NoticeCode},
        recall::{
            form::{self, Head},
            hold_kind,
            scope::{ScopeGiven, ScopeLine},
        },
        refusal::field,
        rights::Right,
    },
};
use entity::{
    id::{LotId, RecallId},
    recall::{self, RecallStatus},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A recall.
#[derive(Clone, Debug, Serialize)]
pub struct OpenRecall {
    /// What is said of it.
    pub head: Head,
    /// Which lots, product by product.
    pub scope: Vec<ScopeGiven>,
    /// How long the full trace of a mock recall took, in milliseconds, as it was measured before. It is no part of what is
    /// asked, so that a repetition is one.
    #[serde(skip)]
    pub trace_millis: Option<i64>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenRecallDone {
    /// The recall.
    pub recall_id: RecallId,
}

impl Operation for OpenRecall {
    type Done = OpenRecallDone;
    const NAME: &'static str = "openRecall";

    async fn perform(&self, act: &Act<'_>) -> Result<OpenRecallDone, Error> {
        act.require_everywhere(Right::OpenRecall)?;
        let head = form::head(&self.head, act.request.at).map_err(Error::Refused)?;
        let lines = recalls::scope::check(act.transaction, &self.scope).await?;
        act.notify(opened_before(act, &head).await?);

        // From here on no usage or sale of what may match is on its way unseen.
        let everywhere = lines.iter().map(|line| line.product_id).collect();
        locking::lock_all(act.transaction, &Reach { everywhere, ..Reach::default() }).await?;
        let lots = affected_lots(act, &lines, 0).await?;
        let ids: Vec<LotId> = lots.iter().map(|(lot, _)| *lot).collect();
        let tells = hold_kind(head.kind).is_some();
        if tells {
            place_hold::lock_prepared_with(act, ids.iter().copied().collect()).await?;
        }

        let recall = row(act, head, self.trace_millis.unwrap_or_default());
        act.insert(recall.clone()).await?;
        recalls::scope::write(act, recall.id, 0, &lines).await?;
        recalls::scope::write_lots(act, recall.id, &lots).await?;
        holds::place(act, &recall, &ids.iter().map(|lot| (*lot, None)).collect::<Vec<_>>()).await?;

        let told = if tells { list_contacts(act, recall.id, &ids, &lines).await? } else { 0 };
        let what = format!("Opened with {} lines: {} lots, {told} contacts.", lines.len(), ids.len());
        recalls::event(act, recall.id, what).await?;
        Ok(OpenRecallDone { recall_id: recall.id })
    }
}

/// Lists everybody whom these lots reached as to be told: how many they are.
async fn list_contacts(act: &Act<'_>, recall: RecallId, lots: &[LotId], lines: &[ScopeLine]) -> Result<usize, Error> {
    let affected = Affected::of_lots(act.transaction, lots, lines.iter()).await?;
    let reached = subjects::of(act.transaction, &affected, Only::All).await?;
    let told = reached.len();
    if told > 0 {
        contacts::list(act, recall, reached, false).await?;
    }
    Ok(told)
}

/// What somebody should know, when an open recall of this firm has the same number: it may be a second letter about it.
async fn opened_before(act: &Act<'_>, head: &Head) -> Result<Option<Notice>, Error> {
    let Some(number) = &head.number else { return Ok(None) };
    let same = recall::Entity::find()
        .filter(recall::COLUMN.number.eq(number.as_str()))
        .filter(recall::COLUMN.firm.eq(head.firm.as_str()))
        .filter(recall::COLUMN.kind.eq(head.kind))
        .filter(recall::COLUMN.status.eq(RecallStatus::Open))
        .order_by_desc(recall::COLUMN.id);
    let same = same.one(act.transaction).await?;
    let message = |open: recall::Model| {
        let (by, id) = (open.opened_by, open.id);
        format!("Recall {number} of {} was opened by {by} ({id}): should that one be expanded?", head.firm)
    };
    Ok(same.map(|open| Notice::new(NoticeCode::PossibleDuplicate, field("number"), message(open))))
}

/// The lots that `lines`, numbered from `first`, are about, each with the line it matched first.
pub(super) async fn affected_lots(act: &Act<'_>, lines: &[ScopeLine], first: i32) -> Result<Vec<(LotId, i32)>, Error> {
    let matched = matches::of_lines(act.transaction, lines).await?;
    let (mut lots, mut seen) = (Vec::new(), BTreeSet::new());
    for (line, matched) in (first..).zip(matched) {
        lots.extend(matched.lots.into_iter().filter(|lot| seen.insert(*lot)).map(|lot| (lot, line)));
    }
    Ok(lots)
}

fn row(act: &Act<'_>, head: Head, trace_millis: i64) -> recall::Model {
    let Head { kind, number, classification, firm, reason, instructions, initiated_on, response_due_on } = head;
    recall::Model {
        id: RecallId::new(),
        kind,
        number,
        classification,
        firm,
        reason,
        instructions,
        initiated_on,
        response_due_on,
        status: RecallStatus::Open,
        opened_at: act.now(),
        opened_by: act.person().to_owned(),
        trace_millis,
    }
}
