//! Repeats and replays: each input of many has an answer of its own, what was committed is never answered as a failure,
//! and what is sent twice under two keys is noticed.

mod committed;
mod duplicates;
mod each_alone;
mod one_visit;
mod waste_reasons;
