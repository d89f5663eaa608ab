//! How much can be ordered that is used before it would expire.

use super::outdating::{Batch, used_after};

/// The most of a product that is used up before it expires: d·(shelf life − buffer) less what is on its way already and
/// what will be used of the stock after it arrived. All of that is used first, as it expires first.
pub fn most_to_order(
    per_day: f64,
    shelf_life_days: f64,
    buffer_days: f64,
    lead_time_days: f64,
    batches: &[Batch],
    on_order: f64,
) -> f64 {
    let usable = per_day * (shelf_life_days - buffer_days).max(0.0);
    (usable - used_after(batches, per_day, lead_time_days) - on_order).max(0.0)
}
