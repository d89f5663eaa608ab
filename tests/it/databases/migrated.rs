//! The one place where the tests learn the schema: what every test database is a copy of.

/// Brings an empty database to the newest schema, and closes every connection that it opened.
#[expect(clippy::unused_async, reason = "the first migration is still to be written")]
pub(super) async fn migrate(_url: &str) {}
