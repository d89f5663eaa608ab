//! The rules of the stockroom, pure: no async, no database, no clock, no log. What they need is handed in; what they
//! answer is a value.

/// What a scanned code says: a crate of its own, which knows nothing of a stockroom.
pub use barcode;

pub mod adjustment;
pub mod allocation;
pub mod approval;
pub mod audit_seal;
pub mod blame;
pub mod clock;
pub mod container_label;
pub mod currency;
pub mod day;
#[expect(clippy::float_arithmetic, reason = "what to expect of days to come is statistics, not stock")]
pub mod demand;
pub mod digest;
pub mod discarding;
pub mod expiry;
pub mod expiry_horizon;
pub mod external_id;
pub mod form;
pub mod holding;
pub mod lost_separator;
pub mod lot_correction;
pub mod lot_label;
pub mod lot_number;
pub mod lot_status;
pub mod money;
pub mod notice;
pub mod opening_stock;
pub mod past;
pub mod patient_link;
pub mod people;
pub mod person;
pub mod product;
pub mod product_code;
pub mod product_identifier;
pub mod purchase_order;
pub mod quantity;
pub mod recall;
pub mod recall_notice;
pub mod receipt;
pub mod reconciliation;
pub mod refusal;
pub mod removal;
#[expect(clippy::float_arithmetic, reason = "what to expect of days to come is statistics, not stock")]
pub mod reorder;
pub mod reservation;
pub mod reversal;
pub mod rights;
pub mod sale;
pub mod sale_return;
pub mod scan_agreement;
pub mod scan_precedence;
pub mod scanned_code;
pub mod shelf;
pub mod site;
pub mod supplier;
pub mod text;
pub mod usability;
pub mod witness;
