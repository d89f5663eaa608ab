//! Files of products: one line a product, with the numbers that it is scanned by.

use super::{
    BadLine, Format, cell, fault, file,
    line::{Column, Line, filled},
    names::Names,
};
use crate::{
    error::Error,
    operations::create_product::{ContainerGiven, CreateProduct},
    rules::{
        money::MoneyAmount,
        product_code::canonical,
        product_identifier::IdentifierGiven,
        refusal::{InputRule, Refusal, field},
    },
};
use entity::{
    product::{ContainerUse, ProductCategory, RegulatoryClass, StorageBand},
    product_identifier::IdentifierScheme,
};

/// Products with their identifiers.
#[derive(Debug)]
pub struct Catalogue;

/// The columns of numbers, each with its scheme.
const CODES: [(&str, IdentifierScheme); 6] = [
    ("gtin", IdentifierScheme::Gtin),
    ("package_gtin", IdentifierScheme::Gtin),
    ("ndc", IdentifierScheme::Ndc),
    ("upc", IdentifierScheme::Upc),
    ("hibc", IdentifierScheme::Hibc),
    ("reference", IdentifierScheme::Ref),
];

impl Format for Catalogue {
    type Operation = CreateProduct;
    const NAME: &'static str = "catalog";
    const COLUMNS: &'static [Column] = &[
        Column::required("row_id").for_field("idempotency_key").holding(fault::identifier),
        Column::required("sku").holding(fault::identifier),
        Column::required("name"),
        Column::required("manufacturer"),
        Column::required("category").holding(fault::word::<ProductCategory>),
        Column::required("regulatory_class").holding(fault::word::<RegulatoryClass>),
        Column::required("unit"),
        Column::required("quantity_step").holding(fault::decimal),
        Column::required("container_name"),
        Column::required("contents").holding(fault::decimal),
        Column::required("container_use").holding(fault::word::<ContainerUse>),
        Column::optional("in_use_hours").holding(fault::whole),
        Column::optional("labelled_single_patient").holding(fault::flag),
        Column::optional("may_keep_remainder").holding(fault::flag),
        Column::required("storage").holding(fault::word::<StorageBand>),
        Column::required("lot_tracked").holding(fault::flag),
        Column::required("expiry_required").holding(fault::flag),
        Column::optional("serial_required").holding(fault::flag),
        Column::optional("min_shelf_life_days").holding(fault::whole),
        Column::optional("prescription_only").holding(fault::flag),
        Column::optional("retail_price").holding(fault::decimal),
        Column::optional("gtin").for_field("identifiers").holding(gtin),
        Column::optional("package_gtin").holding(gtin),
        Column::optional("containers_per_package").holding(fault::whole),
        Column::optional("ndc").holding(ndc),
        Column::optional("upc").holding(upc),
        Column::optional("hibc").holding(hibc),
        Column::optional("reference").holding(reference),
    ];

    async fn operation(line: &Line, names: &mut Names<'_>) -> Result<CreateProduct, Error> {
        Ok(product(line, names.currency())?)
    }
}

/// The products of a catalogue that is at hand as text.
///
/// # Errors
/// The first bad line.
pub fn products(text: &str, currency: &str) -> Result<Vec<CreateProduct>, BadLine> {
    let of = |line: Line| product(&line, currency).map_err(|refusal| BadLine::of(&line, Catalogue::COLUMNS, &refusal));
    file::lines(text.as_bytes(), Catalogue::COLUMNS)?.map(|line| of(line?)).collect()
}

