//! Many at once in the treatment room: one vial is never drawn from twice, one label is one vial, and a hold on the
//! diluent holds.

use crate::{
    clinic::{Clinic, another, clinic, mixed, neurotoxin, saline},
    databases::both,
};
use entity::{fixed_point::Quantity, hold::HoldKind, id::LotId};
use futures_util::future::join_all;
use lotwise::{
    error::Error,
    operations::{Operation, perform, source::StockSource},
    rules::refusal::Code,
};

/// All of them at once as the nurse's: how many were done, and the code of each refusal.
async fn at_once<O: Operation>(clinic: &Clinic, operations: Vec<O>) -> (usize, Vec<Code>) {
    let calls = operations.into_iter().map(|operation| {
        let (deployment, request) = (clinic.deployment.clone(), clinic.nurse());
        let key = format!("{:032x}", rand::random::<u128>());
        tokio::spawn(async move { perform(&deployment, &request, &key, operation).await.map(drop) })
    });
    let answers: Vec<_> = join_all(calls).await.into_iter().map(|call| call.expect("no call panics")).collect();
    let refused = answers.iter().filter_map(|answer| answer.as_ref().err()).map(|error| match error {
        Error::Refused(refusals) => refusals[0].code(),
        other => panic!("neither done nor refused: {other:?}"),
    });
    let refused: Vec<_> = refused.collect();
    (answers.len() - refused.len(), refused)
}

async fn vials(clinic: &Clinic, containers: i32) -> LotId {
    let product = clinic.product(neurotoxin()).await.id;
    clinic.receive(product, "C3016", containers).await
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_draws_on_one_vial_never_take_more_than_it_holds() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic, 2).await;
        let id = clinic.opened_one(lot).await;
        let usages = (0..50).map(|_| clinic.usage([(StockSource::Container(id), 3)])).collect();
        let (done, refused) = at_once(&clinic, usages).await;
        assert_eq!((done, refused), (33, vec![Code::InsufficientStock; 17]));
        assert_eq!(clinic.container(id).await.remaining, Quantity::whole(1));
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(101), "the sealed one is untouched");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn openings_at_once_open_what_is_sealed_and_a_label_is_on_one_vial() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic, 3).await;
        let (done, refused) = at_once(&clinic, (0..10).map(|_| clinic.opens(another(lot))).collect()).await;
        assert_eq!((done, refused), (3, vec![Code::InsufficientStock; 7]));
        let products = ["TOXIN-A", "TOXIN-B"];
        let mut openings = vec![];
        for sku in products {
            let (sku, identifiers) = (sku.to_owned(), vec![]);
            let product =
                clinic.product(lotwise::operations::create_product::CreateProduct { sku, identifiers, ..neurotoxin() });
            let lot = clinic.receive(product.await.id, "C1", 1).await;
            let mut opening = clinic.opens(another(lot));
            opening.label = Some("VIAL-7".to_owned());
            openings.push(opening);
        }
        assert_eq!(at_once(&clinic, openings).await, (1, vec![Code::Conflict]));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn discarding_the_same_vial_twenty_times_discards_it_once() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic, 1).await;
        let id = clinic.opened_one(lot).await;
        let discards = (0..20).map(|_| clinic.discards([(id, None)])).collect();
        assert_eq!(at_once(&clinic, discards).await, (1, vec![Code::AlreadyDone; 19]));
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::ZERO);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_drawn_from_a_vial_after_its_diluent_was_held() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic, 1).await;
        let product = clinic.product(saline()).await.id;
        let diluent = clinic.receive(product, "NACL-9", 1).await;
        let mut opening = clinic.opens(another(lot));
        opening.components = vec![mixed(diluent, 2)];
        let id = clinic.done(&clinic.nurse(), opening).await.container_id;
        let usages = (0..40).map(|_| clinic.usage([(StockSource::Container(id), 1)])).collect();
        let held = async {
            tokio::task::yield_now().await;
            clinic.stops(diluent, HoldKind::Suspect).await;
            clinic.container(id).await.used
        };
        let ((done, refused), used_when_held) = tokio::join!(at_once(&clinic, usages), held);
        assert!(refused.iter().all(|code| *code == Code::StockNotUsable), "{refused:?}");
        let used = clinic.container(id).await.used;
        assert_eq!(used, Quantity::whole(i32::try_from(done).unwrap()));
        assert_eq!(used, used_when_held, "what was used after the hold had committed");
        clinic.books_are_proved().await;
    })
    .await;
}
