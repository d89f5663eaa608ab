//! What a history has of recalls: one that was rehearsed and closed, a letter, and one that was
//! just opened.

use super::{AUSTIN, ArticleKey, DENVER, Deed, LotKey, PlannedRecall, Planner, Supplied, UsedLine, site};
use crate::demo::clinic::{DIRECTOR, MANAGER, SITES};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entity::recall::RecallKind;
use std::collections::{BTreeMap, BTreeSet};

/// What is recalled for practice: a syringe is for one usage, so that what is left are whole ones.
const REHEARSED: &str = "RESTYLANE-LYFT";
/// One of these is recalled at the end.
const RECALLED: [&str; 3] = ["JUV-ULTRA-PLUS", "JUV-VOLBELLA", "RHA-3"];
/// A letter names it.
const IN_THE_LETTER: &str = "BOTOX-50";

impl Planner<'_> {
    /// The director recalls a lot for practice. Wherever it came it is counted the same evening,
    /// and nothing is missing.
    pub(super) fn rehearse_recall(&mut self, day: NaiveDate) {
        let Some((article, firm)) = self.find_with_firm(REHEARSED) else { return };
        let Some(lot) = self.last_used(article) else { return };
        let lots = self.number_of(lot).into_iter().collect();
        let evening = |minutes: u32| site(DENVER).moment(day, 18 * 60 + minutes);

        let reason = "Rehearsal of the year: how long does it take to find every syringe of a lot?";
        let recall = PlannedRecall { kind: RecallKind::Mock, article, firm, lots, reason };
        self.act(DENVER, DIRECTOR, evening(30), Deed::Recall(recall));

        for at in (0..SITES.len()).filter(|at| self.came_to(*at, lot)).collect::<Vec<_>>() {
            let counted = self.left_of(at, article, lot);
            self.act(at, MANAGER, evening(40), Deed::Count { lot, counted });
        }

        let note = "Every syringe was found, or the patient that it was used with.";
        self.act(DENVER, DIRECTOR, evening(55), Deed::CloseRecall { note });
        // What came later would not have been counted.
        self.supply.sell_out(article);
    }

    /// A letter names a lot that is on the shelf, and one that never came.
    pub(super) fn letter(&mut self, day: NaiveDate) {
        let Some((article, firm)) = self.find_with_firm(IN_THE_LETTER) else { return };
        let product = self.articles.get(article).map(|article| article.product.name.clone());
        let lots = "Lot numbers: C9217 C3 and C9218 C3. \
                    Cartons without a seal; check your stock and reply.";
        let deed = Deed::Notice { firm, product: product.unwrap_or_default(), lots: lots.to_owned() };
        self.act(DENVER, DIRECTOR, site(DENVER).moment(day, 17 * 60 + 40), deed);
    }

    /// At the end: the firm recalls a lot that was used here, and one that never came.
    pub(super) fn recall(&mut self) {
        let Some((article, lot)) = self.most_instructive_lot() else { return };
        let Some(firm) = self.articles.get(article).map(|article| article.product.manufacturer.clone()) else { return };
        let lots = self.number_of(lot).into_iter().chain(["VB20A9X71".to_owned()]).collect();

        let reason = "Needles may come off the syringe while it is injected.";
        let recall = PlannedRecall { kind: RecallKind::Recall, article, firm, lots, reason };
        self.act(DENVER, DIRECTOR, self.terms.until - TimeDelta::minutes(20), Deed::Recall(recall));
    }

    /// The lot to learn most from: some of it is left in Denver, and in Austin, and many patients
    /// had it.
    fn most_instructive_lot(&self) -> Option<(ArticleKey, LotKey)> {
        let articles: BTreeSet<ArticleKey> =
            RECALLED.iter().filter_map(|sku| self.find(sku)).map(|(key, _)| key).collect();

        let mut used: BTreeMap<(ArticleKey, LotKey), usize> = BTreeMap::new();
        for (_, line) in self.used_lines().filter(|(_, line)| articles.contains(&line.article)) {
            if let Ok(lot) = line.lot {
                *used.entry((line.article, lot)).or_default() += 1;
            }
        }

        let is_left = |at, (article, lot)| !self.left_of(at, article, lot).is_zero();
        let best = used.into_iter().max_by_key(|(lot, times)| (is_left(DENVER, *lot), is_left(AUSTIN, *lot), *times));
        best.map(|(lot, _)| lot)
    }

    fn find_with_firm(&self, sku: &str) -> Option<(ArticleKey, String)> {
        self.find(sku).map(|(key, article)| (key, article.product.manufacturer.clone()))
    }

    /// The lot of an article that was last used with a patient.
    fn last_used(&self, article: ArticleKey) -> Option<LotKey> {
        let lines = self.used_lines().filter(|(_, line)| line.article == article);
        let lots = lines.filter_map(|(at, line)| Some((at, line.lot.ok()?)));
        lots.max_by_key(|(at, _)| *at).map(|(_, lot)| lot)
    }

    /// What was used with patients so far, and when it was recorded.
    fn used_lines(&self) -> impl Iterator<Item = (DateTime<Utc>, &UsedLine)> {
        let treatments = self.acts.iter().filter_map(|act| match &act.deed {
            Deed::Treat(treatment) => Some((act.at, treatment)),
            _ => None,
        });
        treatments.flat_map(|(at, treatment)| treatment.lines.iter().map(move |line| (at, line)))
    }

    /// The number that a lot came with.
    fn number_of(&self, lot: LotKey) -> Option<String> {
        let mut came = self.arrivals().filter(|(_, supplied)| supplied.lot == lot);
        came.find_map(|(_, supplied)| supplied.lot_number.clone())
    }

    /// Whether a lot ever came to a site.
    fn came_to(&self, at: usize, lot: LotKey) -> bool {
        self.arrivals().any(|(site, supplied)| site == at && supplied.lot == lot)
    }

    /// What came so far, and to which site.
    fn arrivals(&self) -> impl Iterator<Item = (usize, &Supplied)> {
        self.acts.iter().flat_map(|act| {
            let lots = match &act.deed {
                Deed::Open(lots) | Deed::Receive { lines: lots, .. } => lots.as_slice(),
                _ => &[],
            };
            lots.iter().map(|supplied| (act.site, supplied))
        })
    }
}
