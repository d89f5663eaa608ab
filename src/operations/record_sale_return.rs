//! What a customer brings back: to the shelf, into quarantine, or to be destroyed. Here, wherever it was sold.
//!
//! 1. The form is checked, then the caller's right at the site where it comes back.
//! 2. Every line is traced to the line of the sale, or to a product and lot where there is no receipt (`origin`).
//! 3. The stock of the site is locked, then the lines of the sale: what can still come back is read under both.
//! 4. What became of it is posted, at the cost that it left with; quarantine is a hold of just that quantity.

mod form;
mod goods;
mod origin;
mod rows;
mod split;

use super::{Act, Operation, source::StockSource};
use crate::{
    error::Error,
    ledger,
    rules::{money::MoneyAmount, refusal::of_first_kind, rights::Right},
};
use entity::{
    id::{SaleLineId, SaleReturnId, SiteId},
    instant::Instant,
    sale_return_line::ReturnDisposition,
};
use goods::Goods;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What came back at once.
#[derive(Clone, Debug, Serialize)]
pub struct RecordSaleReturn {
    /// Where it came back.
    pub site_id: SiteId,
    /// When.
    pub returned_at: Instant,
    /// What came back.
    pub lines: Vec<ReturnLine>,
}

/// One line of what came back.
#[derive(Clone, Debug, Serialize)]
pub struct ReturnLine {
    /// Of what.
    pub of: ReturnOf,
    /// Base units.
    pub quantity: Decimal,
    /// What is to become of it.
    pub disposition: ReturnDisposition,
    /// Why it came back.
    pub reason: String,
    /// What is really paid back; the share of what was paid, where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refund: Option<MoneyAmount>,
}

/// What came back.
#[derive(Clone, Debug, Serialize)]
pub enum ReturnOf {
    /// What this line sold.
    SaleLine(SaleLineId),
    /// What a line of this sale sold.
    Reference(SaleLineReference),
    /// Goods without a receipt.
    Unlinked {
        /// The product, or the code on the package.
        source: StockSource,
        /// The lot number on the package.
        lot_number: Option<String>,
    },
}

/// A line of a sale as the point of sale knows it.
#[derive(Clone, Debug, Serialize)]
pub struct SaleLineReference {
    /// The sale's id there.
    pub sale_id: String,
    /// The key of the line there.
    pub line_key: Option<String>,
    /// The lot, where the line was split over several.
    pub lot_number: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordSaleReturnDone {
    /// The return.
    pub sale_return_id: SaleReturnId,
}

impl Operation for RecordSaleReturn {
    type Done = RecordSaleReturnDone;
    const NAME: &'static str = "recordSaleReturn";

    async fn perform(&self, act: &Act<'_>) -> Result<RecordSaleReturnDone, Error> {
        let lines = form::check(self, act)?;
        let site = act.site(self.site_id, Right::Sell).await?;
        let (mut traced, mut origins) = origin::trace(act, &site, lines.clone()).await?;
        let products = goods::products_with_lots(&origins);
        if !products.is_empty() {
            ledger::shelve(act.transaction, site.id, products.clone()).await?;
            ledger::lock(act.transaction, site.id, products).await?;
            // Lots may have been merged while it waited for the lock.
            (traced, origins) = origin::trace(act, &site, lines).await?;
        }
        origin::sold_before(act, &origins, self.returned_at).await?;
        let mut goods = Goods::read(self, act, &site, &origins).await?;
        let (mut settled, mut refusals) = (Vec::new(), Vec::new());
        for (line, origin) in traced.iter().zip(&origins) {
            match goods.settle(line, origin) {
                Ok(line) => settled.push(line),
                Err(refusal) => refusals.push(refusal),
            }
        }
        if !refusals.is_empty() {
            return Err(Error::Refused(of_first_kind(refusals)));
        }
        act.notify(settled.iter().filter_map(|line| line.notice.clone()));
        rows::write(self, act, &site, &settled, goods).await
    }
}
