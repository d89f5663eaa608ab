//! The form of a delivery: what each line must say before anything is written.

use super::{Act, Override, OverrideKind, ReceiptLine, ReceiveStock, orders::Ordered};
use crate::{
    error::Error,
    rules::{
        lot_label::{self, CheckedLabel},
        money, person, product as rule, receipt,
        refusal::{Field, InputRule, Refusal, field, line_field, of_first_kind},
        text,
    },
};
use chrono::NaiveDate;
use entity::{
    entry::ReceiptBasis,
    fixed_point::{Money, Quantity},
    id::{AuthorizationId, ProductId},
    product, product_identifier, supplier, supplier_authorization,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// Most lines in one delivery.
const MOST_LINES: usize = 200;

/// Most codes that were scanned for one delivery.
const MOST_SCANS: usize = 1000;

/// A line that may be received.
pub(super) struct CheckedLine<'a> {
    pub number: usize,
    /// As it was said, and completed with what was scanned.
    pub said: &'a ReceiptLine,
    pub product: &'a product::Model,
    pub label: CheckedLabel,
    pub quantity: Quantity,
    pub damaged: Quantity,
    pub basis: ReceiptBasis,
    /// What all of it costs; `None` where nobody knows.
    pub cost: Option<Money>,
    pub serials: Vec<String>,
    pub authorization_id: Option<AuthorizationId>,
    pub short_shelf_life: Option<String>,
}

/// A supplier with its licences.
pub(super) struct Seller {
    pub authorizations: Vec<supplier_authorization::Model>,
}

/// The header and the number of lines.
pub(super) fn check(input: &ReceiveStock, act: &Act<'_>) -> Result<(), Refusal> {
    act.not_in_the_future(input.received_at, field("receivedAt"))?;
    text::optional(field("deliveryNote"), input.delivery_note.as_deref(), text::SHORT)?;
    scan_count(input.lines.iter().map(|line| line.scans.len()).sum())?;
    line_count(input.lines.len())
}

fn scan_count(scans: usize) -> Result<(), Refusal> {
    if scans <= MOST_SCANS {
        return Ok(());
    }
    let message = format!("{scans} scanned codes; at most {MOST_SCANS} in one delivery.");
    Err(Refusal::beyond(field("lines"), InputRule::TooMany, MOST_SCANS, message))
}

/// At least one line, and not more than one call can hold.
pub(in crate::operations) fn line_count(lines: usize) -> Result<(), Refusal> {
    match lines {
        0 => Err(Refusal::invalid(field("lines"), InputRule::Required, "At least one line.")),
        1..=MOST_LINES => Ok(()),
        _ => Err(Refusal::beyond(
            field("lines"),
            InputRule::TooMany,
            MOST_LINES,
            format!("{lines} lines; at most {MOST_LINES}."),
        )),
    }
}

pub(super) async fn supplier(input: &ReceiveStock, act: &Act<'_>) -> Result<Seller, Error> {
    let supplier = supplier::Entity::find_by_id(input.supplier_id).one(act.transaction).await?;
    supplier.ok_or_else(|| Refusal::not_found(field("supplierId"), "supplier"))?;
    let of_supplier = supplier_authorization::COLUMN.supplier_id.eq(input.supplier_id);
    let authorizations = supplier_authorization::Entity::find().filter(of_supplier).all(act.transaction).await?;
    Ok(Seller { authorizations })
}

pub(super) async fn identifiers(
    act: &Act<'_>,
    products: &BTreeSet<ProductId>,
) -> Result<BTreeMap<ProductId, Vec<product_identifier::Model>>, Error> {
    let of_products = product_identifier::COLUMN.product_id.is_in(products.iter().copied());
    let rows = product_identifier::Entity::find().filter(of_products).all(act.transaction).await?;
    Ok(rows.into_iter().fold(BTreeMap::new(), |mut products, row| {
        products.entry(row.product_id).or_insert_with(Vec::new).push(row);
        products
    }))
}

/// Every line, or the refusals of the first kind over all of them.
pub(super) fn lines<'a>(
    input: &'a ReceiveStock,
    act: &Act<'_>,
    day: NaiveDate,
    products: &'a BTreeMap<ProductId, product::Model>,
    identifiers: &BTreeMap<ProductId, Vec<product_identifier::Model>>,
    ordered: &Ordered,
    authorizations: &[supplier_authorization::Model],
) -> Result<Vec<CheckedLine<'a>>, Error> {
    let (mut checked, mut refusals) = (Vec::new(), Vec::new());
    for (number, input_line) in input.lines.iter().enumerate() {
        let identifiers = input_line.product_id.and_then(|id| identifiers.get(&id)).map_or(&[][..], Vec::as_slice);
        let package_sizes = match ordered.package_size(input_line) {
            Some(size) => vec![size],
            None => receipt::package_sizes(identifiers),
        };
        match line(number, input_line, act, day, products, &package_sizes, authorizations) {
            Ok(line) => checked.push(line),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() { Ok(checked) } else { Err(Error::Refused(of_first_kind(refusals))) }
}

fn line<'a>(
    number: usize,
    line: &'a ReceiptLine,
    act: &Act<'_>,
    day: NaiveDate,
    products: &'a BTreeMap<ProductId, product::Model>,
    package_sizes: &[i32],
    authorizations: &[supplier_authorization::Model],
) -> Result<CheckedLine<'a>, Refusal> {
    let at = |name: &str| line_field(number, name);
    text::optional(at("lineKey"), line.line_key.as_deref(), text::SHORT)?;
    let product = product(line, products, &at)?;
    rule::has_stock(product, at("productId"))?;
    let label = lot_label::check(&line.label, product, &at)?;
    let quantity = receipt::amount(&line.amount, product, package_sizes, &at)?;
    let damaged = damaged(line, product, quantity, at("damagedContainers"))?;
    let basis = line.basis.unwrap_or(ReceiptBasis::Purchased);
    let cost = cost(line, basis, quantity, (product, package_sizes), act, &at)?;
    let serials = serials(line, &at)?;
    receipt::serials(&serials, quantity, product, at("serials"))?;
    let overridden = |kind| is_overridden(&line.overrides, kind, &at);
    let short = overridden(OverrideKind::ShortShelfLife)?;
    let short_shelf_life = receipt::shelf_life(label.expires_on, day, product, short, at("expiresOn"))?;
    let unauthorized = overridden(OverrideKind::UnauthorizedSupplier)?;
    let authorization = receipt::authorization(authorizations, product, day, unauthorized, field("supplierId"))?;
    let authorization_id = authorization.map(|row| row.id);
    Ok(CheckedLine {
        number,
        said: line,
        product,
        label,
        quantity,
        damaged,
        basis,
        cost,
        serials,
        authorization_id,
        short_shelf_life,
    })
}

