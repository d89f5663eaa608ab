//! Reorder: when to order a product at a site, how much, and why. Every number that went in is kept, in order, so that a
//! manager can check it by hand.

mod arithmetic;
mod cap;
mod lead_time;
mod level;
mod outdating;
mod packages;
mod poisson;
mod policy;
mod position;
mod shelf_life;
mod suggestion;

pub use arithmetic::ArithmeticStep;
pub use cap::most_to_order;
pub use lead_time::{ENOUGH_ORDERS, LeadTime, OrderDuration};
pub use level::{Protection, expected_shortage, fill_rate, served_cycles, service_factor};
pub use outdating::{Batch, Fate, expected_fates, expected_use, used_after};
pub use packages::packages_to_order;
pub use poisson::smallest_level;
pub use policy::{FixedPolicy, ForecastPolicy, Policy, PolicyGiven};
pub use position::{ExpiringLot, Position};
pub use shelf_life::{ShelfLife, ShelfLifeSource};
pub use suggestion::{Case, ENOUGH_DAYS, Offer, Suggestion, suggest};
