//! What is promised to somebody, by product.

use crate::error::Failure;
use entity::{
    fixed_point::Quantity,
    id::{ProductId, SiteId},
    instant::Instant,
};
use sea_orm::ConnectionTrait;
use std::collections::{BTreeMap, BTreeSet};

/// What is reserved at `site`: nothing, as long as nothing can be reserved. This is the one place that reservations enter
/// reordering.
#[expect(clippy::unused_async, reason = "reservations are read here once there are any")]
pub(super) async fn load(
    _connection: &impl ConnectionTrait,
    _site: SiteId,
    _at: Instant,
    _products: Option<&BTreeSet<ProductId>>,
) -> Result<BTreeMap<ProductId, Quantity>, Failure> {
    Ok(BTreeMap::new())
}
