//! What customers bring back: at most what was sold, once, at the cost that it left with.

use crate::{
    clinic::{Clinic, clinic, sale_line, serum},
    databases::both,
};
use entity::{
    entry::{self, LedgerAccount},
    fixed_point::{Money, Quantity},
    hold::{self, HoldKind},
    id::{LotId, SaleId},
    sale_return_line::ReturnDisposition::{Destroy, Quarantine, Restock},
};
use lotwise::{
    operations::{
        cancel_sale::CancelSale,
        place_hold::PlaceHold,
        record_sale::{RecordSale, SaleLine},
        record_sale_return::{RecordSaleReturn, ReturnOf, SaleLineReference},
        source::StockSource,
    },
    rules::{
        holding::HoldTarget,
        money::MoneyAmount,
        notice::NoticeCode,
        refusal::{Code, Reason},
        usability::UnusableReason,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

impl Clinic {
    /// Three bottles of a lot that has four, sold.
    async fn three_sold(&self) -> (LotId, SaleId) {
        let lot = self.receive(self.product(serum()).await.id, "L1", 4).await;
        (lot, self.sell(StockSource::Lot(lot), 3).await)
    }

    async fn first_line(&self, sale: SaleId) -> ReturnOf {
        ReturnOf::SaleLine(self.lines_of(sale).await[0].id)
    }

    async fn holds_of(&self, lot: LotId) -> Vec<hold::Model> {
        let holds = hold::Entity::find().filter(hold::COLUMN.lot_id.eq(lot));
        holds.all(self.deployment.database.reader()).await.expect("the database reads")
    }

    /// A later delivery of the lot at another price.
    async fn receive_at(&self, lot: LotId, lot_number: &str, containers: i32, price: i64) {
        let product = self.balance(lot).await.product_id;
        let mut delivery = self.delivery(product, lot_number, containers).await;
        delivery.lines[0].unit_cost = Some(MoneyAmount { amount: price.into(), currency: "USD".to_owned() });
        self.done(&self.manager(), delivery).await;
    }

    /// What moved between a lot and an account.
    async fn moved(&self, lot: LotId, account: LedgerAccount) -> Quantity {
        let entries =
            entry::Entity::find().filter(entry::COLUMN.lot_id.eq(lot)).filter(entry::COLUMN.account.eq(account));
        let entries = entries.all(self.deployment.database.reader()).await.expect("the database reads");
        entries.iter().map(|entry| entry.quantity).sum()
    }

    async fn held(&self, kind: HoldKind, lot: LotId) {
        let target = HoldTarget { lot_id: Some(lot), ..HoldTarget::default() };
        let hold = PlaceHold { targets: vec![target], kind, reason: "a letter came".to_owned() };
        self.done(&self.director(), hold).await;
    }
}

#[tokio::test]
async fn a_bottle_goes_back_on_the_shelf_at_the_cost_it_left_with() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, sale) = clinic.three_sold().await;
        clinic.receive_at(lot, "L1", 4, 10).await;
        let of = clinic.first_line(sale).await;
        clinic.done(&clinic.front_desk(), clinic.bring_back(of, 2, Restock)).await;
        let balance = clinic.balance(lot).await;
        assert_eq!(balance.on_hand, Quantity::whole(7));
        assert_eq!(balance.value, Money(25_000 + 400_000 + 50_000), "one at 2.50, four at 10.00, two at 2.50");
        let line = &clinic.lines_of(sale).await[0];
        assert_eq!((line.returned, line.refunded), (Quantity::whole(2), Money(1_780_000)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn at_most_what_was_sold_comes_back_however_it_is_named() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(serum()).await.id, "L1", 4).await;
        let line = SaleLine { line_key: Some("k1".to_owned()), ..sale_line(StockSource::Lot(lot), 3) };
        let sale = RecordSale { lines: vec![line], ..clinic.sale([]) };
        let id = clinic.done(&clinic.front_desk(), sale.clone()).await.sale_id;
        let reference = |key: &str| {
            ReturnOf::Reference(SaleLineReference {
                sale_id: sale.sale_id.clone(),
                line_key: Some(key.to_owned()),
                lot_number: Some("l 1".to_owned()),
            })
        };
        clinic.done(&clinic.front_desk(), clinic.bring_back(reference("k1"), 2, Restock)).await;
        let of = clinic.first_line(id).await;
        let refused = clinic.refused(&clinic.front_desk(), clinic.bring_back(of.clone(), 2, Restock)).await;
        let Reason::Conflict { current, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(current.as_deref(), Some("1"), "one can still come back");
        clinic.done(&clinic.front_desk(), clinic.bring_back(of.clone(), 1, Destroy)).await;
        let refused = clinic.refusals(&clinic.front_desk(), clinic.bring_back(of, 1, Restock)).await;
        assert_eq!(refused, [(Code::AlreadyDone, "lines.0.quantity".to_owned())]);
        let unknown = clinic.refusals(&clinic.front_desk(), clinic.bring_back(reference("k2"), 1, Restock)).await;
        assert_eq!(unknown, [(Code::NotFound, "lines.0.of".to_owned())]);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(3));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn quarantine_holds_just_what_came_back() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, sale) = clinic.three_sold().await;
        let of = clinic.first_line(sale).await;
        clinic.done(&clinic.front_desk(), clinic.bring_back(of, 1, Quarantine)).await;
        let holds = clinic.holds_of(lot).await;
        assert_eq!(
            (holds.len(), holds[0].quantity, holds[0].site_id),
            (1, Some(Quantity::whole(1)), Some(clinic.denver.id))
        );
        let both_bottles = clinic.sale([(StockSource::Lot(lot), 2)]);
        assert_eq!(clinic.refusals(&clinic.front_desk(), both_bottles).await[0].0, Code::InsufficientStock);
        clinic.sell(StockSource::Lot(lot), 1).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_suspect_goes_to_quarantine_whatever_was_asked_and_what_is_held_not_to_the_shelf() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, sale) = clinic.three_sold().await;
        let of = clinic.first_line(sale).await;
        clinic.held(HoldKind::Quarantine, lot).await;
        let refused = clinic.refused(&clinic.front_desk(), clinic.bring_back(of.clone(), 1, Restock)).await;
        let Reason::StockNotUsable { reasons, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(reasons, &[UnusableReason::Quarantined]);
        clinic.held(HoldKind::Suspect, lot).await;
        for asked in [Restock, Destroy] {
            let answer = clinic.perform(&clinic.front_desk(), clinic.bring_back(of.clone(), 1, asked)).await;
            assert_eq!(answer.expect("it is evidence").notices[0].code, NoticeCode::ReturnedToQuarantine);
        }
        assert!(clinic.came_back().await.iter().all(|line| line.disposition == Quarantine && line.asked != Quarantine));
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(3));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn another_site_takes_back_what_this_one_sold() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, sale) = clinic.three_sold().await;
        let of = clinic.first_line(sale).await;
        let there = RecordSaleReturn { site_id: clinic.auckland.id, ..clinic.bring_back(of, 1, Restock) };
        clinic.done(&clinic.front_desk(), there).await;
        let balance = clinic.balance_at(clinic.auckland.id, lot).await.expect("it is there now");
        assert_eq!((balance.on_hand, balance.value), (Quantity::whole(1), Money(25_000)));
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(1));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn without_a_receipt_nothing_goes_back_on_the_shelf() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, _) = clinic.three_sold().await;
        let product = clinic.balance(lot).await.product_id;
        let of = |number: Option<&str>| ReturnOf::Unlinked {
            source: StockSource::Product(product),
            lot_number: number.map(ToOwned::to_owned),
        };
        let refused = clinic.refusals(&clinic.front_desk(), clinic.bring_back(of(Some("L1")), 1, Restock)).await;
        assert_eq!(refused, [(Code::Invalid, "lines.0.disposition".to_owned())]);
        clinic.done(&clinic.front_desk(), clinic.bring_back(of(Some("L1")), 1, Quarantine)).await;
        clinic.done(&clinic.front_desk(), clinic.bring_back(of(Some("L1")), 1, Destroy)).await;
        clinic.done(&clinic.front_desk(), clinic.bring_back(of(None), 1, Destroy)).await;
        let kept = clinic.came_back().await;
        let booked: Vec<_> = kept.iter().map(|line| (line.booked, line.lot_id.is_some(), line.refund)).collect();
        assert_eq!(booked, [(true, true, None), (false, true, None), (false, false, None)]);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(2), "one of them held");
        assert_eq!(clinic.holds_of(lot).await.len(), 1);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_cancellation_brings_back_the_rest_and_nothing_twice() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, sale) = clinic.three_sold().await;
        let of = clinic.first_line(sale).await;
        clinic.done(&clinic.front_desk(), clinic.bring_back(of.clone(), 1, Destroy)).await;
        let cancel = CancelSale {
            sale_id: sale,
            site_id: clinic.denver.id,
            returned_at: clinic.now.into(),
            disposition: Restock,
            reason: "card declined".to_owned(),
        };
        clinic.done(&clinic.front_desk(), cancel.clone()).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(3));
        assert_eq!(clinic.refusals(&clinic.front_desk(), cancel).await, [(Code::AlreadyDone, "saleId".to_owned())]);
        assert_eq!(
            clinic.refusals(&clinic.front_desk(), clinic.bring_back(of, 1, Restock)).await[0].0,
            Code::AlreadyDone
        );
        let balance = clinic.balance(lot).await;
        assert_eq!(balance.value, Money(75_000));
        assert_eq!(clinic.moved(lot, LedgerAccount::Destruction).await, Quantity::whole(-1));
        clinic.books_are_proved().await;
    })
    .await;
}
