//! One scan for everything: what a code means, what it fills of a delivery, and what it draws from.

mod api;
mod label;
mod receive;
mod sale;
mod separators;
mod usage;

use crate::clinic::Clinic;
use entity::{entry::ReceiptBasis, id::LotId};
use lotwise::{
    operations::receive_stock::{Override, OverrideKind, ReceiptLine, ReceiveStock},
    rules::{lot_label::LotLabel, receipt::Amount},
};

/// The code on a vial of the neurotoxin.
fn vial(lot: &str) -> String {
    format!("]d2010030023923201317270630{}", lot_and_serial(lot, ""))
}

/// The same of a vial with a serial number.
fn vial_with_serial(lot: &str, serial: &str) -> String {
    format!("]d2010030023923201317270630{}", lot_and_serial(lot, serial))
}

fn lot_and_serial(lot: &str, serial: &str) -> String {
    if serial.is_empty() { format!("10{lot}") } else { format!("10{lot}\u{1d}21{serial}") }
}

impl Clinic {
    /// A delivery of which nothing is keyed: each line is what was scanned for it.
    async fn scanned(&self, lines: &[&[&str]]) -> ReceiveStock {
        let unkeyed = self.delivery(entity::id::ProductId::new(), "", 1).await;
        ReceiveStock { lines: lines.iter().map(|scans| line(scans)).collect(), ..unkeyed }
    }

    /// Receives it, and answers the lots.
    async fn receive_scanned(&self, lines: &[&[&str]]) -> Vec<LotId> {
        let delivery = self.scanned(lines).await;
        self.done(&self.manager(), delivery).await.lot_ids
    }
}

fn line(scans: &[&str]) -> ReceiptLine {
    ReceiptLine {
        line_key: None,
        scans: scans.iter().map(|code| (*code).to_owned()).collect(),
        product_id: None,
        purchase_order_line_id: None,
        label: LotLabel::default(),
        serials: vec![],
        amount: Amount::default(),
        damaged_containers: None,
        basis: Some(ReceiptBasis::Purchased),
        unit_cost: None,
        cost: None,
        overrides: vec![overridden(OverrideKind::UnauthorizedSupplier)],
    }
}

fn overridden(kind: OverrideKind) -> Override {
    Override { kind, reason: "seen by the manager".to_owned() }
}
