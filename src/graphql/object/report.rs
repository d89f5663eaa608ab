//! Reports as the API shows them.

use super::{money::Money, product::Product};
use crate::{
    graphql::{
        input::usage::WasteReason,
        loader::required,
        scalar::{Decimal, ExternalId},
    },
    queries::reports::{CountedRow, PersonRow, UsageRow, WasteRow},
};
use async_graphql::{Context, Description, Object, Result, SimpleObject};
use entity::fixed_point;

/// What was used over some days, and what was found by measuring.
#[derive(SimpleObject)]
pub struct UsageReport {
    /// By practitioner and product; what no treatment used stands last.
    pub(in crate::graphql) rows: Vec<UsageReportRow>,
    /// Differences found in opened containers, by product and by who opened them.
    pub(in crate::graphql) counted: Vec<CountedDifference>,
}

/// What a practitioner used of a product.
#[derive(Description)]
pub struct UsageReportRow(pub(in crate::graphql) UsageRow);

#[Object(use_type_description)]
impl UsageReportRow {
    /// The practitioner; null for what no treatment used: consumption, rests discarded, differences found.
    async fn practitioner_id(&self) -> Option<ExternalId> {
        self.0.practitioner_id.clone().map(ExternalId)
    }

    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// In how many treatments.
    async fn treatments(&self) -> i64 {
        self.0.treatments
    }

    /// Base units used, those that the books do not have included.
    async fn used(&self) -> Decimal {
        self.0.sums.used.into()
    }

    /// Base units wasted on the way.
    async fn wasted(&self) -> Decimal {
        self.0.sums.wasted.into()
    }

    /// Wasted of used and wasted together, from 0 to 1, to four decimals.
    async fn waste_share(&self) -> Decimal {
        let (used, wasted) = (self.0.sums.used.to_decimal(), self.0.sums.wasted.to_decimal());
        Decimal(ratio(wasted, used + wasted))
    }

    /// Base units used in one treatment, to four decimals; 0 where there was none.
    async fn per_treatment(&self) -> Decimal {
        Decimal(ratio(self.0.sums.used.to_decimal(), self.0.treatments.into()))
    }

    /// Signed: base units found by measuring.
    async fn counted(&self) -> Decimal {
        self.0.sums.counted.into()
    }

    /// What used and wasted cost; null when that is unknown of a part.
    async fn cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        self.0.sums.cost.complete().map(|cost| Money::new(context, cost)).transpose()
    }

    /// What is known of their cost.
    async fn known_cost(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.sums.cost.known)
    }

    /// Base units of them of which nobody knows what they cost.
    async fn cost_unknown(&self) -> Decimal {
        self.0.sums.cost.unknown.into()
    }
}

/// Rounded half to even; nothing of nothing is 0.
fn ratio(part: rust_decimal::Decimal, whole: rust_decimal::Decimal) -> rust_decimal::Decimal {
    part.checked_div(whole).unwrap_or_default().round_dp(fixed_point::DECIMALS)
}

/// What was found by measuring in the containers that a person opened.
#[derive(Description)]
pub struct CountedDifference(pub(in crate::graphql) CountedRow);

#[Object(use_type_description)]
impl CountedDifference {
    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// Who opened them.
    async fn opened_by(&self) -> &str {
        &self.0.opened_by
    }

    /// How many containers did not agree with the books.
    async fn containers(&self) -> i64 {
        self.0.containers
    }

    /// Signed: base units; below zero where less was there.
    async fn counted(&self) -> Decimal {
        self.0.counted.into()
    }
}

/// What was wasted over some days.
#[derive(SimpleObject)]
pub struct WasteReport {
    /// By reason and product.
    pub(in crate::graphql) rows: Vec<WasteReportRow>,
    /// What it cost, as far as that is known: `rowsOfUnknownCost` says how much is missing.
    pub(in crate::graphql) total: Money,
    /// Of how many of the rows the cost is not known, or only in part.
    pub(in crate::graphql) rows_of_unknown_cost: i32,
}

/// What was wasted of a product for a reason.
#[derive(Description)]
pub struct WasteReportRow(pub(in crate::graphql) WasteRow);

#[Object(use_type_description)]
impl WasteReportRow {
    /// Why.
    async fn reason(&self) -> WasteReason {
        self.0.reason.into()
    }

    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// Base units.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }

    /// What they cost; null when that is unknown of a part.
    async fn cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        self.0.cost.complete().map(|cost| Money::new(context, cost)).transpose()
    }

    /// What is known of their cost.
    async fn known_cost(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.cost.known)
    }

    /// Base units of them of which nobody knows what they cost.
    async fn cost_unknown(&self) -> Decimal {
        self.0.cost.unknown.into()
    }
}

/// How one person kept the record of what was performed over some days.
#[derive(Description)]
pub struct PersonRecordKeeping(pub(in crate::graphql) PersonRow);

#[Object(use_type_description)]
impl PersonRecordKeeping {
    /// The person.
    async fn recorded_by(&self) -> &str {
        &self.0.recorded_by
    }

    /// Usages that were recorded.
    async fn usages(&self) -> i64 {
        self.0.usages
    }

    /// Sales that were recorded.
    async fn sales(&self) -> i64 {
        self.0.sales
    }

    /// Of both, entered later than the site allows.
    async fn late_entries(&self) -> i64 {
        self.0.late_entries
    }

    /// Of both, declared as already performed.
    async fn already_performed(&self) -> i64 {
        self.0.declared
    }

    /// Rules of the stockroom that they broke.
    async fn deviations(&self) -> i64 {
        self.0.deviations
    }

    /// Of these, not reviewed yet.
    async fn unreviewed_deviations(&self) -> i64 {
        self.0.unreviewed
    }

    /// Lines that the books do not have yet.
    async fn unbooked_lines(&self) -> i64 {
        self.0.unbooked
    }
}
