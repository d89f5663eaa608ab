//! Lots, and the holds on them.

use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        input::lot_filter::{HoldFilter, LotFilter},
        object::{
            hold::Hold,
            lot::{Lot, asked_lots},
        },
        right,
    },
    operations::Deployment,
    queries::{holds, lots},
    rules::{refusal::path, rights::Right},
};
use async_graphql::{Context, Object, Result};

/// Lots, and the holds on them.
#[derive(Default)]
pub(in crate::graphql) struct LotQuery;

#[Object]
impl LotQuery {
    /// Lots of all products, soonest expiry first, undated last.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn lots(
        &self,
        context: &Context<'_>,
        filter: Option<LotFilter>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Lot>> {
        right::require_somewhere(context, Right::ReadStock)?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let wanted = asked_lots(context, filter).await?;
        let page = lots::page(reader, &wanted.filter, &wanted.seen, &asked).await.map_err(graphql_error)?;
        Ok(shown(page, Lot))
    }

    /// The lot of a product that a number means, in whatever spelling it was ever known by; null when there is none.
    async fn lot(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The product's code, in capitals or not.")] sku: String,
        #[graphql(desc = "The lot number, in any spelling.")] lot_number: String,
    ) -> Result<Option<Lot>> {
        right::require_somewhere(context, Right::ReadStock)?;
        let reader = context.data::<Deployment>()?.database.reader();
        Ok(lots::by_number(reader, &sku, &lot_number).await.map_err(graphql_error)?.map(Lot))
    }

    /// Holds at the sites where you may read stock and those at all sites, newest first.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn holds(
        &self,
        context: &Context<'_>,
        filter: Option<HoldFilter>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Hold>> {
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let sites = right::sites(context, &[Right::ReadStock]).await?;
        let (mut filter, site) = filter.unwrap_or_default().into_filter().map_err(graphql_error)?;
        if let Some(given) = site {
            let site = right::site(context, &[Right::ReadStock], path(["filter", "siteId"]), &given).await?;
            filter.site_id = Some(site.id);
        }
        let page = holds::page(reader, &filter, sites.as_deref(), &asked).await.map_err(graphql_error)?;
        Ok(shown(page, Hold))
    }
}
