//! The till: what is sold on a day, what comes back, and what is promised at the end.

use super::{ArticleKey, DENVER, Deed, LAST_HOURS, Planner, SoldLine, site, treatments::OPEN};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use entity::sale_return_line::ReturnDisposition;
use rand::RngExt;

/// How often a customer takes something else as well.
const SOMETHING_ELSE: f64 = 0.25;
/// How often the till knows the customer.
const KNOWN_CUSTOMER: f64 = 0.6;
/// How many customers a site has.
const CUSTOMERS: u32 = 900;

impl Planner<'_> {
    /// The sales of a day at a site.
    pub(super) fn sales(&mut self, at: usize, day: NaiveDate) {
        let mut wanted = self.wanted(at, day);
        wanted.sort_unstable();
        for (number, (moment, key)) in wanted.into_iter().enumerate() {
            let mut lines: Vec<SoldLine> = self.sold(at, day, moment, key).into_iter().collect();
            if self.rng.random_bool(SOMETHING_ELSE) {
                let other = self.rng.random_range(0..self.articles.len());
                lines.extend(self.sold(at, day, moment, other).filter(|_| other != key));
            }
            let known = self.rng.random_bool(KNOWN_CUSTOMER);
            let customer = format!("C{}{:05}", at + 1, 20_000 + self.rng.random_range(0..CUSTOMERS));
            let letter = site(at).code.get(..1).unwrap_or_default();
            let sale = format!("R-{}-{letter}{:02}", day.format("%y%m%d"), number + 1);
            if !lines.is_empty() {
                let customer = known.then_some(customer);
                self.act(at, site(at).till, moment, Deed::Sell { sale, customer, lines });
            }
        }
    }

    /// When customers come, and for what.
    fn wanted(&mut self, at: usize, day: NaiveDate) -> Vec<(DateTime<Utc>, ArticleKey)> {
        let mut wanted = Vec::new();
        let end = self.terms.until - LAST_HOURS;
        for (key, article) in self.articles.iter().enumerate().filter(|(_, article)| article.is_sold()) {
            let expected = article.uses_on(day.weekday()) * site(at).pace;
            for _ in 0..self.how_many(expected) {
                let moment = site(at).moment(day, self.rng.random_range(OPEN));
                wanted.extend((moment <= end).then_some((moment, key)));
            }
        }
        wanted
    }

    /// One container of what is sold, when it is there.
    fn sold(&mut self, at: usize, day: NaiveDate, moment: DateTime<Utc>, key: ArticleKey) -> Option<SoldLine> {
        let article = self.articles.get(key).filter(|article| article.is_sold())?;
        let quantity = article.product.container.contents;
        self.shelf(at, key)?.draw(quantity, article, moment, day)?;
        let prescription =
            article.product.prescription_only.then(|| format!("RX-{}", self.rng.random_range(1000..9999)));
        Some(SoldLine { article: key, quantity, prescription })
    }

    /// What was sold last in Denver comes back: to the shelf, or, opened, to be destroyed.
    pub(super) fn comes_back(&mut self, day: NaiveDate, disposition: ReturnDisposition, reason: &'static str) {
        let of_denver = |act: &&super::PlannedAct| act.site == DENVER;
        let last = self.acts.iter().rev().filter(of_denver).find_map(|act| match &act.deed {
            Deed::Sell { sale, .. } => Some(sale.clone()),
            _ => None,
        });
        if let Some(sale) = last {
            let moment = site(DENVER).moment(day, 18 * 60 + 25);
            self.act(DENVER, site(DENVER).till, moment, Deed::TakeBack { sale, disposition, reason });
        }
    }

    /// A cart and a booked treatment, promised shortly before the end.
    pub(super) fn promises(&mut self) {
        let (made, end) = (self.terms.until - TimeDelta::minutes(20), self.terms.until);
        for (sku, purpose, hours) in
            [("ELTA-UVCLEAR", "web cart 2291", 48), ("JUV-VOLUMA", "treatment booked for Monday", 96)]
        {
            let Some(key) = self.find(sku).map(|(key, _)| key) else { continue };
            let Some(article) = self.articles.get(key) else { continue };
            let quantity = article.product.container.contents;
            let here = self.shelf(DENVER, key).map(|shelf| shelf.draw(quantity, article, made, site(DENVER).day(made)));
            if here.flatten().is_some() {
                let deed = Deed::Promise { article: key, quantity, purpose, until: end + TimeDelta::hours(hours) };
                self.act(DENVER, site(DENVER).till, made, deed);
            }
        }
    }
}
