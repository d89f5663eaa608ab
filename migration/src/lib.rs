//! The history of the database's schema: one file a step, in the order of [`Migrator`].
//!
//! Steps are written as SQL with words for the types that the two databases spell differently ([`dialect`]). A step that
//! has shipped is never edited.
//!
//! A row that has a fact (`facts` in the program) is proved as an act wrote it. So a step gives such a table no column but
//! one that is empty in the rows that are there, and changes no row; where it has to, these rows are taken over as they are
//! found, as rows are that are older than facts (`facts::baseline`).

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
mod m0012_facts;
mod m0013_books_rebuild;
mod m0014_approvals;
mod m0015_product_facts;
mod m0016_judged_then;
mod m0017_recall;
mod m0018_repeats;
mod m0019_identifiers;
mod m0020_orders;
mod m0021_oversight;
mod m0022_facts_proved;
mod m0023_contract;
mod step;
pub mod triggers;

/// Brings a database to the newest step.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_places_and_people::STEP),
            Box::new(m0002_catalogue::STEP),
            Box::new(m0003_lots::STEP),
            Box::new(m0004_ledger::STEP),
            Box::new(m0005_usage::STEP),
            Box::new(m0006_safe_writes::Migration),
            Box::new(m0007_till::STEP),
            Box::new(m0008_purchasing::Migration),
            Box::new(m0009_recall::STEP),
            Box::new(m0010_recall_notice::STEP),
            Box::new(m0011_export_link::STEP),
            Box::new(m0012_facts::Migration),
            Box::new(m0013_books_rebuild::Migration),
            Box::new(m0014_approvals::STEP),
            Box::new(m0015_product_facts::STEP),
            Box::new(m0016_judged_then::Migration),
            Box::new(m0017_recall::Migration),
            Box::new(m0018_repeats::STEP),
            Box::new(m0019_identifiers::STEP),
            Box::new(m0020_orders::Migration),
            Box::new(m0021_oversight::Migration),
            Box::new(m0022_facts_proved::STEP),
            Box::new(m0023_contract::STEP),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_stand_in_the_order_of_their_numbers() {
        let numbers: Vec<String> =
            Migrator::migrations().iter().map(|step| step.name().chars().take(5).collect()).collect();
        assert!(numbers.is_sorted_by(|before, after| before < after), "{numbers:?}");
    }
}
