//! lotwise
