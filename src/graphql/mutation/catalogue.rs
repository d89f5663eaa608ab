//! Keeping the catalogue.

use crate::graphql::{
    answer::{Outcome, perform},
    input::product::{CreateProductInput, SetProductFactsInput, SetSitePriceInput, UpdateProductInput},
    loader::maybe,
    object::product::Product,
};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::id::ProductId;

/// What came of a new product.
#[derive(SimpleObject)]
pub(super) struct CreateProductPayload {
    /// The product.
    product: Option<Product>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of changes to a product.
#[derive(SimpleObject)]
pub(super) struct UpdateProductPayload {
    /// The product.
    product: Option<Product>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of setting a product's facts right.
#[derive(SimpleObject)]
pub(super) struct SetProductFactsPayload {
    /// The product.
    product: Option<Product>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of setting a price.
#[derive(SimpleObject)]
pub(super) struct SetSitePricePayload {
    /// The product.
    product: Option<Product>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// Keeping the catalogue.
#[derive(Default)]
pub(super) struct CatalogueMutation;

#[Object]
impl CatalogueMutation {
    /// Adds a product to the catalogue. Needs the role MANAGER.
    async fn create_product(&self, context: &Context<'_>, input: CreateProductInput) -> Result<CreateProductPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(CreateProductPayload { product: product(context, done.map(|done| done.product_id)).await?, outcome })
    }

    /// Changes what is named of a product. Needs the role MANAGER.
    async fn update_product(&self, context: &Context<'_>, input: UpdateProductInput) -> Result<UpdateProductPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(UpdateProductPayload { product: product(context, done.map(|done| done.product_id)).await?, outcome })
    }

    /// Sets right what a product was said to be: its category, class, and what is asked of it. What it was before is
    /// kept; what is recorded from now on is judged by it. Needs the role MANAGER.
    async fn set_product_facts(
        &self,
        context: &Context<'_>,
        input: SetProductFactsInput,
    ) -> Result<SetProductFactsPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(SetProductFactsPayload { product: product(context, done.map(|done| done.product_id)).await?, outcome })
    }

    /// Sets what a product costs at the till of one site from a day on, in the place of the price of all sites. What was
    /// sold before keeps the price of its own day. Needs the role MANAGER at the site.
    async fn set_site_price(&self, context: &Context<'_>, input: SetSitePriceInput) -> Result<SetSitePricePayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(SetSitePricePayload { product: product(context, done.map(|done| done.product_id)).await?, outcome })
    }
}

async fn product(context: &Context<'_>, id: Option<ProductId>) -> Result<Option<Product>> {
    maybe(context, id, Product).await
}
