//! The inputs of sales, and the filter of their list.

use super::{given::Given, id, receipt::MoneyInput, source::StockSourceInput, usage::AlreadyPerformedInput};
use crate::{
    graphql::{
        object::sale_return::ReturnDisposition,
        scalar::{Decimal, ExternalId, GivenInstant},
    },
    operations::{
        cancel_sale::CancelSale,
        record_sale::{RecordSale, SaleLine},
        settle_sale_line::SettleSaleLine,
    },
    queries::sales,
    rules::refusal::{Refusal, field, line_field, path},
};
use async_graphql::{ID, InputObject};
use chrono::{DateTime, Utc};

/// What was sold at once.
#[derive(Debug, InputObject)]
pub struct RecordSaleInput {
    /// Makes the call safe to repeat: the same key and input answer the same and write once.
    pub idempotency_key: String,
    /// Where.
    site_id: ID,
    /// The id that the point of sale gave it. The same id with equal lines is that sale, under any key; with other lines
    /// it is refused.
    sale_id: Given<ExternalId>,
    /// The customer's opaque id, where it is known.
    customer_id: Option<Given<ExternalId>>,
    /// When it was sold: prices and expiry are those of then.
    sold_at: Given<GivenInstant>,
    /// Say so when it was paid before it is entered.
    already_performed: Option<AlreadyPerformedInput>,
    /// What was sold: all lines are written, or none.
    lines: Vec<SaleLineInput>,
}

/// One line of a sale.
#[derive(Debug, InputObject)]
pub struct SaleLineInput {
    /// Your own key of the line.
    line_key: Option<String>,
    /// From where: a scan, a lot, or a product, of which the lot that expires first is taken.
    source: StockSourceInput,
    /// Base units, in whole containers; of a set, how many sets.
    quantity: Given<Decimal>,
    /// Price of one base unit; the product's at `soldAt` when left out.
    unit_price: Option<Given<MoneyInput>>,
    /// What is taken off the whole line.
    discount: Option<Given<MoneyInput>>,
    /// The reservation that it is drawn from: it is used up by as much.
    reservation_id: Option<ID>,
    /// The prescription; required where the product is sold on prescription only.
    prescription_id: Option<Given<ExternalId>>,
    /// Who prescribed; required with it.
    prescriber_id: Option<Given<ExternalId>>,
}

impl RecordSaleInput {
    /// When it was sold, where that can be read: a replay is recorded in this order.
    pub fn sold_at(&self) -> Option<DateTime<Utc>> {
        self.sold_at.readable().map(|given| given.0)
    }

    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for values that cannot be read, and ids of something else.
    pub fn into_operation(self) -> Result<RecordSale, Refusal> {
        let customer_id = Given::read_optional(self.customer_id, field("customerId"))?;
        let lines = self.lines.into_iter().enumerate().map(|(number, line)| line.into_line(number));
        Ok(RecordSale {
            site_id: id(field("siteId"), &self.site_id)?,
            sale_id: self.sale_id.read(field("saleId"))?.0,
            customer_id: customer_id.map(|id| id.0),
            sold_at: self.sold_at.read(field("soldAt"))?.into(),
            already_performed: self.already_performed.map(Into::into),
            lines: lines.collect::<Result<_, _>>()?,
        })
    }
}

impl SaleLineInput {
    fn into_line(self, number: usize) -> Result<SaleLine, Refusal> {
        let at = |name: &str| line_field(number, name);
        let unit_price = Given::read_optional(self.unit_price, at("unitPrice"))?;
        let discount = Given::read_optional(self.discount, at("discount"))?;
        let prescription_id = Given::read_optional(self.prescription_id, at("prescriptionId"))?;
        let prescriber_id = Given::read_optional(self.prescriber_id, at("prescriberId"))?;
        Ok(SaleLine {
            line_key: self.line_key,
            source: self.source.into_source(&at("source"))?,
            quantity: self.quantity.read(at("quantity"))?.0,
            unit_price: unit_price.map(Into::into),
            discount: discount.map(Into::into),
            reservation_id: self.reservation_id.map(|own| id(at("reservationId"), &own)).transpose()?,
            prescription_id: prescription_id.map(|id| id.0),
            prescriber_id: prescriber_id.map(|id| id.0),
        })
    }
}

/// An unbooked line of a sale, and from where it is drawn now.
#[derive(Debug, InputObject)]
pub struct SettleSaleLineInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The line.
    sale_line_id: ID,
    /// From where it is drawn: a scan, a lot or the product.
    source: StockSourceInput,
}

impl SettleSaleLineInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<SettleSaleLine, Refusal> {
        let source = self.source.into_source(&field("source"))?;
        Ok(SettleSaleLine { sale_line_id: id(field("saleLineId"), &self.sale_line_id)?, source })
    }
}

/// A sale to be cancelled: all of it that did not come back yet comes back.
#[derive(Debug, InputObject)]
pub struct CancelSaleInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The sale, by our id.
    sale_id: ID,
    /// Where the goods are.
    site_id: ID,
    /// When.
    returned_at: GivenInstant,
    /// What becomes of the goods.
    disposition: ReturnDisposition,
    /// Why.
    reason: String,
}

impl CancelSaleInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<CancelSale, Refusal> {
        Ok(CancelSale {
            sale_id: id(field("saleId"), &self.sale_id)?,
            site_id: id(field("siteId"), &self.site_id)?,
            returned_at: self.returned_at.into(),
            disposition: self.disposition.into(),
            reason: self.reason,
        })
    }
}

/// Which sales are asked for: what is left out narrows nothing.
#[derive(Debug, Default, InputObject)]
pub struct SaleFilter {
    /// Sales at this site.
    site_id: Option<ID>,
    /// Sales to this customer. Needs the right to read such links; the read is logged.
    customer_id: Option<ExternalId>,
    /// Sales with a line of this product, or of this set.
    product_id: Option<ID>,
    /// Sold from then on.
    sold_from: Option<GivenInstant>,
    /// Sold before then.
    sold_to: Option<GivenInstant>,
    /// Those entered later than their site allows, or the others.
    late: Option<bool>,
    /// Those that broke a rule of the stockroom, or those that did not.
    deviation: Option<bool>,
    /// Those that are booked in full, or those with a line that is still to be settled.
    booked: Option<bool>,
}

impl SaleFilter {
    /// The filter that is meant, and the site, whose right is still to be checked.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub(in crate::graphql) fn into_filter(self) -> Result<(sales::SaleFilter, Option<ID>), Refusal> {
        let product = self.product_id.map(|product| id(path(["filter", "productId"]), &product));
        let filter = sales::SaleFilter {
            sites: None,
            customer_id: self.customer_id.map(|id| id.0),
            product_id: product.transpose()?,
            sold_from: self.sold_from.map(Into::into),
            sold_to: self.sold_to.map(Into::into),
            late: self.late,
            deviation: self.deviation,
            booked: self.booked,
        };
        Ok((filter, self.site_id))
    }
}