fn product(line: &Line, currency: &str) -> Result<CreateProduct, Refusal> {
    let text = |column| line.required(column).map(str::to_owned);
    Ok(CreateProduct {
        sku: text("sku")?,
        name: text("name")?,
        manufacturer: text("manufacturer")?,
        category: filled("category", line.word("category"))?,
        regulatory_class: filled("regulatory_class", line.word("regulatory_class"))?,
        unit: text("unit")?,
        quantity_step: filled("quantity_step", line.decimal("quantity_step"))?,
        container: container(line)?,
        identifiers: identifiers(line)?,
        storage: filled("storage", line.word("storage"))?,
        lot_tracked: filled("lot_tracked", line.read("lot_tracked", cell::flag))?,
        expiry_required: filled("expiry_required", line.read("expiry_required", cell::flag))?,
        serial_required: line.flag("serial_required")?,
        min_shelf_life_days: line.whole("min_shelf_life_days")?,
        prescription_only: line.flag("prescription_only")?,
        retail: None,
        retail_price: price(line, "retail_price", currency)?,
        bundle: vec![],
    })
}

fn container(line: &Line) -> Result<ContainerGiven, Refusal> {
    Ok(ContainerGiven {
        name: line.required("container_name")?.to_owned(),
        contents: filled("contents", line.decimal("contents"))?,
        container_use: filled("container_use", line.word("container_use"))?,
        in_use_hours: line.whole("in_use_hours")?,
        labelled_single_patient: line.flag("labelled_single_patient")?,
        may_keep_remainder: line.flag("may_keep_remainder")?,
    })
}

/// An amount of money in the deployment's currency.
pub(super) fn price(line: &Line, column: &str, currency: &str) -> Result<Option<MoneyAmount>, Refusal> {
    Ok(line.decimal(column)?.map(|amount| MoneyAmount { amount, currency: currency.to_owned() }))
}

fn identifiers(line: &Line) -> Result<Vec<IdentifierGiven>, Refusal> {
    let given = CODES.into_iter().filter_map(|(column, scheme)| {
        line.read(column, |text| code(scheme, text)).transpose().map(|value| Ok((column, scheme, value?)))
    });
    let given = given.collect::<Result<Vec<_>, Refusal>>()?;
    let number = |scheme, value: &str| canonical(scheme, value).ok();
    let of_package = given.iter().find(|(column, ..)| *column == "package_gtin");
    let of_package = of_package.and_then(|(_, scheme, value)| number(*scheme, value));
    let per_package = line.whole("containers_per_package")?;
    let identifier = |(_, scheme, value): (&str, IdentifierScheme, String)| {
        // A drug code is one number with the GTIN made of it, which may be that of the package.
        let is_package = of_package.is_some() && number(scheme, &value) == of_package;
        let containers_per_package = if is_package { per_package.ok_or_else(no_package_size)? } else { 1 };
        Ok(IdentifierGiven { scheme, value, containers_per_package })
    };
    given.into_iter().map(identifier).collect()
}

/// What is wrong with a code of each column.
fn gtin(text: &str) -> Result<(), String> {
    code(IdentifierScheme::Gtin, text).map(drop)
}

fn ndc(text: &str) -> Result<(), String> {
    code(IdentifierScheme::Ndc, text).map(drop)
}

fn upc(text: &str) -> Result<(), String> {
    code(IdentifierScheme::Upc, text).map(drop)
}

fn hibc(text: &str) -> Result<(), String> {
    code(IdentifierScheme::Hibc, text).map(drop)
}

fn reference(text: &str) -> Result<(), String> {
    code(IdentifierScheme::Ref, text).map(drop)
}

/// The number as it is printed, when a spreadsheet left it so and it is one of its scheme.
fn code(scheme: IdentifierScheme, text: &str) -> Result<String, String> {
    match scheme {
        IdentifierScheme::Hibc | IdentifierScheme::Ref => cell::identifier(text)?,
        IdentifierScheme::Gtin | IdentifierScheme::Ndc | IdentifierScheme::Upc => cell::code(text)?,
    };
    match canonical(scheme, text) {
        Ok(_) => Ok(text.to_owned()),
        Err(cause) => Err(format!("{text}: {cause}.")),
    }
}

fn no_package_size() -> Refusal {
    let message = "A package GTIN needs the number of containers in the package.";
    Refusal::invalid(field("containers_per_package"), InputRule::Required, message)
}
