//! What a history has besides its routine: lots that expire soon, a lot keyed wrong, a fridge that grew warm, a broken
//! vial, what was charted late, and vials that are open now. What it has of recalls stands beside.

use super::{AUSTIN, DENVER, Deed, Planner, Supplied, Treatment, UsedLine, site};
use crate::demo::clinic::MANAGER;
use chrono::{NaiveDate, TimeDelta};
use entity::{sale_return_line::ReturnDisposition, usage::LateReason};
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
            21 => self.rehearse_recall(day),
            12 => self.comes_back(day, ReturnDisposition::Restock, "Bought twice; the seal is whole."),
            5 => self.comes_back(day, ReturnDisposition::Destroy, "Opened once, and the skin turned red."),
            1 | 2 => self.charted_late(day),
            3 => self.letter(day),
            _ => {}
        }
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
        let (id, patient) = (format!("T-{}-late", day.format("%y%m%d")), self.some_patient(AUSTIN));
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
            let (id, patient) = (format!("T-{}-{minutes}", moment.format("%y%m%d")), self.some_patient(at));
            let treatment = Treatment { id, patient, performed_at: moment, late: None, lines };
            self.act(at, site(at).nurse, moment + TimeDelta::minutes(3), Deed::Treat(treatment));
        }
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
