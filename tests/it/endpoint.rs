//! The edge over real sockets, with a small schema behind it: what HTTP says for each kind of request, and that clients
//! who dawdle, leave, or ask for too much harm nobody.

mod audits;
mod clients;
mod connections;
mod described;
mod documents;
mod explorer;
mod limits;
mod monitors;
mod schema;
pub(crate) mod service;
