//! The inputs of opening the books.

use super::{id, receipt::MoneyInput};
use crate::{
    graphql::{
        object::lot::ExpiryBasis,
        scalar::{Date, Decimal, GivenInstant},
    },
    operations::record_opening_stock::{OpeningStockLine, RecordOpeningStock},
    rules::{
        lot_label::LotLabel,
        opening_stock::OpenedGiven,
        refusal::{Refusal, field, line_field},
    },
};
use async_graphql::{ID, InputObject};

/// An opened container as it was found.
#[derive(Debug, InputObject)]
pub struct OpeningContainerInput {
    /// Base units left in it.
    remaining: Decimal,
    /// When it was opened: its in-use period runs from then.
    opened_at: GivenInstant,
    /// The label on it; made by us when it is left out.
    label: Option<String>,
}

/// One lot that was there when the books were opened.
#[derive(Debug, InputObject)]
pub struct OpeningStockLineInput {
    /// The product.
    product_id: ID,
    /// The lot number as printed.
    lot_number: Option<String>,
    /// The number cannot be read: the line becomes a lot of its own.
    lot_unknown: Option<bool>,
    /// Last day of use.
    expires_on: Option<Date>,
    /// What kind of date it is.
    expiry_basis: Option<ExpiryBasis>,
    /// From whom, where that is known: the same for all lines of a call.
    supplier_id: Option<ID>,
    /// How many sealed containers.
    containers: i32,
    /// The opened ones.
    open_containers: Option<Vec<OpeningContainerInput>>,
    /// Cost of one base unit, where that is known.
    unit_cost: Option<MoneyInput>,
}

/// What was there when the books were opened.
#[derive(Debug, InputObject)]
pub struct RecordOpeningStockInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Where.
    site_id: ID,
    /// When it was found so.
    as_of: GivenInstant,
    /// Lot by lot: all lines are written, or none.
    lines: Vec<OpeningStockLineInput>,
}

impl RecordOpeningStockInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<RecordOpeningStock, Refusal> {
        let lines = self.lines.into_iter().enumerate().map(|(number, line)| line.into_line(number));
        Ok(RecordOpeningStock {
            site_id: id(field("siteId"), &self.site_id)?,
            as_of: self.as_of.into(),
            lines: lines.collect::<Result<_, _>>()?,
        })
    }
}

impl OpeningStockLineInput {
    fn into_line(self, number: usize) -> Result<OpeningStockLine, Refusal> {
        let opened = self.open_containers.unwrap_or_default().into_iter().map(|opened| OpenedGiven {
            remaining: opened.remaining.0,
            opened_at: opened.opened_at.into(),
            label: opened.label,
        });
        Ok(OpeningStockLine {
            product_id: id(line_field(number, "productId"), &self.product_id)?,
            label: LotLabel {
                lot_number: self.lot_number,
                lot_unknown: self.lot_unknown.unwrap_or(false),
                expires_on: self.expires_on.map(|day| day.0),
                expires_in_month: None,
                expiry_basis: self.expiry_basis.map(Into::into),
            },
            supplier_id: self.supplier_id.map(|found| id(line_field(number, "supplierId"), &found)).transpose()?,
            containers: self.containers,
            open_containers: opened.collect(),
            unit_cost: self.unit_cost.map(Into::into),
        })
    }
}
