//! The basket: the lines of a sale as needs that can be planned, each with what is paid for it. A set becomes its
//! components, which share its price.

use super::{RecordSale, form::CheckedLine, prices};
use crate::{
    error::{Error, Failure},
    operations::{Act, named, record_usage::sources::Resolved},
    rules::{
        allocation::Source,
        notice::Notice,
        quantity,
        refusal::{Field, InputRule, Reason, Refusal, line_field, of_first_kind},
        sale,
    },
};
use entity::{
    bundle_component,
    fixed_point::{Money, Quantity},
    id::ProductId,
    product,
    usage_line::LotEvidence,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// What is sold, ready to be planned: the need of an item has the item's place as its line.
pub(in crate::operations) struct Basket<'a> {
    pub(in crate::operations) needs: Vec<Resolved>,
    pub(in crate::operations) items: Vec<Item<'a>>,
}

/// One product of the basket.
pub(in crate::operations) struct Item<'a> {
    pub(in crate::operations) line: &'a CheckedLine<'a>,
    /// The set that it is sold in.
    pub(in crate::operations) bundle_id: Option<ProductId>,
    pub(in crate::operations) evidence: LotEvidence,
    /// The lot number that it states where the books do not have it: as printed, and as it is matched.
    pub(in crate::operations) stated: Option<(String, String)>,
    pub(in crate::operations) unit_price: Money,
    pub(in crate::operations) discount: Money,
    /// What is paid for all of it.
    pub(in crate::operations) paid: Money,
}

/// What the catalogue says of the products on the lines.
struct Catalogue {
    products: BTreeMap<ProductId, product::Model>,
    prices: BTreeMap<ProductId, Money>,
    components: Vec<bundle_component::Model>,
}

impl Catalogue {
    async fn read(input: &RecordSale, act: &Act<'_>, named: BTreeSet<ProductId>) -> Result<Self, Error> {
        let mut products = named::products(act.transaction, &named).await?;
        let sets: Vec<ProductId> = products.values().filter(|own| own.bundle).map(|own| own.id).collect();
        let components = if sets.is_empty() { vec![] } else { components(act, sets).await? };
        let inside = components.iter().map(|component| component.product_id);
        let inside: BTreeSet<ProductId> = inside.filter(|id| !products.contains_key(id)).collect();
        if !inside.is_empty() {
            products.extend(named::products(act.transaction, &inside).await?);
        }
        let prices = prices::at(act, &products, input.sold_at).await?;
        Ok(Self { products, prices, components })
    }

    fn components(&self, bundle: ProductId) -> impl Iterator<Item = &bundle_component::Model> {
        self.components.iter().filter(move |component| component.bundle_id == bundle)
    }
}

async fn components(act: &Act<'_>, sets: Vec<ProductId>) -> Result<Vec<bundle_component::Model>, Failure> {
    let components = bundle_component::Entity::find()
        .filter(bundle_component::COLUMN.bundle_id.is_in(sets))
        .order_by_asc(bundle_component::COLUMN.product_id);
    Ok(components.all(act.transaction).await?)
}

