//! Lines of sales: one lot each.

use super::{
    deviation::Deviation, lot::Lot, money::Money, product::Product, reservation::Reservation, sale::Sale,
    sale_return::SaleReturnLine, usage_line::LotEvidence,
};
use crate::{
    graphql::{
        loader::{each, maybe, required},
        right,
        scalar::{Date, Decimal, ExternalId},
    },
    queries::loaders::till::{ReturnsOf, SaleDeviationsOf},
    rules::sale as rule,
};
use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{fixed_point, id::SiteId, sale, sale_line};

/// A line of a sale: one lot of it. What came back is counted on it.
#[derive(Description)]
pub struct SaleLine(pub sale_line::Model);

impl SaleLine {
    /// Where it was sold.
    async fn site(&self, context: &Context<'_>) -> Result<SiteId> {
        let sale: sale::Model = required(context, self.0.sale_id).await?;
        Ok(sale.site_id)
    }
}

#[Object(use_type_description)]
impl SaleLine {
    /// The line's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The sale.
    async fn sale(&self, context: &Context<'_>) -> Result<Sale> {
        required(context, self.0.sale_id).await.map(Sale)
    }

    /// Which line of the input it answers, from 0.
    async fn line(&self) -> i32 {
        self.0.line
    }

    /// The client's own key of that line.
    async fn line_key(&self) -> Option<&str> {
        self.0.line_key.as_deref()
    }

    /// The set that it was sold in.
    async fn bundle(&self, context: &Context<'_>) -> Result<Option<Product>> {
        maybe(context, self.0.bundle_id, Product).await
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

    /// How the lot is known. A UPC carries none: its lines are ASSUMED.
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
    async fn settles(&self, context: &Context<'_>) -> Result<Option<SaleLine>> {
        maybe(context, self.0.settles_id, SaleLine).await
    }

    /// Base units sold.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }

    /// Price of one base unit; in a set, its share of the set's price.
    async fn unit_price(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.unit_price)
    }

    /// What was taken off the line; null where nothing was.
    async fn discount(&self, context: &Context<'_>) -> Result<Option<Money>> {
        let given = Some(self.0.discount).filter(|discount| *discount > fixed_point::Money::ZERO);
        given.map(|discount| Money::new(context, discount)).transpose()
    }

    /// What was paid for it.
    async fn revenue(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.revenue)
    }

    /// What it cost when it was sold; null where that is unknown of a part, or without the right to read cost.
    async fn cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        if !right::sees_cost(context, self.site(context).await?).await? {
            return Ok(None);
        }
        self.0.sold_at_cost().complete().map(|cost| Money::new(context, cost)).transpose()
    }

    /// What is known of that cost; null without the right to read cost.
    async fn known_cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        if !right::sees_cost(context, self.site(context).await?).await? {
            return Ok(None);
        }
        Money::new(context, self.0.sold_at_cost().known).map(Some)
    }

    /// Base units of it of which nobody knows what they cost; null without the right to read cost.
    async fn cost_unknown(&self, context: &Context<'_>) -> Result<Option<Decimal>> {
        if !right::sees_cost(context, self.site(context).await?).await? {
            return Ok(None);
        }
        Ok(Some(self.0.sold_at_cost().unknown.into()))
    }

    /// What was earned on what stayed sold of it; null where its cost is unknown, or without the right to read cost.
    async fn margin(&self, context: &Context<'_>) -> Result<Option<Money>> {
        if !right::sees_cost(context, self.site(context).await?).await? {
            return Ok(None);
        }
        let kept = rule::kept(std::slice::from_ref(&self.0));
        kept.margin().map(|margin| Money::new(context, margin)).transpose()
    }

    /// Base units that came back.
    async fn returned(&self) -> Decimal {
        self.0.returned.into()
    }

    /// What had been paid for them.
    async fn refunded(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.refunded)
    }

    /// What came back of it, to whichever site, in order.
    async fn returns(&self, context: &Context<'_>) -> Result<Vec<SaleReturnLine>> {
        each(context, ReturnsOf(self.0.id), SaleReturnLine).await
    }

    /// The reservation that it was drawn from.
    async fn reservation(&self, context: &Context<'_>) -> Result<Option<Reservation>> {
        maybe(context, self.0.reservation_id, Reservation).await
    }

    /// The prescription that it was sold on.
    async fn prescription_id(&self) -> Option<ExternalId> {
        self.0.prescription_id.clone().map(ExternalId)
    }

    /// Who prescribed it.
    async fn prescriber_id(&self) -> Option<ExternalId> {
        self.0.prescriber_id.clone().map(ExternalId)
    }

    /// The rules of the stockroom that it broke.
    async fn deviations(&self, context: &Context<'_>) -> Result<Vec<Deviation>> {
        each(context, SaleDeviationsOf(self.0.id), Deviation).await
    }
}
