//! Who sells what: the supplier of each product, and how long suppliers take.

use crate::{
    error::Failure,
    rules::{
        demand,
        reorder::{LeadTime, OrderDuration},
    },
};
use chrono::{Days, NaiveDate};
use entity::{
    id::{ProductId, PurchaseOrderId, SupplierId},
    purchase_order::{self, PurchaseOrderStatus},
    purchase_order_line, purchase_receipt, supplier, supplier_item,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};
use std::collections::{BTreeMap, BTreeSet};

/// For how many days back orders teach a lead time.
const LEARNT_FROM_DAYS: u64 = 365;

/// What is known of suppliers and what they sell.
pub(super) struct Supply {
    items: BTreeMap<ProductId, supplier_item::Model>,
    suppliers: BTreeMap<SupplierId, (supplier::Model, Option<LeadTime>)>,
}

impl Supply {
    pub(super) async fn load(
        connection: &impl ConnectionTrait,
        today: NaiveDate,
        products: Option<&BTreeSet<ProductId>>,
    ) -> Result<Self, Failure> {
        let items = supplier_item::Entity::find().filter(super::only(supplier_item::Column::ProductId, products));
        let items = items.all(connection).await?.into_iter().fold(BTreeMap::new(), |mut items, item| {
            chosen(&mut items, item);
            items
        });
        let observed = observed(connection, today).await?;
        let suppliers = supplier::Entity::find().all(connection).await?.into_iter().map(|supplier| {
            let lead_time = lead_time(&supplier, &observed);
            (supplier.id, (supplier, lead_time))
        });
        Ok(Self { items, suppliers: suppliers.collect() })
    }

    /// Who is asked for a product, what they sell it as, and how long they take.
    pub(super) fn of(
        &self,
        product: ProductId,
    ) -> (Option<supplier_item::Model>, Option<supplier::Model>, Option<LeadTime>) {
        let Some(item) = self.items.get(&product) else { return (None, None, None) };
        let Some((supplier, lead_time)) = self.suppliers.get(&item.supplier_id) else { return (None, None, None) };
        (Some(item.clone()), Some(supplier.clone()), *lead_time)
    }
}

/// How long a supplier takes, where that is known.
pub(super) fn lead_time(
    supplier: &supplier::Model,
    observed: &BTreeMap<SupplierId, Vec<OrderDuration>>,
) -> Option<LeadTime> {
    let said = supplier.lead_time_days.map(demand::units);
    let learnt = observed.get(&supplier.id).map_or(&[][..], Vec::as_slice);
    LeadTime::known(said, learnt)
}

/// Of two items of a product the preferred one is asked for, else the cheaper by the container, else the older supplier.
fn chosen(items: &mut BTreeMap<ProductId, supplier_item::Model>, item: supplier_item::Model) {
    let better = items.get(&item.product_id).is_none_or(|known| rank(&item) < rank(known));
    if better {
        items.insert(item.product_id, item);
    }
}

fn rank(item: &supplier_item::Model) -> (bool, i64, SupplierId) {
    let per_container = item.package_price.0.checked_div(item.containers_per_package.into()).unwrap_or(i64::MAX);
    (!item.preferred, per_container, item.supplier_id)
}

/// How long each order took of which the last came within a year, by supplier. An order of which more is still to come has
/// not taken its time yet.
pub(super) async fn observed(
    connection: &impl ConnectionTrait,
    today: NaiveDate,
) -> Result<BTreeMap<SupplierId, Vec<OrderDuration>>, Failure> {
    let since = today.checked_sub_days(Days::new(LEARNT_FROM_DAYS)).unwrap_or(today);
    let receipts = purchase_receipt::Entity::find()
        .select_only()
        .distinct()
        .column(purchase_order::Column::SupplierId)
        .column(purchase_order::Column::Id)
        .column(purchase_receipt::Column::LeadDays)
        .join(JoinType::InnerJoin, purchase_receipt::Relation::PurchaseOrderLine.def())
        .join(JoinType::InnerJoin, purchase_order_line::Relation::PurchaseOrder.def())
        .filter(purchase_order::Column::Status.is_in(PurchaseOrderStatus::ENDED))
        .filter(purchase_receipt::COLUMN.taken_back.eq(false))
        .filter(purchase_receipt::COLUMN.received_on.gte(since));
    let rows: Vec<(SupplierId, PurchaseOrderId, i32)> = receipts.into_tuple().all(connection).await?;

    let mut orders: BTreeMap<(SupplierId, PurchaseOrderId), OrderDuration> = BTreeMap::new();
    for (supplier, order, days) in rows {
        let days = f64::from(days);
        let took = OrderDuration { to_first_receipt: days, to_full_receipt: days };
        let known = orders.entry((supplier, order)).or_insert(took);
        known.to_first_receipt = known.to_first_receipt.min(days);
        known.to_full_receipt = known.to_full_receipt.max(days);
    }

    let mut suppliers: BTreeMap<SupplierId, Vec<OrderDuration>> = BTreeMap::new();
    for ((supplier, _), took) in orders {
        suppliers.entry(supplier).or_default().push(took);
    }
    Ok(suppliers)
}
