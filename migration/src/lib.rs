//! The history of the database's schema: one file a step, in the order of [`Migrator`].
//!
//! Steps are written as SQL with words for the types that the two databases spell differently ([`dialect`]). A step that
//! has shipped is never edited.

pub use sea_orm_migration::prelude::MigratorTrait;
use sea_orm_migration::prelude::*;

pub mod dialect;
mod m0001_places_and_people;
mod m0002_catalogue;
mod m0003_lots;
mod m0004_ledger;
mod m0005_usage;
mod m0006_safe_writes;
mod m0007_till;
mod m0008_purchasing;
mod m0009_recall;
mod m0010_recall_notice;
mod m0011_export_link;

/// Brings a database to the newest step.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_places_and_people::Migration),
            Box::new(m0002_catalogue::Migration),
            Box::new(m0003_lots::Migration),
            Box::new(m0004_ledger::Migration),
            Box::new(m0005_usage::Migration),
            Box::new(m0006_safe_writes::Migration),
            Box::new(m0007_till::Migration),
            Box::new(m0008_purchasing::Migration),
            Box::new(m0009_recall::Migration),
            Box::new(m0010_recall_notice::Migration),
            Box::new(m0011_export_link::Migration),
        ]
    }
}
