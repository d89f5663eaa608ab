//! Setting the books right: sealed stock in whole containers, opened containers by measure, never below zero.

use crate::{
    clinic::{Clinic, clinic, neurotoxin, serum},
    databases::both,
};
use entity::{
    container,
    container::ContainerStatus,
    entry::{self, LedgerAccount},
    fixed_point::Quantity,
    id::{ContainerId, LotId},
};
use lotwise::{
    operations::{
        adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
        place_hold::PlaceHold,
    },
    rules::{
        holding::HoldTarget,
        refusal::{Code, Reason},
        rights::Role,
    },
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

fn by(units: i64) -> StockChange {
    StockChange::By(units.into())
}

fn counted(amount: i64, expected: i64) -> StockChange {
    StockChange::Counted { amount: amount.into(), expected: expected.into() }
}

fn of_lot(lot: LotId, change: StockChange) -> AdjustmentLine {
    AdjustmentLine { lot_id: Some(lot), container_id: None, change }
}

fn of_container(container: ContainerId, change: StockChange) -> AdjustmentLine {
    AdjustmentLine { lot_id: None, container_id: Some(container), change }
}

impl Clinic {
    fn adjustment(&self, lines: Vec<AdjustmentLine>) -> AdjustStock {
        let reason = "shelf check".to_owned();
        AdjustStock { site_id: self.denver.id, occurred_at: self.now.into(), reason, lines }
    }

    /// The one container of a lot that was opened.
    pub(crate) async fn container_of(&self, lot: LotId) -> container::Model {
        let of_lot = container::COLUMN.lot_id.eq(lot);
        let reader = self.deployment.database.reader();
        container::Entity::find().filter(of_lot).one(reader).await.unwrap().expect("a container was opened")
    }

    /// A lot of three vials, one of which was opened for 40 U.
    pub(crate) async fn vials(&self) -> (LotId, container::Model) {
        let product = self.product(neurotoxin()).await.id;
        let lot = self.receive(product, "C1", 3).await;
        self.draw(lot, 40).await;
        (lot, self.container_of(lot).await)
    }
}

#[tokio::test]
async fn a_lot_is_set_right_by_whole_containers_at_its_average_cost() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let lot = clinic.receive(product, "S1", 4).await;
        clinic.done(&clinic.manager(), clinic.adjustment(vec![of_lot(lot, by(-1))])).await;
        clinic.done(&clinic.manager(), clinic.adjustment(vec![of_lot(lot, by(2))])).await;
        let balance = clinic.balance(lot).await;
        assert_eq!(balance.on_hand, Quantity::whole(5));
        assert_eq!(balance.value.to_string(), "12.5", "5 at 2.50");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_count_against_another_balance_is_a_conflict_that_shows_the_one_now() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, vial) = clinic.vials().await;
        let stale = clinic.adjustment(vec![of_lot(lot, counted(160, 300)), of_container(vial.id, counted(55, 100))]);
        let refused = clinic.refused(&clinic.manager(), stale).await;
        let current: Vec<_> = refused
            .iter()
            .map(|refusal| match &refusal.reason {
                Reason::Conflict { current, .. } => current.as_deref().unwrap_or_default().to_owned(),
                other => panic!("not a conflict: {other}"),
            })
            .collect();
        assert_eq!(current, ["60", "260"]);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(260), "nothing was written");
    })
    .await;
}

