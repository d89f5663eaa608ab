//! When to order: demand by day, and the report that is made of it.

mod api;
mod demand;
mod expiring;
mod report;
mod statements;
