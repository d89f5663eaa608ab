//! The lists of recalls, and the recalls that other things belong to.

use super::Recall;
use crate::{
    graphql::{
        connection::{Connection, asked, shown},
        error::graphql_error,
        loader::{Rows, caused, grouped},
        object::exposure::Exposure,
        patient_links, right,
    },
    operations::Deployment,
    queries::recalls::{self, exposures, history, possible},
    rules::rights::Right,
};
use async_graphql::{Context, Result, dataloader::Loader};
use entity::{
    id::{LotId, PostingId, RecallId, UsageId},
    recall, recall_event,
};
use sea_orm::DbErr;
use std::{collections::HashMap, sync::Arc};

/// Refuses a caller who may not read patient links at every site: a recall is of the whole organisation. The attempt is
/// logged.
///
/// # Errors
/// `FORBIDDEN`.
pub(in crate::graphql) async fn may_read_people(context: &Context<'_>, read: &'static str, of: &str) -> Result<()> {
    match right::require_everywhere(context, Right::ReadPatientLinks) {
        Ok(()) => Ok(()),
        Err(error) => Err(patient_links::denied(context, read, of, error).await),
    }
}

/// How sure it is that somebody was exposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sure {
    /// By a lot of the recall.
    Certain,
    /// By a lot that nobody knows.
    Possible,
}

/// A page of the exposures, which is logged with how many it shows.
pub(super) async fn exposures(
    context: &Context<'_>,
    recall: &Recall,
    sure: Sure,
    (first, after): (Option<i32>, Option<String>),
) -> Result<Connection<Exposure>> {
    let read = match sure {
        Sure::Certain => "recall.exposures",
        Sure::Possible => "recall.possibleExposures",
    };
    let id = recall.0.id.to_string();
    may_read_people(context, read, &id).await?;
    let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
    let affected = recall.affected(context).await?;
    let page = match sure {
        Sure::Certain => exposures::page(reader, &affected, None, &asked).await,
        Sure::Possible => possible::page(reader, &affected, None, &asked).await,
    };
    let page = page.map_err(graphql_error)?;
    patient_links::read(context, read, &id, page.rows.len()).await?;
    let lines: Vec<_> = page.rows.iter().map(|listed| listed.row.clone()).collect();
    let via = match sure {
        Sure::Certain => exposures::via(reader, &affected, &lines).await.map_err(graphql_error)?,
        Sure::Possible => std::collections::BTreeMap::new(),
    };
    Ok(shown(page, |line| Exposure { via: via.get(&line.id).cloned(), line }))
}

/// The acts of a recall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct EventsOf(pub(super) RecallId);

impl Loader<EventsOf> for Rows {
    type Value = Vec<recall_event::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, recalls: &[EventsOf]) -> Result<HashMap<EventsOf, Self::Value>, Arc<DbErr>> {
        let rows = history::of(&self.0, recalls.iter().map(|recall| recall.0)).await.map_err(caused)?;
        Ok(grouped(rows, |event| EventsOf(event.recall_id)))
    }
}

/// The recalls of a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::graphql::object) struct RecallsOf(pub(in crate::graphql::object) LotId);

impl Loader<RecallsOf> for Rows {
    type Value = Vec<recall::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, lots: &[RecallsOf]) -> Result<HashMap<RecallsOf, Self::Value>, Arc<DbErr>> {
        let ids: Vec<LotId> = lots.iter().map(|lot| lot.0).collect();
        let pairs = recalls::lists::of_lots(&self.0, &ids).await.map_err(caused)?;
        let grouped = grouped(pairs, |(lot, _)| RecallsOf(*lot));
        Ok(grouped
            .into_iter()
            .map(|(lot, pairs)| (lot, pairs.into_iter().map(|(_, recall)| recall).collect()))
            .collect())
    }
}

/// The recall that a posting disposed of stock for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::graphql::object) struct DisposedFor(pub(in crate::graphql::object) PostingId);

impl Loader<DisposedFor> for Rows {
    type Value = RecallId;
    type Error = Arc<DbErr>;

    async fn load(&self, postings: &[DisposedFor]) -> Result<HashMap<DisposedFor, RecallId>, Arc<DbErr>> {
        let ids = postings.iter().map(|posting| posting.0);
        let pairs = recalls::lists::of_postings(&self.0, ids).await.map_err(caused)?;
        Ok(pairs.into_iter().map(|(posting, recall)| (DisposedFor(posting), recall)).collect())
    }
}

/// The open recalls that what was used in a usage is under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::graphql::object) struct OpenRecallsOf(pub(in crate::graphql::object) UsageId);

impl Loader<OpenRecallsOf> for Rows {
    type Value = Vec<recall::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, usages: &[OpenRecallsOf]) -> Result<HashMap<OpenRecallsOf, Self::Value>, Arc<DbErr>> {
        let ids: Vec<UsageId> = usages.iter().map(|usage| usage.0).collect();
        let pairs = recalls::exposures::open_recalls_of(&self.0, &ids).await.map_err(caused)?;
        let grouped = grouped(pairs, |(usage, _)| OpenRecallsOf(*usage));
        Ok(grouped.into_iter().map(|(of, pairs)| (of, pairs.into_iter().map(|(_, recall)| recall).collect())).collect())
    }
}
