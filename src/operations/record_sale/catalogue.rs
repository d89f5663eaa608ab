//! What the catalogue says of what is sold: products, sets and prices.

use super::{RecordSale, prices};
use crate::{
    error::{Error, Failure},
    operations::{Act, named},
};
use entity::{bundle_component, fixed_point::Money, id::ProductId, product};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// What the catalogue says of the products on the lines.
pub(super) struct Catalogue {
    pub(super) products: BTreeMap<ProductId, product::Model>,
    /// What each costs at the till of the site, where it has a price, and where somebody asks for it.
    pub(super) prices: BTreeMap<ProductId, Money>,
    components: Vec<bundle_component::Model>,
}

impl Catalogue {
    /// Reads it: one statement, and a few more where there are sets or a price has changed since.
    pub(super) async fn read(input: &RecordSale, act: &Act<'_>, named: BTreeSet<ProductId>) -> Result<Self, Error> {
        let mut products = named::products(act.transaction, &named).await?;
        let sets: Vec<ProductId> = products.values().filter(|own| own.bundle).map(|own| own.id).collect();
        let components = if sets.is_empty() { vec![] } else { components(act, sets).await? };
        let inside = components.iter().map(|component| component.product_id);
        let inside: BTreeSet<ProductId> = inside.filter(|id| !products.contains_key(id)).collect();
        if !inside.is_empty() {
            products.extend(named::products(act.transaction, &inside).await?);
        }
        // A till that says all prices itself asks for none.
        let asks_for_prices = !components.is_empty() || input.lines.iter().any(|line| line.unit_price.is_none());
        let prices = if asks_for_prices {
            prices::at_site(act, &products, input.site_id, input.sold_at).await?
        } else {
            BTreeMap::new()
        };
        Ok(Self { products, prices, components })
    }

    /// What is in a set.
    pub(super) fn components(&self, bundle: ProductId) -> impl Iterator<Item = &bundle_component::Model> {
        self.components.iter().filter(move |component| component.bundle_id == bundle)
    }
}

async fn components(act: &Act<'_>, sets: Vec<ProductId>) -> Result<Vec<bundle_component::Model>, Failure> {
    let components = bundle_component::Entity::find()
        .filter(bundle_component::COLUMN.bundle_id.is_in(sets))
        .order_by_asc(bundle_component::COLUMN.product_id);
    Ok(components.all(act.transaction).await?)
}
