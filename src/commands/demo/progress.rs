//! How far the filling is: one line that moves on a terminal, a few lines where there is none.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::style::TemplateError;
use indicatif::{ProgressBar, ProgressStyle};

use crate::commands::tell;

/// The line that moves.
const LINE: &str = "Filling the demo: {bar:32} {pos} of {len} acts";
/// After how many parts of the work a line is written where none can move.
const PARTS: usize = 4;

/// Tells the person who waits, on standard error.
pub(super) struct Progress {
    bar: ProgressBar,
    can_move: bool,
    told_parts: AtomicUsize,
}

impl Progress {
    pub(super) fn start(days: u32) -> Result<Self, TemplateError> {
        let bar = ProgressBar::no_length().with_style(ProgressStyle::with_template(LINE)?);
        let can_move = !bar.is_hidden();
        if !can_move {
            tell(&format!("Filling the demo with {days} days of a made-up clinic."));
        }
        Ok(Self { bar, can_move, told_parts: AtomicUsize::new(0) })
    }

    /// So many acts are done, of so many.
    pub(super) fn report(&self, done: usize, of: usize) {
        if self.can_move {
            self.bar.set_length(of as u64);
            self.bar.set_position(done as u64);
            return;
        }

        let parts = done * PARTS / of.max(1);
        if parts > self.told_parts.swap(parts, Ordering::Relaxed) && parts < PARTS {
            tell(&format!("Filling the demo: {done} of {of} acts"));
        }
    }

    /// Takes the line away, and answers how long it was there.
    pub(super) fn end(&self) -> Duration {
        self.bar.finish_and_clear();
        self.bar.elapsed()
    }
}
