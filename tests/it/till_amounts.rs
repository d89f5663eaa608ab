//! Amounts at the till: whole cents that add up, what is really paid back, and a sale that is said again in other words.

use entity::{
    fixed_point::{Money, Quantity},
    id::{LotId, SaleId},
    sale_line,
    sale_return_line::ReturnDisposition::{Quarantine, Restock},
};
use lotwise::{
    operations::{
        record_sale::{RecordSale, SaleLine},
        record_sale_return::{RecordSaleReturn, ReturnOf, SaleLineReference},
        source::StockSource,
    },
    rules::{notice::NoticeCode, refusal::Code},
};

use crate::{
    clinic::{Clinic, clinic, dollars, sale_line, serum},
    databases::both,
};

impl Clinic {
    /// Three bottles for 20.00, under the key `k1`.
    async fn three_for_twenty(&self) -> (SaleId, String) {
        let lot = self.receive(self.product(serum()).await.id, "L1", 4).await;
        let line = SaleLine {
            line_key: Some("k1".to_owned()),
            unit_price: Some(dollars(10)),
            discount: Some(dollars(10)),
            ..sale_line(StockSource::Lot(lot), 3)
        };
        let sale = RecordSale { lines: vec![line], ..self.sale([]) };
        let pos_id = sale.sale_id.clone();
        (self.done(&self.front_desk(), sale).await.sale_id, pos_id)
    }

    async fn first(&self, sale: SaleId) -> sale_line::Model {
        self.lines_of(sale).await.remove(0)
    }

    fn back_with(&self, of: ReturnOf, quantity: i64, refund: i64) -> RecordSaleReturn {
        let mut back = self.bring_back(of, quantity, Restock);
        back.lines[0].refund = Some(dollars(refund));
        back
    }
}