#[tokio::test]
async fn what_is_measured_in_a_vial_is_counted_apart_from_use_and_waste() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, vial) = clinic.vials().await;
        let posting_id =
            clinic.done(&clinic.manager(), clinic.adjustment(vec![of_container(vial.id, counted(55, 60))])).await;
        let measured = clinic.container_of(lot).await;
        assert_eq!((measured.counted, measured.remaining), (Quantity::whole(-5), Quantity::whole(55)));
        assert_eq!((measured.used, measured.wasted), (vial.used, vial.wasted));
        let balance = clinic.balance(lot).await;
        assert_eq!((balance.on_hand, balance.opened), (Quantity::whole(255), Quantity::whole(55)));
        let of_posting = entry::COLUMN.posting_id.eq(posting_id.posting_id);
        let reader = clinic.deployment.database.reader();
        let entry = entry::Entity::find().filter(of_posting).one(reader).await.unwrap().unwrap();
        assert_eq!((entry.account, entry.container_id), (LedgerAccount::Count, Some(vial.id)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_vial_measured_empty_is_closed_and_one_with_a_rest_is_open_again() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, vial) = clinic.vials().await;
        clinic.done(&clinic.manager(), clinic.adjustment(vec![of_container(vial.id, by(-60))])).await;
        assert_eq!(clinic.container_of(lot).await.status, ContainerStatus::Empty);
        clinic.done(&clinic.manager(), clinic.adjustment(vec![of_container(vial.id, by(4))])).await;
        assert_eq!(clinic.container_of(lot).await.status, ContainerStatus::Open);
        assert_eq!(clinic.balance(lot).await.opened, Quantity::whole(4));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_count_of_the_lot_is_of_everything_and_its_vials_counted_with_it_are_part_of_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, vial) = clinic.vials().await;
        // 260 in the books; one of two sealed vials is gone, and 50 of 60 are in the open one.
        let lines = vec![of_lot(lot, counted(150, 260)), of_container(vial.id, counted(50, 60))];
        clinic.done(&clinic.manager(), clinic.adjustment(lines)).await;
        let balance = clinic.balance(lot).await;
        assert_eq!((balance.on_hand, balance.opened), (Quantity::whole(150), Quantity::whole(50)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn sealed_stock_is_whole_and_nothing_falls_below_zero() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, vial) = clinic.vials().await;
        let cases = [
            (of_lot(lot, by(-50)), Code::Invalid, "lines.0.change.by"),
            (of_lot(lot, by(-300)), Code::InsufficientStock, "lines.0.change.by"),
            (of_lot(lot, counted(0, 260)), Code::Invalid, "lines.0.change.counted"),
            (of_container(vial.id, by(-61)), Code::InsufficientStock, "lines.0.change.by"),
            (of_container(vial.id, StockChange::By(Decimal::new(3, 1))), Code::Invalid, "lines.0.change.by"),
            (of_lot(lot, by(0)), Code::Invalid, "lines.0.change.by"),
            (of_lot(LotId::new(), by(100)), Code::NotFound, "lines.0.lotId"),
            (of_container(ContainerId::new(), by(1)), Code::NotFound, "lines.0.containerId"),
            (of_lot(lot, counted(260, 260)), Code::AlreadyDone, "lines"),
        ];
        for (line, code, field) in cases {
            let said = format!("{line:?}");
            let refused = clinic.refusals(&clinic.manager(), clinic.adjustment(vec![line])).await;
            assert_eq!(refused, [(code, field.to_owned())], "{said}");
        }
        let twice = clinic.adjustment(vec![of_lot(lot, by(100)), of_lot(lot, by(-100))]);
        assert_eq!(clinic.refusals(&clinic.manager(), twice).await, [(Code::Invalid, "lines.1.lotId".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn the_refusal_says_how_much_could_leave() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, _) = clinic.vials().await;
        let refused = clinic.refused(&clinic.manager(), clinic.adjustment(vec![of_lot(lot, by(-300))])).await;
        let Reason::InsufficientStock { requested, available, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(
            (*requested, *available),
            (Quantity::whole(300), Quantity::whole(200)),
            "the open vial is not sealed"
        );
    })
    .await;
}

#[tokio::test]
async fn expired_and_held_stock_is_adjusted_like_any_other() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let (lot, _) = clinic.vials().await;
        let (targets, kind) =
            (vec![HoldTarget { lot_id: Some(lot), ..HoldTarget::default() }], entity::hold::HoldKind::Suspect);
        clinic.done(&clinic.director(), PlaceHold { targets, kind, reason: "a letter".to_owned() }).await;
        clinic.now += chrono::TimeDelta::days(1000);
        clinic.done(&clinic.manager(), clinic.adjustment(vec![of_lot(lot, by(-100))])).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(160));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn only_who_manages_the_site_adjusts_with_a_reason_and_not_in_the_future() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, _) = clinic.vials().await;
        let adjustment = || clinic.adjustment(vec![of_lot(lot, by(100))]);
        assert!(clinic.forbidden(&clinic.nurse(), adjustment()).await);
        let elsewhere = clinic.somebody("nan", Role::Manager, "auckland");
        assert!(clinic.forbidden(&elsewhere, adjustment()).await);
        let unreasoned = AdjustStock { reason: "  ".to_owned(), ..adjustment() };
        assert_eq!(clinic.refusals(&clinic.manager(), unreasoned).await, [(Code::Invalid, "reason".to_owned())]);
        let tomorrow = (clinic.now + chrono::TimeDelta::days(1)).into();
        let early = AdjustStock { occurred_at: tomorrow, ..adjustment() };
        assert_eq!(clinic.refusals(&clinic.manager(), early).await, [(Code::Invalid, "occurredAt".to_owned())]);
    })
    .await;
}
