//! The clinic's history as a plan: what was delivered and used, by whom and when, down to the container that is open.
//! Pure: the same seed, dates and articles make the same acts. They are performed elsewhere.
//!
//! The planner keeps shelves of its own, so that every act it plans is possible and names its lots as a nurse would.

mod scenes;
mod shelf;
mod supply;
mod treatments;

use super::{
    assortment::Article,
    clinic::{Person, SITES, Site},
};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};
use entity::{entry::WasteReason, usage::LateReason};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use shelf::Shelf;
use supply::Supply;

/// For how long before the end regular treatments have stopped: what is told of the last hours stands by itself.
const LAST_HOURS: TimeDelta = TimeDelta::hours(4);

/// Which article, by its place in the assortment.
pub type ArticleKey = usize;
/// Which lot, by the order in which the history makes them.
pub type LotKey = usize;

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

/// Something that somebody did.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedAct {
    /// When it is recorded.
    pub at: DateTime<Utc>,
    /// Who does it.
    pub by: Person,
    /// Which of the sites.
    pub site: usize,
    /// What.
    pub deed: Deed,
}

/// What somebody did.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// The books are opened with what is there.
    Open(Vec<Supplied>),
    /// A delivery came.
    Receive {
        /// From whom, as the assortment calls them.
        supplier: String,
        /// The delivery note.
        note: String,
        /// What came.
        lines: Vec<Supplied>,
    },
    /// A patient was treated.
    Treat(Treatment),
    /// Containers of a lot are stopped.
    Hold {
        /// Of which lot.
        lot: LotKey,
        /// How much of it, in base units.
        quantity: Decimal,
        /// Why.
        reason: &'static str,
    },
    /// The number of a lot was keyed wrong.
    Correct {
        /// Which lot.
        lot: LotKey,
        /// The right number.
        lot_number: String,
        /// Why.
        reason: &'static str,
    },
    /// The books are set right.
    Adjust {
        /// Of which lot.
        lot: LotKey,
        /// By how much, in base units.
        by: Decimal,
        /// Why.
        reason: &'static str,
    },
}

/// A lot as it comes to a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Supplied {
    /// The article.
    pub article: ArticleKey,
    /// The lot.
    pub lot: LotKey,
    /// Its number; none where lots are not tracked.
    pub lot_number: Option<String>,
    /// Its last day.
    pub expires_on: Option<NaiveDate>,
    /// Serial numbers.
    pub serials: Vec<String>,
    /// How many sealed containers.
    pub containers: i32,
    /// What is left in an open one, and since when it is open.
    pub open: Option<(Decimal, DateTime<Utc>)>,
    /// What one base unit costs, where that is known.
    pub unit_cost: Option<Decimal>,
    /// Why it is taken with less shelf life than the product asks for.
    pub short_shelf_life: Option<&'static str>,
}

/// A treatment.
#[derive(Clone, Debug, PartialEq)]
pub struct Treatment {
    /// The EHR's id of it.
    pub id: String,
    /// The EHR's id of the patient.
    pub patient: String,
    /// When it was done.
    pub performed_at: DateTime<Utc>,
    /// Why it is entered after that, with a note.
    pub late: Option<(LateReason, &'static str)>,
    /// What was used.
    pub lines: Vec<UsedLine>,
}

/// What was used of one lot.
#[derive(Clone, Debug, PartialEq)]
pub struct UsedLine {
    /// The article.
    pub article: ArticleKey,
    /// The lot; its number as stated, where the books do not have it.
    pub lot: Result<LotKey, &'static str>,
    /// Base units used.
    pub quantity: Decimal,
    /// Base units wasted, and why.
    pub wasted: Option<(Decimal, WasteReason)>,
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

    fn find(&self, sku: &str) -> Option<(ArticleKey, &Article)> {
        self.articles.iter().enumerate().find(|(_, article)| article.product.sku == sku)
    }
}

fn site(index: usize) -> &'static Site {
    let [first, second] = &SITES;
    if index == 0 { first } else { second }
}

#[cfg(test)]
mod tests;
