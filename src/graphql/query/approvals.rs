//! Requests for a second signature.

use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        object::approval::{Approval, ApprovalStatus},
        right,
    },
    operations::Deployment,
    queries::approvals::{self, ApprovalFilter},
    request::Request,
    rules::{refusal::path, rights::Right},
};
use async_graphql::{Context, ID, Object, Result};

/// Requests for a second signature.
#[derive(Default)]
pub(in crate::graphql) struct ApprovalQuery;

#[Object]
impl ApprovalQuery {
    /// Requests for a second signature, the last asked for first: those that reach a site where you may read stock, and
    /// those that you asked for.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn approvals(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Those that reach one of these sites; all sites where it is null or empty.")] site_ids: Option<
            Vec<ID>,
        >,
        #[graphql(desc = "Those that stand so.")] status: Option<ApprovalStatus>,
        #[graphql(desc = "Those that you asked for, and those that wait for a signature that you may give.")]
        mine: Option<bool>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Approval>> {
        let seen = right::sites(context, &[Right::ReadStock]).await?;
        let mut site_ids = site_ids.filter(|ids| !ids.is_empty()).map(|ids| (ids, Vec::new()));
        if let Some((given, sites)) = &mut site_ids {
            for (number, id) in given.iter().enumerate() {
                let at = path(["siteIds", number.to_string().as_str()]);
                sites.push(right::site(context, &[Right::ReadStock], at, id).await?.id);
            }
        }
        let filter = ApprovalFilter {
            site_ids: site_ids.map(|(_, sites)| sites),
            status: status.map(Into::into),
            mine: mine.unwrap_or_default(),
        };
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let Request { caller, at, .. } = context.data::<Request>()?;
        let page = approvals::page(reader, &filter, seen.as_deref(), caller, (*at).into(), &asked).await;
        Ok(shown(page.map_err(graphql_error)?, Approval))
    }
}
