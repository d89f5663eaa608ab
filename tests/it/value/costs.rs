//! Costs as an invoice says them, and those that were probably keyed for something else.

use entity::fixed_point::{Money, Quantity};
use lotwise::{
    operations::{
        receive_stock::ReceiveStock,
        record_opening_stock::{OpeningStockLine, RecordOpeningStock},
    },
    rules::{
        notice::NoticeCode,
        receipt::{Amount, InvoicedCost},
        refusal::Code,
    },
};

use crate::{
    clinic::{Clinic, clinic, dollars, filler, serum},
    databases::both,
};

impl Clinic {
    /// What a delivery of a new lot is worth, and the codes of its notices.
    async fn worth(&self, delivery: ReceiveStock) -> (Money, Vec<NoticeCode>) {
        let answer = self.perform(&self.manager(), delivery).await.expect("it is received");
        let codes = answer.notices.iter().map(|notice| notice.code).collect();
        (self.balance(answer.done.lot_ids[0]).await.value, codes)
    }
}

#[tokio::test]
async fn three_for_a_thousand_are_worth_a_thousand() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let costing = async |lot_number: &str, containers: i32, cost: InvoicedCost| {
            let mut delivery = clinic.delivery(product, lot_number, containers).await;
            (delivery.lines[0].unit_cost, delivery.lines[0].cost) = (None, Some(cost));
            delivery
        };

        let of_line = costing("L1", 3, InvoicedCost::Line(dollars(1000))).await;
        assert_eq!(clinic.worth(of_line).await.0, Money(10_000_000));
        let each = costing("L2", 3, InvoicedCost::Container(dollars(300))).await;
        assert_eq!(clinic.worth(each).await.0, Money(9_000_000));

        let of_package = costing("L3", 3, InvoicedCost::Package(dollars(300))).await;
        let refused = clinic.refusals(&clinic.manager(), of_package).await;
        assert_eq!(refused, [(Code::Invalid, "lines.0.cost.package".to_owned())], "it has no package size");
        let mut twice = costing("L4", 3, InvoicedCost::Line(dollars(1000))).await;
        twice.lines[0].unit_cost = Some(dollars(300));
        assert_eq!(clinic.refusals(&clinic.manager(), twice).await, [(Code::Invalid, "lines.0.cost".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_package_costs_what_the_packages_of_its_order_hold() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(filler()).await.id;
        let supplier = clinic.supplier_within("Cascade", 3).await;
        clinic.sells(supplier, product, 5, 1000).await;
        let (_, line) = clinic.ordered(supplier, product, 2).await;
        let mut delivery = clinic.delivery_of(supplier, &line, "VA1", 1).await;
        delivery.lines[0].amount = Amount { packages: Some(1), containers: None, quantity: None };
        (delivery.lines[0].unit_cost, delivery.lines[0].cost) = (None, Some(InvoicedCost::Package(dollars(990))));

        let (worth, _) = clinic.worth(delivery).await;
        assert_eq!(worth, Money(9_900_000), "five syringes");

        let mut part = clinic.delivery_of(supplier, &line, "VA2", 3).await;
        (part.lines[0].unit_cost, part.lines[0].cost) = (None, Some(InvoicedCost::Package(dollars(990))));
        let refused = clinic.refusals(&clinic.manager(), part).await;
        assert_eq!(refused, [(Code::Invalid, "lines.0.cost.package".to_owned())], "three are no whole package");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn ten_times_the_last_cost_draws_a_notice_and_so_does_a_tenth() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let at = async |lot_number: &str, price: i64| {
            let mut delivery = clinic.delivery(product, lot_number, 2).await;
            delivery.lines[0].unit_cost = Some(dollars(price));
            delivery
        };
        let unusual = vec![NoticeCode::UnusualCost];

        assert_eq!(clinic.worth(at("L1", 10).await).await.1, [], "nothing was bought before");
        assert_eq!(clinic.worth(at("L2", 99).await).await.1, []);
        assert_eq!(clinic.worth(at("L3", 990).await).await.1, unusual);
        assert_eq!(clinic.worth(at("L4", 99).await).await.1, unusual, "the last one cost ten times as much");
        assert_eq!(clinic.worth(at("L5", 0).await).await.1, [], "what is free says nothing");
        assert_eq!(clinic.worth(at("L6", 98).await).await.1, [], "nor is it the last price");
        let lot = clinic.receive(product, "L7", 1).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(1));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn opening_stock_at_ten_times_the_last_cost_draws_the_notice_too() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let mut bought = clinic.delivery(product, "L1", 2).await;
        bought.lines[0].unit_cost = Some(dollars(10));
        clinic.worth(bought).await;

        let opening = async |lot_number: &str, price: i64| {
            let mut label = clinic.delivery(product, lot_number, 1).await.lines.remove(0).label;
            label.lot_number = Some(lot_number.to_owned());
            let line = OpeningStockLine {
                product_id: product,
                label,
                supplier_id: None,
                containers: 2,
                open_containers: vec![],
                unit_cost: Some(dollars(price)),
            };
            let stock = RecordOpeningStock { site_id: clinic.denver.id, as_of: clinic.now.into(), lines: vec![line] };
            let answer = clinic.perform(&clinic.manager(), stock).await.expect("it is recorded");
            answer.notices.iter().map(|notice| notice.code).collect::<Vec<_>>()
        };
        assert_eq!(opening("O1", 99).await, []);
        assert_eq!(opening("O2", 100).await, [NoticeCode::UnusualCost]);
        clinic.books_are_proved().await;
    })
    .await;
}
