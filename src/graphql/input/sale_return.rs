//! The input of what customers bring back.

use super::{id, receipt::MoneyInput};
use crate::{
    graphql::{
        object::sale_return::ReturnDisposition,
        scalar::{Decimal, ExternalId, GivenInstant},
    },
    operations::{
        record_sale_return::{RecordSaleReturn, ReturnLine, ReturnOf, SaleLineReference},
        source::StockSource,
    },
    rules::refusal::{Field, InputRule, Refusal, field, line_field},
};
use async_graphql::{ID, InputObject, OneofObject};

/// What a customer brought back at once.
#[derive(Debug, InputObject)]
pub struct RecordSaleReturnInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Where it came back; not always where it was sold.
    site_id: ID,
    /// When.
    returned_at: GivenInstant,
    /// What came back: all lines are written, or none.
    lines: Vec<ReturnLineInput>,
}

/// One line of what came back.
#[derive(Debug, InputObject)]
pub struct ReturnLineInput {
    /// Of what.
    of: ReturnOfInput,
    /// Base units, in whole containers; at most what was sold, once.
    quantity: Decimal,
    /// What is to become of it. A recalled lot goes to quarantine whatever is asked.
    disposition: ReturnDisposition,
    /// Why it came back.
    reason: String,
    /// What is really paid back for it, where that is not its share of what was paid; without a receipt, nothing is known
    /// to have been paid back unless it is said here. At most what is left of what was paid; rounded to the cent.
    refund: Option<MoneyInput>,
}

/// Of what something came back: exactly one of these.
#[derive(Debug, OneofObject)]
pub enum ReturnOfInput {
    /// A line of a sale.
    SaleLineId(ID),
    /// A line of a sale, as the point of sale knows it.
    SaleLine(SaleLineRefInput),
    /// Goods without a receipt: never restocked.
    Unlinked(UnlinkedReturnInput),
}

/// A line of a sale, as the point of sale knows it: the key, where the sale has several lines. Of a line that was taken
/// from several lots, the lot; without it, what comes back counts as of the first lot first.
#[derive(Debug, InputObject)]
pub struct SaleLineRefInput {
    /// The sale's id there.
    sale_id: ExternalId,
    /// Your own key of the line.
    line_key: Option<String>,
    /// The lot number, where the line was taken from several.
    lot_number: Option<String>,
}

/// Goods without a receipt: what was scanned, or the product; and the lot number on the package.
#[derive(Debug, InputObject)]
pub struct UnlinkedReturnInput {
    /// What a scanner read; exactly one of scan, productId.
    scan: Option<String>,
    /// The product.
    product_id: Option<ID>,
    /// The lot number on the package.
    lot_number: Option<String>,
}

impl RecordSaleReturnInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else; `REQUIRED` where goods are not named.
    pub fn into_operation(self) -> Result<RecordSaleReturn, Refusal> {
        let line = |(number, line): (usize, ReturnLineInput)| {
            Ok(ReturnLine {
                of: line.of.into_of(&line_field(number, "of"))?,
                quantity: line.quantity.0,
                disposition: line.disposition.into(),
                reason: line.reason,
                refund: line.refund.map(Into::into),
            })
        };
        Ok(RecordSaleReturn {
            site_id: id(field("siteId"), &self.site_id)?,
            returned_at: self.returned_at.into(),
            lines: self.lines.into_iter().enumerate().map(line).collect::<Result<_, Refusal>>()?,
        })
    }
}

impl ReturnOfInput {
    fn into_of(self, field: &Field) -> Result<ReturnOf, Refusal> {
        let at = |name: &str| [&field[..], &[name.to_owned()]].concat();
        Ok(match self {
            Self::SaleLineId(line) => ReturnOf::SaleLine(id(at("saleLineId"), &line)?),
            Self::SaleLine(of) => ReturnOf::Reference(SaleLineReference {
                sale_id: of.sale_id.0,
                line_key: of.line_key,
                lot_number: of.lot_number,
            }),
            Self::Unlinked(goods) => {
                let source = match (goods.scan, goods.product_id) {
                    (Some(code), None) => StockSource::Scan(code),
                    (None, Some(product)) => StockSource::Product(id(at("unlinked"), &product)?),
                    _ => {
                        let message = "Name what came back: by scan or by productId.";
                        return Err(Refusal::invalid(at("unlinked"), InputRule::Required, message));
                    }
                };
                ReturnOf::Unlinked { source, lot_number: goods.lot_number }
            }
        })
    }
}
