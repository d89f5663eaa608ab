//! Refusals about stock: there is too little, it must not be used, several containers fit, or the plan is to be confirmed.

use super::UserErrorCode;
use crate::graphql::{
    loader::required,
    object::{
        container::Container,
        lot::Lot,
        product::Product,
        stock_choice::{SkippedStock, StockChoice, UnusableReason},
    },
    scalar::Decimal,
};
use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use entity::id::{ContainerId, LotId, ProductId};

/// There is not enough that may be used.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct InsufficientStock {
    /// `INSUFFICIENT_STOCK`.
    pub(super) code: UserErrorCode,
    /// Both amounts in a sentence.
    pub(super) message: String,
    /// Path into the input.
    pub(super) field: Vec<String>,
    /// Base units asked for.
    pub(super) requested: Decimal,
    /// Base units that may be used, or sold.
    pub(super) available: Decimal,
    /// Base units that could be, and are promised to others.
    pub(super) reserved: Decimal,
    /// What is there and must not be used, and why.
    pub(super) skipped: Vec<SkippedStock>,
    #[graphql(skip)]
    pub(super) product_id: ProductId,
}

#[ComplexObject]
impl InsufficientStock {
    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.product_id).await.map(Product)
    }
}

/// What was named must not be used.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct StockNotUsable {
    /// `STOCK_NOT_USABLE`.
    pub(super) code: UserErrorCode,
    /// The lot and the reasons in a sentence.
    pub(super) message: String,
    /// Path into the input.
    pub(super) field: Vec<String>,
    /// Why it must not be used.
    pub(super) reasons: Vec<UnusableReason>,
    /// What may be used in its place: first expired, first out.
    pub(super) alternative: Option<StockChoice>,
    #[graphql(skip)]
    pub(super) lot_id: LotId,
    #[graphql(skip)]
    pub(super) container_id: Option<ContainerId>,
}

#[ComplexObject]
impl StockNotUsable {
    /// The lot that was named.
    async fn lot(&self, context: &Context<'_>) -> Result<Lot> {
        required(context, self.lot_id).await.map(Lot)
    }

    /// The open container that was named.
    async fn container(&self, context: &Context<'_>) -> Result<Option<Container>> {
        Container::maybe(context, self.container_id).await
    }
}

/// Several open containers fit: name one, or say that a new one is opened.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct AmbiguousContainer {
    /// `AMBIGUOUS_CONTAINER`.
    pub(super) code: UserErrorCode,
    /// How many fit, in a sentence.
    pub(super) message: String,
    /// Path into the input.
    pub(super) field: Vec<String>,
    #[graphql(skip)]
    pub(super) container_ids: Vec<ContainerId>,
}

#[ComplexObject]
impl AmbiguousContainer {
    /// Those that fit, the first to be used first.
    async fn candidates(&self, context: &Context<'_>) -> Result<Vec<Container>> {
        Container::all(context, &self.container_ids).await
    }
}

/// Only a product was named: this is the plan. Send the lines again with these lots and containers.
#[derive(Debug, SimpleObject)]
pub struct ConfirmLot {
    /// `CONFIRM_LOT`.
    pub(super) code: UserErrorCode,
    /// The plan's size, in a sentence.
    pub(super) message: String,
    /// Path into the input.
    pub(super) field: Vec<String>,
    /// First expired, first out.
    pub(super) plan: Vec<StockChoice>,
}
