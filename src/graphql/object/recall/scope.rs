//! The scope of a recall with what it comes to, and what a recall would come to before it is opened.

use super::part::RecallProgress;
use crate::{
    graphql::{
        loader::required,
        object::{lot::Lot, product::Product},
    },
    rules::recall::scope::{Matched, ScopeLine},
};
use async_graphql::{Context, Description, Object, Result, SimpleObject};
use entity::id::ProductId;

/// What one line of a scope comes to.
#[derive(Description)]
pub struct RecallScopeResult {
    product_id: ProductId,
    description: String,
    matched: Matched,
}

impl RecallScopeResult {
    pub(in crate::graphql) fn new(line: &ScopeLine, matched: Matched) -> Self {
        Self { product_id: line.product_id, description: line.to_string(), matched }
    }
}

#[Object(use_type_description)]
impl RecallScopeResult {
    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.product_id).await.map(Product)
    }

    /// Which lots, in words.
    async fn description(&self) -> &str {
        &self.description
    }

    /// The lots that it is about: held, once it is opened.
    async fn matched(&self, context: &Context<'_>) -> Result<Vec<Lot>> {
        Lot::all(context, &self.matched.lots).await
    }

    /// Lot and serial numbers that no lot of the product has.
    async fn not_found(&self) -> &[String] {
        &self.matched.not_found
    }

    /// Lots that may be meant: a number that reads alike or is one slip away, or that nobody could read. Look at them; they
    /// are not held.
    async fn look_alikes(&self, context: &Context<'_>) -> Result<Vec<Lot>> {
        Lot::all(context, &self.matched.look_alikes).await
    }
}

/// What a recall would come to. Nothing is held and nobody is told.
#[derive(SimpleObject)]
pub struct RecallPreview {
    /// Line by line.
    pub(in crate::graphql) scope: Vec<RecallScopeResult>,
    /// In numbers.
    pub(in crate::graphql) progress: RecallProgress,
}
