//! Value: the sum of the entries is what the stock is worth, whatever comes back, is taken back or is of unknown cost.

mod at_random;
mod costs;

use entity::{
    cost::Cost,
    entry::{self, LedgerAccount},
    fixed_point::{Money, Quantity},
    id::{LotId, PostingId, ProductId},
    sale_return_line::ReturnDisposition::{Destroy, Restock},
};
use lotwise::operations::{
    correct_usage::{CorrectUsage, VoidLine},
    record_sale_return::ReturnOf,
    reverse_posting::ReversePosting,
    source::StockSource,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use crate::{
    clinic::{Clinic, clinic, dollars, serum},
    databases::both,
};

impl Clinic {
    /// Receives containers of a lot at this price a unit, or at a price that nobody knows.
    async fn receives_at(
        &self,
        product: ProductId,
        lot_number: &str,
        containers: i32,
        price: Option<i64>,
    ) -> (LotId, PostingId) {
        let mut delivery = self.delivery(product, lot_number, containers).await;
        delivery.lines[0].unit_cost = price.map(dollars);
        let done = self.done(&self.manager(), delivery).await;
        (done.lot_ids[0], done.posting_id)
    }

    async fn takes_back(&self, posting_id: PostingId) {
        let reason = "keyed twice".to_owned();
        self.done(&self.manager(), ReversePosting { posting_id, reason }).await;
    }

    /// The entries of a lot through an account, in order.
    async fn entries_through(&self, lot: LotId, account: LedgerAccount) -> Vec<entry::Model> {
        let entries = entry::Entity::find()
            .filter(entry::COLUMN.lot_id.eq(lot))
            .filter(entry::COLUMN.account.eq(account))
            .order_by_asc(entry::COLUMN.sequence);
        entries.all(self.deployment.database.reader()).await.expect("the database reads")
    }
}

/// Of so many known dollars, and so many units of unknown cost.
fn cost(known: i64, unknown: i32) -> Cost {
    Cost { known: Money(known * 10_000), unknown: Quantity::whole(unknown) }
}

#[tokio::test]
async fn goods_that_came_back_and_are_destroyed_leave_at_what_they_came_back_at() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let (lot, _) = clinic.receives_at(product, "L1", 2, Some(1)).await;
        let sale = clinic.sell(StockSource::Lot(lot), 1).await;
        clinic.receives_at(product, "L1", 3, Some(9)).await;

        let of = ReturnOf::SaleLine(clinic.lines_of(sale).await[0].id);
        clinic.done(&clinic.front_desk(), clinic.bring_back(of, 1, Destroy)).await;

        let destroyed = clinic.entries_through(lot, LedgerAccount::Destruction).await;
        assert_eq!(destroyed[0].cost(), cost(-1, 0), "it was sold at 1, whatever the others cost");
        assert_eq!(clinic.balance(lot).await.cost(), cost(28, 0));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_receipt_that_is_taken_back_after_a_part_was_sold_leaves_its_difference_as_a_variance() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let (lot, _) = clinic.receives_at(product, "L1", 2, Some(1)).await;
        let (_, dear) = clinic.receives_at(product, "L1", 2, Some(9)).await;
        clinic.sell(StockSource::Lot(lot), 1).await;

        clinic.takes_back(dear).await;

        let variance = clinic.entries_through(lot, LedgerAccount::CostVariance).await;
        assert_eq!((variance.len(), variance[0].quantity), (1, Quantity::ZERO));
        assert_eq!(variance[0].cost(), cost(3, 0), "20 less 5 sold less 18 taken back is 3 less than nothing");
        assert_eq!(clinic.balance(lot).await.cost(), cost(0, 0));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn nothing_is_worth_nothing_even_where_value_would_be_left() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let (lot, cheap) = clinic.receives_at(product, "L1", 2, Some(1)).await;
        clinic.receives_at(product, "L1", 2, Some(9)).await;
        clinic.sell(StockSource::Lot(lot), 2).await;

        clinic.takes_back(cheap).await;

        let variance = clinic.entries_through(lot, LedgerAccount::CostVariance).await;
        assert_eq!(variance[0].cost(), cost(-8, 0), "10 were left, 2 were taken back");
        assert_eq!(clinic.balance(lot).await.cost(), Cost::ZERO);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn known_and_unknown_cost_leave_in_their_proportion_and_come_back_as_they_left() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let (lot, _) = clinic.receives_at(product, "L1", 6, Some(4)).await;
        clinic.receives_at(product, "L1", 2, None).await;
        assert_eq!(clinic.balance(lot).await.cost(), cost(24, 2));

        let sale = clinic.sell(StockSource::Lot(lot), 4).await;
        assert_eq!(clinic.balance(lot).await.cost(), cost(12, 1), "half of both");
        let line = &clinic.lines_of(sale).await[0];
        assert_eq!(line.sold_at_cost(), cost(12, 1));

        let back = clinic.bring_back(ReturnOf::SaleLine(line.id), 4, Restock);
        clinic.done(&clinic.front_desk(), back).await;
        assert_eq!(clinic.balance(lot).await.cost(), cost(24, 2));

        let usage_id = clinic.draw(lot, 4).await;
        let line = &crate::record_usage::lines_of(&clinic, usage_id).await[0];
        assert_eq!(line.cost, None, "of one unit nobody knows it");
        let product = entity::usage_line::VoidedProduct::NeverDrawn;
        let void_lines = vec![VoidLine {
            line_id: line.id,
            product,
            waste_reason: Some(entity::entry::WasteReason::PreparationError),
        }];
        let reason = "charted wrong".to_owned();
        clinic.done(&clinic.nurse(), CorrectUsage { usage_id, reason, void_lines, add_lines: vec![] }).await;
        assert_eq!(clinic.balance(lot).await.cost(), cost(24, 2));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn reports_say_what_is_known_and_how_much_is_not() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let (lot, _) = clinic.receives_at(product, "L1", 6, Some(4)).await;
        clinic.receives_at(product, "L1", 2, None).await;
        clinic.sell(StockSource::Lot(lot), 4).await;
        let waste = clinic.wastes(StockSource::Lot(lot), 2, entity::entry::WasteReason::Damaged);
        clinic.done(&clinic.nurse(), waste).await;

        let today = clinic.now.date_naive();
        let filter = json!({ "siteId": clinic.denver.id.to_string(), "from": today, "to": today });
        let document = "query($filter: ReportFilter!) {
            wasteReport(filter: $filter) {
                total { amount } rowsOfUnknownCost rows { cost { amount } knownCost { amount } costUnknown }
            }
            salesReport(filter: $filter) {
                rows { cost { amount } margin { amount } knownCost { amount } linesOfUnknownCost }
            }
        }";
        let said = clinic.asks(&clinic.manager(), document, json!({ "filter": filter })).await;
        let wasted = json!({ "cost": null, "knownCost": { "amount": "6" }, "costUnknown": "0.5" });
        let report = json!({ "total": { "amount": "6" }, "rowsOfUnknownCost": 1, "rows": [wasted] });
        assert_eq!(said["wasteReport"], report);
        let sold = json!({ "cost": null, "margin": null, "knownCost": { "amount": "12" }, "linesOfUnknownCost": 1 });
        assert_eq!(said["salesReport"]["rows"], json!([sold]));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_a_unit_cost_then_is_known_of_the_past() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let (lot, _) = clinic.receives_at(product, "L1", 2, Some(1)).await;
        let then = clinic.now;
        clinic.now += chrono::TimeDelta::hours(3);
        clinic.receives_at(product, "L1", 2, Some(9)).await;
        clinic.sell(StockSource::Lot(lot), 4).await;

        let document = "query($site: ID!, $at: DateTime!) {
            stockAsOf(siteId: $site, at: $at, by: RECORDED, first: 5) {
                nodes { lots { onHand unitCost { amount } value { amount } costUnknown } }
            }
        }";
        let asked = json!({ "site": clinic.denver.id.to_string(), "at": then });
        let said = clinic.asks(&clinic.manager(), document, asked).await;
        let lots = &said["stockAsOf"]["nodes"][0]["lots"];
        let expected = json!({
            "onHand": "2", "unitCost": { "amount": "1" }, "value": { "amount": "2" }, "costUnknown": "0",
        });
        assert_eq!(lots, &json!([expected]), "{said}");
        clinic.books_are_proved().await;
    })
    .await;
}
