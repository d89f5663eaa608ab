//! Lines of usages: one lot and one container of it.

use super::{
    component::Component, container::Container, deviation::Deviation, lot::Lot, money::Money, product::Product,
    reservation::Reservation,
};
use crate::{
    error::Failure,
    graphql::{
        error::graphql_error,
        input::usage::WasteReason,
        loader::{each, maybe, required},
        right,
        scalar::{Date, Decimal},
    },
    operations::record_usage::BodySite,
    queries::loaders::treatment_room::{MixedFor, UsageDeviationsOf},
};
use async_graphql::{Context, Description, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{id::SiteId, usage, usage_line};

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

/// What became of the product of a voided line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "usage_line::VoidedProduct")]
pub enum VoidedProduct {
    /// It never left the container.
    NeverDrawn,
    /// It is waste.
    Gone,
}

/// A line of a usage: one lot and one container of it. Voided, never deleted.
#[derive(Description)]
pub struct UsageLine(pub usage_line::Model);

impl UsageLine {
    /// Where it was used.
    async fn site(&self, context: &Context<'_>) -> Result<SiteId> {
        let usage: usage::Model = required(context, self.0.usage_id).await?;
        Ok(usage.site_id)
    }
}

#[Object(use_type_description)]
impl UsageLine {
    /// The line's id.
    pub(super) async fn id(&self) -> ID {
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

    /// The lot, as it is known now; null where nobody knows it.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        maybe(context, self.0.lot_id, Lot).await
    }

    /// The lot number as it was stated, where the books did not have it.
    async fn stated_lot_number(&self) -> Option<&str> {
        self.0.stated_lot_number.as_deref()
    }

    /// The last day of use as it was stated of what the books did not have. On a line that settles another one, as it was
    /// stated there: where the lot has another day, look at the package.
    async fn stated_expires_on(&self) -> Option<Date> {
        self.0.stated_expires_on.map(Date)
    }

    /// How the lot is known.
    async fn evidence(&self) -> LotEvidence {
        self.0.evidence.into()
    }

    /// Whether stock moved for it.
    async fn booked(&self) -> bool {
        self.0.booked
    }

    /// When booked lines settled it, which it was not.
    async fn settled_at(&self) -> Option<DateTime<Utc>> {
        self.0.settled_at.map(|at| at.to_utc())
    }

    /// The unbooked line that it settles.
    async fn settles(&self, context: &Context<'_>) -> Result<Option<UsageLine>> {
        maybe(context, self.0.settles_id, UsageLine).await
    }

    /// The opened container that it was drawn from.
    async fn container(&self, context: &Context<'_>) -> Result<Option<Container>> {
        Container::maybe(context, self.0.container_id).await
    }

    /// Serial number of the container.
    async fn serial(&self) -> Option<&str> {
        self.0.serial.as_deref()
    }

    /// Where it was injected, with amounts.
    async fn body_sites(&self) -> Result<Vec<BodySiteAmount>> {
        let Some(stored) = &self.0.body_sites else { return Ok(vec![]) };
        let broken = |cause| graphql_error(Failure::Broken(format!("body sites of {}: {cause}", self.0.id)));
        let sites: Vec<BodySite> = serde_json::from_str(stored).map_err(broken)?;
        Ok(sites.into_iter().map(BodySiteAmount::from).collect())
    }

    /// What was mixed in at the chair.
    async fn components(&self, context: &Context<'_>) -> Result<Vec<Component>> {
        each(context, MixedFor(self.0.id), Component).await
    }

    /// Base units used with the patient.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }

    /// Base units wasted on the way.
    async fn wasted(&self) -> Decimal {
        self.0.wasted.into()
    }

    /// Why it was wasted, as the line said it; null where nothing was, and for the rest of a single-use container.
    async fn waste_reason(&self) -> Option<WasteReason> {
        self.0.waste_reason.map(Into::into)
    }

    /// What used and wasted cost together; null where that is unknown, or without the right to read cost.
    async fn cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        if !right::sees_cost(context, self.site(context).await?).await? {
            return Ok(None);
        }
        self.0.cost.map(|cost| Money::new(context, cost)).transpose()
    }

    /// The reservation that it was drawn from.
    async fn reservation(&self, context: &Context<'_>) -> Result<Option<Reservation>> {
        maybe(context, self.0.reservation_id, Reservation).await
    }

    /// The rules of the stockroom that it broke.
    async fn deviations(&self, context: &Context<'_>) -> Result<Vec<Deviation>> {
        each(context, UsageDeviationsOf(self.0.id), Deviation).await
    }

    /// When and why it was voided; null while it stands.
    async fn voided(&self) -> Option<LineVoid> {
        LineVoid::of(&self.0)
    }
}

/// A place of the body and how much went there.
#[derive(SimpleObject)]
pub struct BodySiteAmount {
    /// The clinic's code of the place.
    code: String,
    /// Base units.
    quantity: Decimal,
}

impl From<BodySite> for BodySiteAmount {
    fn from(site: BodySite) -> Self {
        Self { code: site.code, quantity: Decimal(site.quantity) }
    }
}

/// That a line does not count any more, and why.
#[derive(SimpleObject)]
pub struct LineVoid {
    /// When it was voided.
    at: DateTime<Utc>,
    /// By whom.
    by: String,
    /// Why.
    reason: String,
    /// What became of the product.
    product: VoidedProduct,
}

impl LineVoid {
    fn of(line: &usage_line::Model) -> Option<Self> {
        Some(Self {
            at: line.voided_at?.to_utc(),
            by: line.voided_by.clone()?,
            reason: line.void_reason.clone()?,
            product: line.voided_product?.into(),
        })
    }
}
