//! The form of opening stock: what each line must say before anything is written.

use super::{OpeningStockLine, RecordOpeningStock};
use crate::{
    error::Error,
    operations::{Act, receive_stock::line_count, unusual_cost::Priced},
    rules::{
        lot_label::{self, CheckedLabel},
        money,
        opening_stock::{self, Opened},
        product as product_rule,
        refusal::{Field, InputRule, Refusal, field, line_field, of_first_kind},
    },
};
use entity::{
    fixed_point::{Money, Quantity},
    id::{ProductId, SupplierId},
    product, supplier,
};
use sea_orm::EntityTrait;
use std::collections::{BTreeMap, BTreeSet};

/// Most opened containers in one line.
const MOST_OPENED: usize = 200;

/// A line that may be recorded.
pub(super) struct CheckedLine<'a> {
    pub number: usize,
    pub product: &'a product::Model,
    pub label: CheckedLabel,
    pub sealed: Quantity,
    pub opened: Vec<Opened>,
    pub unit_cost: Option<Money>,
}

impl<'a> CheckedLine<'a> {
    /// What it costs in all, where that was said.
    pub(super) fn priced(&self) -> Option<Priced<'a>> {
        let opened = self.opened.iter().map(|opened| opened.remaining);
        let quantity: Quantity = [self.sealed].into_iter().chain(opened).sum();
        let cost = self.unit_cost.and_then(|cost| Money::of(cost, quantity))?;
        Some(Priced { number: self.number, field: "unitCost", product: self.product, cost, quantity })
    }
}

/// The instant and the number of lines.
pub(super) fn header(input: &RecordOpeningStock, act: &Act<'_>) -> Result<(), Refusal> {
    act.not_in_the_future(input.as_of, field("asOf"))?;
    line_count(input.lines.len())
}

/// The supplier of all lines: a posting has one, or none where nobody knows.
pub(super) async fn supplier(input: &RecordOpeningStock, act: &Act<'_>) -> Result<Option<SupplierId>, Error> {
    let first = input.lines.first().and_then(|line| line.supplier_id);
    if let Some(number) = input.lines.iter().position(|line| line.supplier_id != first) {
        let message = "One supplier a call: record what came from another, or from nobody knows whom, apart.";
        return Err(Refusal::invalid(line_field(number, "supplierId"), InputRule::Other, message).into());
    }
    if let Some(id) = first {
        let supplier = supplier::Entity::find_by_id(id).one(act.transaction).await?;
        supplier.ok_or_else(|| Refusal::not_found(line_field(0, "supplierId"), "supplier"))?;
    }
    Ok(first)
}

/// Every line, or the refusals of the first kind over all of them.
pub(super) fn lines<'a>(
    input: &RecordOpeningStock,
    act: &Act<'_>,
    products: &'a BTreeMap<ProductId, product::Model>,
) -> Result<Vec<CheckedLine<'a>>, Error> {
    let (mut checked, mut refusals) = (Vec::new(), Vec::new());
    for (number, given) in input.lines.iter().enumerate() {
        match line(number, given, input, act, products) {
            Ok(line) => checked.push(line),
            Err(refusal) => refusals.push(refusal),
        }
    }
    refusals.extend(repeated_label(&checked));
    if refusals.is_empty() { Ok(checked) } else { Err(Error::Refused(of_first_kind(refusals))) }
}

fn line<'a>(
    number: usize,
    line: &OpeningStockLine,
    input: &RecordOpeningStock,
    act: &Act<'_>,
    products: &'a BTreeMap<ProductId, product::Model>,
) -> Result<CheckedLine<'a>, Refusal> {
    let at = |name: &str| line_field(number, name);
    let product = products.get(&line.product_id).ok_or_else(|| Refusal::not_found(at("productId"), "product"))?;
    product_rule::has_stock(product, at("productId"))?;
    let label = lot_label::check(&line.label, product, &at)?;
    let any_open = !line.open_containers.is_empty();
    let sealed = opening_stock::sealed(line.containers, any_open, product, at("containers"))?;
    if line.open_containers.len() > MOST_OPENED {
        let message = format!("{} opened containers; at most {MOST_OPENED}.", line.open_containers.len());
        return Err(Refusal::beyond(at("openContainers"), InputRule::TooMany, MOST_OPENED, message));
    }
    let opened = line.open_containers.iter().enumerate();
    let opened = opened.map(|(place, given)| {
        opening_stock::opened(given, product, input.as_of, &|name| opened_field(number, place, name))
    });
    let opened = opened.collect::<Result<Vec<_>, _>>()?;
    let unit_cost = line.unit_cost.as_ref();
    let unit_cost = unit_cost.map(|given| money::in_currency(&at("unitCost"), given, &act.terms.currency));
    Ok(CheckedLine { number, product, label, sealed, opened, unit_cost: unit_cost.transpose()? })
}

fn opened_field(line: usize, place: usize, name: &str) -> Field {
    let mut field = line_field(line, "openContainers");
    field.extend([place.to_string(), name.to_owned()]);
    field
}

/// The labels that were given, each with its field.
pub(super) fn labels<'a>(lines: &'a [CheckedLine<'_>]) -> impl Iterator<Item = (Field, &'a str)> {
    lines.iter().flat_map(|line| {
        let opened = line.opened.iter().enumerate();
        opened.filter_map(|(place, opened)| Some((opened_field(line.number, place, "label"), opened.label.as_deref()?)))
    })
}

fn repeated_label(lines: &[CheckedLine<'_>]) -> Option<Refusal> {
    let mut seen = BTreeSet::new();
    let (at, label) = labels(lines).find(|(_, label)| !seen.insert(*label))?;
    Some(Refusal::invalid(at, InputRule::Other, format!("{label} is on two containers.")))
}
