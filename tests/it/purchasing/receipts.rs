//! What comes against orders: in parts, a little more, at another price, taken back; on order is counted once.

use crate::{
    clinic::{Clinic, clinic, dollars, filler},
    databases::both,
};
use entity::{
    entry::ReceiptBasis,
    fixed_point::Quantity,
    id::{ProductId, SupplierId},
    purchase_order::PurchaseOrderStatus,
};
use lotwise::{
    operations::{
        cancel_purchase_order::CancelPurchaseOrder, close_purchase_order::ClosePurchaseOrder,
        receive_stock::ReceiveStock, reverse_posting::ReversePosting, submit_purchase_order::SubmitPurchaseOrder,
    },
    rules::{notice::NoticeCode, receipt::Amount, refusal::Code},
};

/// A syringe that is sold in boxes of five at 1,000 dollars.
async fn syringe(clinic: &Clinic) -> (SupplierId, ProductId) {
    let product = clinic.product(filler()).await.id;
    let supplier = clinic.supplier_within("Cascade", 3).await;
    clinic.sells(supplier, product, 5, 1000).await;
    (supplier, product)
}

#[tokio::test]
async fn what_came_is_no_longer_on_order_and_the_rest_still_is() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (supplier, product) = syringe(&clinic).await;
        let draft = clinic.done(&clinic.manager(), clinic.order_of(supplier, product, 9)).await.purchase_order_ids[0];
        assert_eq!(clinic.on_order(product).await, Quantity::ZERO, "the supplier does not know of a draft");
        clinic.done(&clinic.manager(), CancelPurchaseOrder { purchase_order_id: draft, reason: None }).await;
        let (order, line) = clinic.ordered(supplier, product, 2).await;
        assert_eq!(clinic.on_order(product).await, Quantity::whole(10));
        let first = clinic.delivery_of(supplier, &line, "VA1", 4).await;
        let first = clinic.done(&clinic.manager(), first).await;
        assert_eq!(clinic.on_order(product).await, Quantity::whole(6));
        assert_eq!(clinic.order_status(order).await, PurchaseOrderStatus::PartiallyReceived);
        // Boxes are counted in the order's own package, and cost what was ordered for.
        let mut second = clinic.delivery_of(supplier, &line, "VA2", 1).await;
        second.lines[0].amount = Amount { packages: Some(1), containers: None, quantity: None };
        let lot = clinic.done(&clinic.manager(), second).await.lot_ids[0];
        let balance = clinic.balance(lot).await;
        assert_eq!((balance.on_hand, balance.value.to_string()), (Quantity::whole(5), "1000".to_owned()));
        assert_eq!(clinic.on_order(product).await, Quantity::whole(1));
        let last = clinic.delivery_of(supplier, &line, "VA3", 2).await;
        clinic.done(&clinic.manager(), last).await;
        assert_eq!(clinic.order_status(order).await, PurchaseOrderStatus::Received);
        assert_eq!(clinic.on_order(product).await, Quantity::ZERO, "one too many is not minus one on order");
        let reason = "keyed on the wrong lot".to_owned();
        clinic.done(&clinic.manager(), ReversePosting { posting_id: first.posting_id, reason }).await;
        assert_eq!(clinic.on_order(product).await, Quantity::whole(3));
        assert_eq!(clinic.order_status(order).await, PurchaseOrderStatus::PartiallyReceived);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_tenth_more_may_come_and_free_goods_are_not_counted() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (supplier, product) = syringe(&clinic).await;
        let (_, line) = clinic.ordered(supplier, product, 4).await;
        let too_many = clinic.delivery_of(supplier, &line, "VA1", 23).await;
        let refused = clinic.refused(&clinic.manager(), too_many).await;
        assert!(refused[0].to_string().contains("at most 22 more"), "{}", refused[0]);
        let mut in_boxes = clinic.delivery_of(supplier, &line, "VA1", 1).await;
        for boxes in [5, 0, -1] {
            in_boxes.lines[0].amount = Amount { packages: Some(boxes), containers: None, quantity: None };
            let refused = clinic.refusals(&clinic.manager(), in_boxes.clone()).await;
            assert_eq!(refused, [(Code::Invalid, "lines.0.packages".to_owned())], "what was keyed is what is refused");
        }
        let mut split = clinic.delivery_of(supplier, &line, "VA1", 20).await;
        let more = clinic.delivery_of(supplier, &line, "VA2", 3).await.lines.remove(0);
        split.lines.push(more);
        let refused = clinic.refusals(&clinic.manager(), split.clone()).await;
        assert_eq!(refused, [(Code::Invalid, "lines.1.containers".to_owned())], "two lots of one line are one line");
        split.lines[1].basis = Some(ReceiptBasis::FreeGoods);
        clinic.done(&clinic.manager(), split).await;
        let over = clinic.delivery_of(supplier, &line, "VA3", 2).await;
        clinic.done(&clinic.manager(), over).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn another_price_is_told_and_is_what_it_cost() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (supplier, product) = syringe(&clinic).await;
        let (_, line) = clinic.ordered(supplier, product, 4).await;
        let mut dearer = clinic.delivery_of(supplier, &line, "VA1", 5).await;
        dearer.lines[0].unit_cost = Some(dollars(210));
        let answer = clinic.perform(&clinic.manager(), dearer).await.unwrap();
        let [notice] = &answer.notices[..] else { panic!("{:?}", answer.notices) };
        assert_eq!(notice.code, NoticeCode::PriceDiffers);
        assert_eq!(notice.message, "It costs 1050, 1000 were ordered for.");
        assert_eq!(clinic.balance(answer.done.lot_ids[0]).await.value.to_string(), "1050");
        let mut same = clinic.delivery_of(supplier, &line, "VA2", 5).await;
        same.lines[0].unit_cost = Some(dollars(200));
        assert!(clinic.perform(&clinic.manager(), same).await.unwrap().notices.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_order_that_is_cancelled_or_closed_short_is_on_order_no_more() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (supplier, product) = syringe(&clinic).await;
        let (cancelled, line) = clinic.ordered(supplier, product, 2).await;
        let silent = CancelPurchaseOrder { purchase_order_id: cancelled, reason: None };
        assert_eq!(clinic.refusals(&clinic.manager(), silent).await, [(Code::Invalid, "reason".to_owned())]);
        let reason = Some("the supplier has none".to_owned());
        let cancel = |purchase_order_id| CancelPurchaseOrder { purchase_order_id, reason: reason.clone() };
        clinic.done(&clinic.manager(), cancel(cancelled)).await;
        assert_eq!(clinic.on_order(product).await, Quantity::ZERO);
        let after = clinic.delivery_of(supplier, &line, "VA0", 1).await;
        let refused = clinic.refusals(&clinic.manager(), after).await;
        assert_eq!(refused, [(Code::Conflict, "lines.0.purchaseOrderLineId".to_owned())]);
        let (short, line) = clinic.ordered(supplier, product, 2).await;
        let delivery = clinic.delivery_of(supplier, &line, "VA1", 5).await;
        clinic.done(&clinic.manager(), delivery).await;
        let refused = clinic.refusals(&clinic.manager(), cancel(short)).await;
        assert_eq!(refused, [(Code::Conflict, "purchaseOrderId".to_owned())], "a part came");
        let close = |reason| ClosePurchaseOrder { purchase_order_id: short, reason };
        assert_eq!(clinic.refusals(&clinic.manager(), close(None)).await, [(Code::Invalid, "reason".to_owned())]);
        clinic.done(&clinic.manager(), close(reason.clone())).await;
        assert_eq!(clinic.on_order(product).await, Quantity::ZERO);
        assert_eq!(clinic.order_status(short).await, PurchaseOrderStatus::Closed);
        let again = clinic.refusals(&clinic.manager(), close(reason.clone())).await;
        assert_eq!(again, [(Code::AlreadyDone, "purchaseOrderId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn a_delivery_that_is_not_of_the_order_is_refused() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (supplier, product) = syringe(&clinic).await;
        let order = clinic.order_of(supplier, product, 2);
        let order = clinic.done(&clinic.manager(), order).await.purchase_order_ids[0];
        let line = clinic.order_lines(order).await.remove(0);
        let delivery = clinic.delivery_of(supplier, &line, "VA1", 5).await;
        let conflict = [(Code::Conflict, "lines.0.purchaseOrderLineId".to_owned())];
        assert_eq!(clinic.refusals(&clinic.manager(), delivery.clone()).await, conflict, "it was not sent");
        clinic.done(&clinic.manager(), SubmitPurchaseOrder { purchase_order_id: order }).await;
        let elsewhere = ReceiveStock { site_id: clinic.auckland.id, ..delivery.clone() };
        assert_eq!(clinic.refusals(&clinic.manager(), elsewhere).await, conflict);
        let supplier_id = clinic.supplier_within("Another", 1).await;
        let another = ReceiveStock { supplier_id, ..delivery.clone() };
        assert_eq!(clinic.refusals(&clinic.manager(), another).await, conflict);
        let mut mistaken = delivery;
        mistaken.lines[0].product_id = Some(ProductId::new());
        let refused = clinic.refusals(&clinic.manager(), mistaken).await;
        assert_eq!(refused, [(Code::Invalid, "lines.0.productId".to_owned())]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_deliveries_at_once_never_exceed_the_order_together() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (supplier, product) = syringe(&clinic).await;
        let (_, line) = clinic.ordered(supplier, product, 2).await;
        let mut calls = vec![];
        for number in 0..6 {
            let delivery = clinic.delivery_of(supplier, &line, &format!("VA{number}"), 5).await;
            calls.push(clinic.in_a_task(&format!("delivery {number}"), delivery));
        }
        let answers = futures_util::future::join_all(calls).await;
        let received = answers.into_iter().filter(|answer| answer.as_ref().unwrap().is_ok()).count();
        assert_eq!((received, clinic.on_order(product).await), (2, Quantity::ZERO));
        clinic.books_are_proved().await;
    })
    .await;
}
