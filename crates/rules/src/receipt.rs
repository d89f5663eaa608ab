//! What may be received: whole containers, enough shelf life, serial numbers where they are asked for, from a supplier
//! who may sell it.

use super::{
    money::{self, MoneyAmount},
    notice::{Notice, NoticeCode},
    quantity,
    refusal::{Field, InputRule, Reason, Refusal},
    rights::Role,
};
use chrono::{Datelike, NaiveDate};
use entity::{
    fixed_point::{Money, Quantity},
    product, product_identifier, supplier_authorization,
};
use rust_decimal::Decimal;
use serde::Serialize;

/// How much came, in one of three ways to say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// Packages of the order's package size, else of the product's.
    pub packages: Option<i32>,
    /// Containers.
    pub containers: Option<i32>,
    /// Base units.
    pub quantity: Option<Decimal>,
}

/// Most containers in one line.
const MOST_CONTAINERS: i64 = 100_000;

/// The amount in base units: whole containers, above 0. A package holds one of `package_sizes`, in containers.
///
/// # Errors
/// Not exactly one way given; `NOT_POSITIVE`; `WHOLE_CONTAINERS`; packages when there is not one package size.
pub fn amount(
    amount: &Amount,
    product: &product::Model,
    package_sizes: &[i32],
    at: &dyn Fn(&str) -> Field,
) -> Result<Quantity, Refusal> {
    match (amount.packages, amount.containers, amount.quantity) {
        (Some(packages), None, None) => {
            let per_package = one_size(package_sizes, at("packages"))?;
            containers(i64::from(packages) * per_package, product, at("packages"))
        }
        (None, Some(count), None) => containers(count.into(), product, at("containers")),
        (None, None, Some(value)) => {
            quantity::in_containers(at("quantity"), quantity::positive(at("quantity"), value)?, product)
        }
        _ => Err(Refusal::invalid(
            at("containers"),
            InputRule::Required,
            "Give exactly one of packages, containers, quantity.",
        )),
    }
}

/// So many containers in base units.
///
/// # Errors
/// `NOT_POSITIVE`, `OUT_OF_RANGE`.
pub fn containers(count: i64, product: &product::Model, field: Field) -> Result<Quantity, Refusal> {
    if count < 1 {
        return Err(Refusal::beyond(
            field,
            InputRule::NotPositive,
            0,
            format!("At least 1 container: {count} cannot come or go."),
        ));
    }
    let quantity =
        product.contents.times(count).filter(|quantity| count <= MOST_CONTAINERS && *quantity <= quantity::LIMIT);
    quantity.ok_or_else(|| {
        Refusal::beyond(field, InputRule::OutOfRange, MOST_CONTAINERS, "More containers than one line can hold.")
    })
}

/// How many containers the packages of a product hold, by their codes.
#[must_use]
pub fn package_sizes(identifiers: &[product_identifier::Model]) -> Vec<i32> {
    let mut sizes: Vec<i32> =
        identifiers.iter().map(|row| row.containers_per_package).filter(|size| *size > 1).collect();
    sizes.sort_unstable();
    sizes.dedup();
    sizes
}

/// What goods cost, as an invoice says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum InvoicedCost {
    /// Each package costs this.
    Package(MoneyAmount),
    /// Each container costs this.
    Container(MoneyAmount),
    /// All of the line costs this.
    Line(MoneyAmount),
}

/// What all of a line of `quantity` costs by what an invoice says. A package holds one of `package_sizes`, in containers.
///
/// # Errors
/// Another currency, or an amount that is none; `OUT_OF_RANGE` when it cannot be counted; a price of packages when there
/// is not one package size, or when the line is not whole packages.
pub fn invoiced_cost(
    cost: &InvoicedCost,
    quantity: Quantity,
    product: &product::Model,
    package_sizes: &[i32],
    currency: &str,
    at: &dyn Fn(&str) -> Field,
) -> Result<Money, Refusal> {
    let inside = |name: &str| at("cost").into_iter().chain([name.to_owned()]).collect::<Field>();
    let containers = quantity.whole_parts(product.contents);
    let (name, each, count) = match cost {
        InvoicedCost::Line(total) => return money::in_currency(&inside("line"), total, currency),
        InvoicedCost::Container(each) => ("container", each, containers),
        InvoicedCost::Package(each) => {
            let size = one_size(package_sizes, inside("package"))?;
            if containers % size != 0 {
                let message = format!("{containers} containers are not whole packages of {size}: say what all cost.");
                return Err(Refusal::invalid(inside("package"), InputRule::Other, message));
            }
            ("package", each, containers / size)
        }
    };
    let each = money::in_currency(&inside(name), each, currency)?;
    let total = each.0.checked_mul(count).map(Money);
    total
        .ok_or_else(|| Refusal::invalid(inside(name), InputRule::OutOfRange, "The cost of the line cannot be counted."))
}

/// Whether two prices of a unit are so far apart that one was probably keyed for something else: ten times, or a tenth.
/// Each is what a quantity cost; goods that cost nothing say nothing.
#[must_use]
pub fn is_ten_times(cost: (Money, Quantity), last: (Money, Quantity)) -> bool {
    let per_unit = |money: Money, other: Quantity| i128::from(money.0) * i128::from(other.0);
    let now = per_unit(cost.0, last.1);
    let then = per_unit(last.0, cost.1);
    now > 0 && then > 0 && (now >= then * 10 || then >= now * 10)
}

