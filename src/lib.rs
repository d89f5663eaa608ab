//! lotwise

pub mod rules;
