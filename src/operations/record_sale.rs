//! Recording a sale: what left with a customer, by lot, and what was paid for it.
//!
//! 1. The form is checked, then the caller's right at the site.
//! 2. Lines become needs: a set becomes its components, prices are those of the day (`basket`).
//! 3. The stock is locked and planned by the same code as a treatment's, for sale: sealed, no samples, nothing that is
//!    promised to others.
//! 4. The sale's row is written first, so that two tills with one sale meet there; then the posting and the lines. A sale
//!    that the site knows by its POS id is answered again, or refused where its lines are others.

mod as_asked;
pub(super) mod basket;
mod catalogue;
pub(super) mod form;
mod known;
mod prices;
pub(super) mod rows;
mod said_otherwise;
mod sets;

use super::{
    Act, Operation, late, lots,
    record_usage::{AlreadyPerformed, plan, resolved::Resolved, sources},
    reservations,
    source::StockSource,
};
use crate::{
    error::{Error, Failure},
    ledger,
    rules::{money::MoneyAmount, rights::Right, usability::Purpose},
};
use basket::Basket;
use entity::{
    id::{ReservationId, SaleId, SiteId},
    instant::Instant,
    posting::{self, PostingKind},
    site,
    usage_line::LotEvidence,
};
use form::CheckedLine;
use rows::Draft;
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
        match self.record(act, &site, &lines, &lines_hash).await {
            // What cannot be sold any more may be what was sold: the till asks again under a new key.
            Err(Error::Refused(refusals)) => {
                known::again(self, act, &site, &lines, &lines_hash).await?.ok_or(Error::Refused(refusals))
            }
            outcome => outcome,
        }
    }
}

impl RecordSale {
    async fn record(
        &self,
        act: &Act<'_>,
        site: &site::Model,
        lines: &[CheckedLine<'_>],
        lines_hash: &[u8],
    ) -> Result<RecordSaleDone, Error> {
        let late = late::entry(act, site, self.sold_at, "soldAt", self.is_fact())?;
        let asked: Vec<_> = lines.iter().map(CheckedLine::asked).collect();
        let needs = sources::resolve_all(act.transaction, site, &asked, act.today(site)).await?;
        let basket = Basket::fill(self, act, lines, needs).await?;
        if self.is_fact() {
            // A fact may be of a product that the site never had: no balance of it makes a recall wait.
            lots::products_to_receive(act, sources::products(&basket.needs)).await?;
        }
        ledger::lock(act.transaction, site.id, sources::products(&basket.needs)).await?;
        let planned = plan::plan(act.transaction, site, &basket.needs, &self.terms(act)).await;
        let mut planned = planned.map_err(|error| basket.refused_as_asked(error))?;
        let posting = planned.plan.draws.iter().any(|draw| draw.booked).then(|| posting(act, site, self));
        let sale = rows::sale(self, act, site, late.is_some(), lines_hash, posting.as_ref());
        if !rows::claim(act, &sale).await? {
            let known = known::again(self, act, site, lines, lines_hash).await?;
            return known.ok_or_else(|| Failure::Broken(format!("sale {} is known and gone", self.sale_id)).into());
        }
        let notices = std::mem::take(&mut planned.plan.notices);
        act.notify(late.into_iter().chain(notices.into_iter().map(|notice| basket.noticed_as_asked(notice))));
        rows::write(act, site, &sale, posting, &Draft::new(&basket, &planned, None, act.terms.cent())?).await?;
        reservations::use_up(act, &planned.used_up).await?;
        let is_assumed = |need: &Resolved| need.evidence == LotEvidence::Assumed;
        if self.is_fact() || basket.needs.iter().any(is_assumed) {
            act.may_have_sold(sale.id);
        }
        Ok(RecordSaleDone { sale_id: sale.id })
    }

    fn is_fact(&self) -> bool {
        self.already_performed.is_some()
    }

    fn terms<'a>(&self, act: &Act<'a>) -> plan::Terms<'a> {
        plan::Terms {
            patient_id: None,
            purpose: Purpose::Sale,
            at: self.sold_at,
            now: act.now(),
            fact: self.is_fact(),
            settles: false,
            opened_by: act.person(),
        }
    }
}

fn posting(act: &Act<'_>, site: &site::Model, sale: &RecordSale) -> posting::Model {
    let document = Some(sale.sale_id.clone());
    posting::Model { document, ..act.posting(PostingKind::Sale, site, sale.sold_at) }
}
