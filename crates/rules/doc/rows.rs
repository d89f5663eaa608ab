// Rows that the examples of the documentation speak of: a vial of 100 units, lots of it, and what a site has of them.

use chrono::NaiveDate;
use entity::{
    container,
    container::ContainerStatus,
    fixed_point::{Money, Quantity},
    id::*,
    instant::Instant,
    lot,
    lot::ExpiryBasis,
    product,
    product::{ContainerUse, ProductCategory, RegulatoryClass, StorageBand},
    stock,
};
use rules::shelf::LotOnShelf;

/// An instant, written as in RFC 3339.
pub fn at(text: &str) -> Instant {
    chrono::DateTime::parse_from_rfc3339(text).expect("an instant").to_utc().into()
}

/// A vial of 100 units that many patients share, for a day once it is opened. Half units are recorded.
pub fn vial() -> product::Model {
    product::Model {
        id: ProductId::new(),
        sku: "NEURO-100".to_owned(),
        name: "Neurotoxin 100 U".to_owned(),
        manufacturer: "Example".to_owned(),
        category: ProductCategory::Neurotoxin,
        regulatory_class: RegulatoryClass::Biologic,
        unit: "U".to_owned(),
        quantity_step: Quantity(5_000),
        container_name: "vial".to_owned(),
        contents: Quantity::whole(100),
        container_use: ContainerUse::MultiPatient,
        in_use_hours: Some(24),
        labelled_single_patient: false,
        may_keep_remainder: false,
        storage: StorageBand::Refrigerated,
        lot_tracked: true,
        expiry_required: true,
        serial_required: false,
        min_shelf_life_days: None,
        prescription_only: false,
        waste_witness: false,
        retail: false,
        retail_price: None,
        price_since: Instant(0),
        bundle: false,
        archived: false,
        replaces_id: None,
        created_at: Instant(0),
    }
}

/// A lot of it, with the last day that the label gives.
pub fn lot(product: &product::Model, number: &str, expires_on: &str) -> lot::Model {
    let expires_on: NaiveDate = expires_on.parse().expect("a day");
    lot::Model {
        id: LotId::new(),
        product_id: product.id,
        lot_number: number.to_owned(),
        lot_unknown: false,
        expires_on: Some(expires_on),
        expiry_sort: expires_on,
        expiry_basis: ExpiryBasis::LabelledExpiry,
        merged_into_id: None,
        created_at: Instant(0),
    }
}

/// A vial of the lot that was opened then.
pub fn opened(product: &product::Model, lot: &lot::Model, opened_at: &str) -> container::Model {
    let opened_at = at(opened_at);
    container::Model {
        id: ContainerId::new(),
        lot_id: lot.id,
        site_id: SiteId::new(),
        label: "LW-43P94CYT".to_owned(),
        status: ContainerStatus::Open,
        opened_at,
        opened_at_first: None,
        opening_recorded_at: None,
        booked_from: None,
        opened_by: "ana".to_owned(),
        in_use_until: rules::expiry::in_use_until(opened_at, product),
        first_patient_id: None,
        kept_for: None,
        serial: None,
        witness_awaited_since: None,
        contents: product.contents,
        counted: Quantity::ZERO,
        used: Quantity::ZERO,
        wasted: Quantity::ZERO,
        remaining: product.contents,
    }
}

/// So many sealed vials of the lot on the shelf of a site.
pub fn sealed(product: &product::Model, lot: lot::Model, vials: i64) -> LotOnShelf {
    let stock = stock::Model {
        id: StockId::new(),
        lot_id: lot.id,
        site_id: SiteId::new(),
        product_id: product.id,
        on_hand: product.contents.times(vials).expect("a few"),
        opened: Quantity::ZERO,
        value: Money::ZERO,
        cost_unknown: product.contents.times(vials).expect("a few"),
        older_valuation_through: 0,
        first_received_at: Instant(0),
        sequence: 1,
        head: vec![],
        last_recorded_at: Instant(0),
    };
    LotOnShelf { stock, lot, holds: vec![], containers: vec![], samples: Quantity::ZERO, sealed_then: None }
}
