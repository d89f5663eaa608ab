//! What is to be exported.

use super::{id, reconciliation::ReconciliationFilter};
use crate::{
    exports::{
        BooksAsked, Export, FhirVersion, FromTo, PurchaseOrderAsked, RecallAsked, RecallPart, ReorderAsked, SiteDays,
        SupplierAsked, link::CreateExportLink,
    },
    graphql::scalar::Date,
    rules::refusal::{Refusal, path},
};
use async_graphql::{ID, InputObject, OneofObject};

/// A link that is asked for.
#[derive(Debug, InputObject)]
pub struct CreateExportLinkInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
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
    /// A recall as a page to print, with the numbers that its answer to the firm asks for.
    RecallReport(RecallExportInput),
    /// The exposures of a recall, certain and possible ones, as CSV.
    RecallExposures(RecallExportInput),
    /// The contact list of a recall, for who works through it, as CSV.
    RecallContacts(RecallExportInput),
    /// The exposures of a recall as a FHIR R4 bundle.
    RecallFhirR4(RecallExportInput),
    /// The exposures of a recall as a FHIR R5 bundle.
    RecallFhirR5(RecallExportInput),
    /// What a site has now, lot by lot, as CSV.
    Stock(StockExportInput),
    /// The entries that were recorded at a site on some days, as CSV.
    Ledger(SiteDaysExportInput),
    /// What was recorded as waste at a site on some days, as CSV.
    Waste(SiteDaysExportInput),
    /// The lines of treatment usage that was performed at a site on some days, as CSV. The patient's id stands there for
    /// who may read patient links.
    Usages(SiteDaysExportInput),
    /// The lines of what was sold at a site on some days, as CSV. The customer's id stands there for who may read patient
    /// links.
    Sales(SiteDaysExportInput),
    /// Who did and read what on some days of UTC, as CSV.
    AuditLog(DaysExportInput),
}

/// The stock of a site.
#[derive(Debug, InputObject)]
pub struct StockExportInput {
    /// The site.
    site_id: ID,
}

/// Days of a site.
#[derive(Debug, InputObject)]
pub struct SiteDaysExportInput {
    /// The site.
    site_id: ID,
    /// The first day, by the clocks of the site.
    from: Date,
    /// The last day.
    to: Date,
}

/// Days of UTC.
#[derive(Debug, InputObject)]
pub struct DaysExportInput {
    /// The first day.
    from: Date,
    /// The last day.
    to: Date,
}

impl SiteDaysExportInput {
    fn into_export(self, part: fn(SiteDays) -> BooksAsked, name: &str) -> Result<Export, Refusal> {
        let site_id = id(path(["what", name, "siteId"]), &self.site_id)?;
        let days = FromTo { from: self.from.0, to: self.to.0 };
        Ok(Export::Books(part(SiteDays { site_id, days })))
    }
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

/// A recall.
#[derive(Debug, InputObject)]
pub struct RecallExportInput {
    /// The recall.
    recall_id: ID,
}

impl RecallExportInput {
    fn into_export(self, part: RecallPart, name: &str) -> Result<Export, Refusal> {
        let recall_id = id(path(["what", name, "recallId"]), &self.recall_id)?;
        Ok(Export::Recall(RecallAsked { recall_id, part }))
    }
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
            ExportInput::RecallReport(recall) => recall.into_export(RecallPart::Report, "recallReport")?,
            ExportInput::RecallExposures(recall) => recall.into_export(RecallPart::Exposures, "recallExposures")?,
            ExportInput::RecallContacts(recall) => recall.into_export(RecallPart::Contacts, "recallContacts")?,
            ExportInput::RecallFhirR4(recall) => {
                recall.into_export(RecallPart::Fhir(FhirVersion::R4), "recallFhirR4")?
            }
            ExportInput::RecallFhirR5(recall) => {
                recall.into_export(RecallPart::Fhir(FhirVersion::R5), "recallFhirR5")?
            }
            ExportInput::Stock(of) => {
                Export::Books(BooksAsked::Stock(id(path(["what", "stock", "siteId"]), &of.site_id)?))
            }
            ExportInput::Ledger(of) => of.into_export(BooksAsked::Ledger, "ledger")?,
            ExportInput::Waste(of) => of.into_export(BooksAsked::Waste, "waste")?,
            ExportInput::Usages(of) => of.into_export(BooksAsked::Usages, "usages")?,
            ExportInput::Sales(of) => of.into_export(BooksAsked::Sales, "sales")?,
            ExportInput::AuditLog(days) => {
                Export::Books(BooksAsked::AuditLog(FromTo { from: days.from.0, to: days.to.0 }))
            }
        };
        Ok(CreateExportLink { export })
    }
}
