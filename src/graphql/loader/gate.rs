//! When a loader's statement is sent: once the answer can't go on without rows.
//!
//! The executor takes turns with itself in the middle of a list, and rows that arrive make it ask for more. A statement
//! sent at once would hold the rows of a few items only. So one statement of a request is under way at a time, and the next
//! one is sent when the answer was worked on and nobody woke it since: all that it can ask for, it has asked for.

use futures_util::{FutureExt, future::BoxFuture};
use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Wake, Waker},
};
use tokio::sync::oneshot;

/// The gate of one request.
#[derive(Default)]
pub(in crate::graphql) struct Gate(Mutex<State>);

/// What the answer and its statements are at.
#[derive(Default)]
struct State {
    /// Statements that are asked for and not sent, in their order.
    waiting: VecDeque<oneshot::Sender<()>>,
    under_way: bool,
    answer: Answer,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Answer {
    /// It is worked on, or is about to be.
    #[default]
    Busy,
    /// It is worked on, and nobody woke it since that began.
    Polled,
    /// It waits for rows.
    Waiting,
    /// Nobody wants it any more, or it is there.
    Over,
}

/// A statement that passed the gate; dropped when its rows were handed out.
struct Passed(Arc<Gate>);

/// An answer that is being worked out, and opens the gate whenever it waits.
pub(in crate::graphql) struct Answering<'a, T> {
    answer: BoxFuture<'a, T>,
    gate: Arc<Gate>,
}

/// Wakes the answer, and tells the gate.
struct Watch {
    gate: Arc<Gate>,
    answer: Waker,
}

impl Gate {
    /// The answer whose statements pass this gate.
    pub(in crate::graphql) fn answering<T>(self: Arc<Self>, answer: BoxFuture<'_, T>) -> Answering<'_, T> {
        Answering { answer, gate: self }
    }

    /// Sends what a loader gathered, when it is its turn. Never, when the answer is over before.
    pub(super) fn send(self: &Arc<Self>, fetch: BoxFuture<'static, ()>) {
        // Asked for here and now, not when the task gets to it: by then the answer may wait for this alone.
        let (turn, gate) = (self.turn(), self.clone());
        tokio::spawn(async move {
            if turn.await.is_ok() {
                let _passed = Passed(gate);
                fetch.await;
            }
        });
    }

    fn turn(&self) -> oneshot::Receiver<()> {
        let (turn, mine) = oneshot::channel();
        let mut state = self.state();
        if state.answer != Answer::Over {
            state.waiting.push_back(turn);
            state.open();
        }
        mine
    }

    /// The answer was worked on as far as it goes.
    fn waits(&self) {
        let mut state = self.state();
        if state.answer == Answer::Polled {
            state.answer = Answer::Waiting;
            state.open();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Lets the next statement through, when it is time.
    fn open(&mut self) {
        while self.answer == Answer::Waiting && !self.under_way {
            let Some(next) = self.waiting.pop_front() else { return };
            self.under_way = next.send(()).is_ok();
        }
    }
}

impl<T> Future for Answering<'_, T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let watch = Waker::from(Arc::new(Watch { gate: self.gate.clone(), answer: context.waker().clone() }));
        self.gate.state().answer = Answer::Polled;
        let answer = self.answer.poll_unpin(&mut Context::from_waker(&watch));
        if answer.is_pending() {
            self.gate.waits();
        }
        answer
    }
}

impl<T> Drop for Answering<'_, T> {
    fn drop(&mut self) {
        let mut state = self.gate.state();
        state.answer = Answer::Over;
        state.waiting.clear();
    }
}

impl Wake for Watch {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut state = self.gate.state();
        if state.answer != Answer::Over {
            state.answer = Answer::Busy;
        }
        drop(state);
        self.answer.wake_by_ref();
    }
}

impl Drop for Passed {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.under_way = false;
        state.open();
    }
}

#[cfg(test)]
mod tests {
    use super::{super::through, *};
    use async_graphql::dataloader::{DataLoader, Loader};
    use futures_util::future::{join, join_all, poll_fn};
    use std::{
        collections::HashMap,
        sync::atomic::{AtomicUsize, Ordering},
    };

    /// Doubles numbers, and counts how often it was sent.
    #[derive(Default)]
    struct Doubles(AtomicUsize);

    impl Loader<u64> for Doubles {
        type Value = u64;
        type Error = ();

        async fn load(&self, keys: &[u64]) -> Result<HashMap<u64, u64>, ()> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Ok(keys.iter().map(|key| (*key, key * 2)).collect())
        }
    }

    /// Lists stand in lists, and each takes turns with itself.
    async fn four_times(doubles: &DataLoader<Doubles>, number: u64) -> Result<Option<u64>, ()> {
        let doubled = doubles.load_one(number).await?.unwrap_or_default();
        join_all((0..40).map(|_| doubles.load_one(doubled))).await.pop().unwrap_or(Ok(None))
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_an_answer_asks_at_each_depth_is_one_statement_however_wide_it_is() {
        let gate = Arc::<Gate>::default();
        let doubles = through(&gate, Doubles::default());
        let answer = join_all((1..=400).map(|number| four_times(&doubles, number)));
        let answer = gate.answering(answer.boxed()).await;
        assert_eq!(answer, (1..=400).map(|number| Ok(Some(number * 4))).collect::<Vec<_>>());
        assert_eq!(doubles.loader().0.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn who_stops_waiting_for_an_answer_leaves_nothing_to_be_sent() {
        let gate = Arc::<Gate>::default();
        let doubles = Arc::new(through(&gate, Doubles::default()));
        let asking = doubles.clone();
        let busy = poll_fn(|context| {
            context.waker().wake_by_ref();
            Poll::<()>::Pending
        });
        let mut answer = gate.clone().answering(async move { join(asking.load_one(1), busy).await }.boxed());
        assert!(answer.poll_unpin(&mut Context::from_waker(Waker::noop())).is_pending());
        assert_eq!(gate.state().waiting.len(), 1, "while it is busy, it may ask for more");
        drop(answer);
        assert!(gate.state().waiting.is_empty());
        tokio::task::yield_now().await;
        assert_eq!(doubles.loader().0.load(Ordering::Relaxed), 0);
    }
}
