//! Recall notices from a file or a feed: known ones are left, changed ones are updated, new ones are matched.

use super::{
    Act, Deployment, audit,
    recall_notices::{Keeper, Kept, NoticeGiven},
};
use crate::{error::Error, request::Request, rules::rights::Right};
use futures_util::FutureExt;
use std::sync::Arc;

/// As it is called in the audit log.
const NAME: &str = "importRecallNotices";
/// How many notices share a transaction: enough to be fast, few enough that receipts do not wait for long.
const TOGETHER: usize = 100;

/// What came of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Notices that were not known.
    pub new: u64,
    /// Notices that say something else now.
    pub updated: u64,
    /// Notices that were known as they are.
    pub unchanged: u64,
    /// Of the new and updated ones, those for which something of ours is proposed.
    pub proposed: u64,
}

/// Imports notices from `source`, the name of a file or a feed. What was imported stays when a later part fails: to do it
/// again is safe.
///
/// # Errors
/// `FORBIDDEN` without the right to direct recalls at all sites; a failure.
pub async fn import_recall_notices(
    deployment: &Deployment,
    request: &Request,
    source: &str,
    notices: Vec<NoticeGiven>,
) -> Result<Imported, Error> {
    let mut total = Imported::default();
    for some in notices.chunks(TOGETHER) {
        let part = together(deployment, request, source, some.to_vec()).await?;
        total.new += part.new;
        total.updated += part.updated;
        total.unchanged += part.unchanged;
        total.proposed += part.proposed;
    }
    Ok(total)
}

async fn together(
    deployment: &Deployment,
    request: &Request,
    source: &str,
    notices: Vec<NoticeGiven>,
) -> Result<Imported, Error> {
    let shared = Arc::new((deployment.terms.clone(), request.clone(), source.to_owned(), notices));
    let write = deployment.database.write(move |transaction| {
        let shared = shared.clone();
        async move {
            let (terms, request, source, notices) = &*shared;
            let act = Act::new(transaction, request, terms);
            act.require_everywhere(Right::DirectRecalls)?;
            let imported = keep(&act, notices).await?;
            let count = i64::try_from(notices.len()).unwrap_or(i64::MAX);
            let (_, facts) = act.end();
            let written = facts.write(transaction).await?.written();
            audit::many(transaction, request, terms, NAME, source, count, written).await?;
            Ok(imported)
        }
        .boxed()
    });
    write.await
}

async fn keep(act: &Act<'_>, notices: &[NoticeGiven]) -> Result<Imported, Error> {
    let keeper = Keeper::new(act).await?;
    let mut imported = Imported::default();
    for notice in notices {
        let keeping = keeper.keep(notice.clone()).await?;
        imported.proposed += u64::from(keeping.is_proposed);
        let count = match keeping.kept {
            Kept::New => &mut imported.new,
            Kept::Updated => &mut imported.updated,
            Kept::Unchanged => &mut imported.unchanged,
        };
        *count += 1;
    }
    Ok(imported)
}