fn product<'a>(
    line: &ReceiptLine,
    products: &'a BTreeMap<ProductId, product::Model>,
    at: &dyn Fn(&str) -> Field,
) -> Result<&'a product::Model, Refusal> {
    let id =
        line.product_id.ok_or_else(|| Refusal::invalid(at("productId"), InputRule::Required, "Name the product."))?;
    products.get(&id).ok_or_else(|| Refusal::not_found(at("productId"), "product"))
}

fn damaged(line: &ReceiptLine, product: &product::Model, received: Quantity, name: Field) -> Result<Quantity, Refusal> {
    let Some(count) = line.damaged_containers.filter(|count| *count != 0) else { return Ok(Quantity::ZERO) };
    let damaged = receipt::containers(count.into(), product, name.clone())?;
    if damaged > received {
        let limit = received.whole_parts(product.contents);
        return Err(Refusal::beyond(
            name,
            InputRule::OutOfRange,
            limit,
            format!("{count} of {limit} cannot be damaged."),
        ));
    }
    Ok(damaged)
}

/// What all of the line costs, however it is said. Free goods and samples cost nothing unless somebody says what.
fn cost(
    line: &ReceiptLine,
    basis: ReceiptBasis,
    quantity: Quantity,
    (product, package_sizes): (&product::Model, &[i32]),
    act: &Act<'_>,
    at: &dyn Fn(&str) -> Field,
) -> Result<Option<Money>, Refusal> {
    let currency = &act.terms.currency;
    match (&line.unit_cost, &line.cost) {
        (None, None) => Ok((basis != ReceiptBasis::Purchased).then_some(Money::ZERO)),
        (Some(unit), None) => {
            let unit = money::in_currency(&at("unitCost"), unit, currency)?;
            Ok(Money::of(unit, quantity))
        }
        (None, Some(invoiced)) => {
            receipt::invoiced_cost(invoiced, quantity, product, package_sizes, currency, at).map(Some)
        }
        (Some(_), Some(_)) => {
            let message = "Say the cost of a unit, or the cost as it is invoiced: not both.";
            Err(Refusal::invalid(at("cost"), InputRule::Other, message))
        }
    }
}

fn serials(line: &ReceiptLine, at: &dyn Fn(&str) -> Field) -> Result<Vec<String>, Refusal> {
    line.serials.iter().map(|serial| text::required(at("serials"), serial, 80)).collect()
}

/// Whether the manager sets a rule aside, which needs a reason.
pub(super) fn is_overridden(
    overrides: &[Override],
    kind: OverrideKind,
    at: &dyn Fn(&str) -> Field,
) -> Result<bool, Refusal> {
    let found = overrides.iter().find(|found| found.kind == kind);
    found.map(|found| person::none_in(at("overrides"), &found.reason)).transpose().map(|reason| reason.is_some())
}

/// The overrides in sentences, for the posting: `Line 2 was accepted from a supplier without a licence for it: …`.
pub(super) fn overridden<'l>(lines: impl Iterator<Item = &'l CheckedLine<'l>>) -> Option<String> {
    let all = lines.flat_map(|line| line.said.overrides.iter().map(move |over| (line, over)));
    let sentences: Vec<_> = all.map(|(line, over)| override_sentence(line, over)).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn override_sentence(line: &CheckedLine<'_>, over: &Override) -> String {
    // People count from 1.
    let number = line.number + 1;
    let accepted = match (over.kind, &line.short_shelf_life) {
        (OverrideKind::ShortShelfLife, Some(short)) => format!("Line {number} was accepted. {short} Why"),
        (OverrideKind::ShortShelfLife, None) => format!("Line {number} might have had little shelf life left"),
        (OverrideKind::UnauthorizedSupplier, _) => {
            format!("Line {number} was accepted from a supplier without a licence that is valid for it")
        }
        (OverrideKind::SuspectBarcode, _) => format!("Line {number} was accepted with a code that is suspect"),
    };
    let reason = over.reason.trim();
    let end = if reason.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{accepted}: {reason}{end}")
}
