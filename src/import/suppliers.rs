//! Files of suppliers, of their licences, and of what they sell.

use super::{
    Format, catalogue, fault,
    line::{Column, Line, filled},
    names::Names,
};
use crate::{
    error::Error,
    operations::{
        create_supplier::CreateSupplier, set_supplier_item::SetSupplierItem, update_supplier::UpdateSupplier,
    },
    rules::{refusal::Refusal, supplier::AuthorizationGiven},
};

/// Suppliers, each with one licence at most: further ones are files of licences.
#[derive(Debug)]
pub struct Suppliers;

impl Format for Suppliers {
    type Operation = CreateSupplier;
    const NAME: &'static str = "suppliers";
    const COLUMNS: &'static [Column] = &[
        Column::required("row_id").for_field("idempotency_key").holding(fault::identifier),
        Column::required("name"),
        Column::optional("lead_time_days").holding(fault::decimal),
        Column::optional("licence_number").for_field("number").holding(fault::identifier),
        Column::optional("licence_authority").for_field("authority"),
        Column::optional("licence_valid_from").for_field("valid_from").holding(fault::day),
        Column::optional("licence_valid_until").for_field("valid_until").holding(fault::day),
        Column::optional("licence_checked_on").for_field("checked_on").holding(fault::day),
    ];

    async fn operation(line: &Line, _: &mut Names<'_>) -> Result<CreateSupplier, Error> {
        let has_licence = line.text("licence_number").is_some();
        let licence = has_licence.then(|| licence(line, "licence_")).transpose()?;
        Ok(CreateSupplier {
            name: line.required("name")?.to_owned(),
            lead_time_days: line.decimal("lead_time_days")?,
            authorizations: licence.into_iter().collect(),
        })
    }
}

/// Licences of suppliers that are there.
#[derive(Debug)]
pub struct Licences;

impl Format for Licences {
    type Operation = UpdateSupplier;
    const NAME: &'static str = "licences";
    const COLUMNS: &'static [Column] = &[
        Column::required("row_id").for_field("idempotency_key").holding(fault::identifier),
        Column::required("supplier").for_field("supplier_id"),
        Column::required("number").holding(fault::identifier),
        Column::required("authority"),
        Column::required("valid_from").holding(fault::day),
        Column::required("valid_until").holding(fault::day),
        Column::optional("checked_on").holding(fault::day),
    ];

    async fn operation(line: &Line, names: &mut Names<'_>) -> Result<UpdateSupplier, Error> {
        Ok(UpdateSupplier {
            supplier_id: names.required_supplier(line).await?,
            name: None,
            lead_time_days: None,
            add_authorizations: vec![licence(line, "")?],
        })
    }
}

/// The licence in the columns whose names begin with `prefix`.
fn licence(line: &Line, prefix: &str) -> Result<AuthorizationGiven, Refusal> {
    let column = |name: &str| format!("{prefix}{name}");
    let day = |name: &str| line.day(&column(name));
    Ok(AuthorizationGiven {
        number: filled(&column("number"), line.identifier(&column("number")))?,
        authority: line.required(&column("authority"))?.to_owned(),
        valid_from: filled(&column("valid_from"), day("valid_from"))?,
        valid_until: filled(&column("valid_until"), day("valid_until"))?,
        checked_on: day("checked_on")?,
    })
}

/// What suppliers sell, a product a line. A later line of the same supplier and product replaces it.
#[derive(Debug)]
pub struct SupplierItems;

impl Format for SupplierItems {
    type Operation = SetSupplierItem;
    const NAME: &'static str = "supplier-items";
    const COLUMNS: &'static [Column] = &[
        Column::required("row_id").for_field("idempotency_key").holding(fault::identifier),
        Column::required("supplier").for_field("supplier_id"),
        Column::required("sku").for_field("product_id").holding(fault::identifier),
        Column::optional("supplier_sku").holding(fault::identifier),
        Column::required("containers_per_package").holding(fault::whole),
        Column::required("package_price").holding(fault::decimal),
        Column::optional("minimum_packages").holding(fault::whole),
        Column::optional("preferred").holding(fault::flag),
    ];

    async fn operation(line: &Line, names: &mut Names<'_>) -> Result<SetSupplierItem, Error> {
        let price = catalogue::price(line, "package_price", names.currency());
        // Nothing said leaves it as it is; `no` is said.
        let preferred = line.text("preferred").map(|_| line.flag("preferred")).transpose()?;
        Ok(SetSupplierItem {
            supplier_id: names.required_supplier(line).await?,
            product_id: names.product(line).await?,
            supplier_sku: line.identifier("supplier_sku")?,
            containers_per_package: filled("containers_per_package", line.whole("containers_per_package"))?,
            package_price: filled("package_price", price)?,
            minimum_packages: line.whole("minimum_packages")?,
            preferred,
        })
    }
}
