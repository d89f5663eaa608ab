//! The reorder report: what to order at a site, from whom, how much, and why.
//!
//! It is worked out anew whenever it is asked for, and never stored. What it costs grows with products and days, not
//! with what is in the ledger: a fixed number of statements, whatever the site has.

mod days;
mod orders;
mod policies;
mod shelf_lives;
mod supply;

pub use policies::{page, row_of};

use super::{reservations, shelves};
use crate::{
    database,
    error::Failure,
    rules::{
        demand::History,
        reorder::{Case, LeadTime, Offer, Policy, Position, Suggestion, suggest},
        shelf::{LotOnShelf, Shelf},
        site::{day_of, zone_of},
        usability::{Circumstance, Purpose},
    },
};
use chrono::{Days, NaiveDate};
use days::Rolled;
use entity::{
    fixed_point::{Money, Quantity},
    id::{ProductId, SiteId, SupplierId},
    instant::Instant,
    product, purchase_order, reorder_policy, site, supplier, supplier_item,
};
use orders::Ordered;
use policies::Policies;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use supply::Supply;

/// The report of one site at one instant.
#[derive(Clone, Debug)]
pub struct ReorderReport {
    /// The site.
    pub site: site::Model,
    /// The instant.
    pub at: Instant,
    /// Every product that can be ordered: those that are due first, then by name.
    pub lines: Vec<Arc<ReorderLine>>,
}

/// One product in the report.
#[derive(Clone, Debug)]
pub struct ReorderLine {
    /// The product.
    pub product: product::Model,
    /// Who would be asked.
    pub supplier: Option<supplier::Model>,
    /// What they sell it as.
    pub item: Option<supplier_item::Model>,
    /// The policy that was set for it or its category; `None` where the default decides.
    pub policy_row: Option<reorder_policy::Model>,
    /// The policy that decides.
    pub policy: Policy,
    /// How long the supplier takes.
    pub lead_time: Option<LeadTime>,
    /// What is suggested.
    pub suggestion: Suggestion,
    /// The day on which what is there will be used up.
    pub stockout_on: Option<NaiveDate>,
    /// Orders that it stands on and that something may still come of.
    pub open_orders: Vec<purchase_order::Model>,
}

/// What would be ordered from one supplier.
#[derive(Clone, Debug)]
pub struct SupplierTotal {
    /// The supplier.
    pub supplier: supplier::Model,
    /// How many products.
    pub lines: usize,
    /// What they cost together.
    pub total: Money,
}

impl ReorderLine {
    /// Whether it can be ordered as suggested: it is due, somebody sells it, and it is on no open order.
    pub fn is_to_be_ordered(&self) -> bool {
        let Self { suggestion, open_orders, supplier, .. } = self;
        suggestion.due && suggestion.packages > 0 && supplier.is_some() && open_orders.is_empty()
    }

    /// Why there is no number, or none that is ordered as it stands.
    pub fn why_not(&self) -> Option<String> {
        let numbers: Vec<String> = self.open_orders.iter().map(purchase_order::Model::printed_number).collect();
        let open = (self.suggestion.due && !numbers.is_empty())
            .then(|| format!("It stands on {}: no second line is made while that is open.", numbers.join(", ")));
        let reasons: Vec<String> = self.suggestion.why_not.iter().cloned().chain(open).collect();
        (!reasons.is_empty()).then(|| reasons.join(" "))
    }
}

