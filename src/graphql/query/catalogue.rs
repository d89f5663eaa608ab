//! The catalogue: sites, products and suppliers.

use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        input::product::ProductFilter,
        object::{product::Product, site::Site, supplier::Supplier},
        right::{require_any_somewhere, require_somewhere},
    },
    operations::Deployment,
    queries::catalogue,
    rules::rights::Right,
};
use async_graphql::{Context, Object, Result};

/// The catalogue.
#[derive(Default)]
pub(super) struct CatalogueQuery;

#[Object]
impl CatalogueQuery {
    /// Every site, by code.
    async fn sites(&self, context: &Context<'_>) -> Result<Vec<Site>> {
        require_any_somewhere(context, &[Right::ReadStock, Right::ReadFigures])?;
        let reader = context.data::<Deployment>()?.database.reader();
        Ok(catalogue::sites(reader).await.map_err(graphql_error)?.into_iter().map(Site).collect())
    }

    /// Products, by name.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn products(
        &self,
        context: &Context<'_>,
        filter: Option<ProductFilter>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Product>> {
        require_somewhere(context, Right::ReadStock)?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let filter = filter.unwrap_or_default().into_filter().map_err(graphql_error)?;
        let page = catalogue::products(reader, &filter, &asked).await.map_err(graphql_error)?;
        Ok(shown(page, Product))
    }

    /// The product of this code; null when there is none.
    async fn product(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The clinic's own code of the product, in capitals or not.")] sku: String,
    ) -> Result<Option<Product>> {
        require_somewhere(context, Right::ReadStock)?;
        let reader = context.data::<Deployment>()?.database.reader();
        Ok(catalogue::product(reader, &sku).await.map_err(graphql_error)?.map(Product))
    }

    /// Suppliers, by name.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn suppliers(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Supplier>> {
        require_somewhere(context, Right::ReadStock)?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let page = catalogue::suppliers(reader, &asked).await.map_err(graphql_error)?;
        Ok(shown(page, Supplier))
    }
}
