//! Keeping suppliers.

use crate::graphql::{
    answer::{Outcome, perform},
    input::supplier::{CreateSupplierInput, UpdateSupplierInput},
    loader::maybe,
    object::supplier::Supplier,
};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::id::SupplierId;

/// What came of a new supplier.
#[derive(SimpleObject)]
pub(super) struct CreateSupplierPayload {
    /// The supplier.
    supplier: Option<Supplier>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of changes to a supplier.
#[derive(SimpleObject)]
pub(super) struct UpdateSupplierPayload {
    /// The supplier.
    supplier: Option<Supplier>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// Keeping suppliers.
#[derive(Default)]
pub(super) struct SupplierMutation;

#[Object]
impl SupplierMutation {
    /// Adds a supplier with its licences. Needs the role MANAGER.
    async fn create_supplier(
        &self,
        context: &Context<'_>,
        input: CreateSupplierInput,
    ) -> Result<CreateSupplierPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, Ok(input.into_operation())).await?;
        Ok(CreateSupplierPayload { supplier: supplier(context, done.map(|done| done.supplier_id)).await?, outcome })
    }

    /// Changes what is named of a supplier, and adds licences. Needs the role MANAGER.
    async fn update_supplier(
        &self,
        context: &Context<'_>,
        input: UpdateSupplierInput,
    ) -> Result<UpdateSupplierPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(UpdateSupplierPayload { supplier: supplier(context, done.map(|done| done.supplier_id)).await?, outcome })
    }
}

async fn supplier(context: &Context<'_>, id: Option<SupplierId>) -> Result<Option<Supplier>> {
    maybe(context, id, Supplier).await
}
