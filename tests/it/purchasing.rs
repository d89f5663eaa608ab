//! Purchase orders: from the report or by hand, sent, received in parts, cancelled, closed short.

mod api;
mod from_report;
mod printed;
mod receipts;
mod suppliers;
