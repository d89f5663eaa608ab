//! A usage that is entered after its lot was recalled, as it had been done already, joins the exposures by being in the
//! books; whoever it exposed joins the contact list with it, in the same transaction.

use super::{contacts, event};
use crate::{
    error::Error,
    operations::Act,
    queries::recalls::{
        Affected,
        subjects::{self, Only},
    },
};
use entity::{
    id::{SaleId, UsageId},
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
        let affected = Affected::of_recall(act.transaction, recall.id).await?;
        for (usage, anew) in usages {
            let reached = subjects::of(act.transaction, &affected, Only::Usage(*usage)).await?;
            if contacts::list(act, recall.id, reached, *anew).await?.is_news() {
                event(act, recall.id, format!("{usage} was entered later: who was exposed by it is to be told."))
                    .await?;
            }
        }
        for sale in sales {
            let reached = subjects::of(act.transaction, &affected, Only::Sale(*sale)).await?;
            if contacts::list(act, recall.id, reached, true).await?.is_news() {
                event(act, recall.id, format!("{sale} was entered later: who bought is to be told.")).await?;
            }
        }
    }
    Ok(())
}
