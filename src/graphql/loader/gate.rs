//! When a loader's statement is sent: once the answer can't go on without rows.
//!
//! The executor takes turns with itself in the middle of a list, and rows that arrive make it ask for more. A statement
//! sent at once would hold the rows of a few items only. So one statement of a request is under way at a time, and the next
//! one is sent when the answer was worked on and nobody woke it since: all that it can ask for, it has asked for.

use futures_util::{FutureExt, future::BoxFuture, task::AtomicWaker};
use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

/// The gate of one request. As a waker it wakes the answer.
#[derive(Default)]
pub(in crate::graphql) struct Gate {
    /// Statements that are asked for and not sent, in their order.
    waiting: Mutex<VecDeque<Statement>>,
    /// Whether the answer can go on.
    woken: AtomicBool,
    /// Whether the answer is worked on just now.
    worked_on: AtomicBool,
    /// Whoever works on the answer.
    task: AtomicWaker,
}

/// What a loader gathered, until its rows are handed out.
type Statement = BoxFuture<'static, ()>;

/// An answer with the statements that it waits for, worked on by one task.
pub(in crate::graphql) struct Answering<'a, T> {
    answer: BoxFuture<'a, T>,
    under_way: Option<Statement>,
    gate: Arc<Gate>,
}

impl Gate {
    /// The answer whose statements pass this gate.
    pub(in crate::graphql) fn answering<T>(self: Arc<Self>, answer: BoxFuture<'_, T>) -> Answering<'_, T> {
        self.woken.store(true, Ordering::Release);
        Answering { answer, under_way: None, gate: self }
    }

    /// Sends what a loader gathered, when it is its turn. Never, when the answer is over before.
    pub(super) fn send(&self, statement: Statement) {
        self.waiting().push_back(statement);
        // Somebody else asks for the answer, which may wait for this alone.
        if !self.worked_on.load(Ordering::Acquire) {
            self.task.wake();
        }
    }

    fn next(&self) -> Option<Statement> {
        self.waiting().pop_front()
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<Statement>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Gate {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.task.wake();
    }
}

impl<T> Answering<'_, T> {
    /// Works on the answer as long as it was woken.
    fn work(&mut self) -> Poll<T> {
        let gate = Waker::from(self.gate.clone());
        self.gate.worked_on.store(true, Ordering::Release);
        let answer = self.answer.poll_unpin(&mut Context::from_waker(&gate));
        self.gate.worked_on.store(false, Ordering::Release);
        answer
    }

    /// Goes on with the statement that is under way.
    fn fetch(&mut self, context: &mut Context<'_>) {
        if self.under_way.as_mut().is_some_and(|statement| statement.poll_unpin(context).is_ready()) {
            self.under_way = None;
        }
    }
}

impl<T> Future for Answering<'_, T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        self.gate.task.register(context.waker());
        loop {
            self.fetch(context);
            if self.gate.woken.swap(false, Ordering::AcqRel) {
                if let Poll::Ready(answer) = self.work() {
                    return Poll::Ready(answer);
                }
                // It took a turn only: it goes on when its task is asked again.
                if self.gate.woken.load(Ordering::Acquire) {
                    return Poll::Pending;
                }
            }
            if self.under_way.is_some() {
                return Poll::Pending;
            }
            let Some(next) = self.gate.next() else { return Poll::Pending };
            self.under_way = Some(next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::through, *};
    use async_graphql::dataloader::{DataLoader, Loader, NoCache};
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
        let doubles = through(&gate, Doubles::default(), NoCache);
        let answer = join_all((1..=400).map(|number| four_times(&doubles, number)));
        let answer = gate.answering(answer.boxed()).await;
        assert_eq!(answer, (1..=400).map(|number| Ok(Some(number * 4))).collect::<Vec<_>>());
        assert_eq!(doubles.loader().0.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn who_stops_waiting_for_an_answer_leaves_nothing_to_be_sent() {
        let gate = Arc::<Gate>::default();
        let doubles = Arc::new(through(&gate, Doubles::default(), NoCache));
        let asking = doubles.clone();
        let busy = poll_fn(|context| {
            context.waker().wake_by_ref();
            Poll::<()>::Pending
        });
        let mut answer = gate.clone().answering(async move { join(asking.load_one(1), busy).await }.boxed());
        assert!(answer.poll_unpin(&mut Context::from_waker(Waker::noop())).is_pending());
        assert_eq!(gate.waiting().len(), 1, "while it is busy, it may ask for more");
        drop((answer, gate));
        tokio::task::yield_now().await;
        assert_eq!(doubles.loader().0.load(Ordering::Relaxed), 0);
    }
}
