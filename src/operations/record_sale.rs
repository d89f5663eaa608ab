//! Recording a sale: what left with a customer, by lot, and what was paid for it.
//!
//! 1. The form is checked, then the caller's right at the site. A sale that the site knows by its POS id is answered
//!    again, or refused where its lines are others.
//! 2. Lines become needs: a set becomes its components, prices are those of the day (`basket`).
//! 3. The stock is locked and planned by the same code as a treatment's, for sale: sealed, no samples, nothing that is
//!    promised to others.
//! 4. The sale's row is written first, so that two tills with one sale meet there; then the posting and the lines.

mod basket;
mod form;
mod known;
mod prices;
mod rows;

use super::{
    Act, Operation,
    act::day_of,
    late,
    record_usage::{
        AlreadyPerformed, form as drawing,
        plan::{self, Planned},
        sources,
    },
    source::StockSource,
};
use crate::{
    error::Error,
    ledger,
    rules::{money::MoneyAmount, rights::Right, usability::Purpose},
};
use basket::Basket;
use entity::{
    id::{ReservationId, SaleId, SiteId},
    instant::Instant,
    site,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What was sold at once.
#[derive(Clone, Debug, Serialize)]
pub struct RecordSale {
    /// Where.
    pub site_id: SiteId,
    /// The id that the point of sale gave it.
    pub sale_id: String,
    /// The customer's id, where it is known.
    pub customer_id: Option<String>,
    /// When it was sold.
    pub sold_at: Instant,
    /// It was paid before it was entered: a fact, which no rule of the stockroom refuses.
    pub already_performed: Option<AlreadyPerformed>,
    /// What was sold.
    pub lines: Vec<SaleLine>,
}

/// One line of a sale.
#[derive(Clone, Debug, Serialize)]
pub struct SaleLine {
    /// The client's own key of the line.
    pub line_key: Option<String>,
    /// From where.
    pub source: StockSource,
    /// Base units; of a set, how many sets.
    pub quantity: Decimal,
    /// Price of one base unit; the product's of that instant, where nothing is said.
    pub unit_price: Option<MoneyAmount>,
    /// What is taken off the whole line.
    pub discount: Option<MoneyAmount>,
    /// The reservation that it is drawn from.
    pub reservation_id: Option<ReservationId>,
    /// The prescription that it is sold on.
    pub prescription_id: Option<String>,
    /// Who prescribed it.
    pub prescriber_id: Option<String>,
}

/// What came of a sale.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordSaleDone {
    /// The sale.
    pub sale_id: SaleId,
}

impl Operation for RecordSale {
    type Done = RecordSaleDone;
    const NAME: &'static str = "recordSale";

    async fn perform(&self, act: &Act<'_>) -> Result<RecordSaleDone, Error> {
        let lines = form::check(self, act)?;
        let site = act.site(self.site_id, Right::Sell).await?;
        let lines_hash = known::hash(&self.lines)?;
        if let Some(done) = known::again(self, act, &lines_hash).await? {
            return Ok(done);
        }
        let late_entry = late::entry(act, &site, self.sold_at, "soldAt", self.is_fact())?;
        let asked = form::as_drawn(&self.lines);
        let day = day_of(act.now(), &site);
        let needs = sources::resolve(act.transaction, &site, &drawing::lines(&asked, self.is_fact())?, day).await?;
        let basket = Basket::fill(self, act, &lines, needs).await?;
        ledger::lock(act.transaction, site.id, sources::products(&basket.needs)).await?;
        // Another till may have recorded this very sale while this one waited for the lock.
        if let Some(done) = known::again(self, act, &lines_hash).await? {
            return Ok(done);
        }
        let planned = self.plan(act, &site, &basket).await?;
        rows::write(self, act, &site, &basket, &planned, rows::Header { late_entry, lines_hash }).await
    }
}

impl RecordSale {
    fn is_fact(&self) -> bool {
        self.already_performed.is_some()
    }

    async fn plan(&self, act: &Act<'_>, site: &site::Model, basket: &Basket<'_>) -> Result<Planned, Error> {
        let terms = plan::Terms {
            patient_id: None,
            purpose: Purpose::Sale,
            at: self.sold_at,
            now: act.now(),
            fact: self.is_fact(),
            opened_by: act.person(),
        };
        let planned = plan::plan(act.transaction, site, &basket.needs, &terms).await;
        let mut planned = planned.map_err(|error| basket.refused_as_asked(error))?;
        let notices = std::mem::take(&mut planned.plan.notices);
        act.notify(notices.into_iter().map(|notice| basket.noticed_as_asked(notice)));
        Ok(planned)
    }
}
