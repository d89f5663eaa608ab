//! What can be changed: a mutation is one operation with its input and its payload, or the same for each of a list.

mod approvals;
mod catalogue;
mod exports;
mod holds;
mod patients;
mod purchasing;
mod recall_notices;
mod recalls;
mod receiving;
mod sites;
mod stock;
mod suppliers;
mod till;
mod treatment_room;
mod usage;
mod usage_correction;

use super::descriptions;
use async_graphql::{
    Context, ContextSelectionSet, MergedObject, ObjectType, OutputType, Positioned, ServerResult, Value,
    parser::types::Field, registry::Registry, resolver_utils::ContainerType,
};
use std::borrow::Cow;

/// What can be changed. Every mutation takes an idempotency key and is safe to repeat.
#[derive(Default, MergedObject)]
#[graphql(name = "Mutation")]
struct Mutations(
    sites::SiteMutation,
    catalogue::CatalogueMutation,
    suppliers::SupplierMutation,
    purchasing::PurchasingMutation,
    receiving::ReceivingMutation,
    stock::StockMutation,
    exports::ExportMutation,
    holds::HoldMutation,
    recall_notices::RecallNoticeMutation,
    usage::UsageMutation,
    usage_correction::UsageCorrectionMutation,
    treatment_room::TreatmentRoomMutation,
    patients::PatientMutation,
    till::TillMutation,
    recalls::RecallMutation,
    approvals::ApprovalMutation,
);

/// The root of what can be changed. It is the last of the schema's roots to be made, and describes then what has no
/// description of its own.
#[derive(Default)]
pub struct Mutation(Mutations);

impl OutputType for Mutation {
    fn type_name() -> Cow<'static, str> {
        Mutations::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let name = Mutations::create_type_info(registry);
        descriptions::complete(registry);
        name
    }

    async fn resolve(&self, context: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        self.0.resolve(context, field).await
    }
}

impl ContainerType for Mutation {
    async fn resolve_field(&self, context: &Context<'_>) -> ServerResult<Option<Value>> {
        self.0.resolve_field(context).await
    }
}

impl ObjectType for Mutation {}
