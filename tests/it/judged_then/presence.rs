//! A late act takes only what was there: lots that had come, containers that were open, stock that others did not take.

use super::{deviations, fact, hours_ago, sold_hours_ago};
use crate::{
    clinic::{another, clinic, mixed, neurotoxin, saline, serum},
    databases::both,
    record_usage::lines_of,
};
use chrono::TimeDelta;
use entity::{fixed_point::Quantity, usage::LateReason};
use lotwise::{
    operations::{record_usage::AlreadyPerformed, settle_usage_line::SettleUsageLine, source::StockSource},
    rules::{
        refusal::{Code, Reason},
        usability::UnusableReason,
    },
};

#[tokio::test]
async fn a_usage_before_the_lot_came_is_refused_and_says_so() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "L1", 2).await;
        let usage = hours_ago(&clinic, 3, clinic.usage([(StockSource::Lot(lot), 10)]));

        let refused = clinic.refused(&clinic.nurse(), usage).await;

        let Reason::StockNotUsable { reasons, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(reasons, &[UnusableReason::NotThereThen]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_fact_before_the_lot_came_is_unbooked_and_settled_later_as_a_deviation() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "L1", 2).await;
        let usage = fact(hours_ago(&clinic, 3, clinic.usage([(StockSource::Lot(lot), 10)])));

        let done = clinic.done(&clinic.nurse(), usage).await;
        let line = lines_of(&clinic, done.usage_id).await.remove(0);
        assert_eq!((line.booked, line.lot_id), (false, Some(lot)));
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(200));
        let broken = deviations(&clinic).await;
        assert!(broken.iter().any(|deviation| deviation.reasons == "NOT_THERE_THEN"), "{broken:?}");

        let settle = SettleUsageLine { usage_line_id: line.id, source: StockSource::Lot(lot) };
        clinic.done(&clinic.manager(), settle).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(190));
        assert_eq!(deviations(&clinic).await.len(), broken.len() + 1, "that it came later is kept");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn an_offline_sale_of_three_days_ago_does_not_take_what_came_today() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "S1", 5).await;
        let mut sale = sold_hours_ago(&clinic, 72, clinic.sale([(StockSource::Product(bottle), 1)]));
        sale.already_performed = Some(AlreadyPerformed { why: LateReason::Offline, note: None });

        let sale = clinic.done(&clinic.front_desk(), sale).await.sale_id;

        let lines = clinic.lines_of(sale).await;
        assert!(lines.iter().all(|line| !line.booked && line.lot_id.is_none()), "{lines:?}");
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(5));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_others_took_before_more_came_was_not_left_for_a_late_usage() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "L1", 1).await;
        clinic.now += TimeDelta::hours(1);
        clinic.opened_one(lot).await;
        clinic.now += TimeDelta::hours(4);
        clinic.receive(vial, "L1", 3).await;
        // The one vial was sealed then and is open now; three more came two hours ago.
        let usage = hours_ago(&clinic, 5, clinic.usage([(another(lot), 10)]));

        let refused = clinic.refusals(&clinic.nurse(), usage).await;

        assert_eq!(refused, [(Code::StockNotUsable, "lines.0.source".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_late_usage_by_lot_opens_a_vial_that_was_sealed_and_leaves_the_one_in_use_alone() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let diluent = clinic.product(saline()).await.id;
        let lot = clinic.receive(vial, "L1", 2).await;
        let salt = clinic.receive(diluent, "N1", 1).await;
        clinic.now += TimeDelta::hours(6);
        let mut opening = clinic.opens(another(lot));
        opening.components = vec![mixed(salt, 2)];
        let in_use = clinic.done(&clinic.nurse(), opening).await.container_id;
        let before = clinic.container(in_use).await;

        let usage = hours_ago(&clinic, 3, clinic.usage([(StockSource::Lot(lot), 10)]));
        let done = clinic.done(&clinic.nurse(), usage).await;

        let line = lines_of(&clinic, done.usage_id).await.remove(0);
        assert!(line.booked && line.container_id != Some(in_use), "{line:?}");
        assert_eq!(clinic.container(in_use).await, before, "neither drawn from nor moved");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_merged_lot_was_there_under_its_old_number() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let wrong = clinic.receive(vial, "C3O16", 3).await;
        let right = clinic.receive(vial, "C3016", 1).await;
        clinic.now += TimeDelta::hours(5);
        clinic.becomes_one(wrong, "C3016").await;

        // Two vials from one that came under the right number and three that came under the wrong one.
        let usage = hours_ago(&clinic, 4, clinic.usage([(StockSource::Lot(right), 150)]));
        clinic.done(&clinic.nurse(), usage).await;

        assert_eq!(clinic.balance(right).await.on_hand, Quantity::whole(250));
        clinic.books_are_proved().await;
    })
    .await;
}