impl ReorderReport {
    /// The report of `site`, read at one instant.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(reader: &DatabaseConnection, site: &site::Model, at: Instant) -> Result<Self, Failure> {
        let snapshot = database::snapshot(reader).await?;
        let lines = lines(&snapshot, site, at, None).await?;
        snapshot.commit().await?;
        Ok(Self::new(site.clone(), at, lines))
    }

    /// The report with these lines.
    pub fn new(site: site::Model, at: Instant, lines: Vec<ReorderLine>) -> Self {
        let mut lines: Vec<_> = lines.into_iter().map(Arc::new).collect();
        lines.sort_by(|left, right| sort_key(left).cmp(&sort_key(right)));
        Self { site, at, lines }
    }

    /// The same report of the lines that are wanted.
    #[must_use]
    pub fn only(self, wanted: impl Fn(&ReorderLine) -> bool) -> Self {
        Self { lines: self.lines.into_iter().filter(|line| wanted(line)).collect(), ..self }
    }

    /// What would be ordered from each supplier, by name.
    pub fn by_supplier(&self) -> Vec<SupplierTotal> {
        let mut totals: BTreeMap<(String, SupplierId), SupplierTotal> = BTreeMap::new();
        for line in self.lines.iter().filter(|line| line.is_to_be_ordered()) {
            let Some(supplier) = &line.supplier else { continue };
            let new = || SupplierTotal { supplier: supplier.clone(), lines: 0, total: Money::ZERO };
            let total = totals.entry((supplier.name.clone(), supplier.id)).or_insert_with(new);
            total.lines += 1;
            total.total = Money(total.total.0.saturating_add(line.suggestion.cost.unwrap_or_default().0));
        }
        totals.into_values().collect()
    }
}

/// Where a line stands: what is due first, then by name.
fn sort_key(line: &ReorderLine) -> (bool, &str, ProductId) {
    (!line.suggestion.due, &line.product.name, line.product.id)
}

/// The lines of `site` in no order: of all products that can be ordered, or of those that are named.
///
/// # Errors
/// When the database fails.
pub async fn lines(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    at: Instant,
    products: Option<&BTreeSet<ProductId>>,
) -> Result<Vec<ReorderLine>, Failure> {
    let rows = product::Entity::find()
        .filter(only(product::Column::Id, products))
        .filter(Condition::all().add_option(products.is_none().then(|| product::COLUMN.archived.eq(false))))
        .order_by_asc(product::COLUMN.id);
    let rows = rows.all(connection).await?;
    let policies = Policies::load(connection, site.id).await?;
    let today = day_of(at, site);
    let since = back(today, policies.longest_window());
    let mut known = Known {
        site,
        at,
        today,
        shelves: shelves::on_hand(connection, site.id, products).await?,
        days: days::load(connection, site.id, since, products).await?,
        orders: orders::load(connection, site.id, products).await?,
        reserved: reservations::reserved_at(connection, site.id, products, at).await?,
        supply: Supply::load(connection, today, products).await?,
        shelf_lives: BTreeMap::new(),
        policies,
    };
    let empty = rows.iter().map(|product| product.id).filter(|id| !known.shelves.contains_key(id)).collect();
    known.shelf_lives = shelf_lives::of_last_lots(connection, site, &empty).await?;
    Ok(rows.into_iter().map(|product| known.line(product)).collect())
}

/// Everything that the lines are made from.
struct Known<'a> {
    site: &'a site::Model,
    at: Instant,
    today: NaiveDate,
    shelves: BTreeMap<ProductId, Vec<LotOnShelf>>,
    days: BTreeMap<ProductId, Rolled>,
    orders: BTreeMap<ProductId, Ordered>,
    reserved: BTreeMap<ProductId, Quantity>,
    supply: Supply,
    shelf_lives: BTreeMap<ProductId, f64>,
    policies: Policies,
}

