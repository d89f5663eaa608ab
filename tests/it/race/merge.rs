//! Two lots turn out to be one while nurses use the one by its old id: nobody is refused, and nothing is left unbooked,
//! as the stock is there all the time.

use entity::usage::LateReason;
use futures_util::FutureExt;
use lotwise::error::Error;
use lotwise::operations::correct_lot::CorrectLotDone;
use lotwise::operations::record_usage::{AlreadyPerformed, RecordUsageDone};
use lotwise::operations::source::StockSource;
use lotwise::operations::{Answer, perform};

use super::{at_once, call, races};
use crate::clinic::{TakesTwo, another, clinic, merging, neurotoxin, sign};
use crate::databases::both;
use crate::record_usage::lines_of;

/// How many nurses use the lot while it is merged.
const NURSES: usize = 30;

enum Outcome {
    Usage(Result<Answer<RecordUsageDone>, Error>),
    Merge(Result<Answer<CorrectLotDone>, Error>),
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lot_that_is_merged_while_it_is_used_by_its_old_id_serves_everybody() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        for race in 0..races() * 3 {
            let wrong = clinic.receive(vial, &format!("C3O16-{race}"), 60).await;
            let right = format!("C3016-{race}");
            clinic.receive(vial, &right, 1).await;

            let approval = clinic.waits(&clinic.manager(), merging(wrong, &right)).await;
            clinic.done(&clinic.second_director(), sign(approval)).await;
            let correction = merging(wrong, &right).with(approval);
            let (deployment, manager, key) = (clinic.deployment.clone(), clinic.manager(), format!("merge {race}"));
            let merge = async move { perform(&deployment, &manager, &key, correction).await };
            let usage = |number: usize| {
                let source = if number.is_multiple_of(2) { another(wrong) } else { StockSource::Lot(wrong) };
                let mut usage = clinic.usage([(source, 1)]);
                // A fact is never refused: what it would lack is left unbooked.
                let fact = AlreadyPerformed { why: LateReason::Offline, note: None };
                usage.already_performed = Some(fact).filter(|_| number.is_multiple_of(3) || !number.is_multiple_of(2));
                call(&clinic, format!("{race} {number}"), usage)
            };
            let mut calls: Vec<_> = (0..NURSES).map(|number| usage(number).map(Outcome::Usage).boxed()).collect();
            calls.insert(NURSES / 2, merge.map(Outcome::Merge).boxed());

            for outcome in at_once(calls).await {
                match outcome {
                    Outcome::Merge(answer) => drop(answer.expect("the lots are merged")),
                    Outcome::Usage(answer) => {
                        let usage = answer.expect("there is enough for everybody").done.usage_id;
                        let lines = lines_of(&clinic, usage).await;
                        assert!(lines.iter().all(|line| line.booked), "{lines:?}");
                    }
                }
            }
        }
        clinic.books_are_proved().await;
    })
    .await;
}
