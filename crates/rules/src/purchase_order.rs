//! Purchase orders: which step follows which, how much more than was ordered may come, and what a delivery says of price.
//!
//! ```text
//! DRAFT → SUBMITTED → PARTIALLY_RECEIVED → RECEIVED → CLOSED
//!   └────────┴→ CANCELLED        └──────────────────→ CLOSED (short)
//! ```

use super::{
    notice::{Notice, NoticeCode},
    refusal::{Field, InputRule, Reason, Refusal, field},
};
use chrono::NaiveDate;
use entity::{
    fixed_point::{Money, Quantity},
    product,
    purchase_order::{self, PurchaseOrderStatus},
    purchase_order_line, supplier_item,
};
use sea_orm::ActiveEnum;

/// So many percent more than was ordered may come, in whole containers: packages are miscounted, and suppliers round up.
const TOLERANCE_PERCENT: i64 = 10;
/// Most packages in a line.
pub const MOST_PACKAGES: i32 = 10_000;
/// Most containers in a package.
pub const MOST_PER_PACKAGE: i32 = 10_000;

/// How an order stands: each line with what came of it, in containers.
pub type Lines<'a> = &'a [(purchase_order_line::Model, i64)];

/// Refuses to change an order that the supplier knows of, or that ended.
///
/// # Errors
/// `CONFLICT`.
pub fn can_change(order: &purchase_order::Model) -> Result<(), Refusal> {
    match order.status {
        PurchaseOrderStatus::Draft => Ok(()),
        PurchaseOrderStatus::Cancelled | PurchaseOrderStatus::Closed => Err(ended(order)),
        _ => {
            let number = order.printed_number();
            let message = format!("{number} was sent to the supplier: cancel or close it, and write a new one.");
            Err(Refusal::conflict(order_field(), Some(word(order)), message))
        }
    }
}

/// Refuses to send an order that was sent, or that ended.
///
/// # Errors
/// `ALREADY_DONE`, `CONFLICT`.
pub fn can_submit(order: &purchase_order::Model) -> Result<(), Refusal> {
    match order.status {
        PurchaseOrderStatus::Draft => Ok(()),
        PurchaseOrderStatus::Cancelled | PurchaseOrderStatus::Closed => Err(ended(order)),
        _ => Err(done(order, "was sent to the supplier before")),
    }
}

/// Refuses to send an order with a product that was archived since it was written.
///
/// # Errors
/// `CONFLICT`.
pub fn none_archived<'p>(
    order: &purchase_order::Model,
    products: impl IntoIterator<Item = &'p product::Model>,
) -> Result<(), Refusal> {
    let Some(archived) = products.into_iter().find(|product| product.archived) else { return Ok(()) };
    let message =
        format!("{} on {} is archived: cancel it and write a new one.", archived.name, order.printed_number());
    Err(Refusal::conflict(order_field(), Some(word(order)), message))
}

/// Refuses to cancel an order that something came of.
///
/// # Errors
/// `ALREADY_DONE`, `CONFLICT`.
pub fn can_cancel(order: &purchase_order::Model, lines: Lines<'_>) -> Result<(), Refusal> {
    match order.status {
        PurchaseOrderStatus::Cancelled => Err(done(order, "was cancelled before")),
        PurchaseOrderStatus::Closed => Err(ended(order)),
        _ if lines.iter().any(|(_, received)| *received > 0) => {
            let message = format!("A part of {} came: close it short.", order.printed_number());
            Err(Refusal::conflict(order_field(), Some(word(order)), message))
        }
        _ => Ok(()),
    }
}

/// Whether an order ends short: something of it did not come.
///
/// # Errors
/// `ALREADY_DONE`; `CONFLICT` for one that was never sent.
pub fn can_close(order: &purchase_order::Model, lines: Lines<'_>) -> Result<bool, Refusal> {
    match order.status {
        PurchaseOrderStatus::Closed => Err(done(order, "was closed before")),
        PurchaseOrderStatus::Cancelled => Err(ended(order)),
        PurchaseOrderStatus::Draft => {
            let message = format!("{} was never sent: cancel it.", order.printed_number());
            Err(Refusal::conflict(order_field(), Some(word(order)), message))
        }
        _ => Ok(lines.iter().any(|(line, received)| *received < line.containers())),
    }
}

