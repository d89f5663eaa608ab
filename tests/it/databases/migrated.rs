//! The one place where the tests learn the schema: what every test database is a copy of.

use lotwise::database::{Database, DatabaseSettings};

/// Brings an empty database to the newest schema, and closes every connection that it opened.
pub(super) async fn migrate(url: &str) {
    let settings = DatabaseSettings::patient(url, 2);
    let database = Database::connect(&settings).await.expect("the schema is brought up");
    database.close().await.expect("the connections close");
}
