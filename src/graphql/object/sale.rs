//! Sales: what left with a customer at once, line by line.

use super::{money::Money, posting::Posting, sale_line::SaleLine, site::Site};
use crate::{
    graphql::{
        input::usage::LateReason,
        loader::{find, maybe, required},
        patient_links, right,
        scalar::ExternalId,
    },
    queries::loaders::till::SaleLinesOf,
    rules::sale as rule,
};
use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{sale, sale_line};

/// What the point of sale sold at once.
#[derive(Description)]
pub struct Sale(pub sale::Model);

impl Sale {
    async fn rows(&self, context: &Context<'_>) -> Result<Vec<sale_line::Model>> {
        Ok(find(context, SaleLinesOf(self.0.id)).await?.unwrap_or_default())
    }
}

#[Object(use_type_description)]
impl Sale {
    /// The sale's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The id that the point of sale gave it; unique at the site.
    async fn sale_id(&self) -> ExternalId {
        ExternalId(self.0.sale_id.clone())
    }

    /// The customer. Needs the right to read such links at the site, or to have recorded it; the read is logged.
    async fn customer_id(&self, context: &Context<'_>) -> Result<Option<ExternalId>> {
        Ok(patient_links::customer_of(context, &self.0).await?.map(ExternalId))
    }

    /// Where.
    async fn site(&self, context: &Context<'_>) -> Result<Site> {
        required(context, self.0.site_id).await.map(Site)
    }

    /// When it was sold.
    async fn sold_at(&self) -> DateTime<Utc> {
        self.0.sold_at.to_utc()
    }

    /// When it was written.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at.to_utc()
    }

    /// The person who recorded it.
    async fn recorded_by(&self) -> &str {
        &self.0.recorded_by
    }

    /// The client program.
    async fn recorded_through(&self) -> Option<&str> {
        self.0.recorded_through.as_deref()
    }

    /// Why it was declared as already performed; null when it was not.
    async fn late(&self) -> Option<LateReason> {
        self.0.late.map(Into::into)
    }

    /// What was said about that.
    async fn late_note(&self) -> Option<&str> {
        self.0.late_note.as_deref()
    }

    /// It was entered later than the site allows.
    async fn late_entry(&self) -> bool {
        self.0.late_entry
    }

    /// Its lines, a lot each; those that were settled by others included.
    async fn lines(&self, context: &Context<'_>) -> Result<Vec<SaleLine>> {
        Ok(self.rows(context).await?.into_iter().map(SaleLine).collect())
    }

    /// What was paid, as it was sold.
    async fn total(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, rule::total(&self.rows(context).await?))
    }

    /// What of it went back to the customer.
    async fn refunded(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.rows(context).await?.iter().map(|line| line.refunded).sum())
    }

    /// What the goods cost that stayed sold; null where that is unknown of a part, or without the right to read cost.
    async fn cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        if !right::sees_cost(context, self.0.site_id).await? {
            return Ok(None);
        }
        rule::kept(&self.rows(context).await?).cost().map(|cost| Money::new(context, cost)).transpose()
    }

    /// What is known of the cost of what stayed sold; null without the right to read cost.
    async fn known_cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        if !right::sees_cost(context, self.0.site_id).await? {
            return Ok(None);
        }
        Money::new(context, rule::kept(&self.rows(context).await?).known_cost).map(Some)
    }

    /// Of how many of its lines that stayed sold the cost is not known, or only in part; null without the right to read
    /// cost.
    async fn lines_of_unknown_cost(&self, context: &Context<'_>) -> Result<Option<i32>> {
        if !right::sees_cost(context, self.0.site_id).await? {
            return Ok(None);
        }
        let lines = rule::kept(&self.rows(context).await?).lines_of_unknown_cost;
        Ok(Some(i32::try_from(lines).unwrap_or(i32::MAX)))
    }

    /// What was earned on what stayed sold: paid less refunded less cost; null where the cost is unknown, or without the right to read cost.
    async fn margin(&self, context: &Context<'_>) -> Result<Option<Money>> {
        if !right::sees_cost(context, self.0.site_id).await? {
            return Ok(None);
        }
        rule::kept(&self.rows(context).await?).margin().map(|margin| Money::new(context, margin)).transpose()
    }

    /// The posting; null where nothing could be booked.
    async fn posting(&self, context: &Context<'_>) -> Result<Option<Posting>> {
        maybe(context, self.0.posting_id, Posting).await
    }
}
