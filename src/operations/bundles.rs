//! Retail sets: what is in one, said once, when the product is created.

use super::{Act, named};
use crate::{
    error::Error,
    rules::{
        product as rule, quantity,
        refusal::{Field, InputRule, Refusal, field, of_first_kind},
    },
};
use entity::{bundle_component, id::ProductId, product};
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

/// Most products in one set.
const MOST_COMPONENTS: usize = 50;

/// One product of a set.
#[derive(Clone, Debug, Serialize)]
pub struct BundledGiven {
    /// The product.
    pub product_id: ProductId,
    /// How much of it one set has, in base units: whole containers.
    pub quantity: Decimal,
}

/// The components of a set: products of the catalogue, each once, none of them a set.
///
/// # Errors
/// `INVALID`, `NOT_FOUND`.
pub(super) async fn rows(
    act: &Act<'_>,
    bundle_id: ProductId,
    given: &[BundledGiven],
) -> Result<Vec<bundle_component::Model>, Error> {
    if given.is_empty() {
        return Ok(vec![]);
    }
    if given.len() > MOST_COMPONENTS {
        let message = format!("At most {MOST_COMPONENTS} products in one set.");
        return Err(Refusal::beyond(field("bundle"), InputRule::TooMany, MOST_COMPONENTS, message).into());
    }
    let products = named::products(act.transaction, &given.iter().map(|one| one.product_id).collect()).await?;
    let mut components = BTreeMap::new();
    let mut refusals = vec![];
    for (place, one) in given.iter().enumerate() {
        match row(bundle_id, place, one, products.get(&one.product_id)) {
            Ok(row) if components.contains_key(&row.product_id) => refusals.push(repeated(place)),
            Ok(row) => drop(components.insert(row.product_id, row)),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() {
        Ok(components.into_values().collect())
    } else {
        Err(Error::Refused(of_first_kind(refusals)))
    }
}

/// Writes them.
pub(super) async fn write(act: &Act<'_>, components: Vec<bundle_component::Model>) -> Result<(), Error> {
    Ok(act.insert_all(components).await?)
}

fn row(
    bundle_id: ProductId,
    place: usize,
    given: &BundledGiven,
    product: Option<&product::Model>,
) -> Result<bundle_component::Model, Refusal> {
    let product = product.ok_or_else(|| Refusal::not_found(at(place, "productId"), "product"))?;
    rule::has_stock(product, at(place, "productId"))?;
    let quantity = quantity::positive(at(place, "quantity"), given.quantity)?;
    quantity::in_containers(at(place, "quantity"), quantity, product)?;
    Ok(bundle_component::Model { bundle_id, product_id: product.id, quantity })
}

fn repeated(place: usize) -> Refusal {
    Refusal::invalid(at(place, "productId"), InputRule::Other, "Each product of a set is named once.")
}

fn at(place: usize, name: &str) -> Field {
    vec!["bundle".to_owned(), place.to_string(), name.to_owned()]
}