impl Known<'_> {
    fn line(&mut self, product: product::Model) -> ReorderLine {
        let lots = self.shelves.remove(&product.id).unwrap_or_default();
        let ordered = self.orders.remove(&product.id).unwrap_or_default();
        let (policy_row, policy) = self.policies.of(&product);
        let (item, supplier, lead_time) = self.supply.of(product.id);
        let shelf_life_days = self.shelf_life(&product, &lots);
        let reserved = self.reserved.get(&product.id).copied().unwrap_or_default();
        let on_order = product.contents.times(ordered.containers).unwrap_or_default();
        let position = Position { reserved, on_order, ..self.position(&product, lots) };
        let case = Case {
            unit: &product.unit,
            contents: product.contents,
            counted_in_containers: product.contents == product.quantity_step,
            history: self.history(product.id, position.on_hand, &policy),
            position,
            policy,
            offer: item.as_ref().and_then(|item| offer(item, &product)),
            lead_time,
            shelf_life_days,
        };
        let suggestion = suggest(case);
        let stockout_on = suggestion.days_of_cover.and_then(|days| stockout(self.today, days));
        let open_orders = ordered.orders;
        ReorderLine { product, supplier, item, policy_row, policy, lead_time, suggestion, stockout_on, open_orders }
    }

    fn position(&self, product: &product::Model, lots: Vec<LotOnShelf>) -> Position {
        let on_hand = lots.iter().map(|lot| lot.stock.on_hand).sum();
        let shelf = Shelf { product: product.clone(), lots };
        Position::new(on_hand, &shelf.places(&circumstance(self.site, self.at)), self.at)
    }

    /// The days before today, from the first on which anything happened: today is not over.
    fn history(&self, product: ProductId, on_hand: Quantity, policy: &Policy) -> Option<History> {
        let rolled = self.days.get(&product)?;
        let first_on = rolled.first_on?.max(back(self.today, policy.demand_window_days()));
        let yesterday = self.today.pred_opt()?;
        Some(History::new(&rolled.days, on_hand, first_on, yesterday))
    }

    /// For how long a delivery is good: as the lot that came last, else as the product asks for.
    fn shelf_life(&self, product: &product::Model, lots: &[LotOnShelf]) -> Option<f64> {
        let dated = lots.iter().filter(|lot| lot.lot.expires_on.is_some());
        let newest = dated.max_by_key(|lot| (lot.stock.first_received_at, lot.lot.id));
        let newest = newest.and_then(|lot| shelf_lives::days_between(&lot.stock, &lot.lot, self.site));
        let last = newest.or_else(|| self.shelf_lives.get(&product.id).copied());
        last.or_else(|| product.min_shelf_life_days.filter(|days| *days > 0).map(f64::from))
    }
}

/// What decides whether stock may be used at the site, whoever it is for.
pub(super) fn circumstance(site: &site::Model, at: Instant) -> Circumstance<'static> {
    Circumstance { at, zone: zone_of(site), purpose: Purpose::Use, patient_id: None }
}

fn offer(item: &supplier_item::Model, product: &product::Model) -> Option<Offer> {
    let package = product.contents.times(item.containers_per_package.into())?;
    Some(Offer { package, minimum_packages: item.minimum_packages, price: item.package_price })
}

/// The day on which stock that lasts `days` is used up; `None` beyond ten years.
fn stockout(today: NaiveDate, days: f64) -> Option<NaiveDate> {
    let whole = (0.0..=3650.0).contains(&days).then_some(days.floor() as u64)?;
    today.checked_add_days(Days::new(whole))
}

fn back(day: NaiveDate, days: i32) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::try_from(days).unwrap_or_default())).unwrap_or(day)
}

/// Rows of these products; of all when none are named.
fn only(column: impl ColumnTrait, products: Option<&BTreeSet<ProductId>>) -> Condition {
    Condition::all().add_option(products.map(|products| column.is_in(products.iter().copied())))
}

/// The lines of some products of one site, by product: for levels that show their reorder point.
///
/// # Errors
/// When the database fails.
pub async fn of_products(
    reader: &DatabaseConnection,
    site: &site::Model,
    products: &BTreeSet<ProductId>,
    at: Instant,
) -> Result<BTreeMap<ProductId, ReorderLine>, Failure> {
    let snapshot = database::snapshot(reader).await?;
    let lines = lines(&snapshot, site, at, Some(products)).await?;
    snapshot.commit().await?;
    Ok(lines.into_iter().map(|line| (line.product.id, line)).collect())
}

/// How many containers are on their way of some products of one site, by product.
///
/// # Errors
/// When the database fails.
pub async fn containers_on_order(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: &BTreeSet<ProductId>,
) -> Result<BTreeMap<ProductId, i64>, Failure> {
    let ordered = orders::load(connection, site, Some(products)).await?;
    Ok(ordered.into_iter().map(|(product, ordered)| (product, ordered.containers)).collect())
}
