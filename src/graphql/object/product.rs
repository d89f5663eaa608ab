//! Products of the catalogue.

use super::{
    lot::{Lot, asked_lots},
    money::Money,
    price_period::{PricePeriod, SitePrice},
    product_kind::{ContainerUse, IdentifierScheme, ProductCategory, RegulatoryClass, StorageBand},
    stock_level::StockLevel,
};
use crate::{
    error::Failure,
    graphql::{
        connection::{Connection, complexity},
        error::graphql_error,
        input::lot_filter::LotFilter,
        loader::{each, failed, find, maybe, page, required},
        right,
        scalar::Decimal,
    },
    operations::set_product_facts::Facts,
    queries::{
        loaders::{
            catalogue::{BundleOf, FactChangesOf, FormerPricesOf, IdentifiersOf, SitePricesOf},
            stockroom::LevelOf,
        },
        stock::Level,
    },
    request::Request,
    rules::{product_code, refusal::field, rights::Right},
};
use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{bundle_component, product, product_fact_change, product_identifier};

/// A product of the catalogue.
#[derive(Description)]
pub struct Product(pub product::Model);

#[Object(use_type_description)]
impl Product {
    /// The product's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The clinic's own code for it.
    async fn sku(&self) -> &str {
        &self.0.sku
    }

    /// What the label says.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Who makes it.
    async fn manufacturer(&self) -> &str {
        &self.0.manufacturer
    }

    /// What it is to the clinic.
    async fn category(&self) -> ProductCategory {
        self.0.category.into()
    }

    /// What it is to the regulator.
    async fn regulatory_class(&self) -> RegulatoryClass {
        self.0.regulatory_class.into()
    }

    /// The base unit that everything is counted in: `U`, `mL`, `mg`, `each`.
    async fn unit(&self) -> &str {
        &self.0.unit
    }

    /// The smallest amount that is recorded, in base units: quantities are multiples of it.
    async fn quantity_step(&self) -> Decimal {
        self.0.quantity_step.into()
    }

    /// What it comes in.
    async fn container(&self) -> ContainerSpec {
        ContainerSpec {
            name: self.0.container_name.clone(),
            contents: self.0.contents.into(),
            container_use: self.0.container_use.into(),
            in_use_hours: self.0.in_use_hours,
            labelled_single_patient: self.0.labelled_single_patient,
            may_keep_remainder: self.0.may_keep_remainder,
        }
    }

    /// The codes that its containers and packages are scanned by.
    async fn identifiers(&self, context: &Context<'_>) -> Result<Vec<ProductIdentifier>> {
        let loader = crate::graphql::loader::rows(context)?;
        let rows = loader.load_one(IdentifiersOf(self.0.id)).await.map_err(failed)?;
        Ok(rows.unwrap_or_default().into_iter().map(ProductIdentifier::from).collect())
    }

    /// How it is kept.
    async fn storage(&self) -> StorageBand {
        self.0.storage.into()
    }

    /// Receipts need a lot number.
    async fn lot_tracked(&self) -> bool {
        self.0.lot_tracked
    }

    /// Receipts need an expiry date.
    async fn expiry_required(&self) -> bool {
        self.0.expiry_required
    }

    /// Receipts need a serial number for each container.
    async fn serial_required(&self) -> bool {
        self.0.serial_required
    }

    /// A delivery with fewer days left is accepted only with an override.
    async fn min_shelf_life_days(&self) -> Option<i32> {
        self.0.min_shelf_life_days
    }

    /// Sold only on a prescription.
    async fn prescription_only(&self) -> bool {
        self.0.prescription_only
    }

    /// It is wasted, discarded and destroyed before a witness who signs, at every site.
    async fn waste_witness(&self) -> bool {
        self.0.waste_witness
    }

    /// May be sold at the till; asked of drugs, biologics and what is injected.
    async fn retail(&self) -> bool {
        self.0.retail
    }

    /// What it was said to be before its facts were set right, the first time first.
    async fn fact_changes(&self, context: &Context<'_>) -> Result<Vec<ProductFactChange>> {
        let rows = find(context, FactChangesOf(self.0.id)).await?.unwrap_or_default();
        rows.iter().map(ProductFactChange::of).collect()
    }

    /// Price of one base unit at the till.
    async fn retail_price(&self, context: &Context<'_>) -> Result<Option<Money>> {
        self.0.retail_price.map(|price| Money::new(context, price)).transpose()
    }

    /// The prices that it had at the till, the present one first. What is sold is priced by the one of `soldAt`.
    async fn price_history(&self, context: &Context<'_>) -> Result<Vec<PricePeriod>> {
        let former = find(context, FormerPricesOf(self.0.id)).await?.unwrap_or_default();
        PricePeriod::all(context, &self.0, &former)
    }

