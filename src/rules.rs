//! The rules of the stockroom: pure functions of what is handed in, without database, clock or log.

pub mod barcode;
