//! Recall notices, and what of ours each may mean.

use super::{lot::Lot, product::Product, recall_class::RecallClass};
use crate::{
    error::Failure,
    graphql::{
        error::graphql_error,
        loader::{failed, find, required, rows},
        scalar::Date,
    },
    queries::loaders::recall::MatchesOf,
};
use async_graphql::{Context, Description, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{
    id::LotId,
    instant::Instant,
    recall_notice::{self, Model},
    recall_notice_match,
};
use serde::de::DeserializeOwned;

/// What became of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "recall_notice::RecallNoticeStatus")]
pub enum RecallNoticeStatus {
    /// It may mean something of ours: somebody has to look.
    Proposed,
    /// Somebody looked: it means nothing of ours.
    Dismissed,
    /// Somebody looked, and opened a recall.
    Opened,
    /// It names nothing that we know; it is matched again when a lot or a product is new.
    NoMatch,
}

/// How sure a match is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "recall_notice_match::Confidence")]
pub enum MatchConfidence {
    /// The text names a lot of ours and its product.
    LotAndProduct,
    /// The text names a lot of ours; not its product, or not surely.
    LotOnly,
    /// The text names a product of ours, and no lot of it that we know.
    ProductOnly,
}

/// A recall notice as it came. It proposes, and holds nothing: a person opens a recall for it, or dismisses it.
#[derive(Description)]
pub struct RecallNotice(pub Model);

#[Object(use_type_description)]
impl RecallNotice {
    /// The notice's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// Where it came from.
    async fn source(&self) -> &str {
        &self.0.source
    }

    /// Its number there.
    async fn number(&self) -> &str {
        &self.0.number
    }

    /// Who recalls.
    async fn firm(&self) -> &str {
        &self.0.firm
    }

    /// How grave it is.
    async fn classification(&self) -> RecallClass {
        self.0.classification.into()
    }

    /// What is recalled.
    async fn product_description(&self) -> &str {
        &self.0.product_description
    }

    /// Which of it: lots, dates, codes.
    async fn code_info(&self) -> &str {
        &self.0.code_info
    }

    /// Why, in the firm's words.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// What the source says of how far it is, such as `Ongoing`.
    async fn state_at_source(&self) -> Option<&str> {
        self.0.state_at_source.as_deref()
    }

    /// When it came.
    async fn received_on(&self) -> Date {
        Date(self.0.received_on)
    }

    /// When the source last changed it.
    async fn updated_at(&self) -> Option<DateTime<Utc>> {
        self.0.updated_at.map(Instant::to_utc)
    }

    /// What became of it.
    async fn status(&self) -> RecallNoticeStatus {
        self.0.status.into()
    }

    /// What of ours it may mean, the surest first.
    async fn matches(&self, context: &Context<'_>) -> Result<Vec<RecallNoticeMatch>> {
        let mut rows = find(context, MatchesOf(self.0.id)).await?.unwrap_or_default();
        rows.sort_by_key(|row| (row.confidence, row.product_id));
        Ok(rows.into_iter().map(RecallNoticeMatch).collect())
    }

    /// Who decided on it. Of a notice that is proposed again, because it changed afterwards: who decided before.
    async fn resolved_by(&self) -> Option<&str> {
        self.0.resolved_by.as_deref()
    }

    /// When it was decided on.
    async fn resolved_at(&self) -> Option<DateTime<Utc>> {
        self.0.resolved_at.map(Instant::to_utc)
    }

    /// What that person said.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
}

/// What a notice may mean of one product.
#[derive(Description)]
pub struct RecallNoticeMatch(recall_notice_match::Model);

#[Object(use_type_description)]
impl RecallNoticeMatch {
    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// The lots of it that the text names, each as it is known now.
    async fn lots(&self, context: &Context<'_>) -> Result<Vec<Lot>> {
        let ids: Vec<LotId> = list(&self.0.lots)?;
        let found = rows(context)?.load_many(ids).await.map_err(failed)?;
        let mut lots: Vec<_> = found.into_values().collect();
        lots.sort_by_key(|lot| (lot.expiry_sort, lot.id));
        lots.dedup_by_key(|lot| lot.id);
        Ok(lots.into_iter().map(Lot).collect())
    }

    /// What of them the text names: numbers, ranges, codes, the name.
    async fn matched_on(&self) -> Result<Vec<String>> {
        list(&self.0.matched_on)
    }

    /// How sure it is.
    async fn confidence(&self) -> MatchConfidence {
        self.0.confidence.into()
    }
}

fn list<T: DeserializeOwned>(text: &str) -> Result<Vec<T>> {
    let unreadable = |cause| graphql_error(Failure::Broken(format!("a kept match is unreadable: {cause}")));
    serde_json::from_str(text).map_err(unreadable)
}
