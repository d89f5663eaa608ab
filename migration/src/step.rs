//! A step that most of the history is made of: tables, some of which are only ever added to.

use crate::dialect;
use sea_orm_migration::prelude::*;

/// One step, done whole or not at all.
pub(crate) struct Step {
    /// What databases remember it by: the name of its file.
    pub(crate) name: &'static str,
    /// Its statements, in the words of [`dialect`].
    pub(crate) script: &'static str,
    /// The tables whose rows are added and never changed.
    pub(crate) append_only: &'static [&'static str],
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, self.script).await?;
        for table in self.append_only {
            dialect::append_only(manager, table).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
