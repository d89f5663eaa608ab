//! A notice and the lot that it names come at the same time: whichever is first, they find each other.

use super::letter;
use crate::{
    clinic::{clinic, saline},
    databases::both,
};
use futures_util::future::join_all;
use lotwise::operations;

#[tokio::test]
async fn a_notice_and_a_new_lot_never_miss_each_other() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(saline()).await.id;
        for round in 0..12 {
            let number = format!("R{round:03}A");
            let delivery = clinic.delivery(vial, &number, 1).await;
            let (director, manager) = (clinic.director(), clinic.manager());
            let receipt = operations::perform(&clinic.deployment, &manager, &number, delivery);
            let letters = join_all((0..3).map(|copy| {
                let key = format!("letter {number} {copy}");
                let letter = letter(&format!("{number}-{copy}"), "Sodium chloride", &format!("Lot {number}"));
                let (deployment, director) = (&clinic.deployment, &director);
                async move { operations::perform(deployment, director, &key, letter).await }
            }));
            let (received, letters) = tokio::join!(receipt, letters);
            received.unwrap();
            for letter in letters {
                let means = clinic.means(letter.unwrap().done.notice_id).await;
                assert_eq!(means[0]["lots"][0]["lotNumber"], number.as_str(), "round {round}: {means:#}");
            }
        }
    })
    .await;
}
