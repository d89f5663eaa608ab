//! Stock as refusals and plans name it: what is chosen, and what is passed over.

use crate::usability::UnusableReason;
use entity::{
    fixed_point::Quantity,
    id::{ContainerId, LotId},
    instant::Instant,
};

/// A choice of stock: one lot, one container of it where one is open, so much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockChoice {
    /// The line of the input it answers.
    pub line: usize,
    /// The lot.
    pub lot_id: LotId,
    /// The open container; `None` for sealed stock.
    pub container_id: Option<ContainerId>,
    /// Whether a sealed container is opened for it.
    pub opens_container: bool,
    /// Base units used.
    pub quantity: Quantity,
    /// Base units wasted on the way.
    pub wasted: Quantity,
    /// Until when it may be used, exclusive; `None` for no limit.
    pub usable_until: Option<Instant>,
}

/// Stock that was there and was not chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedStock {
    /// The line of the input.
    pub line: usize,
    /// The lot.
    pub lot_id: LotId,
    /// The open container; `None` for sealed stock.
    pub container_id: Option<ContainerId>,
    /// Why not.
    pub reasons: Vec<UnusableReason>,
    /// How much of it there is.
    pub quantity: Quantity,
}
