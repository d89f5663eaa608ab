//! Which lots a caller asks for, as that caller may see them.

use async_graphql::{Context, Result};

use super::last_ended_day;
use crate::{
    graphql::{error::graphql_error, input::lot_filter::LotFilter, right},
    queries::{loaders::stockroom::Lots, lots},
    rules::{refusal::path, rights::Right},
};

/// The right that lots are read by.
const READ: [Right; 1] = [Right::ReadStock];

/// The lots that `filter` means, as the caller may see them.
///
/// # Errors
/// `INVALID`, `NOT_FOUND` or `FORBIDDEN` for what the filter names.
pub(in crate::graphql) async fn asked_lots(context: &Context<'_>, filter: Option<LotFilter>) -> Result<Lots> {
    let (filter, given) = filter.unwrap_or_default().into_filter().map_err(graphql_error)?;
    let site = match given {
        Some(given) => Some(right::site(context, &READ, path(["filter", "siteId"]), &given).await?),
        None => None,
    };

    let sites = if filter.in_stock.is_some() { right::sites(context, &READ).await? } else { None };
    let ended = if filter.status.is_some() { last_ended_day(context, site.as_ref()).await? } else { None };

    let filter = lots::LotFilter { site_id: site.map(|site| site.id), ..filter };
    Ok(Lots { filter, seen: lots::Seen { sites, last_ended_day: ended } })
}
