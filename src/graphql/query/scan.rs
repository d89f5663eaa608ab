//! Asking what a code means.

use crate::{
    graphql::{
        error::graphql_error,
        object::scan::Scan,
        right::{self, require_somewhere},
    },
    operations::Deployment,
    queries::scan,
    request::Request,
    rules::{refusal::field, rights::Right, site::day_of},
};
use async_graphql::{Context, ID, Object, Result};

/// Asking what a code means.
#[derive(Default)]
pub(super) struct ScanQuery;

#[Object]
impl ScanQuery {
    /// What a code means that a scanner, a camera or a person read from a vial, a box, a bottle or an opened container.
    /// Nothing is refused: what was not understood stands among the problems.
    async fn scan(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "As it was read, symbology identifier and separators included.")] code: String,
        #[graphql(desc = "Where it was scanned: labels and open containers are those of a site.")] site_id: Option<ID>,
    ) -> Result<Scan> {
        require_somewhere(context, Right::ReadStock)?;
        let site = match site_id {
            Some(given) => Some(right::site(context, &[Right::ReadStock], field("siteId"), &given).await?),
            None => None,
        };
        let at = context.data::<Request>()?.at;
        let today = site.as_ref().map_or_else(|| at.date_naive(), |site| day_of(at.into(), site));
        let (reader, site) = (context.data::<Deployment>()?.database.reader(), site.map(|site| site.id));
        scan::read_one(reader, site, &code, today).await.map(|scan| Scan { scan, site }).map_err(graphql_error)
    }
}
