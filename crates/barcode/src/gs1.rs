//! GS1 application identifiers: the codes of most vials, syringes and boxes.
//!
//! Three spellings carry the same elements: the string that a scanner sends, the one that people read, and a web address.

pub mod check;
pub mod digital_link;
pub mod element_string;
pub mod human_readable;
pub mod table;

mod companions;
mod element;
mod lost_separator;
mod present;
mod separator;
mod summary;

pub use self::element::{Element, Elements};
pub(super) use self::lost_separator::possible_splits;
pub(super) use self::summary::reading;
