//! The rows that an act writes: every statement here is gathered as a fact. Nothing else in the operations writes rows.

use std::{
    collections::BTreeSet,
    sync::{MutexGuard, PoisonError},
};

use entity::{
    container, entry,
    id::{ContainerId, LotId},
    stock,
};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, DbErr, DeleteMany, EntityTrait, IntoActiveModel, ModelTrait, UpdateMany,
    sea_query::OnConflict,
};

use super::Act;
use crate::{
    error::Error,
    facts::{
        Gathered,
        rows::{self, Row},
    },
    ledger::{self, Balances},
    rules::allocation::PlannedContainer,
};

impl Act<'_> {
    /// Writes a row that is not there.
    ///
    /// # Errors
    /// When the database fails, or it is there.
    pub async fn insert<M: Row>(&self, row: M) -> Result<(), DbErr> {
        self.insert_all(vec![row]).await
    }

    /// Writes rows that are not there; none is fine.
    ///
    /// # Errors
    /// When the database fails, or one is there.
    pub async fn insert_all<M: Row>(&self, rows: Vec<M>) -> Result<(), DbErr> {
        rows::insert(self.transaction, &rows).await?;
        let mut gathered = self.gathered();
        rows.iter().for_each(|row| gathered.inserted(row));
        Ok(())
    }

    /// Writes rows that may be there, and does with those what `conflict` says. Answers the rows that were written, as
    /// they are now: one that was left alone is not among them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_or<M: Row>(&self, rows: Vec<M>, conflict: OnConflict) -> Result<Vec<M>, DbErr> {
        let written = rows::insert_or(self.transaction, &rows, &conflict).await?;
        self.gather_changed(&written);
        Ok(written)
    }

    /// Writes those of the rows that are not there, and answers them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_missing<M: Row>(&self, rows: Vec<M>) -> Result<Vec<M>, DbErr> {
        self.insert_or(rows, OnConflict::new().do_nothing().to_owned()).await
    }

    /// Writes what is set of `row`, which is there, and answers it as it is now.
    ///
    /// # Errors
    /// When the database fails, or it is not there.
    pub async fn update<A>(&self, row: A) -> Result<<A::Entity as EntityTrait>::Model, DbErr>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        let row = row.update(self.transaction).await?;
        self.gathered().changed(&row);
        Ok(row)
    }

    /// Changes the rows that `update` names, and answers them as they are now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn update_many<E: EntityTrait>(&self, update: UpdateMany<E>) -> Result<Vec<E::Model>, DbErr> {
        let changed = rows::update(self.transaction, update).await?;
        self.gather_changed(&changed);
        Ok(changed)
    }

    /// Removes the rows that `delete` names, and answers them as they were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_many<E: EntityTrait>(&self, delete: DeleteMany<E>) -> Result<Vec<E::Model>, DbErr> {
        let removed = rows::delete(self.transaction, delete).await?;
        let mut gathered = self.gathered();
        removed.iter().for_each(|row| gathered.removed(row));
        Ok(removed)
    }

    /// Opens a sealed container ([`ledger::containers::open`]).
    ///
    /// # Errors
    /// As [`ledger::containers::open`].
    pub async fn open_container(&self, container: container::Model, balance: &mut stock::Model) -> Result<(), Error> {
        ledger::containers::open(self.transaction, container.clone(), balance).await?;
        self.gathered().inserted(&container);
        Ok(())
    }

    /// Keeps containers for another id of the patient ([`ledger::containers::keep_for`]).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_containers_for(&self, containers: Vec<ContainerId>, from: &str, into: &str) -> Result<(), Error> {
        let kept = ledger::containers::keep_for(self.transaction, containers, from, into).await?;
        self.gather_changed(&kept);
        Ok(())
    }

    /// Every container of `from` is one of `into` from now on ([`ledger::containers::relabel`]).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn relabel_containers(&self, from: LotId, into: LotId) -> Result<(), Error> {
        let relabelled = ledger::containers::relabel(self.transaction, from, into).await?;
        self.gather_changed(&relabelled);
        Ok(())
    }

    /// Closes open containers until a witness is there ([`ledger::containers::await_witness`]).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn await_witness(&self, containers: Vec<ContainerId>) -> Result<(), Error> {
        let closed = ledger::containers::await_witness(self.transaction, containers, self.now()).await?;
        self.gather_changed(&closed);
        Ok(())
    }

    /// What a posting did to balances and containers.
    pub(super) fn gather_posted(&self, entries: &[entry::Model], balances: &Balances, containers: &[PlannedContainer]) {
        let mut gathered = self.gathered();
        let lots: BTreeSet<LotId> = entries.iter().map(|entry| entry.lot_id).collect();
        lots.iter().filter_map(|lot| balances.get(lot)).for_each(|balance| gathered.changed(balance));
        for planned in containers {
            match planned.is_new {
                true => gathered.inserted(&planned.container),
                false => gathered.changed(&planned.container),
            }
        }
    }

    fn gather_changed<M: ModelTrait>(&self, rows: &[M]) {
        let mut gathered = self.gathered();
        rows.iter().for_each(|row| gathered.changed(row));
    }

    fn gathered(&self) -> MutexGuard<'_, Gathered> {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
