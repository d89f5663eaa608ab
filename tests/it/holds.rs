//! Stopping stock and letting it go again: who may, how far a hold reaches, and what of a lot it stops.

use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin, serum},
    databases::both,
};
use entity::{
    fixed_point::Quantity,
    hold::{self, HoldKind},
    id::{HoldId, LotId},
    product::StorageBand,
};
use lotwise::{
    operations::{
        adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
        place_hold::PlaceHold,
        release_hold::ReleaseHold,
        source::StockSource,
    },
    rules::{
        holding::HoldTarget,
        refusal::{Code, Reason},
        rights::Role,
        usability::UnusableReason,
    },
};
use rust_decimal::Decimal;

fn everywhere(lot: LotId) -> HoldTarget {
    HoldTarget { lot_id: Some(lot), ..HoldTarget::default() }
}

fn quarantine(target: HoldTarget) -> PlaceHold {
    PlaceHold { targets: vec![target], kind: HoldKind::Quarantine, reason: "the fridge read 14 °C".to_owned() }
}

fn suspect(target: HoldTarget) -> PlaceHold {
    PlaceHold { kind: HoldKind::Suspect, reason: "the hologram is missing".to_owned(), ..quarantine(target) }
}

fn release(hold_id: HoldId) -> ReleaseHold {
    ReleaseHold::one(hold_id, "the manufacturer says it is stable")
}

impl Clinic {
    fn in_denver(&self, lot: LotId) -> HoldTarget {
        HoldTarget { site_id: Some(self.denver.id), ..everywhere(lot) }
    }

    fn part(&self, lot: LotId, quantity: i64) -> HoldTarget {
        HoldTarget { quantity: Some(quantity.into()), ..self.in_denver(lot) }
    }

    async fn hold(&self, id: HoldId) -> hold::Model {
        self.row::<hold::Entity>(id).await
    }

    /// Why a usage of the lot is refused; nothing when it is not.
    async fn why_not(&self, lot: LotId, quantity: i64) -> Vec<UnusableReason> {
        let usage = self.usage([(StockSource::Lot(lot), quantity)]);
        match self.perform(&self.nurse(), usage).await {
            Ok(_) => vec![],
            Err(lotwise::error::Error::Refused(refusals)) => match &refusals[0].reason {
                Reason::StockNotUsable { reasons, .. } => reasons.clone(),
                Reason::InsufficientStock { skipped, .. } => {
                    skipped.iter().flat_map(|lot| lot.reasons.clone()).collect()
                }
                other => panic!("{other}"),
            },
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn a_nurse_stops_a_lot_at_her_site_and_a_manager_lets_it_go() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C1", 2).await;
        let ana = clinic.somebody("ana", Role::Nurse, "denver");
        let hold = clinic.done(&ana, quarantine(clinic.in_denver(lot))).await.hold_ids[0];
        assert_eq!(clinic.why_not(lot, 10).await, [UnusableReason::Quarantined]);
        assert!(clinic.forbidden(&ana, release(hold)).await);
        clinic.done(&clinic.somebody("mo", Role::Manager, "denver"), release(hold)).await;
        assert_eq!(clinic.why_not(lot, 10).await, []);
        let kept = clinic.hold(hold).await;
        assert_eq!((kept.placed_by.as_str(), kept.released_by.as_deref()), ("ana", Some("mo")));
        assert_eq!(kept.release_reason.as_deref(), Some("the manufacturer says it is stable"));
    })
    .await;
}

#[tokio::test]
async fn who_has_the_right_at_one_site_stops_nothing_at_another() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C1", 2).await;
        let elsewhere = clinic.somebody("nan", Role::Nurse, "auckland");
        assert!(clinic.forbidden(&elsewhere, quarantine(clinic.in_denver(lot))).await);
        let here = clinic.somebody("ana", Role::Nurse, "denver");
        assert!(clinic.forbidden(&here, quarantine(everywhere(lot))).await, "all sites are more than hers");
        assert!(clinic.forbidden(&clinic.auditor(), quarantine(clinic.in_denver(lot))).await);
        let hold = clinic.done(&clinic.nurse(), quarantine(everywhere(lot))).await.hold_ids[0];
        let mo = clinic.somebody("mo", Role::Manager, "denver");
        assert!(clinic.forbidden(&mo, release(hold)).await, "nor is it one site's to release");
        clinic.done(&clinic.manager(), release(hold)).await;
    })
    .await;
}