#[tokio::test]
async fn what_is_paid_back_is_whole_cents_and_adds_up_to_what_was_paid() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (sale, _) = clinic.three_for_twenty().await;
        let line = clinic.first(sale).await;
        assert_eq!(line.revenue, Money(200_000));

        let mut paid_back = vec![];
        for _ in 0..3 {
            let before = clinic.first(sale).await.refunded;
            let back = clinic.bring_back(ReturnOf::SaleLine(line.id), 1, Restock);
            clinic.done(&clinic.front_desk(), back).await;
            paid_back.push(Money(clinic.first(sale).await.refunded.0 - before.0));
        }
        assert_eq!(paid_back, [Money(66_700), Money(66_600), Money(66_700)]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_really_paid_back_is_said_and_never_more_than_was_paid() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (sale, _) = clinic.three_for_twenty().await;
        let of = || async { ReturnOf::SaleLine(clinic.first(sale).await.id) };

        let too_much = clinic.refusals(&clinic.front_desk(), clinic.back_with(of().await, 1, 21)).await;
        assert_eq!(too_much, [(Code::Invalid, "lines.0.refund".to_owned())]);
        clinic.done(&clinic.front_desk(), clinic.back_with(of().await, 2, 5)).await;
        assert_eq!(clinic.first(sale).await.refunded, Money(50_000));
        clinic.done(&clinic.front_desk(), clinic.bring_back(of().await, 1, Restock)).await;
        assert_eq!(clinic.first(sale).await.refunded, Money(50_000 + 66_700), "the last bottle at its share");

        let product = clinic.first(sale).await.product_id;
        let source = StockSource::Product(product);
        let unlinked = ReturnOf::Unlinked { source, lot_number: Some("L1".to_owned()) };
        let mut back = clinic.bring_back(unlinked, 1, Quarantine);
        back.lines[0].refund = Some(dollars(12));
        clinic.done(&clinic.front_desk(), back).await;
        let last = clinic.came_back().await.pop().expect("it came back");
        assert_eq!((last.sale_line_id, last.refund), (None, Some(Money(120_000))));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_line_that_was_split_over_two_lots_comes_back_by_its_one_key() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let first = clinic.receive_expiring(product, "L1", 2, "2027-01-31").await;
        let second = clinic.receive_expiring(product, "L2", 2, "2027-05-31").await;
        let line = SaleLine {
            line_key: Some("k1".to_owned()),
            unit_price: Some(dollars(10)),
            discount: Some(dollars(10)),
            ..sale_line(StockSource::Product(product), 3)
        };
        let sale = RecordSale { lines: vec![line], ..clinic.sale([]) };
        let of = |lot_number: Option<&str>| {
            ReturnOf::Reference(SaleLineReference {
                sale_id: sale.sale_id.clone(),
                line_key: Some("k1".to_owned()),
                lot_number: lot_number.map(str::to_owned),
            })
        };
        let on_hand = async |lot: LotId| clinic.balance(lot).await.on_hand;
        clinic.done(&clinic.front_desk(), sale.clone()).await;
        assert_eq!((on_hand(first).await, on_hand(second).await), (Quantity::ZERO, Quantity::whole(1)));

        let too_many = clinic.refusals(&clinic.front_desk(), clinic.bring_back(of(None), 4, Restock)).await;
        assert_eq!(too_many, [(Code::Conflict, "lines.0.quantity".to_owned())]);
        clinic.done(&clinic.front_desk(), clinic.bring_back(of(Some("L2")), 1, Restock)).await;
        assert_eq!((on_hand(first).await, on_hand(second).await), (Quantity::ZERO, Quantity::whole(2)));
        clinic.done(&clinic.front_desk(), clinic.bring_back(of(None), 2, Restock)).await;
        assert_eq!((on_hand(first).await, on_hand(second).await), (Quantity::whole(2), Quantity::whole(2)));

        let back: Money = clinic.came_back().await.iter().filter_map(|line| line.refund).sum();
        assert_eq!(back, Money(200_000), "all that was paid");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn all_of_a_split_line_comes_back_at_once_with_what_is_said_to_be_paid_back() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        clinic.receive_expiring(product, "L1", 1, "2027-01-31").await;
        clinic.receive_expiring(product, "L2", 2, "2027-05-31").await;
        let line = SaleLine { line_key: Some("k1".to_owned()), ..sale_line(StockSource::Product(product), 3) };
        let sale = RecordSale { lines: vec![line], ..clinic.sale([]) };
        clinic.done(&clinic.front_desk(), sale.clone()).await;

        let (sale_id, line_key) = (sale.sale_id.clone(), Some("k1".to_owned()));
        let of = ReturnOf::Reference(SaleLineReference { sale_id, line_key, lot_number: None });
        clinic.done(&clinic.front_desk(), clinic.back_with(of, 3, 100)).await;

        let back = clinic.came_back().await;
        assert_eq!(back.iter().map(|line| line.quantity).collect::<Vec<_>>(), [Quantity::whole(1), Quantity::whole(2)]);
        let refunds: Vec<_> = back.iter().filter_map(|line| line.refund).collect();
        assert_eq!(refunds, [Money(333_300), Money(666_700)], "by what was paid for each");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_sale_that_is_said_again_in_other_words_is_the_same_sale() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        clinic.receive_expiring(product, "L1", 2, "2027-01-31").await;
        let second = clinic.receive_expiring(product, "L2", 4, "2027-05-31").await;
        let by_product = sale_line(StockSource::Product(product), 3);
        let by_lot = SaleLine { unit_price: Some(dollars(80)), ..sale_line(StockSource::Lot(second), 1) };
        let sale = RecordSale { lines: vec![by_product.clone(), by_lot.clone()], ..clinic.sale([]) };
        let first = clinic.done(&clinic.front_desk(), sale.clone()).await;

        // The price of the product is said now, and the lines come in another order.
        let said = SaleLine { unit_price: Some(dollars(89)), ..by_product.clone() };
        let again = RecordSale { lines: vec![by_lot.clone(), said], ..sale.clone() };
        let answer = clinic.perform(&clinic.front_desk(), again).await.expect("it is the same sale");
        assert_eq!(answer.done.sale_id, first.sale_id);
        assert_eq!(answer.notices.iter().map(|notice| notice.code).collect::<Vec<_>>(), [NoticeCode::AlreadyDone]);

        let cheaper = SaleLine { unit_price: Some(dollars(88)), ..by_product.clone() };
        let other = RecordSale { lines: vec![cheaper, by_lot.clone()], ..sale.clone() };
        assert_eq!(clinic.refusals(&clinic.front_desk(), other).await, [(Code::Conflict, "saleId".to_owned())]);
        let fewer = RecordSale { lines: vec![by_product], ..sale.clone() };
        assert_eq!(clinic.refusals(&clinic.front_desk(), fewer).await, [(Code::Conflict, "saleId".to_owned())]);
        assert_eq!(clinic.lines_of(first.sale_id).await.len(), 3, "nothing was written twice");
        clinic.books_are_proved().await;
    })
    .await;
}
