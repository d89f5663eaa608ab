//! The rules of the stockroom, pure: no async, no database, no clock, no log. What they need is handed in; what they
//! answer is a value.

pub mod rights;
