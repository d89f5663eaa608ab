//! Opening a recall: from its commit on, no unit of a matching lot is used or sold at any site, but what is declared to
//! have been used already.

use super::{
    Act, Operation, place_hold,
    recalls::{self, contacts, holds},
    resolve_recall_notice,
};
use crate::{
    error::Error,
    ledger::locking::{self, Reach},
    queries::recalls::{
        Affected, matches,
        subjects::{self, Only},
    },
    rules::{
        lot_number,
        recall::{
            form::{self, Head},
            hold_kind,
            scope::{ScopeGiven, ScopeLine},
        },
        refusal::{Refusal, field},
        rights::Right,
        text,
    },
};
use entity::{
    id::{LotId, RecallId, RecallNoticeId},
    recall::{self, RecallStatus},
    recall_notice::RecallNoticeStatus,
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
    /// The notice that it is opened for, which is decided on with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_id: Option<RecallNoticeId>,
    /// It is another recall than the one that has its number already.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_another: bool,
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

        // From here on no usage or sale of what may match is on its way unseen.
        let everywhere = lines.iter().map(|line| line.product_id).collect();
        locking::lock_all(act.transaction, &Reach { everywhere, ..Reach::default() }).await?;
        if !self.is_another {
            not_opened_before(act, &head).await?;
        }
        let notice = match self.notice_id {
            Some(id) => Some(resolve_recall_notice::undecided(act, id).await?),
            None => None,
        };
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
        if let Some(notice) = notice {
            let note = format!("{} was opened for it.", recalls::name(&recall));
            resolve_recall_notice::decide(act, notice, RecallNoticeStatus::Opened, Some(recall.id), note).await?;
        }
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

/// Refuses a recall whose number has been opened: it would tell everybody a second time. A second letter expands or reopens
/// the first one; a firm that gives one number twice is said to. Numbers are compared as people read them.
async fn not_opened_before(act: &Act<'_>, head: &Head) -> Result<(), Error> {
    let Some(number) = &head.number else { return Ok(()) };
    let known = recall::Entity::find()
        .filter(recall::COLUMN.number.is_not_null())
        .filter(recall::COLUMN.kind.eq(head.kind))
        .filter(recall::COLUMN.status.ne(RecallStatus::Cancelled))
        .order_by_desc(recall::COLUMN.id)
        .all(act.transaction)
        .await?;
    let wanted = lot_number::canonical(number);
    let is_same = |known: &&recall::Model| known.number.as_deref().map(lot_number::canonical).as_ref() == Some(&wanted);
    let Some(same) = known.iter().find(is_same) else { return Ok(()) };

    let instead = if same.status == RecallStatus::Closed { "reopen that one" } else { "expand that one" };
    let message = format!(
        "{} was opened by {} ({}): {instead}, or say that this is another recall.",
        text::capitalized(&recalls::name(same)),
        same.opened_by,
        same.id
    );
    Err(Refusal::conflict(field("number"), Some(same.id.to_string()), message).into())
}

/// The lots that `lines`, numbered from `first`, are about, each with the line it matched first. Whoever asks is told which
/// numbers matched nothing.
pub(super) async fn affected_lots(act: &Act<'_>, lines: &[ScopeLine], first: i32) -> Result<Vec<(LotId, i32)>, Error> {
    let matched = matches::of_lines(act.transaction, lines).await?;
    act.notify(recalls::unmatched::notices(act, lines, &matched).await?);
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
