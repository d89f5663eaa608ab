//! What to order, what expires, and what is ordered.

use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        input::id,
        object::{
            expiry_report::{ExpiryBucket, ExpiryReport},
            posting::Posting,
            purchase_order::{PurchaseOrder, PurchaseOrderStatus},
            reorder::ReorderReport,
            reorder_policy::ReorderPolicy,
            site::Site,
        },
        right,
    },
    operations::Deployment,
    queries::{expiring, purchase_orders, receipts, reorder},
    request::Request,
    rules::{
        refusal::{InputRule, Refusal, field},
        rights::Right,
    },
};
use async_graphql::{Context, ID, Object, Result};
use entity::id::SupplierId;

/// Most days that the expiry report looks ahead.
const MOST_DAYS: u32 = 3650;

/// What to order, what expires, and what is ordered.
#[derive(Default)]
pub(in crate::graphql) struct PurchasingQuery;

#[Object]
impl PurchasingQuery {
    /// What to order at a site, from whom, how much, and why. Worked out from the days of demand whenever it is asked for;
    /// asking changes nothing. Needs the right to read reports at the site.
    #[graphql(complexity = "1000 + child_complexity")]
    async fn reorder_report(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The site.")] site_id: ID,
        #[graphql(desc = "Lines of this supplier alone.")] supplier_id: Option<ID>,
        #[graphql(desc = "Lines that are due alone.")] due_only: Option<bool>,
    ) -> Result<ReorderReport> {
        let site = right::site(context, &[Right::ReadReports], field("siteId"), &site_id).await?;
        let supplier = supplier_id.map(|supplier| id::<SupplierId>(field("supplierId"), &supplier));
        let supplier = supplier.transpose().map_err(graphql_error)?;
        let (reader, at) = (context.data::<Deployment>()?.database.reader(), context.data::<Request>()?.at.into());
        let report = reorder::ReorderReport::read(reader, &site, at).await.map_err(graphql_error)?;
        let due_only = due_only.unwrap_or(false);
        Ok(ReorderReport(report.only(|line| {
            let of_supplier = supplier.is_none_or(|id| line.supplier.as_ref().is_some_and(|own| own.id == id));
            of_supplier && (line.suggestion.due || !due_only)
        })))
    }

    /// The reorder policies that were set at a site, the last first. Needs the right to read reports at the site.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn reorder_policies(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The site.")] site_id: ID,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<ReorderPolicy>> {
        let site = right::site(context, &[Right::ReadReports], field("siteId"), &site_id).await?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let page = reorder::page(reader, site.id, &asked).await.map_err(graphql_error)?;
        Ok(shown(page, ReorderPolicy))
    }

    /// Deliveries of which a rule was set aside, such as the licence of the supplier, with the reason; the last first, at
    /// the sites where you may read reports.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn overrides(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Deliveries of this supplier alone.")] supplier_id: Option<ID>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Posting>> {
        let sites = right::sites(context, &[Right::ReadReports]).await?;
        let supplier = supplier_id.map(|supplier| id::<SupplierId>(field("supplierId"), &supplier));
        let supplier = supplier.transpose().map_err(graphql_error)?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let page = receipts::overridden(reader, supplier, sites.as_deref(), &asked).await.map_err(graphql_error)?;
        Ok(shown(page, Posting))
    }

    /// What expires at a site: past, and within 7, 30, 60 and 90 days, as far as is asked; what it cost, and how much of
    /// it demand is expected to use in time. Needs the right to read figures at the site.
    #[graphql(complexity = "1000 + child_complexity")]
    async fn expiry_report(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The site.")] site_id: ID,
        #[graphql(desc = "How many days ahead: 1 to 3650.")] within_days: i32,
    ) -> Result<ExpiryReport> {
        let site = right::site(context, &[Right::ReadFigures], field("siteId"), &site_id).await?;
        let days = u32::try_from(within_days).ok().filter(|days| (1..=MOST_DAYS).contains(days));
        let days = days.ok_or_else(|| {
            let message = format!("From 1 to {MOST_DAYS} days ahead.");
            graphql_error(Refusal::beyond(field("withinDays"), InputRule::OutOfRange, MOST_DAYS, message))
        })?;
        let (reader, at) = (context.data::<Deployment>()?.database.reader(), context.data::<Request>()?.at);
        let report = expiring::read(reader, &site, at.into(), days).await.map_err(graphql_error)?;
        let buckets = report.buckets.into_iter().map(ExpiryBucket).collect();
        Ok(ExpiryReport { site: Site(site), as_of: at, buckets })
    }

    /// Purchase orders at the sites where you may read stock, the last made first.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn purchase_orders(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Those of this site alone.")] site_id: Option<ID>,
        #[graphql(desc = "Those of this status alone.")] status: Option<PurchaseOrderStatus>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<PurchaseOrder>> {
        let sites = match site_id {
            Some(given) => Some(vec![right::site(context, &[Right::ReadStock], field("siteId"), &given).await?.id]),
            None => right::sites(context, &[Right::ReadStock]).await?,
        };
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let page = purchase_orders::page(reader, sites.as_deref(), status.map(Into::into), &asked).await;
        Ok(shown(page.map_err(graphql_error)?, PurchaseOrder))
    }
}
