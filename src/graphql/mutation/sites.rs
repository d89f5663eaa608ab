//! Keeping sites and their policies.

use crate::graphql::{
    answer::{Outcome, perform},
    input::site::{CreateSiteInput, SetSitePolicyInput},
    loader::maybe,
    object::site::Site,
};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::id::SiteId;

/// What came of a new site.
#[derive(SimpleObject)]
pub(super) struct CreateSitePayload {
    /// The site.
    site: Option<Site>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of new policies.
#[derive(SimpleObject)]
pub(super) struct SetSitePolicyPayload {
    /// The site.
    site: Option<Site>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// Keeping sites.
#[derive(Default)]
pub(super) struct SiteMutation;

#[Object]
impl SiteMutation {
    /// Opens a site. Its policies are the cautious ones until they are set otherwise. Needs the role ADMIN.
    async fn create_site(&self, context: &Context<'_>, input: CreateSiteInput) -> Result<CreateSitePayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, Ok(input.into_operation())).await?;
        Ok(CreateSitePayload { site: site(context, done.map(|done| done.site_id)).await?, outcome })
    }

    /// Sets the policies of a site that are named. Needs the role ADMIN at the site.
    async fn set_site_policy(&self, context: &Context<'_>, input: SetSitePolicyInput) -> Result<SetSitePolicyPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(SetSitePolicyPayload { site: site(context, done.map(|done| done.site_id)).await?, outcome })
    }
}

async fn site(context: &Context<'_>, id: Option<SiteId>) -> Result<Option<Site>> {
    maybe(context, id, Site).await
}
