//! The clinic's history as a plan: what was delivered and used, by whom and when, down to the container that is open.
//! Pure: the same seed, dates and articles make the same acts. They are performed elsewhere.
//!
//! The planner keeps shelves of its own, so that every act it plans is possible and names its lots as a nurse would.

mod opening;
mod planned;
mod recalls;
mod sales;
mod scenes;
mod shelf;
mod supply;
mod treatments;

pub use planned::{ArticleKey, Deed, LotKey, PlannedAct, PlannedRecall, SoldLine, Supplied, Treatment, UsedLine};

use super::{
    assortment::Article,
    clinic::{Person, SITES, Site},
};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use shelf::Shelf;
use supply::Supply;

/// For how long before the end regular treatments have stopped: what is told of the last hours stands by itself.
const LAST_HOURS: TimeDelta = TimeDelta::hours(4);

/// How many patients a site has.
const PATIENTS: u32 = 700;

/// The busier site, by its place among them.
const DENVER: usize = 0;
/// The other one.
const AUSTIN: usize = 1;

/// What a history is made from.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// The same seed makes the same history.
    pub seed: u64,
    /// How many days it has.
    pub days: u32,
    /// When it ends.
    pub until: DateTime<Utc>,
}

impl Terms {
    /// The first day, by the clocks of the first site.
    pub fn first_on(&self) -> NaiveDate {
        self.last_on() - TimeDelta::days(i64::from(self.days))
    }

    /// The last day, by the clocks of the first site.
    pub fn last_on(&self) -> NaiveDate {
        let [site, _] = &SITES;
        site.day(self.until)
    }
}

/// The acts of a clinic that keeps these articles, in the order in which they are recorded.
pub fn plan(terms: &Terms, articles: &[Article]) -> Vec<PlannedAct> {
    let mut planner = Planner {
        articles,
        terms: *terms,
        rng: ChaCha8Rng::seed_from_u64(terms.seed),
        supply: Supply::new(articles.len()),
        shelves: SITES.iter().map(|_| vec![Shelf::default(); articles.len()]).collect(),
        acts: Vec::new(),
    };
    let days = terms.first_on().iter_days().take_while(|day| *day <= terms.last_on());
    planner.open_the_books();
    days.for_each(|day| planner.day(day));
    planner.last_hours();
    planner.recall();
    planner.promises();
    planner.acts.sort_by_key(|act| act.at);
    planner.acts
}

/// The history so far, and what is on the shelves after it.
struct Planner<'a> {
    articles: &'a [Article],
    terms: Terms,
    rng: ChaCha8Rng,
    supply: Supply,
    /// By site, then by article.
    shelves: Vec<Vec<Shelf>>,
    acts: Vec<PlannedAct>,
}

impl Planner<'_> {
    fn day(&mut self, day: NaiveDate) {
        self.morning_scenes(day);
        let closed = day.weekday() == Weekday::Sun;
        for site in (0..SITES.len()).filter(|_| !closed) {
            self.deliveries(site, day);
            self.treatments(site, day);
            self.sales(site, day);
        }
        self.evening_scenes(day);
    }

    /// Adds an act, unless it would be after the end.
    fn act(&mut self, site: usize, by: Person, at: DateTime<Utc>, deed: Deed) {
        if at <= self.terms.until {
            self.acts.push(PlannedAct { at, by, site, deed });
        }
    }

    fn shelf(&mut self, site: usize, article: ArticleKey) -> Option<&mut Shelf> {
        self.shelves.get_mut(site)?.get_mut(article)
    }

    /// What is left of a lot at a site, in base units.
    fn left_of(&self, site: usize, article: ArticleKey, lot: LotKey) -> Decimal {
        let shelf = self.shelves.get(site).and_then(|shelves| shelves.get(article));
        let article = self.articles.get(article);
        shelf.zip(article).map_or(Decimal::ZERO, |(shelf, article)| shelf.left_of(lot, article))
    }

    /// Somebody who is treated at a site.
    fn some_patient(&mut self, site: usize) -> String {
        patient_id(site, self.rng.random_range(0..PATIENTS))
    }

    fn find(&self, sku: &str) -> Option<(ArticleKey, &Article)> {
        self.articles.iter().enumerate().find(|(_, article)| article.product.sku == sku)
    }
}

/// The EHR's id of a patient of a site, by a number of ours.
pub fn patient_id(site: usize, number: u32) -> String {
    format!("P{}{:05}", site + 1, 10_000 + number)
}

fn site(index: usize) -> &'static Site {
    let [first, second] = &SITES;
    if index == 0 { first } else { second }
}

#[cfg(test)]
mod tests;
