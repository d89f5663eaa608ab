//! What belongs to requests for a second signature, and the signatures of what was done with them.

use std::collections::{BTreeMap, HashMap};

use async_graphql::dataloader::Loader;
use entity::{
    approval, approval_decision, approval_site,
    id::{ApprovalId, SiteId},
    instant::Instant,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, prelude::Uuid};

use super::{Rows, SharedFailure, gathered, shared};
use crate::rules::approval::signatures;

/// Who decided on a request, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DecisionsOn(pub ApprovalId);

impl Loader<DecisionsOn> for Rows {
    type Value = Vec<approval_decision::Model>;
    type Error = SharedFailure;

    async fn load(&self, on: &[DecisionsOn]) -> Result<HashMap<DecisionsOn, Self::Value>, SharedFailure> {
        let rows = approval_decision::Entity::find()
            .filter(approval_decision::COLUMN.approval_id.is_in(on.iter().map(|on| on.0)))
            .order_by_asc(approval_decision::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (DecisionsOn(row.approval_id), row))))
    }
}

/// The sites that a request reaches, where it does not reach all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SitesReached(pub ApprovalId);

impl Loader<SitesReached> for Rows {
    type Value = Vec<SiteId>;
    type Error = SharedFailure;

    async fn load(&self, by: &[SitesReached]) -> Result<HashMap<SitesReached, Self::Value>, SharedFailure> {
        let rows = approval_site::Entity::find()
            .filter(approval_site::COLUMN.approval_id.is_in(by.iter().map(|by| by.0)))
            .order_by_asc(approval_site::COLUMN.site_id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (SitesReached(row.approval_id), row.site_id))))
    }
}

/// The requests with which something was done, the oldest first; the id is without its prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ApprovalsFor(pub Uuid);

impl Loader<ApprovalsFor> for Rows {
    type Value = Vec<approval::Model>;
    type Error = SharedFailure;

    async fn load(&self, of: &[ApprovalsFor]) -> Result<HashMap<ApprovalsFor, Self::Value>, SharedFailure> {
        let rows = approval::Entity::find()
            .filter(approval::COLUMN.subject.is_in(of.iter().map(|of| of.0)))
            .order_by_asc(approval::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().filter_map(|row| Some((ApprovalsFor(row.subject?), row)))))
    }
}

/// Who signed something that was done, and when; the id is without its prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SignaturesFor(pub Uuid);

impl Loader<SignaturesFor> for Rows {
    type Value = Vec<(String, Instant)>;
    type Error = SharedFailure;

    async fn load(&self, of: &[SignaturesFor]) -> Result<HashMap<SignaturesFor, Self::Value>, SharedFailure> {
        let of: Vec<_> = of.iter().map(|of| ApprovalsFor(of.0)).collect();
        let approvals: Vec<approval::Model> =
            Loader::load(self, of.as_slice()).await?.into_values().flatten().collect();
        let on: Vec<_> = approvals.iter().map(|approval| DecisionsOn(approval.id)).collect();
        let decisions = if on.is_empty() { HashMap::new() } else { Loader::load(self, on.as_slice()).await? };

        // Those that held when it was used; a signature given after the act holds for good.
        let signed = approvals.iter().filter_map(|approval| {
            let decisions = decisions.get(&DecisionsOn(approval.id))?;
            let by: BTreeMap<&str, Instant> = signatures(approval, decisions, approval.used_at?);
            let by = by.into_iter().map(|(person, at)| (person.to_owned(), at));
            Some((SignaturesFor(approval.subject?), by.collect::<Vec<_>>()))
        });
        let mut found = HashMap::<SignaturesFor, Self::Value>::new();
        for (subject, by) in signed {
            found.entry(subject).or_default().extend(by);
        }
        Ok(found)
    }
}
