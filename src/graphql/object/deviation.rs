//! Deviations: rules of the stockroom that a recorded fact broke.

use super::stock_choice::UnusableReason;
use crate::{
    database::Reader,
    error::Failure,
    graphql::{error::graphql_error, loader::Rows, user_error::UserErrorCode},
    rules::{refusal::Code, usability},
};
use async_graphql::{ID, Object, Result, dataloader::Loader};
use chrono::{DateTime, Utc};
use entity::{
    deviation,
    id::{SaleLineId, UsageLineId},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde::{
    Deserialize,
    de::{IntoDeserializer, value::StrDeserializer},
};
use std::{collections::HashMap, hash::Hash, sync::Arc};

/// A rule of the stockroom that a recorded fact broke; reviewed by a medical director.
pub struct Deviation(pub deviation::Model);

#[Object]
impl Deviation {
    /// The deviation's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The rule: what a usage or sale that was asked for before the act would have been refused with.
    async fn code(&self) -> Result<UserErrorCode> {
        word::<Code>(&self.0.code).map(Into::into)
    }

    /// Why the stock must not have been used.
    async fn reasons(&self) -> Result<Vec<UnusableReason>> {
        let reasons = self.0.reasons.split_whitespace().map(word::<usability::UnusableReason>);
        reasons.map(|reason| reason.map(Into::into)).collect()
    }

    /// The rule and its numbers, in a sentence.
    async fn message(&self) -> &str {
        &self.0.message
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at.to_utc()
    }

    /// Who reviewed it.
    async fn reviewed_by(&self) -> Option<&str> {
        self.0.reviewed_by.as_deref()
    }

    /// When.
    async fn reviewed_at(&self) -> Option<DateTime<Utc>> {
        self.0.reviewed_at.map(|at| at.to_utc())
    }

    /// What they found.
    async fn review_note(&self) -> Option<&str> {
        self.0.review_note.as_deref()
    }
}

/// A stored word as what it stands for.
fn word<'w, T: Deserialize<'w>>(word: &'w str) -> Result<T> {
    let stored: StrDeserializer<'w, serde::de::value::Error> = word.into_deserializer();
    T::deserialize(stored).map_err(|cause| graphql_error(Failure::Broken(format!("a deviation says {cause}"))))
}

/// The deviations of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct DeviationsOf(pub(super) UsageLineId);

impl Loader<DeviationsOf> for Rows {
    type Value = Vec<deviation::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, lines: &[DeviationsOf]) -> Result<HashMap<DeviationsOf, Self::Value>, Arc<DbErr>> {
        let of_lines = deviation::COLUMN.usage_line_id.is_in(lines.iter().map(|line| line.0));
        let rows = read(&self.0, of_lines).await?;
        Ok(by_line(rows, |row| row.usage_line_id.map(DeviationsOf)))
    }
}

/// The deviations of a line of a sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct DeviationsOfSale(pub(super) SaleLineId);

impl Loader<DeviationsOfSale> for Rows {
    type Value = Vec<deviation::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, lines: &[DeviationsOfSale]) -> Result<HashMap<DeviationsOfSale, Self::Value>, Arc<DbErr>> {
        let of_lines = deviation::COLUMN.sale_line_id.is_in(lines.iter().map(|line| line.0));
        let rows = read(&self.0, of_lines).await?;
        Ok(by_line(rows, |row| row.sale_line_id.map(DeviationsOfSale)))
    }
}

async fn read(connection: &Reader, wanted: Expr) -> Result<Vec<deviation::Model>, Arc<DbErr>> {
    let rows = deviation::Entity::find().filter(wanted).order_by_asc(deviation::COLUMN.id);
    rows.all(connection).await.map_err(Arc::new)
}

fn by_line<Line: Eq + Hash>(
    rows: Vec<deviation::Model>,
    line: impl Fn(&deviation::Model) -> Option<Line>,
) -> HashMap<Line, Vec<deviation::Model>> {
    rows.into_iter().fold(HashMap::new(), |mut groups, row| {
        if let Some(line) = line(&row) {
            groups.entry(line).or_default().push(row);
        }
        groups
    })
}
