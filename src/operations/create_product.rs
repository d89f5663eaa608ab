//! A new product of the catalogue, with the codes that it is scanned by.

use super::{
    Act, Operation,
    bundles::{self, BundledGiven},
    product_identifiers,
    recall_notices::again,
};
use crate::{
    error::Error,
    queries::catalogue,
    rules::{
        form::Form,
        money::{self, MoneyAmount},
        product as rule,
        product_identifier::{self as identifier_rule, IdentifierGiven},
        quantity,
        refusal::{Refusal, field, path},
        rights::Right,
        text,
    },
};
use entity::{
    id::ProductId,
    product::{self, ContainerUse, ProductCategory, RegulatoryClass, StorageBand},
    product_identifier,
};
use rust_decimal::Decimal;
use sea_orm::sea_query::OnConflict;
use serde::{Deserialize, Serialize};

/// Longest code of a product, in characters.
const SKU_LIMIT: usize = 64;

/// Creates a product. Unit, step and contents are for ever: another strength is another product.
#[derive(Clone, Debug, Serialize)]
pub struct CreateProduct {
    /// The clinic's own code for it.
    pub sku: String,
    /// What the label says.
    pub name: String,
    /// Who makes it.
    pub manufacturer: String,
    /// What it is to the clinic.
    pub category: ProductCategory,
    /// What it is to the regulator.
    pub regulatory_class: RegulatoryClass,
    /// The base unit that everything is counted in.
    pub unit: String,
    /// The smallest amount that is recorded, in base units.
    pub quantity_step: Decimal,
    /// What it comes in.
    pub container: ContainerGiven,
    /// The codes that it is scanned by.
    pub identifiers: Vec<IdentifierGiven>,
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
    /// May be sold at the till; where nothing is said, what is neither drug nor biologic nor injected may, and what is
    /// not injected and has a price there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retail: Option<bool>,
    /// Price of one base unit at the till.
    pub retail_price: Option<MoneyAmount>,
    /// What is in it, where it is a retail set; nothing, where it is not.
    pub bundle: Vec<BundledGiven>,
}

/// What a product comes in.
#[derive(Clone, Debug, Serialize)]
pub struct ContainerGiven {
    /// Vial, syringe, pen, bottle.
    pub name: String,
    /// Base units in one.
    pub contents: Decimal,
    /// For whom, and how often, one is drawn from.
    pub container_use: ContainerUse,
    /// For how many hours an opened one may be used.
    pub in_use_hours: Option<i32>,
    /// The label says one patient.
    pub labelled_single_patient: bool,
    /// The rest of a single-use one may be kept for the same patient.
    pub may_keep_remainder: bool,
}

/// The product that was created.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreateProductDone {
    /// The product.
    pub product_id: ProductId,
}

impl Operation for CreateProduct {
    type Done = CreateProductDone;
    const NAME: &'static str = "createProduct";

    async fn perform(&self, act: &Act<'_>) -> Result<CreateProductDone, Error> {
        act.require_somewhere(Right::ManageStock)?;
        let (row, identifiers) = self.rows(act).map_err(Error::Refused)?;
        rule::check(&row).map_err(Error::Refused)?;
        let components = bundles::rows(act, row.id, &self.bundle).await?;
        let (product_id, sku) = (row.id, row.sku.clone());
        // `botox-100` beside `BOTOX-100` would be taken for it.
        if let Some(known) = catalogue::product(act.transaction, &sku).await? {
            return Err(Refusal::conflict(field("sku"), Some(known.sku), "There is a product of this code.").into());
        }
        let taken = OnConflict::column(product::Column::Sku).do_nothing().to_owned();
        if act.insert_or(vec![row], taken).await?.is_empty() {
            return Err(Refusal::conflict(field("sku"), Some(sku), "There is a product of this code.").into());
        }
        product_identifiers::write(act, product_id, identifiers).await?;
        bundles::write(act, components).await?;
        again::product_is_known(act, product_id).await?;
        Ok(CreateProductDone { product_id })
    }
}

impl CreateProduct {
    fn rows(&self, act: &Act<'_>) -> Result<(product::Model, Vec<product_identifier::Model>), Vec<Refusal>> {
        let mut form = Form::default();
        let container = &self.container;
        let (hours, days, price) = (container.in_use_hours, self.min_shelf_life_days, self.retail_price.as_ref());
        let price = price.map(|price| money::in_currency(&field("retailPrice"), price, &act.terms.currency));
        let row = product::Model {
            id: ProductId::new(),
            sku: form.take(text::required(field("sku"), &self.sku, SKU_LIMIT)),
            name: form.take(text::required(field("name"), &self.name, text::SHORT)),
            manufacturer: form.take(text::required(field("manufacturer"), &self.manufacturer, text::SHORT)),
            category: self.category,
            regulatory_class: self.regulatory_class,
            unit: form.take(rule::unit(field("unit"), &self.unit)),
            quantity_step: form.take(quantity::positive(field("quantityStep"), self.quantity_step)),
            container_name: form.take(text::required(path(["container", "name"]), &container.name, rule::UNIT_LIMIT)),
            contents: form.take(quantity::positive(path(["container", "contents"]), container.contents)),
            container_use: container.container_use,
            in_use_hours: form
                .take_optional(hours.map(|hours| rule::in_use_hours(path(["container", "inUseHours"]), hours))),
            labelled_single_patient: container.labelled_single_patient,
            may_keep_remainder: container.may_keep_remainder,
            storage: self.storage,
            lot_tracked: self.lot_tracked,
            expiry_required: self.expiry_required,
            serial_required: self.serial_required,
            min_shelf_life_days: form
                .take_optional(days.map(|days| rule::min_shelf_life_days(field("minShelfLifeDays"), days))),
            prescription_only: self.prescription_only,
            retail: self.retail.unwrap_or_else(|| {
                rule::is_for_retail(self.category, self.regulatory_class, self.retail_price.is_some())
            }),
            waste_witness: false,
            retail_price: form.take_optional(price),
            price_since: act.now(),
            bundle: !self.bundle.is_empty(),
            archived: false,
            replaces_id: None,
            created_at: act.now(),
        };
        let identifiers = form.take_part(identifier_rule::rows(&self.identifiers, row.id));
        form.finish((row, identifiers))
    }
}
