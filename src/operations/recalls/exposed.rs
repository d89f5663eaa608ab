//! A usage that is entered after its lot was recalled, as it had been done already, joins the exposures by being in the
//! books; whoever it exposed joins the contact list with it, in the same transaction.

use super::{contacts, event, unchanged};
use crate::{
    error::Error,
    operations::Act,
    queries::recalls::{
        Affected,
        subjects::{self, Only, Reached, Who},
    },
};
use entity::{
    id::{RecallId, SaleId, UsageId},
    recall::{self, RecallKind, RecallStatus},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// Lists whom these usages exposed, for every recall that was not cancelled; each says whether nobody knew it before.
/// Who bought by one of `sales` is listed with them.
pub(super) async fn join(
    act: &Act<'_>,
    usages: &BTreeMap<UsageId, bool>,
    sales: &BTreeSet<SaleId>,
) -> Result<(), Error> {
    let recalls = recall::Entity::find()
        .filter(recall::COLUMN.status.ne(RecallStatus::Cancelled))
        .filter(recall::COLUMN.kind.ne(RecallKind::Mock))
        .order_by_asc(recall::COLUMN.id)
        .all(act.transaction)
        .await?;
    for recall in recalls {
        let reached = reached(act, recall.id, usages, sales).await?;
        if reached.is_empty() || is_cancelled(act, recall.id).await? {
            continue;
        }
        for (who, anew, what) in reached {
            if contacts::list(act, recall.id, who, anew).await?.is_news() {
                event(act, recall.id, what).await?;
            }
        }
    }
    Ok(())
}

/// Whom each of these usages and sales exposed to a recall, if anybody; whether nobody knew it before; and what the
/// timeline says of it.
async fn reached(
    act: &Act<'_>,
    recall: RecallId,
    usages: &BTreeMap<UsageId, bool>,
    sales: &BTreeSet<SaleId>,
) -> Result<Vec<(BTreeMap<Who, Reached>, bool, String)>, Error> {
    let affected = Affected::of_recall(act.transaction, recall).await?;
    let mut all = Vec::new();
    for (usage, anew) in usages {
        let what = format!("{usage} was entered later: who was exposed by it is to be told.");
        all.push((subjects::of(act.transaction, &affected, Only::Usage(*usage)).await?, *anew, what));
    }
    for sale in sales {
        let what = format!("{sale} was entered later: who bought is to be told.");
        all.push((subjects::of(act.transaction, &affected, Only::Sale(*sale)).await?, true, what));
    }
    all.retain(|(who, ..)| !who.is_empty());
    Ok(all)
}

/// Whether the recall was cancelled meanwhile; if not, nobody cancels it before this act ends.
async fn is_cancelled(act: &Act<'_>, recall: RecallId) -> Result<bool, Error> {
    let recalls = unchanged(act, BTreeSet::from([recall])).await?;
    Ok(recalls.iter().all(|recall| recall.status == RecallStatus::Cancelled))
}
