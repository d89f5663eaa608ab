//! The treatments of a day: who comes for what, and what is thrown away when the last patient has left.

use super::{ArticleKey, Deed, LAST_HOURS, Planner, Treatment, UsedLine, site};
use crate::demo::assortment::Article;
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use entity::{entry::WasteReason, product::ProductCategory};
use rand::RngExt;

/// Minutes of the day between which patients come: 09:00 and 17:45.
pub(super) const OPEN: std::ops::Range<u32> = 9 * 60..17 * 60 + 45;
/// An opened container with a period no longer than this does not outlive its day.
const SHORT_PERIOD: i32 = 72;
/// A container whose longer period ends within so many days is thrown away with the last usage of a day.
const LAST_DAYS: TimeDelta = TimeDelta::days(4);

impl Planner<'_> {
    /// The treatments of a day at a site.
    pub(super) fn treatments(&mut self, at: usize, day: NaiveDate) {
        let mut appointments = self.appointments(at, day);
        appointments.sort_unstable();
        let mut treated: Vec<Treatment> = Vec::new();
        for (number, (moment, key)) in appointments.into_iter().enumerate() {
            let id =
                format!("T-{}-{}{:02}", day.format("%y%m%d"), site(at).code.get(..1).unwrap_or_default(), number + 1);
            treated.extend(self.treatment(at, day, moment, key, id));
        }
        if self.terms.until - LAST_HOURS >= site(at).moment(day, OPEN.end) {
            self.throw_rests_away(at, day, &mut treated);
        }
        for treatment in treated {
            let recorded_at = treatment.performed_at + TimeDelta::minutes(self.rng.random_range(2..15));
            self.act(at, site(at).nurse, recorded_at, Deed::Treat(treatment));
        }
    }

    /// When patients come, and for what.
    fn appointments(&mut self, at: usize, day: NaiveDate) -> Vec<(DateTime<Utc>, ArticleKey)> {
        let mut appointments = Vec::new();
        let end = self.terms.until - LAST_HOURS;
        for (key, article) in self.articles.iter().enumerate().filter(|(_, article)| !article.is_sold()) {
            let expected = article.uses_on(day.weekday()) * site(at).pace;
            for _ in 0..self.how_many(expected) {
                let moment = site(at).moment(day, self.rng.random_range(OPEN));
                appointments.extend((moment <= end).then_some((moment, key)));
            }
        }
        appointments
    }

    /// A number around `expected`.
    pub(super) fn how_many(&mut self, expected: f64) -> u32 {
        let chances = (expected * 2.0).ceil().max(1.0);
        let chance = (expected / chances).clamp(0.0, 1.0);
        (0..chances as u32).filter(|_| self.rng.random_bool(chance)).count() as u32
    }

    /// One treatment, when everything for it is there.
    fn treatment(
        &mut self,
        at: usize,
        day: NaiveDate,
        moment: DateTime<Utc>,
        key: ArticleKey,
        id: String,
    ) -> Option<Treatment> {
        let mut lines = self.used(at, day, moment, key)?;
        for companion in self.companions(key) {
            lines.extend(self.used(at, day, moment, companion).unwrap_or_default());
        }
        let patient = self.some_patient(at);
        Some(Treatment { id, patient, performed_at: moment, late: None, lines })
    }

    /// A dose of an article, lot by lot.
    pub(super) fn used(
        &mut self,
        at: usize,
        day: NaiveDate,
        moment: DateTime<Utc>,
        key: ArticleKey,
    ) -> Option<Vec<UsedLine>> {
        let article = self.articles.get(key)?;
        let doses = &article.habits.doses;
        let dose = *doses.get(self.rng.random_range(0..doses.len().max(1)))?;
        let drawn = self.shelf(at, key)?.draw(dose, article, moment, day)?;
        let line = |(lot, quantity)| UsedLine { article: key, lot: Ok(lot), quantity, wasted: None };
        Some(drawn.into_iter().map(line).collect())
    }

    /// What else is used: a needle with a neurotoxin, now and then a cannula or an anaesthetic with a filler.
    fn companions(&mut self, key: ArticleKey) -> Vec<ArticleKey> {
        let Some(article) = self.articles.get(key) else { return vec![] };
        let wanted: &[(&str, f64)] = match article.product.category {
            ProductCategory::Neurotoxin => &[("NEEDLE-32G", 1.0)],
            ProductCategory::DermalFiller => &[("LIDO-1-20", 0.6), ("CANNULA-25G", 0.4)],
            ProductCategory::InjectableDrug => &[("SYRINGE-1", 0.8)],
            _ => &[],
        };
        let wanted = wanted.iter().filter(|(_, chance)| self.rng.random_bool(*chance));
        let wanted: Vec<&str> = wanted.map(|(sku, _)| *sku).collect();
        wanted.into_iter().filter_map(|sku| Some(self.find(sku)?.0)).collect()
    }

    /// At the end of the day: the last usage from an opened container that will not be used again carries its rest as
    /// waste.
    fn throw_rests_away(&mut self, at: usize, day: NaiveDate, treated: &mut [Treatment]) {
        let (articles, soon) = (self.articles, site(at).moment(day, OPEN.end) + LAST_DAYS);
        let outlives_the_day = |article: &Article| article.product.container.in_use_hours > Some(SHORT_PERIOD);
        for line in treated.iter_mut().rev().flat_map(|treatment| treatment.lines.iter_mut().rev()) {
            let (Ok(lot), Some(article)) = (line.lot, articles.get(line.article)) else { continue };
            let Some(shelf) = self.shelf(at, line.article) else { continue };
            let rest = if outlives_the_day(article) { shelf.discard_before(lot, soon) } else { shelf.discard(lot) };
            line.wasted = line.wasted.or(rest.map(|rest| (rest, WasteReason::InUseExpired)));
        }
    }
}
