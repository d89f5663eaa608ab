//! Writing purchase orders down: from the reorder report, one for each supplier, or by hand.
//!
//! Whoever writes orders waits for whoever does so at the same time: numbers follow each other, and of two who make the
//! orders of one report the second finds them made.

pub(super) mod by_hand;
mod from_report;

use super::{Act, Operation, named};
use crate::{
    database,
    error::Error,
    rules::{
        money::MoneyAmount,
        notice::{Notice, NoticeCode},
        receipt,
        refusal::line_field,
        reorder::LeadTime,
        rights::Right,
    },
};
use chrono::{Days, NaiveDate};
use entity::{
    fixed_point::Money,
    id::{ProductId, PurchaseOrderId, PurchaseOrderLineId, SiteId, SupplierId},
    purchase_order::{self, PurchaseOrderStatus},
    purchase_order_line, site, supplier_authorization,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

/// Orders to be written down.
#[derive(Clone, Debug, Serialize)]
pub struct CreatePurchaseOrder {
    /// For where.
    pub site_id: SiteId,
    /// From what.
    pub from: OrderSource,
}

/// What orders are made from.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum OrderSource {
    /// What is due and on no open order, an order for each of these suppliers; for every supplier, when none is named.
    ReorderReport {
        /// The suppliers.
        supplier_ids: Option<Vec<SupplierId>>,
    },
    /// What somebody lists.
    Lines(OrderGiven),
}

/// An order by hand.
#[derive(Clone, Debug, Serialize)]
pub struct OrderGiven {
    /// From whom.
    pub supplier_id: SupplierId,
    /// When it should come; worked out from the supplier's lead time where nobody says it.
    pub expected_on: Option<NaiveDate>,
    /// What.
    pub lines: Vec<OrderLineGiven>,
}

/// A line of an order by hand.
#[derive(Clone, Debug, Serialize)]
pub struct OrderLineGiven {
    /// The product.
    pub product_id: ProductId,
    /// How many packages of the supplier's item.
    pub packages: i32,
    /// What one package costs, where it is not the item's price.
    pub package_price: Option<MoneyAmount>,
}

/// The orders that were written down; none where nothing is due.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreatePurchaseOrderDone {
    /// The orders, by the names of their suppliers.
    pub purchase_order_ids: Vec<PurchaseOrderId>,
}

/// An order before it has a number.
pub(super) struct NewOrder {
    supplier_id: SupplierId,
    expected_on: Option<NaiveDate>,
    pub(super) lines: Vec<NewLine>,
}

/// A line of it.
pub(super) struct NewLine {
    product_id: ProductId,
    supplier_sku: Option<String>,
    packages: i32,
    containers_per_package: i32,
    package_price: Money,
}

impl Operation for CreatePurchaseOrder {
    type Done = CreatePurchaseOrderDone;
    const NAME: &'static str = "createPurchaseOrder";

    async fn perform(&self, act: &Act<'_>) -> Result<CreatePurchaseOrderDone, Error> {
        let site = act.site(self.site_id, Right::ManageStock).await?;
        database::take_turns(act.transaction, &purchase_order::Entity).await?;
        let orders = match &self.from {
            OrderSource::ReorderReport { supplier_ids } => {
                from_report::orders(act, &site, supplier_ids.as_deref()).await?
            }
            OrderSource::Lines(given) => vec![by_hand::order(act, &site, given, by_hand::Place::OF_A_CREATION).await?],
        };
        act.notify(unauthorized(act, &site, &orders).await?);
        let purchase_order_ids = write(act, &site, orders).await?;
        Ok(CreatePurchaseOrderDone { purchase_order_ids })
    }
}

/// The day on which an order of `today` should come.
fn expected_on(today: NaiveDate, lead_time: LeadTime) -> Option<NaiveDate> {
    let days = lead_time.days.ceil();
    if !(0.0..=3650.0).contains(&days) {
        return None;
    }
    today.checked_add_days(Days::new(days as u64))
}

/// What is ordered from a supplier who may not deliver it today.
pub(super) async fn unauthorized(act: &Act<'_>, site: &site::Model, orders: &[NewOrder]) -> Result<Vec<Notice>, Error> {
    let ids = orders.iter().flat_map(|order| &order.lines).map(|line| line.product_id).collect();
    let products = named::products(act.transaction, &ids).await?;
    let suppliers = orders.iter().map(|order| order.supplier_id);
    let of_suppliers = supplier_authorization::COLUMN.supplier_id.is_in(suppliers);
    let licences = supplier_authorization::Entity::find().filter(of_suppliers).all(act.transaction).await?;
    let today = act.today(site);

    let mut notices = Vec::new();
    for order in orders {
        let own = licences.iter().filter(|licence| licence.supplier_id == order.supplier_id);
        let is_valid = own.clone().any(|licence| (licence.valid_from..=licence.valid_until).contains(&today));
        let lines = order.lines.iter().enumerate().filter(|_| !is_valid);
        for (number, line) in lines {
            let Some(product) = products.get(&line.product_id).filter(|own| receipt::needs_authorization(own)) else {
                continue;
            };
            let message = format!("The supplier has no licence valid on {today}; {} needs one.", product.name);
            notices.push(Notice::new(NoticeCode::SupplierNotAuthorized, line_field(number, "productId"), message));
        }
    }
    Ok(notices)
}

async fn write(act: &Act<'_>, site: &site::Model, orders: Vec<NewOrder>) -> Result<Vec<PurchaseOrderId>, Error> {
    if orders.is_empty() {
        return Ok(vec![]);
    }
    let last = purchase_order::Entity::find().order_by_desc(purchase_order::COLUMN.number).one(act.transaction).await?;
    let first = last.map_or(1, |last| last.number.saturating_add(1));
    let rows: Vec<_> = (first..).zip(orders).map(|(number, order)| rows_of(act, site, number, order)).collect();
    let headers = rows.iter().map(|(order, _)| order.clone());
    act.insert_all(headers.collect()).await?;
    let ids = rows.iter().map(|(order, _)| order.id).collect();
    let lines = rows.into_iter().flat_map(|(_, lines)| lines);
    act.insert_all(lines.collect()).await?;
    Ok(ids)
}

fn rows_of(
    act: &Act<'_>,
    site: &site::Model,
    number: i64,
    order: NewOrder,
) -> (purchase_order::Model, Vec<purchase_order_line::Model>) {
    let header = purchase_order::Model {
        id: PurchaseOrderId::new(),
        number,
        supplier_id: order.supplier_id,
        site_id: site.id,
        status: PurchaseOrderStatus::Draft,
        expected_on: order.expected_on,
        created_at: act.now(),
        created_by: act.person().to_owned(),
        submitted_at: None,
        submitted_on: None,
        submitted_by: None,
        ended_at: None,
        ended_by: None,
        end_reason: None,
    };
    let lines = line_rows(header.id, order.lines);
    (header, lines)
}

/// The lines of an order, each in its place.
pub(super) fn line_rows(order: PurchaseOrderId, lines: Vec<NewLine>) -> Vec<purchase_order_line::Model> {
    let line = |(place, line): (i32, NewLine)| purchase_order_line::Model {
        id: PurchaseOrderLineId::new(),
        purchase_order_id: order,
        line: place,
        product_id: line.product_id,
        supplier_sku: line.supplier_sku,
        packages: line.packages,
        containers_per_package: line.containers_per_package,
        package_price: line.package_price,
    };
    (0..).zip(lines).map(line).collect()
}
