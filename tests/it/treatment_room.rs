//! The treatment room as callers of the API see it, and all of it at once: at random, and in a race.

mod api;
mod at_random;
mod races;
