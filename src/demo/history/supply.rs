//! Where lots come from: each article has a lot that is sold now, and another one some weeks later. Once a week a site
//! gets what it has too little of.

use super::{ArticleKey, Deed, LotKey, Planner, Supplied, site};
use crate::demo::{assortment::Article, clinic::MANAGER};
use chrono::{Datelike, NaiveDate, TimeDelta};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// For how long a lot is sold before the next one is: for so many days, and not in the second half of its life.
const LOT_DAYS: i64 = 75;
/// Minute of the day at which deliveries come: 08:40.
const DELIVERED: u32 = 8 * 60 + 40;

/// The lots that were made so far.
pub(super) struct Supply {
    lots: LotKey,
    notes: u32,
    sold_now: Vec<Option<Sold>>,
}

/// The lot of an article that is sold now.
#[derive(Clone)]
struct Sold {
    lot: LotKey,
    lot_number: Option<String>,
    expires_on: Option<NaiveDate>,
    until: NaiveDate,
    serials: i32,
}

impl Supply {
    pub(super) fn new(articles: usize) -> Self {
        Self { lots: 0, notes: 48_000, sold_now: vec![None; articles] }
    }

    /// A lot that nobody has yet.
    pub(super) fn new_lot(&mut self) -> LotKey {
        self.lots += 1;
        self.lots
    }

    /// The lot of an article that is sold now is sold out: the next delivery is of another one.
    pub(super) fn sell_out(&mut self, key: ArticleKey) {
        if let Some(sold) = self.sold_now.get_mut(key) {
            *sold = None;
        }
    }

    /// So many containers of the lot that is sold on `day`.
    pub(super) fn order(
        &mut self,
        rng: &mut ChaCha8Rng,
        key: ArticleKey,
        article: &Article,
        day: NaiveDate,
        containers: i32,
    ) -> Supplied {
        let known = self.sold_now.get(key).cloned().flatten();
        // What is not told apart by lot is one lot for ever.
        let known = known.filter(|sold| day < sold.until || !article.product.lot_tracked);
        let mut sold = known.unwrap_or_else(|| self.next_lot(rng, article, day));
        let serials = serials(&mut sold, article, containers);
        let supplied = Supplied {
            article: key,
            lot: sold.lot,
            lot_number: sold.lot_number.clone(),
            expires_on: sold.expires_on,
            serials,
            containers,
            open: None,
            unit_cost: Some(article.habits.unit_cost),
            short_shelf_life: None,
        };
        if let Some(slot) = self.sold_now.get_mut(key) {
            *slot = Some(sold);
        }
        supplied
    }

    fn next_lot(&mut self, rng: &mut ChaCha8Rng, article: &Article, day: NaiveDate) -> Sold {
        let tracked = article.product.lot_tracked;
        let left = i64::from(article.habits.shelf_life_days) * rng.random_range(60..90) / 100;
        Sold {
            lot: self.new_lot(),
            lot_number: tracked.then(|| lot_number(rng, article, day)),
            expires_on: (tracked && left > 0).then(|| day + TimeDelta::days(left)),
            until: day + TimeDelta::days(if left > 0 { LOT_DAYS.min(left / 2) } else { LOT_DAYS }),
            serials: 0,
        }
    }

    fn note(&mut self) -> String {
        self.notes += 1;
        format!("DN-{}", self.notes)
    }
}

/// A number as makers print them: letters of the article, the year and a count.
fn lot_number(rng: &mut ChaCha8Rng, article: &Article, day: NaiveDate) -> String {
    let letters: String = article.product.sku.chars().filter(char::is_ascii_alphabetic).take(2).collect();
    let (count, last) = (rng.random_range(100..1000), char::from(b'A' + rng.random_range(0..8)));
    format!("{letters}{}{count:03}{last}{}", day.year() % 100, rng.random_range(1..5))
}

fn serials(sold: &mut Sold, article: &Article, containers: i32) -> Vec<String> {
    if !article.product.serial_required {
        return vec![];
    }
    let first = sold.serials;
    sold.serials += containers;
    let number = sold.lot_number.as_deref().unwrap_or_default();
    (first..sold.serials).map(|serial| format!("{number}-{:05}", serial + 1)).collect()
}

impl Planner<'_> {
    /// What a site has too little of comes on its day of the week, a delivery a supplier.
    pub(super) fn deliveries(&mut self, at: usize, day: NaiveDate) {
        let its_day = usize::try_from(day.weekday().num_days_from_monday()).is_ok_and(|weekday| weekday == at + 1);
        if !its_day {
            return;
        }
        let mut orders: BTreeMap<&str, Vec<Supplied>> = BTreeMap::new();
        for (key, article) in self.articles.iter().enumerate() {
            let few = self.shelf(at, key).is_some_and(|shelf| shelf.sealed(day) < article.habits.minimum);
            if few && article.habits.uses_a_week + f64::from(article.habits.doses.len() as u32) > 0.0 {
                let supplied = self.supply.order(&mut self.rng, key, article, day, article.habits.order);
                orders.entry(&article.habits.supplier).or_default().push(supplied);
            }
        }
        for (minute, (supplier, lines)) in (DELIVERED..).step_by(7).zip(orders) {
            self.receive(at, day, minute, supplier, lines);
        }
    }

    /// A delivery at a minute of the day, recorded while it is unpacked.
    pub(super) fn receive(&mut self, at: usize, day: NaiveDate, minute: u32, supplier: &str, mut lines: Vec<Supplied>) {
        let moment = site(at).moment(day, minute);
        if moment > self.terms.until {
            return;
        }
        for line in &mut lines {
            line.unit_cost = line.unit_cost.map(|cost| self.price_on(day, cost));
            if let Some((article, shelf)) = self.articles.get(line.article).zip(self.shelf(at, line.article)) {
                shelf.put(line, article);
            }
        }
        let note = self.supply.note();
        self.act(at, MANAGER, moment, Deed::Receive { supplier: supplier.to_owned(), note, lines });
    }

    /// Everything costs 4 % more in the second half of the history, at most for a year.
    fn price_on(&self, day: NaiveDate, cost: Decimal) -> Decimal {
        let dearer_for = TimeDelta::days(i64::from(self.terms.days / 2).min(365));
        let is_dearer = day > self.terms.last_on() - dearer_for;
        if is_dearer { (cost * Decimal::new(104, 2)).round_dp(4) } else { cost }
    }
}