#[tokio::test]
async fn suspect_stock_is_the_directors_and_stops_everywhere_whatever_was_pointed_at() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C1", 2).await;
        for target in [everywhere(lot), clinic.part(lot, 100)] {
            assert!(clinic.forbidden(&clinic.manager(), suspect(target.clone())).await);
            let hold = clinic.done(&clinic.director(), suspect(target)).await.hold_ids[0];
            let kept = clinic.hold(hold).await;
            assert_eq!((kept.site_id, kept.container_id, kept.quantity), (None, None, None));
            assert_eq!(clinic.why_not(lot, 10).await, [UnusableReason::Suspect]);
            assert!(clinic.forbidden(&clinic.manager(), release(hold)).await);
            clinic.done_by_two(&clinic.director(), release(hold)).await;
        }
        let by_hand = PlaceHold { kind: HoldKind::Recall, ..suspect(everywhere(lot)) };
        assert_eq!(clinic.refusals(&clinic.director(), by_hand).await, [(Code::Invalid, "kind".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn a_part_is_whole_containers_of_what_is_there_and_not_held_yet() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C1", 3).await;
        let ana = clinic.nurse();
        let half = clinic.refusals(&ana, quarantine(clinic.part(lot, 50))).await;
        assert_eq!(half, [(Code::Invalid, "targets.0.quantity".to_owned())]);
        clinic.done(&ana, quarantine(clinic.part(lot, 200))).await;
        let refused = clinic.refused(&ana, quarantine(clinic.part(lot, 200))).await;
        let Reason::InsufficientStock { requested, available, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!((*requested, *available), (Quantity::whole(200), Quantity::whole(100)));
        let both_halves = vec![clinic.part(lot, 100), clinic.part(lot, 100)];
        let twice = PlaceHold { targets: both_halves, ..quarantine(clinic.part(lot, 100)) };
        let refused = clinic.refusals(&ana, twice).await;
        assert_eq!(refused, [(Code::InsufficientStock, "targets.1.quantity".to_owned())]);
        assert_eq!(clinic.why_not(lot, 100).await, [], "the third vial is free");
        assert_eq!(clinic.why_not(lot, 10).await, [UnusableReason::Quarantined]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn an_opened_container_is_stopped_alone() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, vial) = clinic.vials().await;
        let target = HoldTarget { container_id: Some(vial.id), ..HoldTarget::default() };
        let hold = clinic.done(&clinic.nurse(), quarantine(target.clone())).await.hold_ids[0];
        let kept = clinic.hold(hold).await;
        assert_eq!((kept.lot_id, kept.site_id, kept.container_id), (lot, Some(clinic.denver.id), Some(vial.id)));
        let from_it = clinic.usage([(StockSource::Container(vial.id), 10)]);
        assert_eq!(clinic.refusals(&clinic.nurse(), from_it).await[0].0, Code::StockNotUsable);
        assert_eq!(clinic.why_not(lot, 10).await, [], "a sealed vial of the lot is opened");
        let in_auckland = HoldTarget { site_id: Some(clinic.auckland.id), ..target };
        let refused = clinic.refusals(&clinic.nurse(), quarantine(in_auckland)).await;
        assert_eq!(refused, [(Code::NotFound, "targets.0.containerId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn an_empty_container_is_not_held() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, vial) = clinic.vials().await;
        let change = StockChange::By(Decimal::from(-60));
        let emptied = AdjustStock {
            site_id: clinic.denver.id,
            occurred_at: clinic.now.into(),
            reason: "spilt".to_owned(),
            lines: vec![AdjustmentLine { lot_id: None, container_id: Some(vial.id), change }],
        };
        clinic.done(&clinic.manager(), emptied).await;
        let target = HoldTarget { container_id: Some(vial.id), ..HoldTarget::default() };
        let refused = clinic.refusals(&clinic.nurse(), quarantine(target)).await;
        assert_eq!(refused, [(Code::StockNotUsable, "targets.0.containerId".to_owned())]);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(200));
    })
    .await;
}

#[tokio::test]
async fn a_warm_fridge_stops_every_lot_in_it_and_nothing_else() {
    both(async |database| {
        let clinic = clinic(database).await;
        let cold = clinic.product(neurotoxin()).await.id;
        let (first, second) = (clinic.receive(cold, "C1", 1).await, clinic.receive(cold, "C2", 1).await);
        let used_up = clinic.receive(cold, "C3", 1).await;
        clinic.draw(used_up, 100).await;
        let warm = clinic.receive(clinic.product(serum()).await.id, "S1", 1).await;
        let fridge = HoldTarget {
            storage: Some(StorageBand::Refrigerated),
            site_id: Some(clinic.denver.id),
            ..HoldTarget::default()
        };
        let holds = clinic.done(&clinic.nurse(), quarantine(fridge.clone())).await.hold_ids;
        let mut held = Vec::new();
        for hold in holds {
            let kept = clinic.hold(hold).await;
            assert_eq!(kept.site_id, Some(clinic.denver.id));
            held.push(kept.lot_id);
        }
        held.sort();
        assert_eq!(held, [first, second], "not the empty lot, not the cupboard's");
        assert_eq!(clinic.why_not(warm, 1).await, []);
        let frozen = HoldTarget { storage: Some(StorageBand::Frozen), ..fridge };
        let refused = clinic.refusals(&clinic.nurse(), quarantine(frozen)).await;
        assert_eq!(refused, [(Code::NotFound, "targets.0.storage".to_owned())], "a hold on nothing stops nothing");
    })
    .await;
}

#[tokio::test]
async fn one_wrong_target_places_no_hold_at_all() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(filler()).await.id, "V1", 2).await;
        let targets = vec![clinic.in_denver(lot), everywhere(LotId::new()), HoldTarget::default()];
        let form = PlaceHold { targets, ..quarantine(everywhere(lot)) };
        assert_eq!(
            clinic.refusals(&clinic.nurse(), form).await,
            [(Code::Invalid, "targets.2.lotId".to_owned())],
            "form comes before what is not found"
        );
        let targets = vec![clinic.in_denver(lot), everywhere(LotId::new())];
        let unknown = PlaceHold { targets, ..quarantine(everywhere(lot)) };
        assert_eq!(clinic.refusals(&clinic.nurse(), unknown).await, [(Code::NotFound, "targets.1.lotId".to_owned())]);
        let empty = PlaceHold { targets: vec![], ..quarantine(everywhere(lot)) };
        assert_eq!(clinic.refusals(&clinic.nurse(), empty).await, [(Code::Invalid, "targets".to_owned())]);
        assert_eq!(clinic.why_not(lot, 1).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_hold_is_released_once_with_a_reason() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(filler()).await.id, "V1", 2).await;
        let hold = clinic.done(&clinic.nurse(), quarantine(everywhere(lot))).await.hold_ids[0];
        let unreasoned = ReleaseHold { reason: String::new(), ..release(hold) };
        assert_eq!(clinic.refusals(&clinic.director(), unreasoned).await, [(Code::Invalid, "reason".to_owned())]);
        clinic.done(&clinic.director(), release(hold)).await;
        let refused = clinic.refused(&clinic.manager(), release(hold)).await;
        assert_eq!(refused[0].code(), Code::AlreadyDone);
        assert!(refused[0].to_string().contains("dia released it at 2026-03-02"), "{}", refused[0]);
        let nothing = clinic.refusals(&clinic.manager(), release(HoldId::new())).await;
        assert_eq!(nothing, [(Code::NotFound, "holdId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn what_one_act_placed_is_released_by_one_act_but_for_what_was_released_before() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let syringe = clinic.product(filler()).await.id;
        let lots = [
            clinic.receive(vial, "C1", 1).await,
            clinic.receive(vial, "D2", 1).await,
            clinic.receive(syringe, "V1", 1).await,
        ];
        let targets = lots.map(|lot| clinic.in_denver(lot)).to_vec();
        let alarm = PlaceHold { targets, ..quarantine(HoldTarget::default()) };
        let placed = clinic.done(&clinic.nurse(), alarm).await;
        let group = placed.group_id.expect("one act, one group");
        clinic.done(&clinic.manager(), release(placed.hold_ids[0])).await;

        let all = ReleaseHold::group(group, "the logger was wrong");
        assert!(clinic.forbidden(&clinic.nurse(), all.clone()).await);
        let released = clinic.done(&clinic.manager(), all.clone()).await;

        assert_eq!(released.hold_ids, placed.hold_ids[1..], "the first was released before, and keeps its reason");
        for lot in lots {
            assert_eq!(clinic.why_not(lot, 1).await, []);
        }
        assert_eq!(clinic.refusals(&clinic.manager(), all).await, [(Code::AlreadyDone, "groupId".to_owned())]);
        let neither = ReleaseHold { group_id: None, ..ReleaseHold::group(group, "so") };
        assert_eq!(clinic.refusals(&clinic.manager(), neither).await, [(Code::Invalid, "holdId".to_owned())]);
    })
    .await;
}
