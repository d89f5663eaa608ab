//! Demand: what was used, thrown away with use and sold of a product at a site, day by day, and what that says of the days to come.
//!
//! Floats are used here and in `reorder` only: an average is statistics, not stock. Amounts become decimals again before
//! anything is ordered.

mod figure;
mod forecast;
mod history;
mod intermittent;
mod pattern;
mod statistics;

pub use figure::{quantity, units};
pub use forecast::{Forecast, Method};
pub use history::{DayLookedAt, DemandDay, History};
pub use intermittent::{croston, syntetos_boylan, teunter_syntetos_babai};
pub use pattern::DemandPattern;
pub use statistics::Statistics;
