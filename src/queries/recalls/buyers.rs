//! Who bought recalled lots at the till. The one seam between recalls and sales.

use crate::{error::Failure, queries::recalls::Affected};
use entity::{id::SiteId, instant::Instant};
use sea_orm::ConnectionTrait;

/// One sale of a recalled lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// The POS's id of the sale.
    pub sale_id: String,
    /// The customer, where somebody is named.
    pub customer_id: Option<String>,
    /// Where it was sold.
    pub site_id: SiteId,
    /// When.
    pub sold_at: Instant,
    /// Whether the lot is known: from the package, or stated.
    pub certain: bool,
}

/// Every sale of a lot that the recall is about, or that it may have been about.
///
/// # Errors
/// When the database fails.
#[expect(clippy::unused_async, reason = "nothing is sold yet: the till fills this in")]
pub async fn of(_connection: &impl ConnectionTrait, _affected: &Affected) -> Result<Vec<Buyer>, Failure> {
    Ok(vec![])
}
