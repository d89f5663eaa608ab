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

use async_graphql::MergedObject;

/// What can be changed. Every mutation takes an idempotency key and is safe to repeat.
#[derive(Default, MergedObject)]
pub struct Mutation(
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
