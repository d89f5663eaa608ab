//! From where a line takes stock, as clients name it.

use crate::rules::{
    lot_number,
    refusal::{Field, InputRule, Refusal},
};
use chrono::NaiveDate;
use entity::id::{ContainerId, LotId, ProductId};
use serde::Serialize;

/// One way to name stock.
#[derive(Clone, Debug, Serialize)]
pub enum StockSource {
    /// What a scanner read: the label of an open container, or a code of the manufacturer.
    Scan(String),
    /// An open container.
    Container(ContainerId),
    /// A lot: its one open container, then sealed ones.
    Lot(LotId),
    /// A product: first expired, first out.
    Product(ProductId),
    /// Another container of the lot, although one is open.
    OpenNew {
        /// The lot.
        lot: LotNamed,
        /// The label that the client put on it.
        label: Option<String>,
    },
    /// What already happened and the books do not have.
    Unbooked(UnbookedStock),
}

/// One way to name a lot.
#[derive(Clone, Debug, Serialize)]
pub enum LotNamed {
    /// By its id.
    Id(LotId),
    /// By what a scanner read.
    Scan(String),
}

impl StockSource {
    /// What a scanner read, where the stock is named by that.
    pub fn scanned(&self) -> Option<&str> {
        match self {
            Self::Scan(code) | Self::OpenNew { lot: LotNamed::Scan(code), .. } => Some(code),
            _ => None,
        }
    }

    /// The last day of use that is stated of what the books do not have.
    pub(super) fn stated_expires_on(&self) -> Option<NaiveDate> {
        if let Self::Unbooked(stock) = self { stock.expires_on } else { None }
    }

    /// The lot number that is stated of what the books do not have, and its canonical form: only a fact may be unbooked.
    pub(super) fn stated_lot_number(&self, fact: bool, at: Field) -> Result<Option<(String, String)>, Refusal> {
        let Self::Unbooked(stock) = self else { return Ok(None) };
        if !fact {
            let message = "Only what already happened may be unbooked: declare it as already performed.";
            return Err(Refusal::invalid(at, InputRule::Other, message));
        }
        stock.lot_number.as_deref().map(|number| lot_number::check(at, number)).transpose()
    }
}

/// Stock that was used and that the books do not have.
#[derive(Clone, Debug, Serialize)]
pub struct UnbookedStock {
    /// The product.
    pub product_id: ProductId,
    /// The lot number as it is stated.
    pub lot_number: Option<String>,
    /// The expiry as it is stated.
    pub expires_on: Option<NaiveDate>,
    /// The serial number.
    pub serial: Option<String>,
}
