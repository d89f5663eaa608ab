//! The rows of the stockroom: one file a table, and the values that rows are made of.
//!
//! Rows are plain data. They carry no behaviour of the database (hooks are skipped by bulk statements) and nothing of
//! the API. What a row may become is decided in `lotwise::rules`; who may write it is said on each table.
#![expect(
    clippy::disallowed_methods,
    reason = "the code that SeaORM makes for each table can begin transactions; nobody calls it"
)]

pub mod approval;
pub mod approval_decision;
pub mod approval_site;
pub mod audit_event;
pub mod audit_person;
pub mod audit_seal;
pub mod book_currency;
pub mod bundle_component;
pub mod component;
pub mod container;
pub mod cost;
pub mod demand_day;
pub mod deviation;
pub mod entry;
pub mod export_link;
pub mod fact;
pub mod fact_baseline;
pub mod fixed_point;
pub mod former_price;
pub mod hold;
pub mod id;
pub mod idempotency;
pub mod instant;
pub mod lot;
pub mod lot_correction;
pub mod lot_spelling;
pub mod patient_link;
pub mod posting;
pub mod product;
pub mod product_fact_change;
pub mod product_identifier;
pub mod product_site;
pub mod purchase_order;
pub mod purchase_order_line;
pub mod purchase_receipt;
pub mod recall;
pub mod recall_attempt;
pub mod recall_class;
pub mod recall_contact;
pub mod recall_contact_site;
pub mod recall_count;
pub mod recall_disposal;
pub mod recall_event;
pub mod recall_explanation;
pub mod recall_lot;
pub mod recall_notice;
pub mod recall_notice_match;
pub mod recall_notice_range;
pub mod recall_notice_term;
pub mod recall_scope;
pub mod received_serial;
pub mod reorder_policy;
pub mod reservation;
pub mod sale;
pub mod sale_line;
pub mod sale_return;
pub mod sale_return_line;
pub mod site;
pub mod site_price;
pub mod stock;
pub mod supplier;
pub mod supplier_authorization;
pub mod supplier_item;
pub mod treatment;
pub mod usage;
pub mod usage_correction;
pub mod usage_line;
