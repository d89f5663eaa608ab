//! Expiry and holds are those of the instant of the act; what is promised to others is weighed now.

use super::{deviations, fact, sold_hours_ago};
use crate::{
    clinic::{clinic, neurotoxin, serum},
    databases::both,
};
use chrono::TimeDelta;
use entity::{fixed_point::Quantity, hold::HoldKind};
use lotwise::{
    operations::{place_hold::PlaceHold, release_hold::ReleaseHold, source::StockSource},
    rules::{holding::HoldTarget, refusal::Code},
};

fn quarantine(lot: entity::id::LotId) -> PlaceHold {
    let targets = vec![HoldTarget { lot_id: Some(lot), ..HoldTarget::default() }];
    PlaceHold { targets, kind: HoldKind::Quarantine, reason: "the fridge was warm".to_owned() }
}

#[tokio::test]
async fn a_usage_a_minute_before_a_quarantine_breaks_no_rule() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "L1", 2).await;
        let before = clinic.usage([(StockSource::Lot(lot), 10)]);
        clinic.now += TimeDelta::minutes(1);
        clinic.stops(lot, HoldKind::Quarantine).await;
        let after = clinic.usage([(StockSource::Lot(lot), 10)]);
        clinic.now += TimeDelta::minutes(1);

        clinic.done(&clinic.nurse(), before.clone()).await;
        clinic.done(&clinic.nurse(), fact(crate::clinic::Clinic::again(before))).await;
        assert!(deviations(&clinic).await.is_empty());
        let refused = clinic.refusals(&clinic.nurse(), after).await;
        assert_eq!(refused, [(Code::StockNotUsable, "lines.0.source".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_usage_while_a_quarantine_stood_that_was_released_since_is_refused() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "L1", 2).await;
        let hold = clinic.done(&clinic.manager(), quarantine(lot)).await.hold_ids[0];
        clinic.now += TimeDelta::hours(1);
        let meanwhile = clinic.usage([(StockSource::Lot(lot), 10)]);
        clinic.now += TimeDelta::hours(1);
        let release = ReleaseHold::one(hold, "it was cold enough");
        clinic.done(&clinic.manager(), release).await;
        let released = clinic.usage([(StockSource::Lot(lot), 10)]);

        let refused = clinic.refusals(&clinic.nurse(), meanwhile).await;
        assert_eq!(refused, [(Code::StockNotUsable, "lines.0.source".to_owned())]);
        clinic.done(&clinic.nurse(), released).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_slips_past_a_recall_with_an_earlier_hour() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "L1", 2).await;
        let before = clinic.usage([(StockSource::Lot(lot), 10)]);
        clinic.now += TimeDelta::minutes(10);
        clinic.stops(lot, HoldKind::Suspect).await;

        let refused = clinic.refusals(&clinic.nurse(), before).await;
        assert_eq!(refused, [(Code::StockNotUsable, "lines.0.source".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_sale_of_the_evening_of_what_expired_at_midnight_is_recorded_in_the_morning() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        // The end of that day in Denver is 06:00 UTC of the next.
        let lot = clinic.receive_expiring(bottle, "S1", 3, "2026-03-02").await;
        clinic.now += TimeDelta::hours(16);

        let too_late = sold_hours_ago(&clinic, 1, clinic.sale([(StockSource::Lot(lot), 1)]));
        let refused = clinic.refusals(&clinic.front_desk(), too_late).await;
        assert_eq!(refused, [(Code::StockNotUsable, "lines.0.source".to_owned())]);

        let in_time = sold_hours_ago(&clinic, 9, clinic.sale([(StockSource::Lot(lot), 1)]));
        clinic.done(&clinic.front_desk(), in_time).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(2));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_others_were_promised_since_is_not_sold_with_an_earlier_hour() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let expired = clinic.receive_expiring(bottle, "OLD", 3, "2026-03-02").await;
        let fresh = clinic.receive(bottle, "NEW", 2).await;
        clinic.now += TimeDelta::hours(16);
        clinic.reserve(bottle, 2).await;

        let promised = sold_hours_ago(&clinic, 9, clinic.sale([(StockSource::Lot(fresh), 1)]));
        let refused = clinic.refusals(&clinic.front_desk(), promised).await;
        assert_eq!(refused, [(Code::InsufficientStock, "lines.0.source".to_owned())]);

        let gone_anyway = sold_hours_ago(&clinic, 9, clinic.sale([(StockSource::Lot(expired), 1)]));
        clinic.done(&clinic.front_desk(), gone_anyway).await;
        clinic.books_are_proved().await;
    })
    .await;
}
