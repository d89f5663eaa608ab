//! The inputs of the catalogue, and the filter of its list.

use super::{id, receipt::MoneyInput};
use crate::{
    graphql::{
        object::product_kind::{ContainerUse, IdentifierScheme, ProductCategory, RegulatoryClass, StorageBand},
        scalar::{Date, Decimal},
    },
    operations::{
        bundles::BundledGiven,
        create_product::{ContainerGiven, CreateProduct},
        set_product_facts::{Facts, SetProductFacts},
        set_site_price::SetSitePrice,
        update_product::UpdateProduct,
    },
    queries::catalogue,
    rules::{
        product_identifier::IdentifierGiven,
        refusal::{Refusal, field, path},
    },
};
use async_graphql::{ID, InputObject};

/// A new product. Unit, step and contents are for ever: another strength is another product.
#[derive(Debug, InputObject)]
pub struct CreateProductInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The clinic's own code for it, unique.
    sku: String,
    /// What the label says.
    name: String,
    /// Who makes it.
    manufacturer: String,
    /// What it is to the clinic.
    category: ProductCategory,
    /// What it is to the regulator.
    regulatory_class: RegulatoryClass,
    /// The base unit that everything is counted in: `U`, `mL`, `mg`, `each`.
    unit: String,
    /// The smallest amount that is recorded, in base units.
    quantity_step: Decimal,
    /// What it comes in.
    container: ContainerSpecInput,
    /// The codes that its containers and packages are scanned by.
    identifiers: Option<Vec<ProductIdentifierInput>>,
    /// How it is kept.
    storage: StorageBand,
    /// Receipts need a lot number; what is injected always does.
    lot_tracked: bool,
    /// Receipts need an expiry date; what is injected always does.
    expiry_required: bool,
    /// Receipts need a serial number for each container.
    serial_required: Option<bool>,
    /// A delivery with fewer days left is accepted only with an override.
    min_shelf_life_days: Option<i32>,
    /// Sold only on a prescription.
    prescription_only: Option<bool>,
    /// May be sold at the till. Where nothing is said: what is neither a drug nor a biologic nor injected may, and what is
    /// not injected and has a price there.
    retail: Option<bool>,
    /// Price of one base unit at the till.
    retail_price: Option<MoneyInput>,
    /// What is in it, where it is a retail set: it has no stock of its own, and each component leaves by its lot.
    bundle: Option<Vec<BundleComponentInput>>,
}

/// One product of a retail set.
#[derive(Debug, InputObject)]
pub struct BundleComponentInput {
    /// The product; not a set itself.
    product_id: ID,
    /// How much of it one set has, in base units: whole containers.
    quantity: Decimal,
}

/// Changes to a product: what is named is changed, the rest stays.
#[derive(Debug, InputObject)]
pub struct UpdateProductInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The product.
    product_id: ID,
    /// What the label says.
    name: Option<String>,
    /// The codes that it is scanned by: all of them, in place of those before.
    identifiers: Option<Vec<ProductIdentifierInput>>,
    /// Codes that it is scanned by as well; not together with `identifiers`.
    add_identifiers: Option<Vec<ProductIdentifierInput>>,
    /// Codes that it is scanned by no longer; not together with `identifiers`.
    remove_identifiers: Option<Vec<RemovedIdentifierInput>>,
    /// How it is kept.
    storage: Option<StorageBand>,
    /// For how many hours a container opened from now on may be used.
    in_use_hours: Option<i32>,
    /// A delivery with fewer days left is accepted only with an override.
    min_shelf_life_days: Option<i32>,
    /// It is wasted, discarded and destroyed before a witness who signs, at every site.
    waste_witness: Option<bool>,
    /// Price of one base unit at the till.
    retail_price: Option<MoneyInput>,
    /// Can no longer be ordered; its stock stays usable and recallable.
    archived: Option<bool>,
    /// The product that this one takes the place of.
    replaces_id: Option<ID>,
}

/// What a product comes in.
#[derive(Debug, InputObject)]
pub struct ContainerSpecInput {
    /// Vial, syringe, pen, bottle.
    name: String,
    /// Base units in one: a multiple of the step.
    contents: Decimal,
    /// For whom, and how often, one is drawn from.
    #[graphql(name = "use")]
    container_use: ContainerUse,
    /// For how many hours an opened one may be used; required of what is injected and shared.
    in_use_hours: Option<i32>,
    /// The label says one patient: sharing leaves a notice.
    labelled_single_patient: Option<bool>,
    /// The rest of a single-use one may be kept for the same patient.
    may_keep_remainder: Option<bool>,
}

/// A code that a container or package is scanned by.
#[derive(Debug, InputObject)]
pub struct ProductIdentifierInput {
    /// What kind of code.
    scheme: IdentifierScheme,
    /// The code as printed, with its check digit or hyphens.
    value: String,
    /// How many containers one scanned package holds; 1 for the container's own code.
    containers_per_package: i32,
}

/// A code that a product is scanned by no longer.
#[derive(Debug, InputObject)]
pub struct RemovedIdentifierInput {
    /// What kind of code.
    scheme: IdentifierScheme,
    /// The code as printed, with its check digit or hyphens.
    value: String,
}

/// What a product was said to be wrong, set right: what is named is changed, the rest stays.
#[derive(Debug, InputObject)]
pub struct SetProductFactsInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The product.
    product_id: ID,
    /// Why.
    reason: String,
    /// What it is to the clinic.
    category: Option<ProductCategory>,
    /// What it is to the regulator.
    regulatory_class: Option<RegulatoryClass>,
    /// Sold only on a prescription.
    prescription_only: Option<bool>,
    /// May be sold at the till; asked of drugs, biologics and what is injected.
    retail: Option<bool>,
    /// Receipts need a lot number.
    lot_tracked: Option<bool>,
    /// Receipts need an expiry date.
    expiry_required: Option<bool>,
    /// Receipts need a serial number for each container.
    serial_required: Option<bool>,
}

