//! What kinds of products, containers and codes there are.

use async_graphql::Enum;
use entity::{product, product_identifier};

/// What a product is to the clinic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "product::ProductCategory")]
pub enum ProductCategory {
    /// Botulinum toxin.
    Neurotoxin,
    /// Filler.
    DermalFiller,
    /// Collagen stimulator.
    Biostimulator,
    /// Any other injected drug: GLP-1, lidocaine, hyaluronidase, diluent.
    InjectableDrug,
    /// Taken home.
    RetailSkincare,
    /// Needles, syringes, cannulas.
    Consumable,
    /// Kits and appliances.
    Device,
}

/// What a product is to the regulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "product::RegulatoryClass")]
pub enum RegulatoryClass {
    /// Licensed biologic.
    Biologic,
    /// Approved drug.
    Drug,
    /// Made by a pharmacy or outsourcing facility.
    CompoundedDrug,
    /// Medical device.
    Device,
    /// Cosmetic: may have no expiry date in the US.
    Cosmetic,
    /// Over-the-counter drug, such as a sunscreen.
    OtcDrug,
    /// Neither drug nor device.
    Supply,
}

/// For whom, and how often, one container is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "product::ContainerUse")]
pub enum ContainerUse {
    /// One patient, one usage; the rest is wasted once.
    SingleUse,
    /// Opened for one patient and kept for that patient.
    SinglePatient,
    /// Drawn from for several patients while its in-use period lasts.
    MultiPatient,
}

/// How a product is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "product::StorageBand")]
pub enum StorageBand {
    /// Below 0 °C.
    Frozen,
    /// 2 to 8 °C.
    Refrigerated,
    /// 8 to 15 °C.
    Cool,
    /// Room temperature.
    Room,
    /// The label does not say.
    Unspecified,
}

/// What kind of code identifies a product. A GTIN, a UPC and an NDC are one number in three spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "product_identifier::IdentifierScheme")]
pub enum IdentifierScheme {
    /// Global Trade Item Number, 8 to 14 digits.
    Gtin,
    /// US National Drug Code.
    Ndc,
    /// Health Industry Bar Code: labeler, product and unit of measure.
    Hibc,
    /// Universal Product Code of retail goods.
    Upc,
    /// The manufacturer's catalogue number.
    Ref,
}
