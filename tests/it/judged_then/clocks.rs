//! The in-use clock: it moves only where the opening itself was entered late, the answer says so, and voiding the act
//! gives it back.

use super::{deviations, fact, hours_ago};
use crate::{
    clinic::{Clinic, another, clinic, neurotoxin},
    databases::both,
    record_usage::lines_of,
};
use chrono::TimeDelta;
use entity::{
    id::{ContainerId, UsageId},
    usage_line::VoidedProduct,
};
use lotwise::{
    operations::{
        correct_usage::{CorrectUsage, VoidLine},
        source::StockSource,
    },
    rules::{notice::NoticeCode, refusal::Reason, usability::UnusableReason},
};

/// A clinic with a vial that was opened five hours ago, which was entered so many hours after it.
async fn with_a_vial(clinic: &mut Clinic, entered_hours_after: i64) -> ContainerId {
    let vial = clinic.product(neurotoxin()).await.id;
    let lot = clinic.receive(vial, "L1", 2).await;
    clinic.now += TimeDelta::hours(5 + entered_hours_after);
    let mut opening = clinic.opens(another(lot));
    opening.opened_at = (clinic.now - TimeDelta::hours(entered_hours_after)).into();
    let id = clinic.done(&clinic.nurse(), opening).await.container_id;
    clinic.now += TimeDelta::hours(5 - entered_hours_after);
    id
}

async fn void(clinic: &Clinic, usage: UsageId) {
    let lines = lines_of(clinic, usage).await;
    let never = |line: &entity::usage_line::Model| VoidLine {
        line_id: line.id,
        product: VoidedProduct::NeverDrawn,
        waste_reason: Some(entity::entry::WasteReason::PreparationError),
    };
    let void_lines = lines.iter().map(never).collect();
    let correction = CorrectUsage { usage_id: usage, reason: "another vial".to_owned(), void_lines, add_lines: vec![] };
    clinic.done(&clinic.manager(), correction).await;
}

#[tokio::test]
async fn a_vial_that_was_opened_later_is_refused_by_name_and_as_a_fact_a_deviation_that_moves_no_clock() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = with_a_vial(&mut clinic, 0).await;
        let before = clinic.container(vial).await;
        let earlier = hours_ago(&clinic, 7, clinic.usage([(StockSource::Container(vial), 10)]));

        let refused = clinic.refused(&clinic.nurse(), earlier.clone()).await;
        let Reason::StockNotUsable { reasons, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(reasons, &[UnusableReason::OpenedLater]);

        clinic.done(&clinic.nurse(), fact(earlier)).await;
        let after = clinic.container(vial).await;
        assert_eq!((after.opened_at, after.in_use_until), (before.opened_at, before.in_use_until));
        assert_eq!(deviations(&clinic).await[0].reasons, "OPENED_LATER");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn two_who_share_a_vial_and_chart_in_another_order_use_one_vial() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "L1", 3).await;
        let first = clinic.usage([(StockSource::Lot(lot), 10)]);
        clinic.now += TimeDelta::minutes(5);
        let second = clinic.usage([(StockSource::Lot(lot), 20)]);
        clinic.now += TimeDelta::minutes(5);

        clinic.done(&clinic.nurse(), second).await;
        let answer = clinic.perform(&clinic.nurse(), first.clone()).await.unwrap();
        assert!(answer.notices.iter().any(|notice| notice.code == NoticeCode::InUseClockMoved), "{:?}", answer.notices);
        clinic.draw(lot, 30).await;

        let opened = crate::record_usage::opened(&clinic, lot).await;
        assert_eq!(opened.opened_at, first.performed_at);
        assert_eq!(opened.used, entity::fixed_point::Quantity::whole(60));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn an_opening_that_was_entered_late_moves_with_an_earlier_fact_and_goes_back_when_that_is_voided() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = with_a_vial(&mut clinic, 2).await;
        let told = clinic.container(vial).await;
        let earlier = |hours| fact(hours_ago(&clinic, hours, clinic.usage([(StockSource::Container(vial), 10)])));

        let first = clinic.perform(&clinic.nurse(), earlier(6)).await.unwrap();
        assert!(first.notices.iter().any(|notice| notice.code == NoticeCode::InUseClockMoved), "{:?}", first.notices);
        let moved = clinic.container(vial).await;
        assert_eq!(moved.opened_at, told.opened_at.plus(TimeDelta::hours(-1)));
        assert_eq!(moved.in_use_until, told.in_use_until.map(|until| until.plus(TimeDelta::hours(-1))));

        let second = clinic.done(&clinic.nurse(), earlier(7)).await;
        void(&clinic, second.usage_id).await;
        assert_eq!(clinic.container(vial).await.opened_at, moved.opened_at, "the first still shows it open");

        void(&clinic, first.done.usage_id).await;
        let given_back = clinic.container(vial).await;
        assert_eq!((given_back.opened_at, given_back.in_use_until), (told.opened_at, told.in_use_until));
        assert_eq!((given_back.opened_at_first, given_back.remaining), (None, told.remaining));
        clinic.books_are_proved().await;
    })
    .await;
}
