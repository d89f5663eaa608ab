//! Sets in the basket: each becomes its components, which share its price.

use super::{
    basket::{Basket, Item},
    catalogue::Catalogue,
    form::CheckedLine,
};
use crate::{
    operations::record_usage::resolved::Resolved,
    rules::{
        allocation::{Need, Source},
        refusal::{InputRule, Refusal, line_field},
        sale,
    },
};
use entity::{
    fixed_point::{Money, Quantity},
    usage_line::LotEvidence,
};

/// What a set costs.
pub(super) struct SetPrice {
    /// What is paid for all of the line.
    pub(super) paid: Money,
    /// What was taken off it.
    pub(super) discount: Money,
    /// The smallest amount that a component can cost.
    pub(super) cent: Money,
}

impl<'a> Basket<'a> {
    /// The components of a set share its price by what they cost one by one; alike, where none of them has a price.
    pub(super) fn add_set(
        &mut self,
        catalogue: &Catalogue,
        line: &'a CheckedLine<'a>,
        set: Resolved,
        price: SetPrice,
    ) -> Result<(), Refusal> {
        let at = |name: &str| line_field(line.number, name);
        if line.input.reservation_id.is_some() {
            let message = "A set is reserved by its components: sell them one by one.";
            return Err(Refusal::invalid(at("reservationId"), InputRule::Other, message));
        }
        if set.need.source != Source::Product {
            return Err(Refusal::invalid(at("source"), InputRule::Other, "A set has no lot: name the product."));
        }
        let mut parts = Vec::new();
        for component in catalogue.components(set.need.product_id) {
            let quantity = times(component.quantity, line.quantity);
            let quantity =
                quantity.ok_or_else(|| Refusal::invalid(at("quantity"), InputRule::OutOfRange, "Too many."))?;
            let price = catalogue.prices.get(&component.product_id).copied().unwrap_or_default();
            parts.push((component, quantity, Money::of(price, quantity).unwrap_or_default()));
        }
        let weights: Vec<_> = parts.iter().map(|(_, _, worth)| Quantity(worth.0)).collect();
        let paid = sale::divide(price.paid, &weights, price.cent);
        let discounts = sale::divide(price.discount, &weights, price.cent);
        for (((component, quantity, _), paid), discount) in parts.into_iter().zip(paid).zip(discounts) {
            let Some(product) = catalogue.products.get(&component.product_id) else { continue };
            let gross = Money(paid.0 + discount.0);
            let unit_price = gross.per_unit(quantity).unwrap_or(gross);
            let (bundle_id, evidence) = (Some(component.bundle_id), LotEvidence::Assumed);
            let (stated, stated_expires_on) = (None, None);
            let item = Item { line, bundle_id, evidence, stated, stated_expires_on, unit_price, discount, paid };
            let need = Need { product_id: product.id, quantity, ..set.need.clone() };
            let resolved = Resolved {
                need,
                lot_id: None,
                evidence,
                serial: None,
                stated: None,
                stated_expires_on: None,
                waste_unexplained: false,
            };
            self.push(item, resolved, product);
        }
        Ok(())
    }
}

/// So many base units of a component in so many sets.
fn times(component: Quantity, sets: Quantity) -> Option<Quantity> {
    let product = i128::from(component.0) * i128::from(sets.0) / i128::from(Quantity::whole(1).0);
    i64::try_from(product).ok().map(Quantity)
}
