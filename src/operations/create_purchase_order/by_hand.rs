//! An order that somebody lists: packages of what the supplier sells, at the item's price unless another is given.

use super::{NewLine, NewOrder, OrderGiven, OrderLineGiven, expected_on};
use crate::{
    error::Error,
    operations::Act,
    queries::reorder,
    rules::{
        day,
        form::Form,
        money,
        purchase_order::{self as rule, MOST_PACKAGES},
        refusal::{Field, InputRule, Refusal, path},
    },
};
use entity::{id::ProductId, product, site, supplier, supplier_item};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// Most lines in an order.
const MOST_LINES: usize = 200;

/// Where in an input an order stands: what is refused of it names fields there.
#[derive(Clone, Copy)]
pub(in crate::operations) struct Place(&'static [&'static str]);

impl Place {
    /// In `from.lines` of a creation.
    pub(super) const OF_A_CREATION: Self = Self(&["from", "lines"]);
    /// The input is the order.
    pub(in crate::operations) const OF_ITS_OWN: Self = Self(&[]);

    fn field(self, name: &str) -> Field {
        path(self.0.iter().copied().chain([name]))
    }

    fn line(self, number: usize, name: &str) -> Field {
        path(self.0.iter().copied().chain(["lines", &number.to_string(), name]))
    }
}

/// The order, when every line of it can be ordered.
pub(in crate::operations) async fn order(
    act: &Act<'_>,
    site: &site::Model,
    given: &OrderGiven,
    place: Place,
) -> Result<NewOrder, Error> {
    check(given, place, act).map_err(Error::Refused)?;
    let supplier = supplier::Entity::find_by_id(given.supplier_id).one(act.transaction).await?;
    let supplier = supplier.ok_or_else(|| Refusal::not_found(place.field("supplierId"), "supplier"))?;
    let ids: Vec<ProductId> = given.lines.iter().map(|line| line.product_id).collect();
    let products = product::Entity::find().filter(product::COLUMN.id.is_in(ids.iter().copied()));
    let products = products.all(act.transaction).await?.into_iter().map(|row| (row.id, row)).collect();
    let items = supplier_item::Entity::find()
        .filter(supplier_item::COLUMN.supplier_id.eq(given.supplier_id))
        .filter(supplier_item::COLUMN.product_id.is_in(ids));
    let items: BTreeMap<ProductId, supplier_item::Model> =
        items.all(act.transaction).await?.into_iter().map(|row| (row.product_id, row)).collect();
    let (mut form, mut lines) = (Form::default(), Vec::new());
    for (number, line) in given.lines.iter().enumerate() {
        lines.extend(form.take(new_line(number, line, place, act, &products, &items).map(Some)));
    }
    let lines = form.finish(lines).map_err(Error::Refused)?;

    let today = act.today(site);
    act.notify(rule::expected_in_the_past(given.expected_on, today, place.field("expectedOn")));
    act.notify(given.lines.iter().enumerate().filter_map(|(number, line)| {
        rule::below_minimum(line.packages, items.get(&line.product_id)?, place.line(number, "packages"))
    }));

    // Whoever does not say when it should come relies on how long the supplier takes.
    let expected_on = match given.expected_on {
        Some(day) => Some(day),
        None => reorder::lead_time(act.transaction, &supplier, today).await?.and_then(|days| expected_on(today, days)),
    };
    Ok(NewOrder { supplier_id: given.supplier_id, expected_on, lines })
}

fn check(given: &OrderGiven, place: Place, act: &Act<'_>) -> Result<(), Vec<Refusal>> {
    let mut form = Form::default();
    if let Some(expected_on) = given.expected_on {
        form.take(day::within_reason(place.field("expectedOn"), expected_on).map(drop));
    }
    form.refuse_when(given.lines.is_empty(), || {
        Refusal::invalid(place.field("lines"), InputRule::Required, "At least one line.")
    });
    form.refuse_when(given.lines.len() > MOST_LINES, || {
        let message = format!("{} lines; at most {MOST_LINES}.", given.lines.len());
        Refusal::beyond(place.field("lines"), InputRule::TooMany, MOST_LINES, message)
    });
    let mut seen = BTreeSet::new();
    for (number, line) in given.lines.iter().enumerate() {
        form.refuse_when(!seen.insert(line.product_id), || {
            Refusal::invalid(place.line(number, "productId"), InputRule::Other, "The product stands on two lines.")
        });
        form.refuse_when(!(1..=MOST_PACKAGES).contains(&line.packages), || {
            let message = format!("{} is not from 1 to {MOST_PACKAGES}.", line.packages);
            Refusal::beyond(place.line(number, "packages"), InputRule::OutOfRange, MOST_PACKAGES, message)
        });
        if let Some(price) = &line.package_price {
            form.take(money::in_currency(&place.line(number, "packagePrice"), price, &act.terms.currency));
        }
    }
    form.finish(())
}

fn new_line(
    number: usize,
    line: &OrderLineGiven,
    place: Place,
    act: &Act<'_>,
    products: &BTreeMap<ProductId, product::Model>,
    items: &BTreeMap<ProductId, supplier_item::Model>,
) -> Result<NewLine, Refusal> {
    let product = products.get(&line.product_id);
    let product = product.ok_or_else(|| Refusal::not_found(place.line(number, "productId"), "product"))?;
    if product.archived {
        let message = format!("{} is archived: it can no longer be ordered.", product.name);
        return Err(Refusal::invalid(place.line(number, "productId"), InputRule::Other, message));
    }
    let item = items.get(&line.product_id);
    let item = item.ok_or_else(|| Refusal::not_found(place.line(number, "productId"), "item of this supplier"))?;
    let price = line.package_price.as_ref();
    let price = price.map(|price| money::in_currency(&place.line(number, "packagePrice"), price, &act.terms.currency));
    Ok(NewLine {
        product_id: line.product_id,
        supplier_sku: item.supplier_sku.clone(),
        packages: line.packages,
        containers_per_package: item.containers_per_package,
        package_price: price.transpose()?.unwrap_or(item.package_price),
    })
}
