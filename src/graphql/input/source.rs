//! From where a line takes stock.

use super::{given::Given, id};
use crate::{
    graphql::scalar::{Date, Decimal},
    operations::{
        components::ComponentGiven,
        source::{LotNamed, StockSource, UnbookedStock},
    },
    rules::refusal::{Field, InputRule, Refusal},
};
use async_graphql::{ID, InputObject, OneofObject};

/// From where a line takes stock: exactly one of these.
#[derive(Debug, OneofObject)]
pub enum StockSourceInput {
    /// What a scanner, a camera or a person read: the label of an open container draws from it; a code of the
    /// manufacturer names the lot, or, where it carries none, the product; a lot number by itself names its lot.
    Scan(String),
    /// An open container.
    ContainerId(ID),
    /// A lot: its one open container, then sealed ones.
    LotId(ID),
    /// A product: first expired, first out; the line's lot is then ASSUMED.
    ProductId(ID),
    /// Another container, although one is open.
    OpenNew(OpenNewInput),
    /// Not in the books: only for what was already performed.
    Unbooked(UnbookedStockInput),
}

/// Another container of a lot.
#[derive(Debug, InputObject)]
pub struct OpenNewInput {
    /// What a scanner read; exactly one of scan, lotId.
    scan: Option<String>,
    /// The lot.
    lot_id: Option<ID>,
    /// The label that you put on the container; made by us when it is left out.
    label: Option<String>,
}

/// Stock that was used and that the books do not have.
#[derive(Debug, InputObject)]
pub struct UnbookedStockInput {
    /// The product.
    product_id: ID,
    /// The lot number as printed.
    lot_number: Option<String>,
    /// The expiry as printed.
    expires_on: Option<Given<Date>>,
    /// The serial number.
    serial: Option<String>,
}

/// Something that is mixed in: diluent, lidocaine.
#[derive(Debug, InputObject)]
pub struct ComponentInput {
    /// From where it is taken.
    source: StockSourceInput,
    /// Base units of it.
    quantity: Given<Decimal>,
}

impl ComponentInput {
    /// The components that are meant.
    ///
    /// # Errors
    /// `INVALID` for values that cannot be read, and ids of something else.
    pub fn all(inputs: Option<Vec<Self>>, field: &Field) -> Result<Vec<ComponentGiven>, Refusal> {
        let component = |(place, input): (usize, Self)| {
            let at = |name: &str| [&field[..], &[place.to_string(), name.to_owned()]].concat();
            let quantity = input.quantity.read(at("quantity"))?.0;
            Ok(ComponentGiven { source: input.source.into_source(&at("source"))?, quantity })
        };
        inputs.unwrap_or_default().into_iter().enumerate().map(component).collect()
    }
}

impl StockSourceInput {
    /// The source that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else; `REQUIRED` where none is given.
    pub fn into_source(self, field: &Field) -> Result<StockSource, Refusal> {
        let at = |name: &str| [&field[..], &[name.to_owned()]].concat();
        Ok(match self {
            Self::Scan(code) => StockSource::Scan(code),
            Self::ContainerId(container) => StockSource::Container(id(at("containerId"), &container)?),
            Self::LotId(lot) => StockSource::Lot(id(at("lotId"), &lot)?),
            Self::ProductId(product) => StockSource::Product(id(at("productId"), &product)?),
            Self::OpenNew(new) => StockSource::OpenNew { lot: new.lot(at("openNew"))?, label: new.label },
            Self::Unbooked(stock) => StockSource::Unbooked(stock.into_stock(&at("unbooked"))?),
        })
    }
}

impl UnbookedStockInput {
    fn into_stock(self, field: &Field) -> Result<UnbookedStock, Refusal> {
        let expires_on = Given::read_optional(self.expires_on, [&field[..], &["expiresOn".to_owned()]].concat())?;
        Ok(UnbookedStock {
            product_id: id(field.clone(), &self.product_id)?,
            lot_number: self.lot_number,
            expires_on: expires_on.map(|day| day.0),
            serial: self.serial,
        })
    }
}

impl OpenNewInput {
    fn lot(&self, field: Field) -> Result<LotNamed, Refusal> {
        match (&self.scan, &self.lot_id) {
            (Some(code), None) => Ok(LotNamed::Scan(code.clone())),
            (None, Some(lot)) => id(field, lot).map(LotNamed::Id),
            _ => Err(Refusal::invalid(field, InputRule::Required, "Name the lot to open: by scan or by lotId.")),
        }
    }
}
