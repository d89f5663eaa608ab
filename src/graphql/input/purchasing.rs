//! The inputs of ordering: what suppliers sell, policies, purchase orders.

use super::{id, receipt::MoneyInput};
use crate::{
    graphql::{
        object::product_kind::ProductCategory,
        scalar::{Date, Decimal},
    },
    operations::{
        cancel_purchase_order::CancelPurchaseOrder,
        close_purchase_order::ClosePurchaseOrder,
        create_purchase_order::{CreatePurchaseOrder, OrderGiven, OrderLineGiven, OrderSource},
        remove_reorder_policy::RemoveReorderPolicy,
        set_reorder_policy::SetReorderPolicy,
        set_supplier_item::SetSupplierItem,
        submit_purchase_order::SubmitPurchaseOrder,
        update_purchase_order::UpdatePurchaseOrder,
    },
    rules::{
        refusal::{Refusal, field, path},
        reorder::PolicyGiven,
    },
};
use async_graphql::{ID, InputObject, OneofObject};

/// What a supplier sells a product as; what was set before is replaced.
#[derive(Debug, InputObject)]
pub struct SetSupplierItemInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The supplier.
    supplier_id: ID,
    /// The product.
    product_id: ID,
    /// The supplier's own code for it.
    supplier_sku: Option<String>,
    /// How many containers one package holds.
    containers_per_package: i32,
    /// What one package costs.
    package_price: MoneyInput,
    /// Fewest packages in an order; 1 unless said.
    minimum_packages: Option<i32>,
    /// Order the product here, and nowhere else any more; left as it is unless said.
    preferred: Option<bool>,
}

/// Levels, in base units.
#[derive(Debug, InputObject)]
pub struct FixedPolicyInput {
    /// Order when the position is not above it.
    reorder_point: Decimal,
    /// Order up to it.
    order_up_to: Decimal,
}

/// What levels that follow demand are made from.
#[derive(Debug, InputObject)]
pub struct ForecastPolicyInput {
    /// The share of order cycles that shall not run short, from 0.5 to 0.9999.
    service_level: Decimal,
    /// How many days lie between two orders: 0 to 365.
    review_days: i32,
    /// How many days demand is learnt from: 14 to 730.
    demand_window_days: i32,
}

/// How it is decided when to order: exactly one of these.
#[derive(Debug, OneofObject)]
pub enum ReorderPolicyInput {
    /// At levels that you set.
    Fixed(FixedPolicyInput),
    /// At levels that follow demand.
    Forecast(ForecastPolicyInput),
}

/// A reorder policy; the one before it is replaced.
#[derive(Debug, InputObject)]
pub struct SetReorderPolicyInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Where.
    site_id: ID,
    /// Of which product: either this or a category.
    product_id: Option<ID>,
    /// Of which category: holds for its products without a policy of their own.
    category: Option<ProductCategory>,
    /// The policy.
    policy: ReorderPolicyInput,
}

/// A reorder policy that holds no longer.
#[derive(Debug, InputObject)]
pub struct RemoveReorderPolicyInput {
    /// Makes the call safe to repeat.
    pub idempotency_key: String,
    /// Where.
    site_id: ID,
    /// Of which product: either this or a category.
    product_id: Option<ID>,
    /// Of which category.
    category: Option<ProductCategory>,
}

/// Orders from the reorder report.
#[derive(Debug, InputObject)]
pub struct FromReportInput {
    /// Suppliers to order from; every one with due lines unless said. One order each.
    supplier_ids: Option<Vec<ID>>,
}

/// A line of an order by hand.
#[derive(Debug, InputObject)]
pub struct OrderLineInput {
    /// A product that the supplier sells.
    product_id: ID,
    /// How many of the supplier's packages.
    packages: i32,
    /// What one costs; the item's price unless said.
    package_price: Option<MoneyInput>,
}

/// An order by hand.
#[derive(Debug, InputObject)]
pub struct ManualOrderInput {
    /// From whom.
    supplier_id: ID,
    /// When it should come; by the supplier's lead time, where that is known, unless said.
    expected_on: Option<Date>,
    /// What: each product once.
    lines: Vec<OrderLineInput>,
}

/// What orders are made from: exactly one of these.
#[derive(Debug, OneofObject)]
pub enum PurchaseOrderFromInput {
    /// What is due and on no open order.
    ReorderReport(FromReportInput),
    /// What you list.
    Lines(ManualOrderInput),
}

/// Orders to be written down.
#[derive(Debug, InputObject)]
pub struct CreatePurchaseOrderInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// For where.
    site_id: ID,
    /// From what.
    from: PurchaseOrderFromInput,
}

/// Changes to an order that is a draft: what is named is changed, the rest stays.
#[derive(Debug, InputObject)]
pub struct UpdatePurchaseOrderInput {
    /// Makes the call safe to repeat.
    pub idempotency_key: String,
    /// The order.
    purchase_order_id: ID,
    /// When it should come.
    expected_on: Option<Date>,
    /// All of its lines, instead of those that it has: each product once, at the supplier's package and price of today.
    lines: Option<Vec<OrderLineInput>>,
}

