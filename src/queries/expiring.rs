//! The expiry report: what of a site's stock expires by when, what it cost, and what of it is expected to be used in
//! time when demand draws first expired, first out.

use super::{
    reorder::{self, circumstance},
    shelves,
};
use crate::{
    database::Reader,
    error::Failure,
    rules::{
        demand,
        expiry_horizon::{self, Horizon},
        reorder::{Batch, expected_fates},
        shelf::{LotOnShelf, Shelf},
        site::day_of,
    },
};
use entity::{
    cost::Cost,
    fixed_point::{Money, Quantity},
    id::{LotId, ProductId},
    instant::Instant,
    lot, product, site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// The report of one site at one instant.
#[derive(Clone, Debug)]
pub struct ExpiryReport {
    /// The instant.
    pub at: Instant,
    /// What expires, the soonest first.
    pub buckets: Vec<ExpiryBucket>,
}

/// What expires within some days.
#[derive(Clone, Debug)]
pub struct ExpiryBucket {
    /// Which days.
    pub horizon: Horizon,
    /// The lots, soonest first.
    pub lines: Vec<ExpiryLine>,
}

/// One lot that expires.
#[derive(Clone, Debug)]
pub struct ExpiryLine {
    /// The product.
    pub product: product::Model,
    /// The lot.
    pub lot: lot::Model,
    /// Everything of it in the building.
    pub quantity: Quantity,
    /// Of it, what is expected to be used before it expires.
    pub used_in_time: Quantity,
    /// What is not.
    pub waste: Quantity,
    /// What all of it cost, as far as that is known.
    pub cost: Cost,
    /// Of that, what the part cost that is expected to be left.
    pub at_risk: Cost,
}

impl ExpiryBucket {
    /// What all of it cost, as far as that is known.
    pub fn cost(&self) -> Money {
        self.lines.iter().map(|line| line.cost.known).sum()
    }

    /// What of it cost that is expected to be left, as far as that is known.
    pub fn at_risk(&self) -> Money {
        self.lines.iter().map(|line| line.at_risk.known).sum()
    }

    /// Of how many lots the cost is not known, or only in part.
    pub fn lots_of_unknown_cost(&self) -> usize {
        self.lines.iter().filter(|line| line.cost.complete().is_none()).count()
    }
}

/// What expires at `site` within `days` days of now, and what expired already.
///
/// # Errors
/// When the database fails.
pub async fn read(reader: &Reader, site: &site::Model, at: Instant, days: u32) -> Result<ExpiryReport, Failure> {
    let snapshot = reader.at_one_instant();
    let horizons = expiry_horizon::horizons(day_of(at, site), days);
    let last_on = horizons.last().and_then(|horizon| horizon.to);
    let mut here = shelves::on_hand(&snapshot, site.id, None).await?;
    here.retain(|_, lots| lots.iter().any(|lot| lot.lot.expires_on.is_some_and(|on| Some(on) <= last_on)));
    let ids: BTreeSet<ProductId> = here.keys().copied().collect();
    let per_day = per_day(&snapshot, site, at, &ids).await?;
    let products = product::Entity::find().filter(product::COLUMN.id.is_in(ids)).all(&snapshot).await?;
    let lines = products.into_iter().flat_map(|product| {
        let lots = here.remove(&product.id).unwrap_or_default();
        let per_day = per_day.get(&product.id).copied().unwrap_or_default();
        lines_of(&Shelf { product, lots }, site, at, per_day)
    });
    Ok(ExpiryReport { at, buckets: buckets(horizons, lines.collect()) })
}

/// What a day is expected to ask for, by product; products that can no longer be ordered are used up as well.
async fn per_day(
    connection: &impl sea_orm::ConnectionTrait,
    site: &site::Model,
    at: Instant,
    products: &BTreeSet<ProductId>,
) -> Result<BTreeMap<ProductId, f64>, Failure> {
    let lines = reorder::lines(connection, site, at, Some(products)).await?;
    let known = lines.into_iter().filter_map(|line| Some((line.product.id, line.suggestion.forecast?.per_day)));
    Ok(known.collect())
}

fn lines_of(shelf: &Shelf, site: &site::Model, at: Instant, per_day: f64) -> Vec<ExpiryLine> {
    let used = used_in_time(shelf, site, at, per_day);
    let line = |on_shelf: &LotOnShelf| {
        let quantity = on_shelf.stock.on_hand;
        let used_in_time = used.get(&on_shelf.lot.id).copied().and_then(demand::quantity).unwrap_or_default();
        let used_in_time = used_in_time.clamp(Quantity::ZERO, quantity);
        let waste = Quantity(quantity.0 - used_in_time.0);
        let cost = on_shelf.stock.cost();
        ExpiryLine {
            product: shelf.product.clone(),
            lot: on_shelf.lot.clone(),
            quantity,
            used_in_time,
            waste,
            cost,
            at_risk: cost.share(waste, quantity).unwrap_or_default(),
        }
    };
    shelf.lots.iter().filter(|lot| lot.lot.expires_on.is_some()).map(line).collect()
}

/// What demand uses of each lot in time: each unit once, by the lot that it reaches first.
#[expect(clippy::float_arithmetic, reason = "an expectation, as the rule calculates it")]
fn used_in_time(shelf: &Shelf, site: &site::Model, at: Instant, per_day: f64) -> BTreeMap<LotId, f64> {
    let mut places = shelf.places(&circumstance(site, at));
    places.retain(crate::rules::shelf::Place::is_usable);
    places.sort_by_key(|place| place.usable_until.unwrap_or(Instant(i64::MAX)));
    let batches: Vec<Batch> = places.iter().map(|place| Batch::of(place, at)).collect();
    let fates = expected_fates(&batches, per_day);
    places.iter().zip(fates).fold(BTreeMap::new(), |mut used, (place, fate)| {
        *used.entry(place.lot_id).or_default() += fate.used;
        used
    })
}

fn buckets(horizons: Vec<Horizon>, lines: Vec<ExpiryLine>) -> Vec<ExpiryBucket> {
    let bucket = |horizon: Horizon| {
        let mut inside: Vec<ExpiryLine> = lines
            .iter()
            .filter(|line| line.lot.expires_on.is_some_and(|expires_on| horizon.holds(expires_on)))
            .cloned()
            .collect();
        inside.sort_by(|left, right| {
            (left.lot.expiry_sort, &left.product.name, left.lot.id).cmp(&(
                right.lot.expiry_sort,
                &right.product.name,
                right.lot.id,
            ))
        });
        ExpiryBucket { horizon, lines: inside }
    };
    horizons.into_iter().map(bucket).collect()
}
