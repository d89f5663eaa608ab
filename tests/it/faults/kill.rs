//! The program is killed while nurses record, and started again.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use tokio::sync::mpsc;

use super::running::{Answered, Running};
use crate::databases::both_durable;

/// How many nurses record at once.
const NURSES: usize = 8;

/// How often the program is killed: `LOTWISE_TEST_KILLS`.
fn kills() -> usize {
    std::env::var("LOTWISE_TEST_KILLS").map_or(3, |kills| kills.parse().expect("LOTWISE_TEST_KILLS is a number"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_before_the_program_was_killed_is_there_after_it() {
    both_durable(async |database| {
        let mut running = Running::start(database).await;
        let (mut answered, mut sent) = (Answered::new(), BTreeSet::new());
        for round in 0..kills() {
            let cut_off = record_until_killed(&mut running, round, &mut answered).await;
            running.service.restart();
            running.assert_nothing_is_lost(&answered).await;
            send_again(&running, &cut_off, &mut answered).await;
            sent.extend(cut_off);
        }
        assert!(!sent.is_empty(), "nobody was waiting for an answer when the program was killed");
        running.assert_nothing_is_lost(&answered).await;
        assert_eq!(running.recorded().await, answered, "every key is one usage, and nothing else is");
    })
    .await;
}

/// Nurses record until the program is gone, which it is after some answers; the keys that were not answered.
async fn record_until_killed(running: &mut Running, round: usize, answered: &mut Answered) -> Vec<String> {
    let (sender, mut answers) = mpsc::unbounded_channel();
    let nurses = (0..NURSES).map(|nurse| {
        let (app, sender) = (running.app(), sender.clone());
        tokio::spawn(async move {
            for number in 0.. {
                let key = format!("round-{round}-{nurse}-{number}");
                match app.use_one(&key).await {
                    Ok(used) => sender.send((key, used.id)).expect("somebody counts"),
                    Err(_) => return key,
                }
            }
            unreachable!("the program is killed")
        })
    });
    let nurses: Vec<_> = nurses.collect();
    drop(sender);
    for _ in 0..rand::random_range(50..150) {
        answered.extend([answers.recv().await.expect("the program answers until it is killed")]);
    }
    running.service.kill();
    let cut_off = join_all(nurses).await.into_iter().map(|nurse| nurse.expect("no nurse panics")).collect();
    while let Some(answer) = answers.recv().await {
        answered.extend([answer]);
    }
    cut_off
}

/// What was not answered is sent again, as an app does: it was recorded, or it is now; in both cases once.
async fn send_again(running: &Running, keys: &[String], answered: &mut Answered) {
    let (app, recorded) = (running.app(), running.recorded().await);
    for key in keys {
        let used = app.use_one(key).await.expect("the program is there again");
        assert!(used.replayed || !recorded.contains_key(key), "{key} was recorded twice");
        answered.insert(key.clone(), used.id);
    }
}
