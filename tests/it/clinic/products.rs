//! Products of the field, one of each kind of container. A test that needs two of a kind renames one.

use entity::{
    product::{ContainerUse, ProductCategory, RegulatoryClass, StorageBand},
    product_identifier::IdentifierScheme,
};
use lotwise::{
    operations::create_product::{ContainerGiven, CreateProduct},
    rules::{money::MoneyAmount, product_identifier::IdentifierGiven},
};
use rust_decimal::Decimal;

/// A vial of 100 U in steps of 0.5 U, shared for 24 hours after it was opened.
pub(crate) fn neurotoxin() -> CreateProduct {
    CreateProduct {
        category: ProductCategory::Neurotoxin,
        regulatory_class: RegulatoryClass::Biologic,
        unit: "U".to_owned(),
        quantity_step: Decimal::new(5, 1),
        container: ContainerGiven { in_use_hours: Some(24), ..container("vial", 100, ContainerUse::MultiPatient) },
        identifiers: vec![identifier(IdentifierScheme::Gtin, "00300239232013", 1)],
        storage: StorageBand::Refrigerated,
        ..product("BOTOX-100", "BOTOX Cosmetic 100 U", "AbbVie")
    }
}

/// A syringe of 1 mL in steps of 0.05 mL, for one usage; sold in boxes of two.
pub(crate) fn filler() -> CreateProduct {
    let (syringe, box_of_two) = ("07540161860004", "17540161860001");
    CreateProduct {
        category: ProductCategory::DermalFiller,
        regulatory_class: RegulatoryClass::Device,
        unit: "mL".to_owned(),
        quantity_step: Decimal::new(5, 2),
        container: container("syringe", 1, ContainerUse::SingleUse),
        identifiers: vec![
            identifier(IdentifierScheme::Gtin, syringe, 1),
            identifier(IdentifierScheme::Gtin, box_of_two, 2),
        ],
        ..product("JUV-VOLUMA", "Juvederm Voluma XC 1 mL", "AbbVie")
    }
}

/// A vial of 30 mL to dilute with, in steps of 0.1 mL, shared for 28 days.
pub(crate) fn saline() -> CreateProduct {
    CreateProduct {
        unit: "mL".to_owned(),
        quantity_step: Decimal::new(1, 1),
        container: ContainerGiven { in_use_hours: Some(28 * 24), ..container("vial", 30, ContainerUse::MultiPatient) },
        ..product("SALINE-30", "Bacteriostatic saline 30 mL", "Hospira")
    }
}

/// A pen of 4 doses for one patient, 56 days.
pub(crate) fn pen() -> CreateProduct {
    CreateProduct {
        unit: "dose".to_owned(),
        container: ContainerGiven { in_use_hours: Some(56 * 24), ..container("pen", 4, ContainerUse::SinglePatient) },
        storage: StorageBand::Refrigerated,
        ..product("SEMA-PEN", "Semaglutide pen", "Novo Nordisk")
    }
}

/// A bottle that is sold at the till for 89.00, without a date on it.
pub(crate) fn serum() -> CreateProduct {
    CreateProduct {
        category: ProductCategory::RetailSkincare,
        regulatory_class: RegulatoryClass::Cosmetic,
        expiry_required: false,
        retail_price: Some(MoneyAmount { amount: Decimal::from(89), currency: "USD".to_owned() }),
        ..product("SERUM-C", "Vitamin C serum 30 mL", "Glow Labs")
    }
}

/// An injectable counted in pieces, to be made into something else.
fn product(sku: &str, name: &str, manufacturer: &str) -> CreateProduct {
    CreateProduct {
        sku: sku.to_owned(),
        name: name.to_owned(),
        manufacturer: manufacturer.to_owned(),
        category: ProductCategory::InjectableDrug,
        regulatory_class: RegulatoryClass::Drug,
        unit: "each".to_owned(),
        quantity_step: Decimal::ONE,
        container: container("piece", 1, ContainerUse::SingleUse),
        identifiers: vec![],
        storage: StorageBand::Room,
        lot_tracked: true,
        expiry_required: true,
        serial_required: false,
        min_shelf_life_days: None,
        prescription_only: false,
        retail: None,
        retail_price: None,
        bundle: vec![],
    }
}

fn container(name: &str, contents: i64, container_use: ContainerUse) -> ContainerGiven {
    ContainerGiven {
        name: name.to_owned(),
        contents: Decimal::from(contents),
        container_use,
        in_use_hours: None,
        labelled_single_patient: false,
        may_keep_remainder: false,
    }
}

fn identifier(scheme: IdentifierScheme, value: &str, containers_per_package: i32) -> IdentifierGiven {
    IdentifierGiven { scheme, value: value.to_owned(), containers_per_package }
}
