//! The report of what was sold.

use super::{money::Money, product::Product, sale_return::ReturnDisposition};
use crate::{
    graphql::{
        loader::{maybe, required},
        scalar::{Date, Decimal},
    },
    queries::reports::{SalesRow, UnlinkedRow},
};
use async_graphql::{Context, Description, Enum, Object, Result, SimpleObject};

/// What the rows of a report of sales are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SalesReportBy {
    /// A row for each day.
    Day,
    /// A row for each product.
    Product,
    /// A row for each person who sold.
    RecordedBy,
}

/// What was sold over some days, net of what came back of it.
#[derive(SimpleObject)]
pub struct SalesReport {
    /// A row for each of what was asked for.
    pub(in crate::graphql) rows: Vec<SalesReportRow>,
    /// What was paid for all of it.
    pub(in crate::graphql) total: Money,
    /// What came back in these days without a receipt: in no row, as nobody knows when it was sold.
    pub(in crate::graphql) unlinked_returns: Vec<UnlinkedReturn>,
}

/// What was sold and stayed sold.
#[derive(Description)]
pub struct SalesReportRow(pub(in crate::graphql) SalesRow);

#[Object(use_type_description)]
impl SalesReportRow {
    /// The day, by the site's clocks; null where the report is not by day.
    async fn day(&self) -> Option<Date> {
        self.0.day.map(Date)
    }

    /// The product; null where the report is not by product.
    async fn product(&self, context: &Context<'_>) -> Result<Option<Product>> {
        maybe(context, self.0.product_id, Product).await
    }

    /// Who sold; null where the report is not by person.
    async fn recorded_by(&self) -> Option<&str> {
        self.0.recorded_by.as_deref()
    }

    /// Base units that stayed sold.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }

    /// What was paid for them.
    async fn revenue(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.revenue)
    }

    /// What they cost; null when that is unknown of a part.
    async fn cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        self.0.cost().map(|cost| Money::new(context, cost)).transpose()
    }

    /// What is known of their cost.
    async fn known_cost(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.known_cost())
    }

    /// Of how many lines of sales the cost is not known, or only in part.
    async fn lines_of_unknown_cost(&self) -> i64 {
        self.0.lines_of_unknown_cost()
    }

    /// What was earned; null when the cost is unknown of a part.
    async fn margin(&self, context: &Context<'_>) -> Result<Option<Money>> {
        self.0.margin().map(|margin| Money::new(context, margin)).transpose()
    }
}

/// What came back of a product without a receipt.
#[derive(Description)]
pub struct UnlinkedReturn(pub(in crate::graphql) UnlinkedRow);

#[Object(use_type_description)]
impl UnlinkedReturn {
    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// What became of it; never on the shelf.
    async fn disposition(&self) -> ReturnDisposition {
        self.0.disposition.into()
    }

    /// Base units.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }

    /// What is said to have been paid back for them.
    async fn refund(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.refund)
    }
}
