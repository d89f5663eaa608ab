//! Opening stock: what was there before the books, and one drawer that nobody looked into for two years.

use super::{AUSTIN, Deed, LotKey, Planner, Supplied, site};
use crate::demo::clinic::{MANAGER, SITES};
use chrono::{NaiveDate, TimeDelta};
use rust_decimal::Decimal;

/// The number of the lot in the drawer.
const FORGOTTEN: &str = "HX23-0882";

impl Planner<'_> {
    /// What was there before the books, on the morning of the first day. In one drawer lies what nobody will need in time.
    pub(super) fn open_the_books(&mut self) {
        let day = self.terms.first_on();
        for at in 0..SITES.len() {
            let articles = self.articles.iter().enumerate();
            let lots = articles.map(|(key, article)| {
                let mut found = self.supply.order(&mut self.rng, key, article, day, article.habits.minimum * 2);
                found.serials.clear();
                found
            });
            let mut lots: Vec<Supplied> = lots.collect();
            self.as_found(at, day, &mut lots);
            for lot in &lots {
                if let Some((article, shelf)) = self.articles.get(lot.article).zip(self.shelf(at, lot.article)) {
                    shelf.put(lot, article);
                }
            }
            lots.extend(self.forgotten(at));
            self.act(at, MANAGER, site(at).moment(day, 7 * 60), Deed::Open(lots));
        }
    }

    /// Of some lots nobody knows the cost any more, and a vial of lidocaine is open.
    fn as_found(&self, at: usize, day: NaiveDate, lots: &mut [Supplied]) {
        let opened = self.find("LIDO-1-20").map(|(key, _)| key);
        for lot in lots {
            if lot.article % 11 == 5 {
                lot.unit_cost = None;
            }
            if Some(lot.article) == opened {
                lot.open = Some((Decimal::from(12), site(at).moment(day - TimeDelta::days(3), 10 * 60)));
            }
        }
    }

    /// Three vials for emergencies, which expire unused shortly before the end: the planner's shelves do not have them.
    fn forgotten(&mut self, at: usize) -> Option<Supplied> {
        let mut vials = self.extra("HYLENEX", 3).filter(|_| at == AUSTIN)?;
        vials.lot_number = Some(FORGOTTEN.to_owned());
        vials.expires_on = Some(self.terms.last_on() - TimeDelta::days(9));
        Some(vials)
    }

    /// Their lot.
    pub(super) fn forgotten_lot(&self) -> Option<LotKey> {
        let opened =
            self.acts.iter().filter_map(|act| if let Deed::Open(lots) = &act.deed { Some(lots) } else { None });
        opened.flatten().find(|lot| lot.lot_number.as_deref() == Some(FORGOTTEN)).map(|lot| lot.lot)
    }
}
