//! What comes against purchase orders: a line of an order names the product, its price is the cost where none is said,
//! and what came is counted on it.

use super::{Act, ReceiptLine, ReceiveStock, form::CheckedLine};
use crate::{
    error::Error,
    operations::purchase_orders::{self, LockedOrder},
    rules::{
        form::Form,
        notice::{Notice, NoticeCode},
        purchase_order as rule,
        receipt::Amount,
        refusal::{InputRule, Refusal, line_field},
    },
};
use chrono::NaiveDate;
use entity::{
    entry::ReceiptBasis,
    fixed_point::Money,
    id::{PostingId, PurchaseOrderId, PurchaseOrderLineId},
    purchase_order, purchase_order_line, purchase_receipt, site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// The lines of orders that a delivery names.
#[derive(Default)]
pub(super) struct Ordered {
    lines: BTreeMap<PurchaseOrderLineId, (purchase_order_line::Model, purchase_order::Model)>,
}

impl Ordered {
    /// The lines of orders that `input` names.
    ///
    /// # Errors
    /// `NOT_FOUND`; `CONFLICT` for the order of another site or supplier; `INVALID` where another product is named.
    pub(super) async fn named(input: &ReceiveStock, act: &Act<'_>, site: &site::Model) -> Result<Self, Error> {
        let ids: Vec<_> = input.lines.iter().filter_map(|line| line.purchase_order_line_id).collect();
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let rows = purchase_order_line::Entity::find()
            .filter(purchase_order_line::COLUMN.id.is_in(ids))
            .find_also_related(purchase_order::Entity)
            .all(act.transaction)
            .await?;
        let known = rows.into_iter().filter_map(|(line, order)| Some((line.id, (line, order?))));
        let ordered = Self { lines: known.collect() };
        let mut form = Form::default();
        for number in 0..input.lines.len() {
            form.take(ordered.fits(number, input, site));
        }
        form.finish(ordered).map_err(Error::Refused)
    }

    fn fits(&self, number: usize, input: &ReceiveStock, site: &site::Model) -> Result<(), Refusal> {
        let Some(line) = input.lines.get(number) else { return Ok(()) };
        let Some(id) = line.purchase_order_line_id else { return Ok(()) };
        let at = |name| line_field(number, name);
        let no_line = || Refusal::not_found(at("purchaseOrderLineId"), "line of a purchase order");
        let (ordered, order) = self.lines.get(&id).ok_or_else(no_line)?;
        let conflict = |message: String| Refusal::conflict(at("purchaseOrderLineId"), None, message);
        if order.site_id != site.id {
            return Err(conflict(format!("{} is for another site.", order.printed_number())));
        }
        if order.supplier_id != input.supplier_id {
            return Err(conflict(format!("{} is from another supplier.", order.printed_number())));
        }
        if line.product_id.is_some_and(|product| product != ordered.product_id) {
            let message = format!("Another product is named than stands on this line of {}.", order.printed_number());
            return Err(Refusal::invalid(at("productId"), InputRule::Other, message));
        }
        Ok(())
    }

    /// The delivery with the products that its orders name.
    pub(super) fn completed(&self, mut delivery: ReceiveStock) -> ReceiveStock {
        for line in &mut delivery.lines {
            if let Some((ordered, _)) = self.named_by(line) {
                line.product_id = Some(ordered.product_id);
            }
        }
        delivery
    }

    /// How many containers a package holds by the order of a line.
    pub(super) fn package_size(&self, line: &ReceiptLine) -> Option<i32> {
        self.named_by(line).map(|(ordered, _)| ordered.containers_per_package)
    }

    /// What a line costs by the price of its order.
    pub(super) fn cost_of(&self, line: &ReceiptLine, containers: i64) -> Option<Money> {
        let (ordered, _) = self.named_by(line)?;
        rule::cost_of(ordered, containers)
    }

    fn named_by(&self, line: &ReceiptLine) -> Option<&(purchase_order_line::Model, purchase_order::Model)> {
        self.lines.get(&line.purchase_order_line_id?)
    }

    fn orders(&self) -> BTreeSet<PurchaseOrderId> {
        self.lines.values().map(|(_, order)| order.id).collect()
    }

    /// Locks the orders and counts what came on their lines.
    ///
    /// # Errors
    /// `CONFLICT` for an order that was not sent or that ended; `OUT_OF_RANGE` for more than a tenth beyond the order.
    pub(super) async fn lock(&self, act: &Act<'_>, lines: &[CheckedLine<'_>]) -> Result<Locked, Error> {
        if self.lines.is_empty() {
            return Ok(Locked::default());
        }
        let mut orders = purchase_orders::lock(act, self.orders()).await?;
        let (mut form, mut brought) = (Form::default(), BTreeMap::new());
        for line in lines {
            let counted = form.take(self.count(line, &mut orders, &mut brought));
            act.notify(counted);
        }
        form.finish(Locked { orders, brought }).map_err(Error::Refused)
    }

    /// Counts a line, and says when its price is not the order's.
    fn count(
        &self,
        line: &CheckedLine<'_>,
        orders: &mut BTreeMap<PurchaseOrderId, LockedOrder>,
        brought: &mut BTreeMap<PurchaseOrderLineId, i64>,
    ) -> Result<Option<Notice>, Refusal> {
        let Some((ordered, order)) = self.named_by(line.said) else { return Ok(None) };
        let Some(locked) = orders.get_mut(&order.id) else { return Ok(None) };
        let at = |name| line_field(line.number, name);
        rule::can_receive(&locked.order, at("purchaseOrderLineId"))?;
        let found = locked.lines.iter_mut().find(|(found, _)| found.id == ordered.id);
        let Some((_, received)) = found.filter(|_| line.basis == ReceiptBasis::Purchased) else { return Ok(None) };
        let containers = line.quantity.whole_parts(line.product.contents);
        rule::within_tolerance(ordered, *received, containers, at(amount_field(line.said)))?;
        *received += containers;
        *brought.entry(ordered.id).or_default() += containers;
        Ok(price_notice(line, rule::cost_of(ordered, containers), at("unitCost")))
    }
}

