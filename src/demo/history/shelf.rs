//! What the planner believes to be on a shelf: a few numbers a lot, enough to plan what is possible.

use super::{LotKey, Supplied};
use crate::demo::assortment::Article;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rust_decimal::Decimal;

/// The lots of an article at a site.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    lots: Vec<LotHere>,
}

/// What is left of a lot.
#[derive(Clone, Debug)]
struct LotHere {
    lot: LotKey,
    expires_on: Option<NaiveDate>,
    sealed: i32,
    opened: Option<Opened>,
}

/// An open container: what is left, and until when it may be used.
#[derive(Clone, Copy, Debug)]
struct Opened {
    rest: Decimal,
    until: Option<DateTime<Utc>>,
}

impl LotHere {
    fn available(&self, article: &Article, at: DateTime<Utc>, day: NaiveDate) -> Decimal {
        if self.expires_on.is_some_and(|last| last < day) {
            return Decimal::ZERO;
        }
        self.usable_rest(at) + Decimal::from(self.sealed) * article.product.container.contents
    }

    fn usable_rest(&self, at: DateTime<Utc>) -> Decimal {
        let usable = |opened: &Opened| opened.until.is_none_or(|until| at < until);
        self.opened.filter(usable).map_or(Decimal::ZERO, |opened| opened.rest)
    }

    /// Takes what is available: from the open container, then from one that is opened for it.
    fn take(&mut self, mut quantity: Decimal, article: &Article, at: DateTime<Utc>) {
        let contents = article.product.container.contents;
        while quantity > Decimal::ZERO {
            let mut rest = self.usable_rest(at);
            let mut until = self.opened.and_then(|opened| opened.until);
            if rest.is_zero() {
                self.sealed = self.sealed.saturating_sub(1);
                rest = contents;
                until = article.product.container.in_use_hours.map(|hours| at + TimeDelta::hours(hours.into()));
            }
            let taken = rest.min(quantity);
            quantity -= taken;
            // What is left of a single-use container is wasted with the usage.
            let kept = rest - taken > Decimal::ZERO && !article.is_single_use();
            self.opened = kept.then_some(Opened { rest: rest - taken, until });
        }
    }
}

impl Shelf {
    /// Puts what came on the shelf.
    pub(super) fn put(&mut self, supplied: &Supplied, article: &Article) {
        let hours = article.product.container.in_use_hours.map(|hours| TimeDelta::hours(hours.into()));
        let opened = supplied.open.map(|(rest, at)| Opened { rest, until: hours.map(|hours| at + hours) });
        match self.lots.iter_mut().find(|here| here.lot == supplied.lot) {
            Some(here) => here.sealed += supplied.containers,
            None => self.lots.push(LotHere {
                lot: supplied.lot,
                expires_on: supplied.expires_on,
                sealed: supplied.containers,
                opened,
            }),
        }
    }

    /// Takes sealed containers off it.
    pub(super) fn remove(&mut self, lot: LotKey, containers: i32) {
        self.lots.iter_mut().filter(|here| here.lot == lot).for_each(|here| here.sealed -= here.sealed.min(containers));
    }

    /// The lot with most sealed containers, and how many.
    pub(super) fn fullest(&self, day: NaiveDate) -> Option<(LotKey, i32)> {
        let good = self.lots.iter().filter(|here| here.expires_on.is_none_or(|last| last > day));
        good.map(|here| (here.lot, here.sealed)).max_by_key(|(_, sealed)| *sealed)
    }

    /// What is left of a lot, in base units, be it usable or not.
    pub(super) fn left_of(&self, lot: LotKey, article: &Article) -> Decimal {
        let here = self.lots.iter().filter(|here| here.lot == lot);
        let left = here.map(|here| {
            let opened = here.opened.map_or(Decimal::ZERO, |opened| opened.rest);
            opened + Decimal::from(here.sealed) * article.product.container.contents
        });
        left.sum()
    }

    /// How many sealed containers may be used on `day`.
    pub(super) fn sealed(&self, day: NaiveDate) -> i32 {
        let good = self.lots.iter().filter(|here| here.expires_on.is_none_or(|last| last >= day));
        good.map(|here| here.sealed).sum()
    }

    /// Takes `quantity`, open containers first and then by expiry; nothing when there is not enough.
    pub(super) fn draw(
        &mut self,
        quantity: Decimal,
        article: &Article,
        at: DateTime<Utc>,
        day: NaiveDate,
    ) -> Option<Vec<(LotKey, Decimal)>> {
        let available: Decimal = self.lots.iter().map(|here| here.available(article, at, day)).sum();
        if available < quantity {
            return None;
        }
        self.lots
            .sort_by_key(|here| (here.usable_rest(at).is_zero(), here.expires_on.is_none(), here.expires_on, here.lot));
        let (mut left, mut drawn) = (quantity, Vec::new());
        for here in &mut self.lots {
            let taken = here.available(article, at, day).min(left);
            if taken > Decimal::ZERO {
                here.take(taken, article, at);
                drawn.push((here.lot, taken));
                left -= taken;
            }
        }
        self.lots.retain(|here| here.sealed > 0 || here.opened.is_some());
        Some(drawn)
    }

    /// What is left in the open container of `lot`, which is thrown away now.
    pub(super) fn discard(&mut self, lot: LotKey) -> Option<Decimal> {
        let here = self.lots.iter_mut().find(|here| here.lot == lot)?;
        here.opened.take().map(|opened| opened.rest)
    }

    /// The same, when it must not be used any more by `soon`.
    pub(super) fn discard_before(&mut self, lot: LotKey, soon: DateTime<Utc>) -> Option<Decimal> {
        let here = self.lots.iter().find(|here| here.lot == lot)?;
        let expires = here.expires_on.is_some_and(|last| last <= soon.date_naive());
        let ends = here.opened.is_some_and(|opened| opened.until.is_some_and(|until| until <= soon));
        if expires || ends { self.discard(lot) } else { None }
    }
}
