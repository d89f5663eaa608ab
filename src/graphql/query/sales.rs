//! What was sold, to whom, and what is promised.

use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        input::sale::SaleFilter,
        object::{reservation::Reservation, sale::Sale, stock_level::circumstance},
        patient_links, right,
        scalar::ExternalId,
    },
    operations::Deployment,
    queries::{reservations, sales},
    request::Request,
    rules::{
        external_id,
        people::People,
        refusal::{Refusal, field, path},
        rights::Right,
    },
};
use async_graphql::{Context, ID, Object, Result};
use entity::id::SiteId;

/// What was sold, to whom, and what is promised.
#[derive(Default)]
pub(in crate::graphql) struct SaleQuery;

#[Object]
impl SaleQuery {
    /// The sale that the point of sale gave this id; null when there is none at the sites where you may read sales. Name
    /// the site where several sites have one.
    async fn sale(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The id that the point of sale gave it.")] sale_id: ExternalId,
        #[graphql(desc = "Where it was sold; needed where several sites have a sale of this id.")] site_id: Option<ID>,
    ) -> Result<Option<Sale>> {
        external_id::check(field("saleId"), &sale_id.0).map_err(graphql_error)?;
        let sites = sites(context, &right::SALES, field("siteId"), site_id).await?;
        let reader = context.data::<Deployment>()?.database.reader();
        let mut found = sales::of_pos_id(reader, &sale_id.0, sites.as_deref()).await.map_err(graphql_error)?;
        if found.len() > 1 {
            let message = format!("{} sites have a sale of this id: name the site.", found.len());
            return Err(graphql_error(Refusal::conflict(field("siteId"), Some(found.len().to_string()), message)));
        }
        Ok(found.pop().map(Sale))
    }

    /// Sales at the sites where you may sell or read reports, by when they were sold, newest first. Those of a customer
    /// need the right to read such links; the read is logged.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn sales(
        &self,
        context: &Context<'_>,
        filter: Option<SaleFilter>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Sale>> {
        const READ: &str = "sales.customer";
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let (mut filter, site) = filter.unwrap_or_default().into_filter().map_err(graphql_error)?;
        let site_field = path(["filter", "siteId"]);
        let Some(customer) = filter.customer_id.clone() else {
            filter.sites = sites(context, &right::SALES, site_field, site).await?;
            let page = sales::page(reader, &filter, &asked).await.map_err(graphql_error)?;
            return Ok(shown(page, Sale));
        };
        external_id::check(path(["filter", "customerId"]), &customer).map_err(graphql_error)?;
        filter.sites = match sites(context, &[Right::ReadPatientLinks], site_field, site).await {
            Ok(sites) => sites,
            Err(error) => {
                let named = People::customer(&customer);
                return Err(patient_links::denied(context, READ, &customer, named, error).await);
            }
        };
        let page = sales::page(reader, &filter, &asked).await.map_err(graphql_error)?;
        patient_links::read(context, READ, &customer, page.rows.len(), People::customer(&customer)).await?;
        Ok(shown(page, Sale))
    }

    /// The reservations of a site, the last made first: all, or those whose stock is gone, or the others.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn reservations(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The site.")] site_id: ID,
        #[graphql(desc = "Those whose stock a hold, an expiry or a patient in the chair took; or the others.")]
        short: Option<bool>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Reservation>> {
        let site = right::site(context, &[Right::ReadStock], field("siteId"), &site_id).await?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let now = circumstance(&site, context.data::<Request>()?.at.into());
        let page = reservations::page(reader, site.id, short, &now, &asked).await.map_err(graphql_error)?;
        Ok(shown(page, Reservation))
    }
}

/// The site that is named, or all where the caller has one of `rights`; `None` stands for every site.
async fn sites(
    context: &Context<'_>,
    rights: &[Right],
    field: Vec<String>,
    named: Option<ID>,
) -> Result<Option<Vec<SiteId>>> {
    match named {
        Some(given) => Ok(Some(vec![right::site(context, rights, field, &given).await?.id])),
        None => right::sites(context, rights).await,
    }
}
