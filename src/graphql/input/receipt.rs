//! The inputs of receiving.

use super::id;
use crate::{
    graphql::{
        object::lot::ExpiryBasis,
        scalar::{Date, Decimal, GivenInstant},
    },
    operations::receive_stock::{self as operation, Override, ReceiptLine, ReceiveStock},
    rules::{
        lot_label::LotLabel,
        money::MoneyAmount,
        receipt::{Amount, InvoicedCost},
        refusal::{Refusal, field, line_field},
    },
};
use async_graphql::{Enum, ID, InputObject, OneofObject};
use entity::entry;

/// On what terms goods came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entry::ReceiptBasis")]
pub enum ReceiptBasis {
    /// Bought.
    Purchased,
    /// Came free with something bought; may be sold.
    FreeGoods,
    /// A sample: never sold.
    Sample,
}

/// A rule of receiving that may be set aside with a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "operation::OverrideKind")]
pub enum OverrideKind {
    /// Too little shelf life.
    ShortShelfLife,
    /// A supplier without a valid authorization.
    UnauthorizedSupplier,
    /// A code whose separators seem lost.
    SuspectBarcode,
}

/// A rule that is set aside, and why.
#[derive(Debug, InputObject)]
pub struct OverrideInput {
    /// The rule.
    kind: OverrideKind,
    /// Why; it is kept with the posting.
    reason: String,
}

/// An amount of money with its currency.
#[derive(Debug, InputObject)]
pub struct MoneyInput {
    /// How much, at most four decimals.
    amount: Decimal,
    /// ISO 4217; the deployment has one currency.
    currency: String,
}

impl From<MoneyInput> for MoneyAmount {
    fn from(money: MoneyInput) -> Self {
        Self { amount: money.amount.0, currency: money.currency }
    }
}

/// One lot of a delivery.
#[derive(Debug, InputObject)]
pub struct ReceiptLineInput {
    /// Your own key of the line.
    line_key: Option<String>,
    /// What was scanned: fills product, lot, expiry, serial numbers and, where no amount is given, the quantity, as each
    /// code that names a package is one of it. All of them agree, with each other and with what is given beside them.
    scans: Option<Vec<String>>,
    /// The product.
    product_id: Option<ID>,
    /// The line of a purchase order that it comes against: names the product, and its price is the cost unless one is
    /// given. At most a tenth more than was ordered; free goods are not counted.
    purchase_order_line_id: Option<ID>,
    /// The lot number as printed.
    lot_number: Option<String>,
    /// The number cannot be read: the line becomes a lot of its own.
    lot_unknown: Option<bool>,
    /// Last day of use.
    expires_on: Option<Date>,
    /// Month and year only, `2027-03`: the last day of that month.
    expires_in_month: Option<String>,
    /// What kind of date it is.
    expiry_basis: Option<ExpiryBasis>,
    /// Serial numbers of the containers.
    serials: Option<Vec<String>>,
    /// How many packages; exactly one of packages, containers, quantity.
    packages: Option<i32>,
    /// How many containers.
    containers: Option<i32>,
    /// How many base units: whole containers.
    quantity: Option<Decimal>,
    /// How many of the containers are damaged: received, and held.
    damaged_containers: Option<i32>,
    /// On what terms; purchased unless said.
    basis: Option<ReceiptBasis>,
    /// Cost of one base unit.
    unit_cost: Option<MoneyInput>,
    /// The cost as the invoice says it, instead of that of a base unit.
    cost: Option<InvoicedCostInput>,
    /// Rules that you set aside, each with a reason.
    overrides: Option<Vec<OverrideInput>>,
}

/// What goods cost as an invoice says it: exactly one of these. 3 for 1,000.00 are worth just that, though it does not
/// divide.
#[derive(Debug, OneofObject)]
pub enum InvoicedCostInput {
    /// What one package costs; where the product has one package size, or the line comes against an order.
    Package(MoneyInput),
    /// What one container costs.
    Container(MoneyInput),
    /// What all of the line costs.
    Line(MoneyInput),
}

impl From<InvoicedCostInput> for InvoicedCost {
    fn from(cost: InvoicedCostInput) -> Self {
        match cost {
            InvoicedCostInput::Package(each) => Self::Package(each.into()),
            InvoicedCostInput::Container(each) => Self::Container(each.into()),
            InvoicedCostInput::Line(total) => Self::Line(total.into()),
        }
    }
}

/// A delivery.
#[derive(Debug, InputObject)]
pub struct ReceiveStockInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Where it came.
    site_id: ID,
    /// From whom.
    supplier_id: ID,
    /// When.
    received_at: GivenInstant,
    /// The delivery note.
    delivery_note: Option<String>,
    /// What came: all lines are written, or none.
    lines: Vec<ReceiptLineInput>,
    /// It is another delivery, although one with this note, and of it as much of the same lot, is recorded
    /// (`POSSIBLE_DUPLICATE`).
    is_another: Option<bool>,
}

impl ReceiveStockInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<ReceiveStock, Refusal> {
        let lines = self.lines.into_iter().enumerate().map(|(number, line)| line.into_line(number));
        Ok(ReceiveStock {
            site_id: id(field("siteId"), &self.site_id)?,
            supplier_id: id(field("supplierId"), &self.supplier_id)?,
            received_at: self.received_at.into(),
            delivery_note: self.delivery_note,
            lines: lines.collect::<Result<_, _>>()?,
            is_another: self.is_another.unwrap_or(false),
        })
    }
}

impl ReceiptLineInput {
    fn into_line(self, number: usize) -> Result<ReceiptLine, Refusal> {
        let overrides = self.overrides.unwrap_or_default().into_iter();
        Ok(ReceiptLine {
            line_key: self.line_key,
            scans: self.scans.unwrap_or_default(),
            product_id: self.product_id.map(|product| id(line_field(number, "productId"), &product)).transpose()?,
            purchase_order_line_id: self
                .purchase_order_line_id
                .map(|line| id(line_field(number, "purchaseOrderLineId"), &line))
                .transpose()?,
            label: LotLabel {
                lot_number: self.lot_number,
                lot_unknown: self.lot_unknown.unwrap_or(false),
                expires_on: self.expires_on.map(|day| day.0),
                expires_in_month: self.expires_in_month,
                expiry_basis: self.expiry_basis.map(Into::into),
            },
            serials: self.serials.unwrap_or_default(),
            amount: Amount {
                packages: self.packages,
                containers: self.containers,
                quantity: self.quantity.map(|quantity| quantity.0),
            },
            damaged_containers: self.damaged_containers,
            basis: self.basis.map(Into::into),
            unit_cost: self.unit_cost.map(Into::into),
            cost: self.cost.map(Into::into),
            overrides: overrides.map(|found| Override { kind: found.kind.into(), reason: found.reason }).collect(),
        })
    }
}
