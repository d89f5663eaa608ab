//! Who may ask: every query names the right it needs, and where.

use super::{
    error::graphql_error,
    input::id,
    loader::{find, required},
};
use crate::{
    error::Error,
    queries::loaders::catalogue::AllSites,
    request::Request,
    rules::{
        refusal::{Field, Refusal},
        rights::Right,
    },
};
use async_graphql::{Context, ID, Result};
use entity::{
    id::SiteId,
    site::{self, Model},
};

/// The rights of which one is needed to read usages.
pub(super) const USAGES: [Right; 2] = [Right::ReadTreatment, Right::ReadReports];

/// The rights of which one is needed to read sales.
pub(super) const SALES: [Right; 2] = [Right::Sell, Right::ReadReports];

/// Refuses a caller who has `right` nowhere: for what belongs to no site, such as the catalogue.
///
/// # Errors
/// `FORBIDDEN`.
pub(super) fn require_somewhere(context: &Context<'_>, right: Right) -> Result<()> {
    require_any_somewhere(context, &[right])
}

/// Refuses a caller who has `right` not at every site: for what concerns the whole organisation.
///
/// # Errors
/// `FORBIDDEN`.
pub(super) fn require_everywhere(context: &Context<'_>, right: Right) -> Result<()> {
    let may = context.data::<Request>()?.caller.may_everywhere(right);
    if may { Ok(()) } else { Err(forbidden(&[right], "every site")) }
}

/// Whether the caller has one of `rights` at `site`.
///
/// # Errors
/// When the request was made without a caller.
pub(super) fn may_at(context: &Context<'_>, rights: &[Right], site: &Model) -> Result<bool> {
    let caller = &context.data::<Request>()?.caller;
    Ok(rights.iter().any(|right| caller.may(*right, &site.code)))
}

/// Refuses a caller who has none of `rights` at `site`.
///
/// # Errors
/// `FORBIDDEN`.
pub(super) fn require_at(context: &Context<'_>, rights: &[Right], site: &Model) -> Result<()> {
    if may_at(context, rights, site)? { Ok(()) } else { Err(forbidden(rights, &site.code)) }
}

/// Whether the caller may read what stock of `site` cost. Where not, costs are null: prices are shown all the same.
///
/// # Errors
/// When the site cannot be read.
pub(super) async fn sees_cost(context: &Context<'_>, site: SiteId) -> Result<bool> {
    let caller = &context.data::<Request>()?.caller;
    if caller.may_everywhere(Right::ReadCost) || !caller.may_somewhere(Right::ReadCost) {
        return Ok(caller.may_everywhere(Right::ReadCost));
    }
    let site: Model = required(context, site).await?;
    may_at(context, &[Right::ReadCost], &site)
}

/// The site that an argument names, where the caller has one of `rights`.
///
/// # Errors
/// `INVALID` for the id of something else, `NOT_FOUND`, `FORBIDDEN`.
pub(super) async fn site(context: &Context<'_>, rights: &[Right], field: Field, given: &ID) -> Result<site::Model> {
    require_any_somewhere(context, rights)?;
    let site_id: SiteId = id(field.clone(), given).map_err(graphql_error)?;
    let site = find(context, site_id).await?;
    let site = site.ok_or_else(|| graphql_error(Refusal::not_found(field, "site")))?;
    require_at(context, rights, &site)?;
    Ok(site)
}

/// The sites where the caller has one of `rights`; `None` stands for every site.
///
/// # Errors
/// `FORBIDDEN` where there is none.
pub(super) async fn sites(context: &Context<'_>, rights: &[Right]) -> Result<Option<Vec<SiteId>>> {
    let caller = &context.data::<Request>()?.caller;
    if rights.iter().any(|right| caller.may_everywhere(*right)) {
        return Ok(None);
    }
    require_any_somewhere(context, rights)?;
    let all = find(context, AllSites).await?.unwrap_or_default();
    let may = |site: &&Model| rights.iter().any(|right| caller.may(*right, &site.code));
    Ok(Some(all.iter().filter(may).map(|site| site.id).collect()))
}

/// That the caller has none of `rights` at a site.
pub(super) fn forbidden(rights: &[Right], site: &str) -> async_graphql::Error {
    let right = rights.first().copied().unwrap_or(Right::Administer);
    graphql_error(Error::Forbidden { right, site: site.to_owned() })
}

/// Refuses a caller who has none of `rights` anywhere.
///
/// # Errors
/// `FORBIDDEN`.
pub(super) fn require_any_somewhere(context: &Context<'_>, rights: &[Right]) -> Result<()> {
    let caller = &context.data::<Request>()?.caller;
    let may = rights.iter().any(|right| caller.may_somewhere(*right));
    if may { Ok(()) } else { Err(forbidden(rights, "any site")) }
}
