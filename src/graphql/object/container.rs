//! Opened containers: the vial in the nurse's hand.

use super::{component::Component, lot::Lot, site::Site, stock_choice::UnusableReason, stock_level::circumstance};
use crate::{
    graphql::{
        loader::{each, failed, find, maybe, required},
        patient_links,
        scalar::{Decimal, ExternalId},
    },
    queries::{
        containers::ContainerStanding,
        loaders::{stockroom::HoldsOn, treatment_room::MixedInto},
    },
    request::Request,
    rules::{expiry, site::zone_of, usability::Circumstance},
};
use async_graphql::{Context, Description, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{container, id::ContainerId, lot, site};

/// Whether a container can still be drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "ContainerStanding")]
pub enum ContainerStatus {
    /// It can, while its clock runs.
    Open,
    /// It is closed, and its rest is on hand until a witness is there: then it is discarded.
    AwaitingWitness,
    /// Nothing is left.
    Empty,
    /// What was left is waste.
    Discarded,
}

/// A container that was opened. contents + counted = used + wasted + remaining, always.
#[derive(Description)]
pub struct Container(pub container::Model);

impl Container {
    pub(in crate::graphql) async fn maybe(context: &Context<'_>, id: Option<ContainerId>) -> Result<Option<Self>> {
        maybe(context, id, Self).await
    }

    pub(in crate::graphql) async fn all(context: &Context<'_>, ids: &[ContainerId]) -> Result<Vec<Self>> {
        let mut rows = crate::graphql::loader::rows(context)?.load_many(ids.iter().copied()).await.map_err(failed)?;
        Ok(ids.iter().filter_map(|id| rows.remove(id)).map(Self).collect())
    }
}

#[Object(use_type_description)]
impl Container {
    /// The container's id.
    pub(super) async fn id(&self) -> ID {
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
        ContainerStanding::read(&self.0).into()
    }

    /// When its clock started.
    async fn opened_at(&self) -> DateTime<Utc> {
        self.0.opened_at.to_utc()
    }

    /// Who opened it.
    async fn opened_by(&self) -> &str {
        &self.0.opened_by
    }

    /// Until when it may be used, exclusive: the earlier of its lot's expiry and its in-use period.
    async fn usable_until(&self, context: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        let lot: lot::Model = required(context, self.0.lot_id).await?;
        let site: site::Model = required(context, self.0.site_id).await?;
        Ok(expiry::container_usable_until(&self.0, &lot, zone_of(&site)).map(|until| until.to_utc()))
    }

    /// Why it must not be used now, not even for the patient it is kept for; empty when it may.
    async fn unusable(&self, context: &Context<'_>) -> Result<Vec<UnusableReason>> {
        let lot: lot::Model = required(context, self.0.lot_id).await?;
        let site: site::Model = required(context, self.0.site_id).await?;
        let holds = find(context, HoldsOn(self.0.id)).await?.unwrap_or_default();
        let at = context.data::<Request>()?.at.into();
        let now = Circumstance { patient_id: self.0.kept_for.as_deref(), ..circumstance(&site, at) };
        Ok(now.opened(&self.0, &lot, &holds).into_iter().map(Into::into).collect())
    }

    /// The one patient it is kept for. Needs the right to record usages or to read patient links at the site.
    async fn kept_for(&self, context: &Context<'_>) -> Result<Option<ExternalId>> {
        Ok(patient_links::kept_for(context, &self.0).await?.map(ExternalId))
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

    /// What was mixed into it.
    async fn components(&self, context: &Context<'_>) -> Result<Vec<Component>> {
        each(context, MixedInto(self.0.id), Component).await
    }

    /// Its serial number.
    async fn serial(&self) -> Option<&str> {
        self.0.serial.as_deref()
    }
}
