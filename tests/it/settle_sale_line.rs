//! What was sold before the books had it is settled when they have it: once, from what was sold, with what was paid.

use crate::{
    clinic::{Clinic, clinic, serum},
    databases::both,
};
use entity::{
    fixed_point::{Money, Quantity},
    id::{ProductId, SaleId, SaleLineId},
    sale_return_line::ReturnDisposition,
    usage::LateReason,
};
use lotwise::{
    operations::{
        create_product::CreateProduct,
        record_sale::RecordSale,
        record_sale_return::ReturnOf,
        record_usage::AlreadyPerformed,
        settle_sale_line::SettleSaleLine,
        source::{StockSource, UnbookedStock},
    },
    queries::{page::PageRequest, sales},
    rules::refusal::Code,
};

impl Clinic {
    /// Bottles that were sold and paid before their delivery was entered.
    async fn sold_unbooked(&self, product: ProductId, lot_number: Option<&str>, quantity: i64) -> (SaleId, SaleLineId) {
        let stock = UnbookedStock {
            product_id: product,
            lot_number: lot_number.map(str::to_owned),
            expires_on: None,
            serial: None,
        };
        let why = AlreadyPerformed { why: LateReason::ReceiptNotEntered, note: None };
        let sale = RecordSale { already_performed: Some(why), ..self.sale([(StockSource::Unbooked(stock), quantity)]) };
        let sale = self.done(&self.front_desk(), sale).await.sale_id;
        (sale, self.lines_of(sale).await[0].id)
    }

    /// The sales that still have a line to be settled.
    async fn to_settle(&self) -> Vec<SaleId> {
        let filter = sales::SaleFilter { booked: Some(false), ..sales::SaleFilter::default() };
        let asked = PageRequest::new(None, None).expect("a page");
        let page = sales::page(self.deployment.database.reader(), &filter, &asked).await.expect("sales are read");
        page.rows.into_iter().map(|listed| listed.row.id).collect()
    }
}

fn settle(line: SaleLineId, source: StockSource) -> SettleSaleLine {
    SettleSaleLine { sale_line_id: line, source }
}

#[tokio::test]
async fn a_line_is_settled_once_from_the_stock_with_what_was_paid() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let (sale, line) = clinic.sold_unbooked(bottle, None, 3).await;
        assert_eq!(clinic.to_settle().await, [sale]);
        let early = clinic.receive_expiring(bottle, "L1", 1, "2026-12-31").await;
        let too_few = clinic.refusals(&clinic.front_desk(), settle(line, StockSource::Product(bottle))).await;
        assert_eq!(too_few, [(Code::InsufficientStock, "source".to_owned())]);
        let late = clinic.receive(bottle, "L2", 5).await;
        clinic.done(&clinic.front_desk(), settle(line, StockSource::Product(bottle))).await;
        let lines = clinic.lines_of(sale).await;
        let now: Vec<_> =
            lines.iter().map(|line| (line.lot_id, line.quantity, line.revenue, line.settles_id.is_some())).collect();
        let (one, price) = (Quantity::whole(1), Money(890_000));
        assert_eq!(
            now,
            [
                (None, Quantity::whole(3), Money(3 * price.0), false),
                (Some(early), one, price, true),
                (Some(late), Quantity::whole(2), Money(2 * price.0), true),
            ]
        );
        assert_eq!((clinic.balance(late).await.on_hand, clinic.to_settle().await), (Quantity::whole(3), vec![]));
        let again = clinic.refusals(&clinic.front_desk(), settle(line, StockSource::Product(bottle))).await;
        assert_eq!(again, [(Code::AlreadyDone, "saleLineId".to_owned())]);
        let back = clinic.bring_back(ReturnOf::SaleLine(line), 1, ReturnDisposition::Restock);
        assert_eq!(
            clinic.refusals(&clinic.front_desk(), back).await[0].0,
            Code::Conflict,
            "the booked lines come back"
        );
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_line_that_states_its_lot_is_settled_from_that_lot_and_from_no_other_product() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let other = clinic.product(CreateProduct { sku: "OTHER".to_owned(), ..serum() }).await.id;
        let (_, line) = clinic.sold_unbooked(bottle, Some("x 9"), 1).await;
        let (wrong, right) = (clinic.receive(bottle, "Y1", 2).await, clinic.receive(bottle, "X9", 2).await);
        clinic.receive(other, "Z1", 2).await;
        for source in [StockSource::Lot(wrong), StockSource::Product(bottle), StockSource::Product(other)] {
            let refused = clinic.refusals(&clinic.front_desk(), settle(line, source)).await;
            assert_eq!(refused, [(Code::Conflict, "source".to_owned())]);
        }
        assert!(clinic.forbidden(&clinic.nurse(), settle(line, StockSource::Lot(right))).await);
        clinic.done(&clinic.front_desk(), settle(line, StockSource::Lot(right))).await;
        assert_eq!(clinic.balance(right).await.on_hand, Quantity::whole(1));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_came_back_before_it_was_in_the_books_is_not_settled() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let (sale, line) = clinic.sold_unbooked(bottle, None, 3).await;
        let back = clinic.bring_back(ReturnOf::SaleLine(line), 1, ReturnDisposition::Quarantine);
        clinic.done(&clinic.front_desk(), back).await;
        let lot = clinic.receive(bottle, "L1", 5).await;
        clinic.done(&clinic.front_desk(), settle(line, StockSource::Lot(lot))).await;
        let lines = clinic.lines_of(sale).await;
        assert_eq!((lines[1].quantity, lines[1].revenue), (Quantity::whole(2), Money(2 * 890_000)));
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(3));
        let (_, line) = clinic.sold_unbooked(bottle, None, 1).await;
        let back = clinic.bring_back(ReturnOf::SaleLine(line), 1, ReturnDisposition::Destroy);
        clinic.done(&clinic.front_desk(), back).await;
        let refused = clinic.refusals(&clinic.front_desk(), settle(line, StockSource::Lot(lot))).await;
        assert_eq!((refused[0].0, clinic.to_settle().await), (Code::AlreadyDone, vec![]));
        clinic.books_are_proved().await;
    })
    .await;
}