/// An order that is sent, cancelled or closed.
#[derive(Debug, InputObject)]
pub struct PurchaseOrderActInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The order.
    purchase_order_id: ID,
    /// Why: needed to cancel an order that was sent, and to close one short.
    reason: Option<String>,
}

impl SetSupplierItemInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<SetSupplierItem, Refusal> {
        Ok(SetSupplierItem {
            supplier_id: id(field("supplierId"), &self.supplier_id)?,
            product_id: id(field("productId"), &self.product_id)?,
            supplier_sku: self.supplier_sku,
            containers_per_package: self.containers_per_package,
            package_price: self.package_price.into(),
            minimum_packages: self.minimum_packages,
            preferred: self.preferred,
        })
    }
}

impl SetReorderPolicyInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<SetReorderPolicy, Refusal> {
        let policy = match self.policy {
            ReorderPolicyInput::Fixed(fixed) => {
                PolicyGiven::Fixed { reorder_point: fixed.reorder_point.0, order_up_to: fixed.order_up_to.0 }
            }
            ReorderPolicyInput::Forecast(forecast) => PolicyGiven::Forecast {
                service_level: forecast.service_level.0,
                review_days: forecast.review_days,
                demand_window_days: forecast.demand_window_days,
            },
        };
        Ok(SetReorderPolicy {
            site_id: id(field("siteId"), &self.site_id)?,
            product_id: self.product_id.map(|product| id(field("productId"), &product)).transpose()?,
            category: self.category.map(Into::into),
            policy,
        })
    }
}

impl RemoveReorderPolicyInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<RemoveReorderPolicy, Refusal> {
        Ok(RemoveReorderPolicy {
            site_id: id(field("siteId"), &self.site_id)?,
            product_id: self.product_id.map(|product| id(field("productId"), &product)).transpose()?,
            category: self.category.map(Into::into),
        })
    }
}

impl CreatePurchaseOrderInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<CreatePurchaseOrder, Refusal> {
        let from = match self.from {
            PurchaseOrderFromInput::ReorderReport(report) => {
                let at = |place: usize| path(["from", "reorderReport", "supplierIds", &place.to_string()]);
                let ids = |ids: Vec<ID>| {
                    ids.iter().enumerate().map(|(place, supplier)| id(at(place), supplier)).collect::<Result<_, _>>()
                };
                OrderSource::ReorderReport { supplier_ids: report.supplier_ids.map(ids).transpose()? }
            }
            PurchaseOrderFromInput::Lines(order) => OrderSource::Lines(order.into_given()?),
        };
        Ok(CreatePurchaseOrder { site_id: id(field("siteId"), &self.site_id)?, from })
    }
}

impl UpdatePurchaseOrderInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<UpdatePurchaseOrder, Refusal> {
        Ok(UpdatePurchaseOrder {
            purchase_order_id: id(field("purchaseOrderId"), &self.purchase_order_id)?,
            expected_on: self.expected_on.map(|day| day.0),
            lines: self.lines.map(|lines| lines_given(lines, &[])).transpose()?,
        })
    }
}

impl ManualOrderInput {
    fn into_given(self) -> Result<OrderGiven, Refusal> {
        Ok(OrderGiven {
            supplier_id: id(path(["from", "lines", "supplierId"]), &self.supplier_id)?,
            expected_on: self.expected_on.map(|day| day.0),
            lines: lines_given(self.lines, &["from", "lines"])?,
        })
    }
}

/// The lines of an order that stands inside these fields.
fn lines_given(lines: Vec<OrderLineInput>, inside: &[&str]) -> Result<Vec<OrderLineGiven>, Refusal> {
    let line = |(number, line): (usize, OrderLineInput)| -> Result<OrderLineGiven, Refusal> {
        let at = path(inside.iter().copied().chain(["lines", &number.to_string(), "productId"]));
        Ok(OrderLineGiven {
            product_id: id(at, &line.product_id)?,
            packages: line.packages,
            package_price: line.package_price.map(Into::into),
        })
    };
    lines.into_iter().enumerate().map(line).collect()
}

impl PurchaseOrderActInput {
    /// The sending that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_submission(self) -> Result<SubmitPurchaseOrder, Refusal> {
        Ok(SubmitPurchaseOrder { purchase_order_id: id(field("purchaseOrderId"), &self.purchase_order_id)? })
    }

    /// The cancellation that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_cancellation(self) -> Result<CancelPurchaseOrder, Refusal> {
        let purchase_order_id = id(field("purchaseOrderId"), &self.purchase_order_id)?;
        Ok(CancelPurchaseOrder { purchase_order_id, reason: self.reason })
    }

    /// The closing that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_closing(self) -> Result<ClosePurchaseOrder, Refusal> {
        let purchase_order_id = id(field("purchaseOrderId"), &self.purchase_order_id)?;
        Ok(ClosePurchaseOrder { purchase_order_id, reason: self.reason })
    }
}
