//! Stock as it was: by the clock of the books, and by the clock of the shelf.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use entity::entry::WasteReason;
use entity::fixed_point::{Money, Quantity};
use entity::id::{LotId, ProductId};
use lotwise::operations::source::StockSource;
use lotwise::queries::stock_as_of::{Clock, LotAsOf, load};

use crate::clinic::{Clinic, clinic, neurotoxin};
use crate::databases::both;

async fn stock(clinic: &Clinic, products: &[ProductId], at: DateTime<Utc>, clock: Clock) -> Vec<LotAsOf> {
    let products = BTreeSet::from_iter(products.iter().copied());
    let reader = clinic.deployment.database.reader();
    load(reader, clinic.denver.id, &products, at.into(), clock).await.unwrap()
}

/// Every unit of it cost 2.50.
fn lot(product_id: ProductId, lot_id: LotId, units: i32) -> LotAsOf {
    let value = Some(Money(25_000 * i64::from(units)));
    LotAsOf { product_id, lot_id, on_hand: Quantity::whole(units), value, cost_unknown: Quantity::ZERO }
}

/// A delivery of two hours ago, entered now; waste of three hours ago, entered an hour later.
#[tokio::test]
async fn what_is_entered_late_counts_for_the_shelf_at_once_and_for_the_books_when_it_was_entered() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let entered = clinic.now;
        let a = clinic.receive(vial, "A1", 2).await;
        clinic.now += TimeDelta::hours(1);
        let mut waste = clinic.wastes(StockSource::Lot(a), 100, WasteReason::Damaged);
        waste.occurred_at = (entered - TimeDelta::hours(3)).into();
        clinic.done(&clinic.manager(), waste).await;

        let hours = |hours| entered + TimeDelta::hours(hours);
        let a_moment = TimeDelta::milliseconds(1);
        for (at, units) in [(hours(0) - a_moment, None), (hours(0), Some(200)), (hours(1), Some(100))] {
            let books = stock(&clinic, &[vial], at, Clock::Recorded).await;
            assert_eq!(books, Vec::from_iter(units.map(|units| lot(vial, a, units))), "in the books at {at}");
        }
        for (at, units) in [(hours(-4), None), (hours(-3), Some(-100)), (hours(-2), Some(100)), (hours(1), Some(100))] {
            let shelf = stock(&clinic, &[vial], at, Clock::Occurred).await;
            assert_eq!(shelf, Vec::from_iter(units.map(|units| lot(vial, a, units))), "on the shelf at {at}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_books_as_of_now_are_the_balances_of_the_products_asked_for() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let (a, b) = (clinic.receive(vial, "A1", 2).await, clinic.receive(vial, "B1", 1).await);
        clinic.draw(a, 130).await;
        clinic.draw(b, 100).await;
        let now = stock(&clinic, &[vial], clinic.now, Clock::Recorded).await;
        assert_eq!(now, [lot(vial, a, 70), lot(vial, b, 0)]);
        assert_eq!(stock(&clinic, &[ProductId::new()], clinic.now, Clock::Recorded).await, []);
        for row in now {
            assert_eq!(clinic.balance(row.lot_id).await.on_hand, row.on_hand);
        }
    })
    .await;
}
