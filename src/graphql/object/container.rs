//! Opened containers: the vial in the nurse's hand.

use super::{lot::Lot, site::Site};
use crate::graphql::{
    loader::{Rows, failed, find, required},
    scalar::Decimal,
};
use async_graphql::{Context, Enum, ID, Object, Result, dataloader::DataLoader};
use chrono::{DateTime, Utc};
use entity::{container, id::ContainerId};

/// Whether a container can still be drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "container::ContainerStatus")]
pub enum ContainerStatus {
    /// It can, while its clock runs.
    Open,
    /// Nothing is left.
    Empty,
    /// What was left is waste.
    Discarded,
}

/// A container that was opened. contents + counted = used + wasted + remaining, always.
pub struct Container(pub container::Model);

impl Container {
    pub(in crate::graphql) async fn maybe(context: &Context<'_>, id: Option<ContainerId>) -> Result<Option<Self>> {
        match id {
            Some(id) => Ok(find(context, id).await?.map(Self)),
            None => Ok(None),
        }
    }

    pub(in crate::graphql) async fn all(context: &Context<'_>, ids: &[ContainerId]) -> Result<Vec<Self>> {
        let mut rows = context.data::<DataLoader<Rows>>()?.load_many(ids.iter().copied()).await.map_err(failed)?;
        Ok(ids.iter().filter_map(|id| rows.remove(id)).map(Self).collect())
    }
}

#[Object]
impl Container {
    /// The container's id.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The short code on it; it scans back to this container.
    async fn label(&self) -> &str {
        &self.0.label
    }

    /// The lot it is of.
    async fn lot(&self, context: &Context<'_>) -> Result<Lot> {
        required(context, self.0.lot_id).await.map(Lot)
    }

    /// Where it is.
    async fn site(&self, context: &Context<'_>) -> Result<Site> {
        required(context, self.0.site_id).await.map(Site)
    }

    /// Whether it can still be drawn from.
    async fn status(&self) -> ContainerStatus {
        self.0.status.into()
    }

    /// When its clock started.
    async fn opened_at(&self) -> DateTime<Utc> {
        self.0.opened_at.to_utc()
    }

    /// Who opened it.
    async fn opened_by(&self) -> &str {
        &self.0.opened_by
    }

    /// Base units it held when sealed.
    async fn contents(&self) -> Decimal {
        self.0.contents.into()
    }

    /// Signed difference found by measuring.
    async fn counted(&self) -> Decimal {
        self.0.counted.into()
    }

    /// Base units drawn.
    async fn used(&self) -> Decimal {
        self.0.used.into()
    }

    /// Base units wasted from it.
    async fn wasted(&self) -> Decimal {
        self.0.wasted.into()
    }

    /// Base units left.
    async fn remaining(&self) -> Decimal {
        self.0.remaining.into()
    }

    /// Its serial number.
    async fn serial(&self) -> Option<&str> {
        self.0.serial.as_deref()
    }
}
