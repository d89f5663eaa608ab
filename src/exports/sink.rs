//! Where an export is written to: text in pieces, no faster than it is taken, and the number of its rows.

use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Pieces that wait to be taken: what an export holds in memory at most, beside the page that it reads.
const WAITING: usize = 4;

/// A piece of an export, or that there will be no more of it although it is not complete.
pub type Piece = Result<String, Stopped>;

/// Where an export is written to.
pub struct Sink {
    pieces: Sender<Piece>,
    rows: u64,
}

/// Nobody takes the export any more, or it was broken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the export was broken off")]
pub struct Stopped;

impl Sink {
    /// A sink, and where its pieces come out.
    pub fn new() -> (Self, Receiver<Piece>) {
        let (pieces, taken) = channel(WAITING);
        (Self { pieces, rows: 0 }, taken)
    }

    /// Writes a piece; waits until there is room for it.
    ///
    /// # Errors
    /// When nobody takes it any more.
    pub async fn write(&mut self, piece: impl Into<String>) -> Result<(), Stopped> {
        let piece = piece.into();
        if piece.is_empty() {
            return Ok(());
        }
        self.pieces.send(Ok(piece)).await.map_err(|_| Stopped)
    }

    /// Counts rows that were written.
    pub fn count(&mut self, rows: usize) {
        self.rows += rows as u64;
    }

    /// How many rows were written.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Breaks the export off, so that nobody takes it for a whole one.
    pub async fn break_off(self) {
        // Who went away does not want to know.
        let _ = self.pieces.send(Err(Stopped)).await;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use futures_util::FutureExt;

    #[tokio::test]
    async fn no_more_is_written_than_somebody_takes() {
        let (mut sink, mut taken) = Sink::new();
        for _ in 0..WAITING {
            sink.write("a piece").await.unwrap();
        }
        assert!(sink.write("one more").now_or_never().is_none(), "it waits");
        taken.recv().await.unwrap().unwrap();
        sink.write("one more").await.unwrap();
        drop(taken);
        assert_eq!(sink.write("nobody is there").await, Err(Stopped));
    }
}