/// Refuses what comes against an order that was not sent, or that ended.
///
/// # Errors
/// `CONFLICT`.
pub fn can_receive(order: &purchase_order::Model, field: Field) -> Result<(), Refusal> {
    match order.status {
        PurchaseOrderStatus::Submitted | PurchaseOrderStatus::PartiallyReceived | PurchaseOrderStatus::Received => {
            Ok(())
        }
        PurchaseOrderStatus::Draft => {
            let message = format!("{} was not sent to the supplier: submit it first.", order.printed_number());
            Err(Refusal::conflict(field, Some(word(order)), message))
        }
        PurchaseOrderStatus::Cancelled | PurchaseOrderStatus::Closed => {
            let message = format!("{} ended: receive without naming it.", order.printed_number());
            Err(Refusal::conflict(field, Some(word(order)), message))
        }
    }
}

/// Refuses more containers of a line than were ordered and a tenth of them. Free goods are not counted.
///
/// # Errors
/// `OUT_OF_RANGE`, with the most that may still come.
pub fn within_tolerance(
    line: &purchase_order_line::Model,
    received: i64,
    comes: i64,
    field: Field,
) -> Result<(), Refusal> {
    let ordered = line.containers();
    let most = ordered + ordered * TOLERANCE_PERCENT / 100;
    let left = (most - received).max(0);
    if comes <= left {
        return Ok(());
    }
    let message = format!(
        "{ordered} containers were ordered and {received} came: at most {left} more, {TOLERANCE_PERCENT} % beyond the order \
         included. Receive the rest without naming the order, or as free goods."
    );
    Err(Refusal::beyond(field, InputRule::OutOfRange, left, message))
}

/// Tells that fewer packages are ordered than the supplier sells at once: some make an exception, or ask for a fee.
pub fn below_minimum(packages: i32, item: &supplier_item::Model, field: Field) -> Option<Notice> {
    let fewest = item.minimum_packages;
    let message = || format!("The supplier sells {fewest} packages or more at once; {packages} are ordered.");
    (packages < fewest).then(|| Notice::new(NoticeCode::BelowMinimumOrder, field, message()))
}

/// Tells that an order is expected on a day that is over.
pub fn expected_in_the_past(expected_on: Option<NaiveDate>, today: NaiveDate, field: Field) -> Option<Notice> {
    let expected_on = expected_on.filter(|expected_on| *expected_on < today)?;
    let message = format!("It is expected on {expected_on}, and today is {today}.");
    Some(Notice::new(NoticeCode::ExpectedInThePast, field, message))
}

/// How an order stands after a delivery, or after one was taken back; what ended stays so.
pub fn status_of(order: &purchase_order::Model, lines: Lines<'_>) -> PurchaseOrderStatus {
    match order.status {
        ended @ (PurchaseOrderStatus::Closed | PurchaseOrderStatus::Cancelled | PurchaseOrderStatus::Draft) => ended,
        _ if lines.iter().all(|(_, received)| *received == 0) => PurchaseOrderStatus::Submitted,
        _ if lines.iter().all(|(line, received)| *received >= line.containers()) => PurchaseOrderStatus::Received,
        _ => PurchaseOrderStatus::PartiallyReceived,
    }
}

/// What so many containers cost at the price of their line, rounded half to even; `None` when it overflows.
pub fn cost_of(line: &purchase_order_line::Model, containers: i64) -> Option<Money> {
    let (part, whole) = (containers, i64::from(line.containers_per_package));
    line.package_price.share(Quantity(part), Quantity(whole))
}

/// What an order costs altogether.
pub fn total(lines: &[purchase_order_line::Model]) -> Money {
    let costs = lines.iter().map(|line| line.package_price.0.saturating_mul(line.packages.into()));
    Money(costs.fold(0, i64::saturating_add))
}

