//! Who may ask: every query names the right it needs, and where.

use super::answer::graphql_error;
use crate::{error::Error, request::Request, rules::rights::Right};
use async_graphql::{Context, Result};

/// Refuses a caller who has `right` nowhere: for what belongs to no site, such as the catalogue.
///
/// # Errors
/// `FORBIDDEN`.
pub(super) fn require_somewhere(context: &Context<'_>, right: Right) -> Result<()> {
    let may = context.data::<Request>()?.caller.may_somewhere(right);
    if may { Ok(()) } else { Err(graphql_error(Error::Forbidden { right, site: "any site".to_owned() })) }
}
