//! What is where: stock levels, now and as they were, and the containers that are open.

use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        input::product::ProductFilter,
        object::{
            container::Container,
            stock_level::{StockLevel, circumstance},
        },
        right,
        scalar::GivenInstant,
    },
    operations::Deployment,
    queries::{containers, stock, stock_as_of},
    request::Request,
    rules::{refusal::field, rights::Right},
};
use async_graphql::{Context, Enum, ID, Object, Result};

/// Which clock says what was there at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "stock_as_of::Clock")]
enum AsOf {
    /// The books as they stood.
    Recorded,
    /// The shelf as it was, with what was entered later; below zero where the books do not say where it came from.
    Occurred,
}

/// What is where.
#[derive(Default)]
pub(in crate::graphql) struct StockQuery;

#[Object]
impl StockQuery {
    /// What a site has of each product that it ever had, by the product's name.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn stock(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The site.")] site_id: ID,
        filter: Option<ProductFilter>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<StockLevel>> {
        let site = right::site(context, &[Right::ReadStock], field("siteId"), &site_id).await?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let filter = filter.unwrap_or_default().into_filter().map_err(graphql_error)?;
        let at = context.data::<Request>()?.at.into();
        let page = stock::page(reader, site.id, &filter, at, &asked).await.map_err(graphql_error)?;
        Ok(shown(page, |level| StockLevel::new(&site, level, at)))
    }

    /// What a site had at an instant, by the clock of the books unless said: amounts, holds and expiry as they were
    /// then.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the API")]
    async fn stock_as_of(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The site.")] site_id: ID,
        #[graphql(desc = "The instant.")] at: GivenInstant,
        #[graphql(desc = "By which clock; `RECORDED` when left out.")] by: Option<AsOf>,
        filter: Option<ProductFilter>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<StockLevel>> {
        let site = right::site(context, &[Right::ReadStock, Right::ReadFigures], field("siteId"), &site_id).await?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let filter = filter.unwrap_or_default().into_filter().map_err(graphql_error)?;
        let moment = stock_as_of::Moment { at: at.into(), clock: by.unwrap_or(AsOf::Recorded).into() };
        let page = stock_as_of::page(reader, site.id, moment, &filter, &asked).await.map_err(graphql_error)?;
        Ok(shown(page, |level| StockLevel::new(&site, level, at.into())))
    }

    /// The opened containers of a site: those to be used first, then, when asked for, those that must be discarded.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn open_containers(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The site.")] site_id: ID,
        #[graphql(desc = "Those that must be discarded as well; `false` when left out.")] include_unusable: Option<
            bool,
        >,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Container>> {
        let site = right::site(context, &[Right::ReadStock], field("siteId"), &site_id).await?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let now = circumstance(&site, context.data::<Request>()?.at.into());
        let all = include_unusable.unwrap_or(false);
        let page = containers::open_at(reader, site.id, &now, all, &asked).await.map_err(graphql_error)?;
        Ok(shown(page, Container))
    }
}
