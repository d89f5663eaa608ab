//! The one place where the tests learn the schema: what every test database is a copy of.

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, Database};

/// Brings an empty database to the newest schema, and closes every connection that it opened.
pub(super) async fn migrate(url: &str) {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let connection = Database::connect(options).await.expect("there is a database");
    Migrator::up(&connection, None).await.expect("the schema is made");
    connection.close().await.expect("the connection closes");
}