fn one_size(sizes: &[i32], field: Field) -> Result<i64, Refusal> {
    match *sizes {
        [size] => Ok(size.into()),
        _ => {
            let message = format!("The product has {} package sizes: count containers.", sizes.len());
            Err(Refusal::invalid(field, InputRule::Other, message))
        }
    }
}

/// Whether a delivery on `day` has too few days left: fewer than the product asks for, or none.
///
/// # Errors
/// `NOT_ALLOWED` unless `overridden`.
pub fn shelf_life(
    expires_on: Option<NaiveDate>,
    day: NaiveDate,
    product: &product::Model,
    overridden: bool,
    field: Field,
) -> Result<Option<String>, Refusal> {
    let Some(expires_on) = expires_on else { return Ok(None) };
    let (days, needed) = ((expires_on - day).num_days(), i64::from(product.min_shelf_life_days.unwrap_or(0)));
    if days >= needed {
        return Ok(None);
    }
    let message = match days {
        ..0 => format!("It expired on {expires_on}, {} before the delivery.", counted_days(-days)),
        0 => format!("It expires on the day of the delivery; the product asks for {} at least.", counted_days(needed)),
        _ => format!(
            "It expires on {expires_on}, {} after the delivery; the product asks for {} at least.",
            counted_days(days),
            counted_days(needed),
        ),
    };
    if overridden { Ok(Some(message)) } else { Err(needs_override(field, message)) }
}

fn counted_days(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

/// Longest time from a delivery to the last day of what came that is taken for granted: five years.
const LONGEST_SHELF_LIFE_DAYS: i64 = 5 * 365 + 1;

/// What is odd about a day of delivery: it lies before the first year of the site in these books.
pub fn before_the_first_year(day: NaiveDate, site_since: NaiveDate, field: Field) -> Option<Notice> {
    let message = format!("{day} is before the first year of the site here, {}: is it meant?", site_since.year());
    (day.year() < site_since.year()).then(|| Notice::new(NoticeCode::ImplausibleDate, field, message))
}

/// What is odd about a last day: it lies further after the delivery on `day` than products keep.
pub fn beyond_shelf_life(expires_on: Option<NaiveDate>, day: NaiveDate, field: Field) -> Option<Notice> {
    let expires_on = expires_on.filter(|expires_on| (*expires_on - day).num_days() > LONGEST_SHELF_LIFE_DAYS)?;
    let message = format!("{expires_on} is more than five years after {day}: is the year right?");
    Some(Notice::new(NoticeCode::ImplausibleDate, field, message))
}

/// Whether a delivery of `product` relies on a licence of the supplier: what is injected, and prescription drugs.
pub fn needs_authorization(product: &product::Model) -> bool {
    product.category.is_injectable() || product.prescription_only
}

/// The licence that a receipt of `product` on `day` relies on; none is needed for what is neither injected
/// nor a prescription drug.
///
/// # Errors
/// `NOT_ALLOWED` for what needs one without a valid licence, unless `overridden`.
pub fn authorization<'a>(
    authorizations: &'a [supplier_authorization::Model],
    product: &product::Model,
    day: NaiveDate,
    overridden: bool,
    field: Field,
) -> Result<Option<&'a supplier_authorization::Model>, Refusal> {
    let valid = authorizations.iter().filter(|row| (row.valid_from..=row.valid_until).contains(&day));
    let valid = valid.max_by_key(|row| row.valid_until);
    if valid.is_some() || overridden || !needs_authorization(product) {
        return Ok(valid);
    }
    let message = format!("The supplier has no authorization valid on {day}; {} needs one.", product.name);
    Err(needs_override(field, message))
}

/// Checks the serial numbers of a line: one for each container where the product asks for them, never one twice.
///
/// # Errors
/// `SERIAL_REQUIRED`, `TOO_MANY`, or a number twice.
pub fn serials(serials: &[String], quantity: Quantity, product: &product::Model, field: Field) -> Result<(), Refusal> {
    let containers = quantity.whole_parts(product.contents);
    let given = i64::try_from(serials.len()).unwrap_or(i64::MAX);
    if product.serial_required && given < containers {
        let message = format!("{containers} containers need {containers} serial numbers; {given} are given.");
        return Err(Refusal::beyond(field, InputRule::SerialRequired, containers, message));
    }
    if given > containers {
        let message = format!("{given} serial numbers for {containers} containers.");
        return Err(Refusal::beyond(field, InputRule::TooMany, containers, message));
    }
    let mut seen = std::collections::BTreeSet::new();
    match serials.iter().find(|serial| !seen.insert(serial.as_str())) {
        Some(twice) => Err(Refusal::invalid(field, InputRule::Other, format!("Serial number {twice} is given twice."))),
        None => Ok(()),
    }
}

/// A rule of receiving that a manager may set aside.
pub fn needs_override(field: Field, message: String) -> Refusal {
    let message = format!("{message} An override with a reason accepts it.");
    Refusal::new(field, Reason::NotAllowed { needs: vec![Role::Manager], message })
}