    /// The prices that sites have of their own, the last to begin first; elsewhere and before `retailPrice` holds.
    async fn site_prices(&self, context: &Context<'_>) -> Result<Vec<SitePrice>> {
        each(context, SitePricesOf(self.0.id), SitePrice).await
    }

    /// Can no longer be ordered; its stock stays usable and recallable.
    async fn archived(&self) -> bool {
        self.0.archived
    }

    /// The product that this one takes the place of.
    async fn replaces(&self, context: &Context<'_>) -> Result<Option<Product>> {
        maybe(context, self.0.replaces_id, Product).await
    }

    /// What is in it, where it is a retail set; nothing, where it is not.
    async fn bundle(&self, context: &Context<'_>) -> Result<Vec<BundleComponent>> {
        if !self.0.bundle {
            return Ok(vec![]);
        }
        Ok(find(context, BundleOf(self.0.id)).await?.unwrap_or_default().into_iter().map(BundleComponent).collect())
    }

    /// What a site has of it.
    async fn stock(&self, context: &Context<'_>, #[graphql(desc = "The site.")] site_id: ID) -> Result<StockLevel> {
        let site = right::site(context, &[Right::ReadStock], field("siteId"), &site_id).await?;
        let at = context.data::<Request>()?.at.into();
        let level = find(context, LevelOf { site: site.id, product: self.0.id, at }).await?;
        Ok(StockLevel::new(&site, level.unwrap_or_else(|| Level::empty(self.0.clone())), at))
    }

    /// Its lots, soonest expiry first, undated last.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn lots(
        &self,
        context: &Context<'_>,
        filter: Option<LotFilter>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Lot>> {
        let wanted = asked_lots(context, filter).await?;
        page(context, self.0.id, wanted, (first, after), Lot).await
    }
}

/// Facts of a product that were set right, as they were said until then.
#[derive(SimpleObject)]
pub struct ProductFactChange {
    /// Until when they held.
    at: DateTime<Utc>,
    /// Who set them right.
    by: String,
    /// Why.
    reason: String,
    /// What it was said to be to the clinic.
    category: Option<ProductCategory>,
    /// What it was said to be to the regulator.
    regulatory_class: Option<RegulatoryClass>,
    /// Whether it was sold only on a prescription.
    prescription_only: Option<bool>,
    /// Whether it might be sold at the till.
    retail: Option<bool>,
    /// Whether receipts needed a lot number.
    lot_tracked: Option<bool>,
    /// Whether receipts needed an expiry date.
    expiry_required: Option<bool>,
    /// Whether receipts needed a serial number for each container.
    serial_required: Option<bool>,
}

impl ProductFactChange {
    fn of(row: &product_fact_change::Model) -> Result<Self> {
        let before: Facts = serde_json::from_str(&row.before)
            .map_err(|cause| graphql_error(Failure::Broken(format!("kept facts are unreadable: {cause}"))))?;
        Ok(Self {
            at: row.at.to_utc(),
            by: row.by.clone(),
            reason: row.reason.clone(),
            category: before.category.map(Into::into),
            regulatory_class: before.regulatory_class.map(Into::into),
            prescription_only: before.prescription_only,
            retail: before.retail,
            lot_tracked: before.lot_tracked,
            expiry_required: before.expiry_required,
            serial_required: before.serial_required,
        })
    }
}

/// One product of a retail set.
#[derive(Description)]
pub struct BundleComponent(bundle_component::Model);

#[Object(use_type_description)]
impl BundleComponent {
    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// How much of it one set has, in base units.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }
}

/// What a product comes in.
#[derive(SimpleObject)]
pub struct ContainerSpec {
    /// Vial, syringe, pen, bottle.
    name: String,
    /// Base units in one.
    contents: Decimal,
    /// For whom, and how often, one is drawn from.
    #[graphql(name = "use")]
    container_use: ContainerUse,
    /// For how many hours an opened one may be used.
    in_use_hours: Option<i32>,
    /// The label says one patient: sharing leaves a notice.
    labelled_single_patient: bool,
    /// The rest of a single-use one may be kept for the same patient.
    may_keep_remainder: bool,
}

/// A code that a container or package of a product is scanned by.
#[derive(SimpleObject)]
pub struct ProductIdentifier {
    /// What kind of code.
    scheme: IdentifierScheme,
    /// The code as it was given; a HIBC as it is printed, with its plus sign and check character.
    value: String,
    /// How many containers one scanned package holds; 1 for the container's own code.
    containers_per_package: i32,
}

impl From<product_identifier::Model> for ProductIdentifier {
    fn from(row: product_identifier::Model) -> Self {
        let is_hibc = row.scheme == product_identifier::IdentifierScheme::Hibc;
        let value = if is_hibc { product_code::printed_hibc(&row.canonical) } else { row.value };
        Self { scheme: row.scheme.into(), value, containers_per_package: row.containers_per_package }
    }
}
