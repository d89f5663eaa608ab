//! When a loader's statement is sent: once the answer has asked all that it asks at once.
//!
//! The executor takes turns with other tasks in the middle of a list, and rows that arrive make it ask for more. A statement
//! sent at once would hold the rows of a few items only. So one statement of a request is under way at a time, and the next
//! one waits until nothing more is asked for.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};
use tokio::sync::Notify;

/// Turns of the runtime without a new question after which all is taken to be asked.
const QUIET_TURNS: u32 = 128;

/// The gate of one request.
#[derive(Default)]
pub(in crate::graphql) struct Gate {
    asked: AtomicUsize,
    under_way: AtomicBool,
    free: Notify,
}

/// A statement that passed the gate; dropped when its rows were handed out.
pub(super) struct Passed(Arc<Gate>);

impl Gate {
    /// Something more is asked for.
    pub(in crate::graphql) fn ask(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
    }

    /// Waits until nothing more is asked for and no other statement is under way.
    pub(super) async fn pass(self: &Arc<Self>) -> Passed {
        loop {
            self.is_free().await;
            self.is_quiet().await;
            if !self.under_way.swap(true, Ordering::AcqRel) {
                return Passed(self.clone());
            }
        }
    }

    async fn is_free(&self) {
        let free = self.free.notified();
        tokio::pin!(free);
        free.as_mut().enable();
        if self.under_way.load(Ordering::Acquire) {
            free.await;
        }
    }

    async fn is_quiet(&self) {
        let (mut before, mut quiet) = (self.asked.load(Ordering::Relaxed), 0);
        while quiet < QUIET_TURNS {
            tokio::task::yield_now().await;
            let now = self.asked.load(Ordering::Relaxed);
            quiet = if now == before { quiet + 1 } else { 0 };
            before = now;
        }
    }
}

impl Drop for Passed {
    fn drop(&mut self) {
        self.0.under_way.store(false, Ordering::Release);
        self.0.free.notify_waiters();
    }
}
