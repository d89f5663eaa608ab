//! Whatever has an id: found again by it.

use super::{
    approval::Approval,
    audit_event::AuditEvent,
    component::Component,
    container::Container,
    deviation::Deviation,
    hold::Hold,
    ledger_entry::LedgerEntry,
    lot::Lot,
    posting::Posting,
    product::Product,
    purchase_order::{PurchaseOrder, PurchaseOrderLine},
    recall::{Recall, contact::Contact},
    recall_notice::RecallNotice,
    reservation::Reservation,
    sale::Sale,
    sale_line::SaleLine,
    sale_return::SaleReturn,
    site::Site,
    supplier::Supplier,
    usage::Usage,
    usage_line::UsageLine,
};
use async_graphql::{ID, Interface};

/// Whatever has an id of its own here.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Says what it is by how it begins: `lot_…`."))]
pub enum Node {
    /// A site.
    Site(Site),
    /// A supplier.
    Supplier(Supplier),
    /// A product.
    Product(Product),
    /// A lot.
    Lot(Lot),
    /// An opened container.
    Container(Container),
    /// What was mixed in.
    Component(Component),
    /// A hold.
    Hold(Hold),
    /// A posting.
    Posting(Posting),
    /// An entry of the ledger.
    LedgerEntry(LedgerEntry),
    /// A usage.
    Usage(Usage),
    /// A line of a usage.
    UsageLine(UsageLine),
    /// A sale.
    Sale(Sale),
    /// A line of a sale.
    SaleLine(SaleLine),
    /// What a customer brought back.
    SaleReturn(SaleReturn),
    /// Stock that is promised until a time.
    Reservation(Reservation),
    /// A deviation.
    Deviation(Deviation),
    /// A recall.
    Recall(Recall),
    /// Somebody to be told of a recall.
    Contact(Contact),
    /// A recall notice.
    RecallNotice(RecallNotice),
    /// A request for a second signature.
    Approval(Approval),
    /// An entry of the audit log.
    AuditEvent(AuditEvent),
    /// A purchase order.
    PurchaseOrder(PurchaseOrder),
    /// A line of a purchase order.
    PurchaseOrderLine(PurchaseOrderLine),
}
