//! The one place where the tests learn the schema: what every test database is a copy of.

use lotwise::database::{Database, DatabaseSettings};
use std::time::Duration;

/// Brings an empty database to the newest schema, and closes every connection that it opened.
pub(super) async fn migrate(url: &str) {
    let settings = DatabaseSettings { url: url.to_owned(), connections: 2, write_wait: Duration::from_secs(60) };
    let database = Database::connect(&settings).await.expect("the schema is brought up");
    database.close().await.expect("the connections close");
}
