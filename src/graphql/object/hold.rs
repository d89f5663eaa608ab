//! Holds: stock that must not be used, sold or moved.

use super::{approval::SignedBy, container::Container, lot::Lot, recall::Recall, site::Site};
use crate::{
    graphql::{
        loader::{each, failed, required},
        right,
        scalar::Decimal,
    },
    queries::loaders::{approvals::SignaturesFor, stockroom::HoldsOfGroup},
    rules::rights::Right,
};
use async_graphql::{Context, Description, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{
    hold,
    id::{HoldGroupId, HoldId},
};

/// Why stock is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "hold::HoldKind")]
pub enum HoldKind {
    /// Temperature, damage, investigation.
    Quarantine,
    /// Possibly counterfeit; reaches the whole lot at every site.
    Suspect,
    /// Recalled; reaches the whole lot at every site.
    Recall,
}

/// Stock that must not be used, sold or moved until the hold is released.
#[derive(Description)]
pub struct Hold(pub hold::Model);

impl Hold {
    /// The holds of these ids, in their order.
    pub(in crate::graphql) async fn all(context: &Context<'_>, ids: &[HoldId]) -> Result<Vec<Self>> {
        let mut rows = crate::graphql::loader::rows(context)?.load_many(ids.iter().copied()).await.map_err(failed)?;
        Ok(ids.iter().filter_map(|id| rows.remove(id)).map(Self).collect())
    }
}

/// Holds that one act placed: all that a refrigerator keeps, say.
#[derive(Description)]
pub struct HoldGroup(pub HoldGroupId);

#[Object(use_type_description)]
impl HoldGroup {
    /// The group's id, which `releaseHold` takes.
    async fn id(&self) -> ID {
        ID(self.0.to_string())
    }

    /// Its holds at the sites that you may read, released ones included, in the order in which they were placed.
    async fn holds(&self, context: &Context<'_>) -> Result<Vec<Hold>> {
        let sites = right::sites(context, &[Right::ReadStock]).await?;
        let mut holds = each(context, HoldsOfGroup(self.0), Hold).await?;
        holds.retain(|hold| match (hold.0.site_id, &sites) {
            (Some(site), Some(sites)) => sites.contains(&site),
            _ => true,
        });
        Ok(holds)
    }
}

#[Object(use_type_description)]
impl Hold {
    /// The hold's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The lot.
    async fn lot(&self, context: &Context<'_>) -> Result<Lot> {
        required(context, self.0.lot_id).await.map(Lot)
    }

    /// The site; null at all sites.
    async fn site(&self, context: &Context<'_>) -> Result<Option<Site>> {
        match self.0.site_id {
            Some(id) => required(context, id).await.map(Site).map(Some),
            None => Ok(None),
        }
    }

    /// The opened container that is held alone.
    async fn container(&self, context: &Context<'_>) -> Result<Option<Container>> {
        Container::maybe(context, self.0.container_id).await
    }

    /// So much of the lot at the site, in base units; null where all of it is held.
    async fn quantity(&self) -> Option<Decimal> {
        self.0.quantity.map(Into::into)
    }

    /// Why, in a word.
    async fn kind(&self) -> HoldKind {
        self.0.kind.into()
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// The recall that it belongs to.
    async fn recall(&self, context: &Context<'_>) -> Result<Option<Recall>> {
        match self.0.recall_id {
            Some(id) => required(context, id).await.map(Recall).map(Some),
            None => Ok(None),
        }
    }

    /// The holds that one act placed with it; null where it was not placed by hand.
    async fn group(&self) -> Option<HoldGroup> {
        self.0.group_id.map(HoldGroup)
    }

    /// When it was placed.
    async fn placed_at(&self) -> DateTime<Utc> {
        self.0.placed_at.to_utc()
    }

    /// Who placed it.
    async fn placed_by(&self) -> &str {
        &self.0.placed_by
    }

    /// When it was released.
    async fn released_at(&self) -> Option<DateTime<Utc>> {
        self.0.released_at.map(entity::instant::Instant::to_utc)
    }

    /// Who released it.
    async fn released_by(&self) -> Option<&str> {
        self.0.released_by.as_deref()
    }

    /// The second person who signed that it was released.
    async fn release_signed_by(&self, context: &Context<'_>) -> Result<Vec<SignedBy>> {
        SignedBy::all(context, SignaturesFor(self.0.id.0), None).await
    }

    /// Why it was released.
    async fn release_reason(&self) -> Option<&str> {
        self.0.release_reason.as_deref()
    }
}
