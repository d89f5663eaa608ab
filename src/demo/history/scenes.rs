//! What a history has besides its routine: lots that expire soon, a lot keyed wrong, a fridge that grew warm, a broken
//! vial, what was charted late, vials that are open now, and a recall that was just opened.

use super::{AUSTIN, ArticleKey, DENVER, Deed, LotKey, Planner, Supplied, Treatment, UsedLine, site};
use crate::demo::clinic::{DIRECTOR, MANAGER};
use chrono::{NaiveDate, TimeDelta};
use entity::{sale_return_line::ReturnDisposition, usage::LateReason};
use rand::RngExt;
use rust_decimal::Decimal;

impl Planner<'_> {
    /// What happens before the first patient.
    pub(super) fn morning_scenes(&mut self, day: NaiveDate) {
        match (self.terms.last_on() - day).num_days() {
            8 => self.short_dated_deliveries(day),
            6 => self.delivery_keyed_wrong(day),
            4 => self.warm_fridge(day),
            _ => {}
        }
    }

    /// What happens after the last patient.
    pub(super) fn evening_scenes(&mut self, day: NaiveDate) {
        match (self.terms.last_on() - day).num_days() {
            30 => self.broken_vial(day),
            12 => self.comes_back(day, ReturnDisposition::Restock, "Bought twice; the seal is whole."),
            5 => self.comes_back(day, ReturnDisposition::Destroy, "Opened once, and the skin turned red."),
            1 | 2 => self.charted_late(day),
            3 => self.letter(day),
            _ => {}
        }
    }

    /// A letter names a lot that is on the shelf, and one that never came.
    fn letter(&mut self, day: NaiveDate) {
        let Some((_, article)) = self.find("BOTOX-50") else { return };
        let (firm, product) = (article.product.manufacturer.clone(), article.product.name.clone());
        let lots = "Lot numbers: C9217 C3 and C9218 C3. Cartons without a seal; check your stock and reply.".to_owned();
        self.act(DENVER, DIRECTOR, site(DENVER).moment(day, 17 * 60 + 40), Deed::Notice { firm, product, lots });
    }

    /// What was cheap because it expires soon.
    fn short_dated_deliveries(&mut self, day: NaiveDate) {
        let Some(mut vials) = self.extra("BOTOX-50", 4) else { return };
        vials.lot_number = Some("C9217C3".to_owned());
        vials.expires_on = Some(day + TimeDelta::days(20));
        vials.serials = (31..35).map(|serial| format!("C9217C3-{serial:05}")).collect();
        vials.short_shelf_life = Some("Offered at half the price; the next weeks are booked out.");
        vials.unit_cost = vials.unit_cost.map(|cost| (cost / Decimal::TWO).round_dp(4));
        self.receive(DENVER, day, 8 * 60, "cascade", vec![vials]);
        let Some(mut bottles) = self.extra("ELTA-UVCLEAR", 6) else { return };
        bottles.lot_number = Some("EL26104B".to_owned());
        bottles.expires_on = Some(day + TimeDelta::days(53));
        self.receive(AUSTIN, day, 8 * 60 + 5, "meridian", vec![bottles]);
    }

    /// The number is keyed with the letter O where the box has a zero, and set right the next morning.
    fn delivery_keyed_wrong(&mut self, day: NaiveDate) {
        let Some(mut syringes) = self.extra("RESTYLANE-KYSSE", 4) else { return };
        syringes.lot_number = Some("2O417-1".to_owned());
        syringes.expires_on = Some(day + TimeDelta::days(400));
        let lot = syringes.lot;
        self.receive(DENVER, day, 8 * 60 + 20, "cascade", vec![syringes]);
        let reason = "Keyed with the letter O; the box has a zero.";
        let deed = Deed::Correct { lot, lot_number: "20417-1".to_owned(), reason };
        self.act(DENVER, MANAGER, site(DENVER).moment(day + TimeDelta::days(1), 7 * 60 + 50), deed);
    }

    /// Two vials stood at the back of a fridge that grew warm.
    fn warm_fridge(&mut self, day: NaiveDate) {
        let Some((key, contents)) =
            self.find("DYSPORT-300").map(|(key, article)| (key, article.product.container.contents))
        else {
            return;
        };
        let Some((lot, sealed)) = self.shelf(AUSTIN, key).and_then(|shelf| shelf.fullest(day)) else { return };
        let held = sealed.min(2);
        if let Some(shelf) = self.shelf(AUSTIN, key) {
            shelf.remove(lot, held);
        }
        let reason = "The logger at the back of the fridge read 12 °C at 07:00.";
        let deed = Deed::Hold { lot, quantity: Decimal::from(held) * contents, reason };
        self.act(AUSTIN, site(AUSTIN).nurse, site(AUSTIN).moment(day, 7 * 60 + 10), deed);
    }

    fn broken_vial(&mut self, day: NaiveDate) {
        let Some((key, contents)) =
            self.find("XEOMIN-100").map(|(key, article)| (key, article.product.container.contents))
        else {
            return;
        };
        let Some((lot, _)) =
            self.shelf(DENVER, key).and_then(|shelf| shelf.fullest(day)).filter(|(_, sealed)| *sealed > 0)
        else {
            return;
        };
        if let Some(shelf) = self.shelf(DENVER, key) {
            shelf.remove(lot, 1);
        }
        let deed = Deed::Adjust { lot, by: -contents, reason: "Fell off the counter and broke." };
        self.act(DENVER, MANAGER, site(DENVER).moment(day, 18 * 60 + 5), deed);
    }

    /// On two evenings something is entered days after it was done: from a delivery that nobody entered, and from the
    /// drawer, past its date.
    fn charted_late(&mut self, day: NaiveDate) {
        let first = (self.terms.last_on() - day).num_days() == 2;
        let (sku, lot, quantity, late) = if first {
            (
                "RHA-3",
                Err("TPRL-240816A"),
                Decimal::ONE,
                (LateReason::ReceiptNotEntered, "Came by courier that morning."),
            )
        } else {
            let Some(lot) = self.forgotten_lot() else { return };
            ("HYLENEX", Ok(lot), Decimal::ONE, (LateReason::ChartedLate, "Vascular occlusion: what was at hand."))
        };
        let Some((article, _)) = self.find(sku) else { return };
        let lines = vec![UsedLine { article, lot, quantity, wasted: None }];
        let performed_at = site(AUSTIN).moment(day - TimeDelta::days(2), 14 * 60 + 25);
        let (id, patient) = (format!("T-{}-late", day.format("%y%m%d")), self.patient(AUSTIN));
        let treatment = Treatment { id, patient, performed_at, late: Some(late), lines };
        self.act(AUSTIN, site(AUSTIN).nurse, site(AUSTIN).moment(day, 18 * 60 + 20), Deed::Treat(treatment));
    }

    /// Shortly before the end: what the vials were opened for that are open now.
    pub(super) fn last_hours(&mut self) {
        for (minutes, at, sku) in [(150, DENVER, "BOTOX-100"), (95, AUSTIN, "DYSPORT-300"), (40, DENVER, "XEOMIN-100")]
        {
            let moment = self.terms.until - TimeDelta::minutes(minutes);
            let Some((key, _)) = self.find(sku) else { continue };
            let Some(lines) = self.used(at, site(at).day(moment), moment, key) else { continue };
            let (id, patient) = (format!("T-{}-{minutes}", moment.format("%y%m%d")), self.patient(at));
            let treatment = Treatment { id, patient, performed_at: moment, late: None, lines };
            self.act(at, site(at).nurse, moment + TimeDelta::minutes(3), Deed::Treat(treatment));
        }
    }

    /// At the end: the firm recalls a lot that was used here, and one that never came.
    pub(super) fn recall(&mut self) {
        let Some((article, firm)) =
            self.find("JUV-ULTRA-PLUS").map(|(key, article)| (key, article.product.manufacturer.clone()))
        else {
            return;
        };
        let Some(number) = self.last_used(article).and_then(|lot| self.number_of(lot)) else { return };
        let reason = "Needles may come off the syringe while it is injected.";
        let deed = Deed::Recall { article, firm, lots: vec![number, "VB20A9X71".to_owned()], reason };
        self.act(DENVER, DIRECTOR, self.terms.until - TimeDelta::minutes(20), deed);
    }

    /// The lot of an article that was last used with a patient.
    fn last_used(&self, article: ArticleKey) -> Option<LotKey> {
        let treated = self.acts.iter().filter_map(|act| match &act.deed {
            Deed::Treat(treatment) => Some((act.at, treatment)),
            _ => None,
        });
        let lots = treated.flat_map(|(at, treatment)| treatment.lines.iter().map(move |line| (at, line)));
        let lots = lots.filter(|(_, line)| line.article == article).filter_map(|(at, line)| Some((at, line.lot.ok()?)));
        lots.max_by_key(|(at, _)| *at).map(|(_, lot)| lot)
    }

    /// The number that a lot came with.
    fn number_of(&self, lot: LotKey) -> Option<String> {
        let came = self.acts.iter().flat_map(|act| match &act.deed {
            Deed::Open(lots) | Deed::Receive { lines: lots, .. } => lots.as_slice(),
            _ => &[],
        });
        came.filter(|supplied| supplied.lot == lot).find_map(|supplied| supplied.lot_number.clone())
    }

    fn patient(&mut self, at: usize) -> String {
        format!("P{}{:05}", at + 1, 10_000 + self.rng.random_range(0..700))
    }

    /// A lot besides the one that is sold now, to be described.
    pub(super) fn extra(&mut self, sku: &str, containers: i32) -> Option<Supplied> {
        let (article, unit_cost) = self.find(sku).map(|(key, article)| (key, Some(article.habits.unit_cost)))?;
        let lot = self.supply.new_lot();
        let (lot_number, expires_on, open, short_shelf_life) = (None, None, None, None);
        Some(Supplied {
            article,
            lot,
            lot_number,
            expires_on,
            serials: vec![],
            containers,
            open,
            unit_cost,
            short_shelf_life,
        })
    }
}