/// The field of the line that a caller would change to bring less.
fn amount_field(line: &ReceiptLine) -> &'static str {
    match &line.amount {
        _ if !line.scans.is_empty() => "scans",
        Amount { packages: Some(_), .. } => "packages",
        Amount { containers: Some(_), .. } => "containers",
        Amount { .. } => "quantity",
    }
}

/// The orders of a delivery under their lock, counted as they stand after it.
#[derive(Default)]
pub(super) struct Locked {
    orders: BTreeMap<PurchaseOrderId, LockedOrder>,
    brought: BTreeMap<PurchaseOrderLineId, i64>,
}

impl Locked {
    /// Writes what came, and how the orders stand.
    pub(super) async fn write(
        &self,
        act: &Act<'_>,
        posting_id: PostingId,
        received_on: NaiveDate,
    ) -> Result<(), Error> {
        let lines = self.orders.values().flat_map(|order| order.lines.iter().map(move |(line, _)| (order, line)));
        let rows = lines.filter_map(|(order, line)| {
            let containers = i32::try_from(*self.brought.get(&line.id)?).ok()?;
            let sent_on = order.order.submitted_on?;
            Some(purchase_receipt::Model {
                posting_id,
                purchase_order_line_id: line.id,
                containers,
                received_on,
                lead_days: i32::try_from((received_on - sent_on).num_days().max(0)).ok()?,
                taken_back: false,
            })
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return Ok(());
        }
        act.insert_all(rows).await?;
        for order in self.orders.values() {
            purchase_orders::settle(act, order).await?;
        }
        Ok(())
    }
}

fn price_notice(line: &CheckedLine<'_>, ordered: Option<Money>, field: Vec<String>) -> Option<Notice> {
    let (paid, ordered) = line.cost.zip(ordered)?;
    let message = || format!("It costs {paid}, {ordered} were ordered for.");
    // A unit cost has four decimals: a price that does not divide is the same price.
    let same = paid.0.abs_diff(ordered.0) <= u64::try_from(line.quantity.0 / 10_000).unwrap_or_default();
    (!same).then(|| Notice::new(NoticeCode::PriceDiffers, field, message()))
}