fn word(order: &purchase_order::Model) -> String {
    order.status.to_value()
}

fn order_field() -> Field {
    field("purchaseOrderId")
}

fn done(order: &purchase_order::Model, what: &str) -> Refusal {
    Refusal::new(order_field(), Reason::AlreadyDone { message: format!("{} {what}.", order.printed_number()) })
}

fn ended(order: &purchase_order::Model) -> Refusal {
    let message = format!("{} ended: write a new one.", order.printed_number());
    Refusal::conflict(order_field(), Some(word(order)), message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Code;
    use entity::{
        id::{ProductId, PurchaseOrderId, PurchaseOrderLineId, SiteId, SupplierId},
        instant::Instant,
    };

    fn order(status: PurchaseOrderStatus) -> purchase_order::Model {
        purchase_order::Model {
            id: PurchaseOrderId::new(),
            number: 17,
            supplier_id: SupplierId::new(),
            site_id: SiteId::new(),
            status,
            expected_on: None,
            created_at: Instant(0),
            created_by: "max".to_owned(),
            submitted_at: None,
            submitted_on: None,
            submitted_by: None,
            ended_at: None,
            ended_by: None,
            end_reason: None,
        }
    }

    fn line(packages: i32, containers_per_package: i32, price: i64) -> purchase_order_line::Model {
        purchase_order_line::Model {
            id: PurchaseOrderLineId::new(),
            purchase_order_id: PurchaseOrderId::new(),
            line: 0,
            product_id: ProductId::new(),
            supplier_sku: None,
            packages,
            containers_per_package,
            package_price: Money(price),
        }
    }

    fn code<T>(result: Result<T, Refusal>) -> Option<Code> {
        result.err().map(|refusal| refusal.code())
    }

    #[test]
    fn an_order_is_sent_once_and_cancelled_before_anything_came() {
        use PurchaseOrderStatus::{Cancelled, Closed, Draft, PartiallyReceived, Submitted};
        let came = [(line(2, 5, 0), 3)];
        assert_eq!(code(can_submit(&order(Draft))), None);
        assert_eq!(code(can_submit(&order(Submitted))), Some(Code::AlreadyDone));
        assert_eq!(code(can_cancel(&order(Submitted), &[(line(2, 5, 0), 0)])), None);
        assert_eq!(code(can_cancel(&order(PartiallyReceived), &came)), Some(Code::Conflict));
        assert_eq!(code(can_cancel(&order(Cancelled), &[])), Some(Code::AlreadyDone));
        assert_eq!(can_close(&order(PartiallyReceived), &came).ok(), Some(true));
        assert_eq!(code(can_close(&order(Draft), &[])), Some(Code::Conflict));
        assert_eq!(code(can_close(&order(Closed), &[])), Some(Code::AlreadyDone));
    }

    #[test]
    fn a_tenth_more_than_was_ordered_may_come() {
        let (line, at) = (line(4, 5, 0), || field("lines"));
        assert_eq!(code(within_tolerance(&line, 15, 7, at())), None);
        assert_eq!(code(within_tolerance(&line, 15, 8, at())), Some(Code::Invalid));
    }

    #[test]
    fn an_order_stands_as_what_came_of_it_says() {
        use PurchaseOrderStatus::{Closed, PartiallyReceived, Received, Submitted};
        let sent = order(Submitted);
        let with = |first, second| [(line(1, 5, 0), first), (line(1, 5, 0), second)];
        assert_eq!(status_of(&sent, &with(0, 0)), Submitted);
        assert_eq!(status_of(&sent, &with(5, 0)), PartiallyReceived);
        assert_eq!(status_of(&sent, &with(5, 6)), Received);
        assert_eq!(status_of(&order(Closed), &with(0, 0)), Closed);
    }

    #[test]
    fn a_price_that_does_not_divide_is_shared_without_loss() {
        let line = line(1, 3, 10_000_000);
        assert_eq!(cost_of(&line, 1), Some(Money(3_333_333)));
        assert_eq!(cost_of(&line, 3), Some(Money(10_000_000)));
    }
}
