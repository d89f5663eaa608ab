//! What belongs to recalls and recall notices, and the recalls that other things are under.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{
    id::{ContactId, LotId, PostingId, RecallId, RecallNoticeId, SiteId, UsageId},
    recall, recall_attempt, recall_contact_site, recall_event, recall_notice_match,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Rows, SharedFailure, gathered, shared};
use crate::queries::recalls::{exposures, history, lists};

/// The acts of a recall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecallEventsOf(pub RecallId);

impl Loader<RecallEventsOf> for Rows {
    type Value = Vec<recall_event::Model>;
    type Error = SharedFailure;

    async fn load(&self, recalls: &[RecallEventsOf]) -> Result<HashMap<RecallEventsOf, Self::Value>, SharedFailure> {
        let rows = history::of(&self.0, recalls.iter().map(|recall| recall.0)).await.map_err(shared)?;
        Ok(gathered(rows.into_iter().map(|event| (RecallEventsOf(event.recall_id), event))))
    }
}

/// The recalls of a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecallsOf(pub LotId);

impl Loader<RecallsOf> for Rows {
    type Value = Vec<recall::Model>;
    type Error = SharedFailure;

    async fn load(&self, lots: &[RecallsOf]) -> Result<HashMap<RecallsOf, Self::Value>, SharedFailure> {
        let ids: Vec<LotId> = lots.iter().map(|lot| lot.0).collect();
        let pairs = lists::of_lots(&self.0, &ids).await.map_err(shared)?;

        Ok(gathered(pairs.into_iter().map(|(lot, recall)| (RecallsOf(lot), recall))))
    }
}

/// The recall that a posting disposed of stock for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DisposedFor(pub PostingId);

impl Loader<DisposedFor> for Rows {
    type Value = RecallId;
    type Error = SharedFailure;

    async fn load(&self, postings: &[DisposedFor]) -> Result<HashMap<DisposedFor, RecallId>, SharedFailure> {
        let ids = postings.iter().map(|posting| posting.0);
        let pairs = lists::of_postings(&self.0, ids).await.map_err(shared)?;

        Ok(pairs.into_iter().map(|(posting, recall)| (DisposedFor(posting), recall)).collect())
    }
}

/// The open recalls that what was used in a usage is under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OpenRecallsOf(pub UsageId);

impl Loader<OpenRecallsOf> for Rows {
    type Value = Vec<recall::Model>;
    type Error = SharedFailure;

    async fn load(&self, usages: &[OpenRecallsOf]) -> Result<HashMap<OpenRecallsOf, Self::Value>, SharedFailure> {
        let ids: Vec<UsageId> = usages.iter().map(|usage| usage.0).collect();
        let pairs = exposures::open_recalls_of(&self.0, &ids).await.map_err(shared)?;

        Ok(gathered(pairs.into_iter().map(|(usage, recall)| (OpenRecallsOf(usage), recall))))
    }
}

/// The attempts to reach a contact, the first one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttemptsOf(pub ContactId);

impl Loader<AttemptsOf> for Rows {
    type Value = Vec<recall_attempt::Model>;
    type Error = SharedFailure;

    async fn load(&self, contacts: &[AttemptsOf]) -> Result<HashMap<AttemptsOf, Self::Value>, SharedFailure> {
        let rows = recall_attempt::Entity::find()
            .filter(recall_attempt::COLUMN.contact_id.is_in(contacts.iter().map(|contact| contact.0)))
            .order_by_asc(recall_attempt::COLUMN.at)
            .order_by_asc(recall_attempt::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (AttemptsOf(row.contact_id), row))))
    }
}

/// The sites of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContactSitesOf(pub ContactId);

impl Loader<ContactSitesOf> for Rows {
    type Value = Vec<SiteId>;
    type Error = SharedFailure;

    async fn load(&self, contacts: &[ContactSitesOf]) -> Result<HashMap<ContactSitesOf, Self::Value>, SharedFailure> {
        let rows = recall_contact_site::Entity::find()
            .filter(recall_contact_site::COLUMN.contact_id.is_in(contacts.iter().map(|contact| contact.0)))
            .order_by_asc(recall_contact_site::COLUMN.site_id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (ContactSitesOf(row.contact_id), row.site_id))))
    }
}

/// What a notice may mean, product by product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MatchesOf(pub RecallNoticeId);

impl Loader<MatchesOf> for Rows {
    type Value = Vec<recall_notice_match::Model>;
    type Error = SharedFailure;

    async fn load(&self, notices: &[MatchesOf]) -> Result<HashMap<MatchesOf, Self::Value>, SharedFailure> {
        let rows = recall_notice_match::Entity::find()
            .filter(recall_notice_match::COLUMN.notice_id.is_in(notices.iter().map(|notice| notice.0)))
            .order_by_asc(recall_notice_match::COLUMN.product_id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (MatchesOf(row.notice_id), row))))
    }
}