impl<'a> Basket<'a> {
    /// Fills the basket with `needs`, one for each of `lines`.
    ///
    /// # Errors
    /// `INVALID` for what is not whole containers, has no price, or more discount than price.
    pub(super) async fn fill(
        input: &RecordSale,
        act: &Act<'_>,
        lines: &'a [CheckedLine<'a>],
        needs: Vec<Resolved>,
    ) -> Result<Self, Error> {
        let named = needs.iter().map(|resolved| resolved.need.product_id).collect();
        let catalogue = Catalogue::read(input, act, named).await?;
        let (mut basket, mut refusals) = (Self { needs: vec![], items: vec![] }, Vec::new());
        for (line, resolved) in lines.iter().zip(needs) {
            refusals.extend(basket.add(&catalogue, line, resolved).err());
        }
        if refusals.is_empty() { Ok(basket) } else { Err(Error::Refused(of_first_kind(refusals))) }
    }

    fn add(&mut self, catalogue: &Catalogue, line: &'a CheckedLine<'a>, resolved: Resolved) -> Result<(), Refusal> {
        let at = |name: &str| line_field(line.number, name);
        let id = resolved.need.product_id;
        let product = catalogue.products.get(&id).ok_or_else(|| Refusal::not_found(at("source"), "product"))?;
        quantity::in_containers(at("quantity"), line.quantity, product)?;
        let price = line.unit_price.or_else(|| catalogue.prices.get(&id).copied()).ok_or_else(|| {
            let message = format!("{} has no price of its own: name one.", product.name);
            Refusal::invalid(at("unitPrice"), InputRule::Required, message)
        })?;
        let paid = sale::paid(at("discount"), price, line.quantity, line.discount)?;
        if product.bundle {
            return self.add_set(catalogue, line, resolved, paid);
        }
        let item = Item {
            line,
            bundle_id: None,
            evidence: resolved.evidence,
            stated: resolved.stated.clone(),
            unit_price: price,
            discount: line.discount,
            paid,
        };
        self.push(item, resolved, product);
        Ok(())
    }

    /// The components of a set share its price by what they cost one by one; alike, where none of them has a price.
    fn add_set(
        &mut self,
        catalogue: &Catalogue,
        line: &'a CheckedLine<'a>,
        set: Resolved,
        paid: Money,
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
        let (paid, discounts) = (sale::divide(paid, &weights), sale::divide(line.discount, &weights));
        for (((component, quantity, _), paid), discount) in parts.into_iter().zip(paid).zip(discounts) {
            let Some(product) = catalogue.products.get(&component.product_id) else { continue };
            let gross = Money(paid.0 + discount.0);
            let unit_price = gross.per_unit(quantity).unwrap_or(gross);
            let bundle_id = Some(component.bundle_id);
            let evidence = LotEvidence::Assumed;
            let item = Item { line, bundle_id, evidence, stated: None, unit_price, discount, paid };
            let mut need = set.need.clone();
            (need.product_id, need.quantity) = (product.id, quantity);
            self.push(
                item,
                Resolved { need, lot_id: None, evidence: LotEvidence::Assumed, serial: None, stated: None },
                product,
            );
        }
        Ok(())
    }

    fn push(&mut self, item: Item<'a>, mut resolved: Resolved, product: &product::Model) {
        resolved.need.line = self.items.len();
        resolved.need.breaches.extend(prescription(item.line, product));
        self.needs.push(resolved);
        self.items.push(item);
    }

    /// The refusals of the plan, by the lines that the till sent.
    pub(super) fn refused_as_asked(&self, error: Error) -> Error {
        let Error::Refused(mut refusals) = error else { return error };
        for refusal in &mut refusals {
            self.name_as_asked(&mut refusal.field);
            match &mut refusal.reason {
                Reason::StockNotUsable { alternative: Some(choice), .. } => choice.line = self.asked(choice.line),
                Reason::InsufficientStock { skipped, .. } => {
                    skipped.iter_mut().for_each(|stock| stock.line = self.asked(stock.line));
                }
                Reason::PrescriptionRequired { .. } => {
                    refusal.field.pop();
                    refusal.field.push("prescriptionId".to_owned());
                }
                _ => {}
            }
        }
        Error::Refused(refusals)
    }

    /// A notice of the plan, by the line that the till sent.
    pub(super) fn noticed_as_asked(&self, mut notice: Notice) -> Notice {
        self.name_as_asked(&mut notice.field);
        notice
    }

    fn name_as_asked(&self, field: &mut Field) {
        if let Some(place) = field.get_mut(1)
            && let Ok(item) = place.parse()
        {
            *place = self.asked(item).to_string();
        }
    }

    fn asked(&self, item: usize) -> usize {
        self.items.get(item).map_or(item, |item| item.line.number)
    }
}

/// So many base units of a component in so many sets.
fn times(component: Quantity, sets: Quantity) -> Option<Quantity> {
    let product = i128::from(component.0) * i128::from(sets.0) / i128::from(Quantity::whole(1).0);
    i64::try_from(product).ok().map(Quantity)
}

fn prescription(line: &CheckedLine<'_>, product: &product::Model) -> Option<Reason> {
    let ids = [("prescriptionId", &line.input.prescription_id), ("prescriberId", &line.input.prescriber_id)];
    let missing: Vec<_> = ids.into_iter().filter(|(_, id)| id.is_none()).map(|(name, _)| name).collect();
    let required = product.prescription_only && !missing.is_empty();
    required.then(|| Reason::PrescriptionRequired { product: product.name.clone(), missing })
}
