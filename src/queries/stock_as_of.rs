//! What a site had at an instant, lot by lot, by either clock of the ledger.

mod shelves;

pub use shelves::page;

use super::reports::unknown_cost;
use crate::error::Failure;
use entity::{
    cost::Cost,
    entry,
    fixed_point::{Money, Quantity},
    id::{LotId, ProductId, SiteId},
    instant::Instant,
    stock,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeSet;

/// Which clock says whether an entry counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// When it was recorded: the books as they stood. Never negative.
    Recorded,
    /// When it happened: the shelf as it was, with what was entered later. Negative where something was entered as
    /// having left before what it left from had come.
    Occurred,
}

/// An instant by one of the clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant; what happened at it counts.
    pub at: Instant,
    /// By which clock.
    pub clock: Clock,
}

impl Clock {
    /// The column of an entry that it reads.
    fn column(self) -> entry::Column {
        match self {
            Self::Recorded => entry::Column::RecordedAt,
            Self::Occurred => entry::Column::OccurredAt,
        }
    }
}

/// One lot of a site as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LotAsOf {
    /// The product.
    pub product_id: ProductId,
    /// The lot.
    pub lot_id: LotId,
    /// The sum of its entries up to the instant.
    pub on_hand: Quantity,
    /// The sum of their values.
    pub value: Option<Money>,
    /// The sum of what of them is of unknown cost.
    pub cost_unknown: Quantity,
}

impl LotAsOf {
    /// What it cost, as far as that is known.
    pub fn cost(&self) -> Cost {
        Cost { known: self.value.unwrap_or_default(), unknown: self.cost_unknown }
    }
}

/// The lots of `products` that had moved at `site` by `at`, that instant included, in the order of product and lot.
///
/// # Errors
/// When the database fails.
pub async fn load(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: &BTreeSet<ProductId>,
    at: Instant,
    clock: Clock,
) -> Result<Vec<LotAsOf>, Failure> {
    let counts = clock.column();
    let entries = stock::Entity::belongs_to(entry::Entity).from(stock::Column::Id).to(entry::Column::StockId);
    let lots = stock::Entity::find()
        .select_only()
        .columns([stock::Column::ProductId, stock::Column::LotId])
        // A sum of whole numbers is a NUMERIC on PostgreSQL.
        .expr_as(Expr::col((entry::Entity, entry::Column::Quantity)).sum().cast_as("bigint"), "on_hand")
        .expr_as(Expr::col((entry::Entity, entry::Column::Value)).sum().cast_as("bigint"), "value")
        .expr_as(unknown_cost().sum().cast_as("bigint"), "cost_unknown")
        .join(JoinType::InnerJoin, entries.into())
        .filter(stock::COLUMN.site_id.eq(site))
        .filter(stock::COLUMN.product_id.is_in(products.iter().copied()))
        .filter(counts.lte(at))
        .group_by(stock::Column::ProductId)
        .group_by(stock::Column::LotId)
        .order_by_asc(stock::Column::ProductId)
        .order_by_asc(stock::Column::LotId);
    Ok(lots.into_model().all(connection).await?)
}
