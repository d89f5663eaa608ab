//! Retail sets: sold as one line, taken from the stock as what is in them, all or none.

use crate::{
    clinic::{Clinic, clinic, neurotoxin, serum},
    databases::both,
};
use entity::{
    fixed_point::{Money, Quantity},
    id::{LotId, ProductId},
    sale_return_line::ReturnDisposition,
};
use lotwise::{
    operations::{
        bundles::BundledGiven, cancel_sale::CancelSale, create_product::CreateProduct, record_sale::RecordSale,
        source::StockSource,
    },
    rules::{
        money::MoneyAmount,
        notice::NoticeCode,
        refusal::{Code, Reason},
    },
};

fn dollars(amount: i64) -> Option<MoneyAmount> {
    Some(MoneyAmount { amount: amount.into(), currency: "USD".to_owned() })
}

fn bottle(sku: &str, price: i64) -> CreateProduct {
    CreateProduct { sku: sku.to_owned(), retail_price: dollars(price), ..serum() }
}

fn set(of: &[(ProductId, i64)]) -> CreateProduct {
    let bundle =
        of.iter().map(|(product, quantity)| BundledGiven { product_id: *product, quantity: (*quantity).into() });
    CreateProduct { bundle: bundle.collect(), name: "Glow set".to_owned(), ..bottle("SET", 100) }
}

/// A set for 100.00 of two cleansers at 30.00 and one cream at 90.00.
struct Set {
    id: ProductId,
    cleanser: ProductId,
    cream: ProductId,
    cleansers: LotId,
    creams: LotId,
}

impl Set {
    async fn of(clinic: &Clinic, creams: i32) -> Self {
        let cleanser = clinic.product(bottle("CLEANSER", 30)).await.id;
        let cream = clinic.product(bottle("CREAM", 90)).await.id;
        Self {
            id: clinic.product(set(&[(cleanser, 2), (cream, 1)])).await.id,
            cleanser,
            cream,
            cleansers: clinic.receive(cleanser, "C1", 9).await,
            creams: clinic.receive(cream, "K1", creams).await,
        }
    }
}

#[tokio::test]
async fn a_set_takes_each_component_by_lot_and_shares_its_price_between_them() {
    both(async |database| {
        let clinic = clinic(database).await;
        let set = Set::of(&clinic, 4).await;
        let sale = clinic.sell(StockSource::Product(set.id), 2).await;
        let lines = clinic.lines_of(sale).await;
        let taken: Vec<_> = lines.iter().map(|line| (line.bundle_id, line.lot_id, line.quantity, line.line)).collect();
        let of = |lot, quantity| (Some(set.id), Some(lot), Quantity::whole(quantity), 0);
        assert_eq!(taken, [of(set.cleansers, 4), of(set.creams, 2)]);
        let paid: Vec<_> = lines.iter().map(|line| line.revenue).collect();
        assert_eq!(paid, [Money(800_000), Money(1_200_000)], "120 to 180 of 200");
        clinic.books_are_proved().await;
        let cancelled = CancelSale {
            sale_id: sale,
            site_id: clinic.denver.id,
            returned_at: clinic.now.into(),
            disposition: ReturnDisposition::Restock,
            reason: "changed their mind".to_owned(),
        };
        clinic.done(&clinic.front_desk(), cancelled).await;
        let (cleansers, creams) = (clinic.balance(set.cleansers).await, clinic.balance(set.creams).await);
        assert_eq!((cleansers.on_hand, creams.on_hand), (Quantity::whole(9), Quantity::whole(4)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_set_that_lacks_one_component_takes_none_of_the_others() {
    both(async |database| {
        let clinic = clinic(database).await;
        let set = Set::of(&clinic, 1).await;
        let refused = clinic.refused(&clinic.front_desk(), clinic.sale([(StockSource::Product(set.id), 2)])).await;
        assert_eq!(refused[0].field.join("."), "lines.0.source", "the line of the set");
        let Reason::InsufficientStock { product_id, available, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!((*product_id, *available), (set.cream, Quantity::whole(1)), "and what of it is missing");
        assert_eq!(clinic.balance(set.cleansers).await.on_hand, Quantity::whole(9));
        clinic.reserve(set.cleanser, 8).await;
        let refused = clinic.refused(&clinic.front_desk(), clinic.sale([(StockSource::Product(set.id), 1)])).await;
        let Reason::InsufficientStock { product_id, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(*product_id, set.cleanser, "what is promised to others is not there for a set either");
    })
    .await;
}

#[tokio::test]
async fn a_set_beside_its_own_component_draws_both_from_one_shelf() {
    both(async |database| {
        let clinic = clinic(database).await;
        let set = Set::of(&clinic, 2).await;
        let lines = [(StockSource::Product(set.cream), 1), (StockSource::Product(set.id), 2)];
        let refused = clinic.refusals(&clinic.front_desk(), clinic.sale(lines.clone())).await;
        assert_eq!(refused, [(Code::InsufficientStock, "lines.1.source".to_owned())]);
        let fewer = RecordSale {
            lines: clinic.sale([lines[0].clone(), (StockSource::Product(set.id), 1)]).lines,
            ..clinic.sale([])
        };
        let answer = clinic.perform(&clinic.front_desk(), fewer).await.expect("there is enough");
        assert!(answer.notices.iter().all(|notice| notice.code != NoticeCode::Unbooked));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_set_is_made_of_products_that_have_stock_and_has_none_itself() {
    both(async |database| {
        let clinic = clinic(database).await;
        let made = Set::of(&clinic, 1).await;
        let refused = async |given: CreateProduct| {
            clinic.refusals(&clinic.manager(), CreateProduct { sku: "OTHER".to_owned(), ..given }).await
        };
        let invalid = |field: &str| vec![(Code::Invalid, field.to_owned())];
        assert_eq!(refused(set(&[(made.id, 1)])).await, invalid("bundle.0.productId"), "no sets of sets");
        assert_eq!(refused(set(&[(made.cream, 1), (made.cream, 1)])).await, invalid("bundle.1.productId"));
        assert_eq!(refused(set(&[(made.cream, 0)])).await, invalid("bundle.0.quantity"));
        let unknown = (Code::NotFound, "bundle.0.productId".to_owned());
        assert_eq!(refused(set(&[(ProductId::new(), 1)])).await, [unknown]);
        let injected = CreateProduct { bundle: set(&[(made.cream, 1)]).bundle, ..neurotoxin() };
        assert!(refused(injected).await.contains(&(Code::Invalid, "bundle".to_owned())));
        let delivery = clinic.delivery(made.id, "S1", 1).await;
        assert_eq!(clinic.refusals(&clinic.manager(), delivery).await, invalid("lines.0.productId"));
        assert_eq!(clinic.refusals(&clinic.front_desk(), clinic.promise(made.id, 1)).await, invalid("productId"));
    })
    .await;
}
