//! A line of the report, made from all that is known of its product.

use super::{
    ExpiringLot, ReorderLine, days::Rolled, orders::Ordered, policies::Policies, shelf_lives::ShelfLives,
    supply::Supply,
};
use crate::rules::{
    demand::History,
    reorder::{Case, Offer, Policy, Position, Suggestion, suggest},
    shelf::{LotOnShelf, Shelf},
    site::zone_of,
    usability::{Circumstance, Purpose},
};
use chrono::{Days, NaiveDate};
use entity::{
    fixed_point::Quantity,
    id::{LotId, ProductId},
    instant::Instant,
    lot, product, site, supplier_item,
};
use std::collections::BTreeMap;

/// Everything that the lines of a site are made from.
pub(super) struct Known<'a> {
    pub(super) site: &'a site::Model,
    pub(super) at: Instant,
    pub(super) today: NaiveDate,
    pub(super) shelves: BTreeMap<ProductId, Vec<LotOnShelf>>,
    pub(super) days: BTreeMap<ProductId, Rolled>,
    pub(super) orders: BTreeMap<ProductId, Ordered>,
    pub(super) reserved: BTreeMap<ProductId, Quantity>,
    pub(super) supply: Supply,
    pub(super) shelf_lives: ShelfLives,
    pub(super) policies: Policies,
}

impl Known<'_> {
    /// The line of a product; what is known of it is used up.
    pub(super) fn line(&mut self, product: product::Model) -> ReorderLine {
        let lots = self.shelves.remove(&product.id).unwrap_or_default();
        let ordered = self.orders.remove(&product.id).unwrap_or_default();
        let (policy_row, policy) = self.policies.of(&product);
        let (item, supplier, lead_time) = self.supply.of(product.id);
        let shelf_life = self.shelf_lives.of(&product, supplier.as_ref().map(|supplier| supplier.id));
        let known_lots: BTreeMap<LotId, lot::Model> = lots.iter().map(|lot| (lot.lot.id, lot.lot.clone())).collect();
        let reserved = self.reserved.get(&product.id).copied().unwrap_or_default();
        let on_order = product.contents.times(ordered.containers).unwrap_or_default();
        let position = Position { reserved, on_order, ..self.position(&product, lots) };
        let history = self.history(product.id, position.on_hand, &policy);
        let case = Case {
            unit: &product.unit,
            contents: product.contents,
            counted_in_containers: product.contents == product.quantity_step,
            history: history.clone(),
            position,
            policy,
            offer: item.as_ref().and_then(|item| offer(item, &product)),
            lead_time,
            shelf_life,
        };
        let suggestion = suggest(case);
        let stockout_on = suggestion.days_of_cover.and_then(|days| stockout(self.today, days));
        let expiring_lots = expiring_lots(&suggestion, &known_lots);
        ReorderLine {
            product,
            supplier,
            item,
            policy_row,
            policy,
            lead_time,
            demand_days: history.map(|history| history.days).unwrap_or_default(),
            expiring_lots,
            suggestion,
            stockout_on,
            open_orders: ordered.orders,
        }
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
}

/// What decides whether stock may be used at the site, whoever it is for.
pub(in crate::queries) fn circumstance(site: &site::Model, at: Instant) -> Circumstance<'static> {
    Circumstance { at, zone: zone_of(site), purpose: Purpose::Use, patient_id: None }
}

/// The lots of which something expires before it is used.
fn expiring_lots(suggestion: &Suggestion, lots: &BTreeMap<LotId, lot::Model>) -> Vec<ExpiringLot> {
    let expiring = suggestion.expiring_lots.iter();
    expiring
        .filter_map(|expiring| {
            let lot = lots.get(&expiring.lot_id)?.clone();
            Some(ExpiringLot { lot, quantity: expiring.quantity })
        })
        .collect()
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

/// So many days before `day`.
pub(super) fn back(day: NaiveDate, days: i32) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::try_from(days).unwrap_or_default())).unwrap_or(day)
}