impl SetProductFactsInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<SetProductFacts, Refusal> {
        let facts = Facts {
            category: self.category.map(Into::into),
            regulatory_class: self.regulatory_class.map(Into::into),
            prescription_only: self.prescription_only,
            retail: self.retail,
            lot_tracked: self.lot_tracked,
            expiry_required: self.expiry_required,
            serial_required: self.serial_required,
        };
        Ok(SetProductFacts { product_id: id(field("productId"), &self.product_id)?, facts, reason: self.reason })
    }
}

/// Which products are asked for: what is left out narrows nothing.
#[derive(Debug, Default, InputObject)]
pub struct ProductFilter {
    /// Words that each occur in code, name or manufacturer, without regard to case and accents.
    search: Option<String>,
    /// Products of this category.
    category: Option<ProductCategory>,
    /// Archived products only, or the others only.
    archived: Option<bool>,
    /// Products that this supplier delivered.
    supplier_id: Option<ID>,
}

impl CreateProductInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<CreateProduct, Refusal> {
        let bundle = self.bundle.unwrap_or_default().into_iter().enumerate();
        Ok(CreateProduct {
            sku: self.sku,
            name: self.name,
            manufacturer: self.manufacturer,
            category: self.category.into(),
            regulatory_class: self.regulatory_class.into(),
            unit: self.unit,
            quantity_step: self.quantity_step.0,
            container: self.container.into(),
            identifiers: self.identifiers.map(given).unwrap_or_default(),
            storage: self.storage.into(),
            lot_tracked: self.lot_tracked,
            expiry_required: self.expiry_required,
            serial_required: self.serial_required.unwrap_or(false),
            min_shelf_life_days: self.min_shelf_life_days,
            prescription_only: self.prescription_only.unwrap_or(false),
            retail: self.retail,
            retail_price: self.retail_price.map(Into::into),
            bundle: bundle.map(|(place, component)| component.into_given(place)).collect::<Result<_, _>>()?,
        })
    }
}

impl BundleComponentInput {
    fn into_given(self, place: usize) -> Result<BundledGiven, Refusal> {
        let at = path(["bundle", &place.to_string(), "productId"]);
        Ok(BundledGiven { product_id: id(at, &self.product_id)?, quantity: self.quantity.0 })
    }
}

impl UpdateProductInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<UpdateProduct, Refusal> {
        Ok(UpdateProduct {
            product_id: id(field("productId"), &self.product_id)?,
            name: self.name,
            identifiers: self.identifiers.map(given),
            add_identifiers: self.add_identifiers.map(given).unwrap_or_default(),
            remove_identifiers: self.remove_identifiers.unwrap_or_default().into_iter().map(removed).collect(),
            storage: self.storage.map(Into::into),
            in_use_hours: self.in_use_hours,
            min_shelf_life_days: self.min_shelf_life_days,
            waste_witness: self.waste_witness,
            retail_price: self.retail_price.map(Into::into),
            archived: self.archived,
            replaces_id: self.replaces_id.map(|product| id(field("replacesId"), &product)).transpose()?,
        })
    }
}

/// What a product costs at one site from a day on.
#[derive(Debug, InputObject)]
pub struct SetSitePriceInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The site.
    site_id: ID,
    /// The product.
    product_id: ID,
    /// The first day that it holds on, by the site's clocks: today or later, today when left out.
    from: Option<Date>,
    /// The price of one base unit; when left out, the price of all sites holds again from that day on.
    price: Option<MoneyInput>,
}

impl SetSitePriceInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<SetSitePrice, Refusal> {
        Ok(SetSitePrice {
            site_id: id(field("siteId"), &self.site_id)?,
            product_id: id(field("productId"), &self.product_id)?,
            from: self.from.map(|day| day.0),
            price: self.price.map(Into::into),
        })
    }
}

impl From<ContainerSpecInput> for ContainerGiven {
    fn from(container: ContainerSpecInput) -> Self {
        Self {
            name: container.name,
            contents: container.contents.0,
            container_use: container.container_use.into(),
            in_use_hours: container.in_use_hours,
            labelled_single_patient: container.labelled_single_patient.unwrap_or(false),
            may_keep_remainder: container.may_keep_remainder.unwrap_or(false),
        }
    }
}

impl ProductFilter {
    /// The filter that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_filter(self) -> Result<catalogue::ProductFilter, Refusal> {
        let supplier = self.supplier_id.map(|supplier| id(path(["filter", "supplierId"]), &supplier));
        Ok(catalogue::ProductFilter {
            search: self.search,
            category: self.category.map(Into::into),
            archived: self.archived,
            supplier_id: supplier.transpose()?,
        })
    }
}

fn given(identifiers: Vec<ProductIdentifierInput>) -> Vec<IdentifierGiven> {
    let given = |identifier: ProductIdentifierInput| IdentifierGiven {
        scheme: identifier.scheme.into(),
        value: identifier.value,
        containers_per_package: identifier.containers_per_package,
    };
    identifiers.into_iter().map(given).collect()
}

/// A code is one code whatever its package holds.
fn removed(identifier: RemovedIdentifierInput) -> IdentifierGiven {
    IdentifierGiven { scheme: identifier.scheme.into(), value: identifier.value, containers_per_package: 1 }
}
