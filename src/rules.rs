//! The rules of the stockroom, pure: no async, no database, no clock, no log. What they need is handed in; what they
//! answer is a value.

pub mod adjustment;
pub mod allocation;
pub mod barcode;
pub mod container_label;
pub mod day;
pub mod discarding;
pub mod expiry;
pub mod external_id;
pub mod form;
pub mod holding;
pub mod lot_correction;
pub mod lot_label;
pub mod lot_number;
pub mod lot_range;
pub mod lot_status;
pub mod money;
pub mod notice;
pub mod opening_stock;
pub mod patient_link;
pub mod product;
pub mod product_identifier;
pub mod quantity;
pub mod recall_notice;
pub mod receipt;
pub mod refusal;
pub mod removal;
pub mod reversal;
pub mod rights;
pub mod scan_agreement;
pub mod scanned_code;
pub mod shelf;
pub mod site;
pub mod supplier;
pub mod text;
pub mod usability;
