//! What is to be exported.

use super::{id, reconciliation::ReconciliationFilter};
use crate::{
    exports::{Export, PurchaseOrderAsked, ReorderAsked, SupplierAsked},
    graphql::scalar::Date,
    operations::create_export_link::CreateExportLink,
    rules::refusal::{Refusal, path},
};
use async_graphql::{ID, InputObject, OneofObject};

/// A link that is asked for.
#[derive(Debug, InputObject)]
pub struct CreateExportLinkInput {
    /// Makes the call safe to repeat.
    pub idempotency_key: String,
    /// What is exported.
    what: ExportInput,
}

/// What is exported: exactly one of these.
#[derive(Debug, OneofObject)]
pub enum ExportInput {
    /// Units bought against units used, as CSV: one line for each lot at each site.
    Reconciliation(ReconciliationFilter),
    /// Everything about one supplier, as a page to print: licences, deliveries and returns, what became of its lots.
    Supplier(SupplierExportInput),
    /// What to order at a site, from whom, how much, and why, as CSV: as of the moment it is opened.
    ReorderReport(ReorderExportInput),
    /// A purchase order, as a page to print.
    PurchaseOrder(PurchaseOrderExportInput),
}

/// The reorder report of a site.
#[derive(Debug, InputObject)]
pub struct ReorderExportInput {
    /// The site.
    site_id: ID,
    /// Lines that are due alone.
    due_only: Option<bool>,
}

/// A purchase order.
#[derive(Debug, InputObject)]
pub struct PurchaseOrderExportInput {
    /// The order.
    purchase_order_id: ID,
}

/// A supplier, over some days.
#[derive(Debug, InputObject)]
pub struct SupplierExportInput {
    /// The supplier.
    supplier_id: ID,
    /// The first day, by the clocks of each site.
    from: Date,
    /// The last day.
    to: Date,
}

impl CreateExportLinkInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<CreateExportLink, Refusal> {
        let export = match self.what {
            ExportInput::Reconciliation(filter) => {
                Export::Reconciliation(filter.into_asked(|name| path(["what", "reconciliation", name]))?)
            }
            ExportInput::Supplier(supplier) => Export::Supplier(SupplierAsked {
                supplier_id: id(path(["what", "supplier", "supplierId"]), &supplier.supplier_id)?,
                from: supplier.from.0,
                to: supplier.to.0,
            }),
            ExportInput::ReorderReport(report) => Export::ReorderReport(ReorderAsked {
                site_id: id(path(["what", "reorderReport", "siteId"]), &report.site_id)?,
                due_only: report.due_only.unwrap_or(false),
            }),
            ExportInput::PurchaseOrder(order) => Export::PurchaseOrder(PurchaseOrderAsked {
                purchase_order_id: id(path(["what", "purchaseOrder", "purchaseOrderId"]), &order.purchase_order_id)?,
            }),
        };
        Ok(CreateExportLink { export })
    }
}
