//! Who asks.

use crate::{
    graphql::{
        error::graphql_error,
        object::site::{Role, Site},
    },
    operations::Deployment,
    queries::catalogue,
    request::Request,
    rules::rights::{self, Caller, SiteScope},
};
use async_graphql::{Context, Description, Object, Result, SimpleObject};
use entity::site;

/// Who asks.
#[derive(Default)]
pub(super) struct ViewerQuery;

#[Object]
impl ViewerQuery {
    /// The person who asks, and what that person may do where.
    async fn viewer(&self, context: &Context<'_>) -> Result<Viewer> {
        Ok(Viewer(context.data::<Request>()?.caller.clone()))
    }
}

/// Who asks, and through what.
#[derive(Description)]
struct Viewer(Caller);

#[Object(use_type_description)]
impl Viewer {
    /// The person, as the identity provider names it.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// The client program.
    async fn client(&self) -> Option<&str> {
        self.0.client.as_deref()
    }

    /// The roles, each with its sites.
    async fn grants(&self, context: &Context<'_>) -> Result<Vec<Grant>> {
        let reader = context.data::<Deployment>()?.database.reader();
        let sites = catalogue::sites(reader).await.map_err(graphql_error)?;
        Ok(self.0.grants.iter().map(|grant| Grant::new(grant, &sites)).collect())
    }
}

/// A role at some sites.
#[derive(SimpleObject)]
struct Grant {
    /// What the person is there.
    role: Role,
    /// Where; null where it is everywhere.
    sites: Option<Vec<Site>>,
    /// It holds at every site, those opened later included.
    all_sites: bool,
}

impl Grant {
    fn new(grant: &rights::Grant, sites: &[site::Model]) -> Self {
        let all_sites = grant.sites == SiteScope::All;
        let granted = sites.iter().filter(|site| grant.sites.contains(&site.code));
        let granted = (!all_sites).then(|| granted.cloned().map(Site).collect());
        Self { role: grant.role.into(), sites: granted, all_sites }
    }
}
