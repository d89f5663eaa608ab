//! The real program under fire: clients that hang up, and an end between two instructions. What was answered is there;
//! what was not is there whole or not at all; the books add up.

mod copies;
mod hang_up;
mod kill;
mod running;
