//! Usages: what was used in a treatment, line by line.

use super::{container::Container, lot::Lot, posting::Posting, product::Product, site::Site};
use crate::graphql::{
    loader::{Rows, failed, find, grouped, required},
    scalar::{Decimal, ExternalId},
};
use async_graphql::{
    Context, Enum, ID, Object, Result,
    dataloader::{DataLoader, Loader},
};
use chrono::{DateTime, Utc};
use entity::{deviation, id::UsageId, usage, usage_line};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::{collections::HashMap, sync::Arc};

/// How the lot of a line is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "usage_line::LotEvidence")]
pub enum LotEvidence {
    /// From the code on the package.
    Scanned,
    /// A person said so.
    Stated,
    /// First expired, first out picked it.
    Assumed,
}

/// What was used in a treatment.
pub struct Usage(pub usage::Model);

#[Object]
impl Usage {
    /// The usage's id.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// Who treated, by the other system's id.
    async fn practitioner_id(&self) -> ExternalId {
        ExternalId(self.0.practitioner_id.clone())
    }

    /// Where.
    async fn site(&self, context: &Context<'_>) -> Result<Site> {
        required(context, self.0.site_id).await.map(Site)
    }

    /// When it was done.
    async fn performed_at(&self) -> DateTime<Utc> {
        self.0.performed_at.to_utc()
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

    /// Its lines, voided ones included.
    async fn lines(&self, context: &Context<'_>) -> Result<Vec<UsageLine>> {
        let loader = context.data::<DataLoader<Rows>>()?;
        let lines = loader.load_one(LinesOf(self.0.id)).await.map_err(failed)?;
        Ok(lines.unwrap_or_default().into_iter().map(UsageLine).collect())
    }

    /// The posting; null where nothing could be booked.
    async fn posting(&self, context: &Context<'_>) -> Result<Option<Posting>> {
        match self.0.posting_id {
            Some(id) => Ok(find(context, id).await?.map(Posting)),
            None => Ok(None),
        }
    }
}

/// The lines of a usage.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct LinesOf(UsageId);

impl Loader<LinesOf> for Rows {
    type Value = Vec<usage_line::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, usages: &[LinesOf]) -> Result<HashMap<LinesOf, Self::Value>, Arc<DbErr>> {
        let rows = usage_line::Entity::find()
            .filter(usage_line::COLUMN.usage_id.is_in(usages.iter().map(|usage| usage.0)))
            .order_by_asc(usage_line::COLUMN.line)
            .order_by_asc(usage_line::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(Arc::new)?;
        Ok(grouped(rows, |row| LinesOf(row.usage_id)))
    }
}

/// A line of a usage: one lot and one container of it.
pub struct UsageLine(pub usage_line::Model);

#[Object]
impl UsageLine {
    /// The line's id.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// Which line of the input it answers, from 0.
    async fn line(&self) -> i32 {
        self.0.line
    }

    /// The client's own key of that line.
    async fn line_key(&self) -> Option<&str> {
        self.0.line_key.as_deref()
    }

    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// The lot; null where nobody knows it.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        match self.0.lot_id {
            Some(id) => Ok(find(context, id).await?.map(Lot)),
            None => Ok(None),
        }
    }

    /// How the lot is known.
    async fn evidence(&self) -> LotEvidence {
        self.0.evidence.into()
    }

    /// Whether stock moved for it.
    async fn booked(&self) -> bool {
        self.0.booked
    }

    /// The opened container it was drawn from.
    async fn container(&self, context: &Context<'_>) -> Result<Option<Container>> {
        Container::maybe(context, self.0.container_id).await
    }

    /// Base units used with the patient.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }

    /// Base units wasted on the way.
    async fn wasted(&self) -> Decimal {
        self.0.wasted.into()
    }
}

/// A rule of the stockroom that a recorded fact broke; reviewed by a medical director.
pub struct Deviation(pub deviation::Model);

#[Object]
impl Deviation {
    /// The deviation's id.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The rule and its numbers, in a sentence.
    async fn message(&self) -> &str {
        &self.0.message
    }

    /// Who reviewed it.
    async fn reviewed_by(&self) -> Option<&str> {
        self.0.reviewed_by.as_deref()
    }

    /// When.
    async fn reviewed_at(&self) -> Option<DateTime<Utc>> {
        self.0.reviewed_at.map(|at| at.to_utc())
    }

    /// What they found.
    async fn review_note(&self) -> Option<&str> {
        self.0.review_note.as_deref()
    }
}
