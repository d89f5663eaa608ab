//! A product of the catalogue. Unit, step and contents are fixed once a lot exists. Written by `operations::create_product` and `update_product`.

use crate::{
    fixed_point::{Money, Quantity},
    id::ProductId,
    instant::Instant,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a product is to the clinic.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ContainerUse {
    /// One patient, one usage; the rest is wasted once.
    SingleUse,
    /// Opened for one patient and kept for that patient.
    SinglePatient,
    /// Drawn from for several patients while its in-use period lasts.
    MultiPatient,
}

/// How a product is kept.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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

impl ProductCategory {
    /// Whether it is injected: lots are then confirmed, dates and licences required.
    pub fn is_injectable(self) -> bool {
        matches!(self, Self::Neurotoxin | Self::DermalFiller | Self::Biostimulator | Self::InjectableDrug)
    }
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product")]
pub struct Model {
    /// The product.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProductId,
    /// The clinic's own code for it; unique.
    pub sku: String,
    /// What the label says.
    pub name: String,
    /// Who makes it.
    pub manufacturer: String,
    /// What it is to the clinic.
    pub category: ProductCategory,
    /// What it is to the regulator.
    pub regulatory_class: RegulatoryClass,
    /// The base unit that everything is counted in: `U`, `mL`, `mg`, `each`.
    pub unit: String,
    /// The smallest amount that is recorded.
    pub quantity_step: Quantity,
    /// What one container is called: vial, syringe, pen, bottle.
    pub container_name: String,
    /// Base units in one container.
    pub contents: Quantity,
    /// For whom, and how often, one container is drawn from.
    pub container_use: ContainerUse,
    /// How long an opened container may be used; copied to the container when it is opened.
    pub in_use_hours: Option<i32>,
    /// The label says one patient: sharing leaves a notice.
    pub labelled_single_patient: bool,
    /// The rest of a single-use container may be kept for the same patient.
    pub may_keep_remainder: bool,
    /// How it is kept.
    pub storage: StorageBand,
    /// Receipts need a lot number.
    pub lot_tracked: bool,
    /// Receipts need an expiry date.
    pub expiry_required: bool,
    /// Receipts need a serial number for each container.
    pub serial_required: bool,
    /// A delivery with fewer days left is accepted only with an override.
    pub min_shelf_life_days: Option<i32>,
    /// Sold only on a prescription.
    pub prescription_only: bool,
    /// May be sold at the till; asked of what is a drug, a biologic or injected.
    pub retail: bool,
    /// It is wasted, discarded and destroyed before a witness who signs, at every site.
    pub waste_witness: bool,
    /// Price of one base unit at the till.
    pub retail_price: Option<Money>,
    /// Since when that is its price; what it was before is a `former_price`.
    pub price_since: Instant,
    /// A retail set: it has no stock of its own and is sold as its `bundle_component`s.
    pub bundle: bool,
    /// Can no longer be ordered; its stock stays usable and recallable.
    pub archived: bool,
    /// The product that this one takes the place of.
    pub replaces_id: Option<ProductId>,
    /// When it was created.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
