//! What a notice is found by when something new is known: its numbers, codes, words and ranges.

use crate::{
    error::Failure,
    rules::{recall::lot_range::LotRange, recall_notice::Reading},
};
use entity::{
    id::RecallNoticeId,
    recall_notice_range::{self as range_row, Model as RangeRow},
    recall_notice_term::{self as term_row, Model as TermRow},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeSet;

/// How many rows go with one statement.
const ROWS: usize = 1000;

/// Writes what the notice is found by.
pub(super) async fn write(
    connection: &impl ConnectionTrait,
    notice_id: RecallNoticeId,
    reading: &Reading,
) -> Result<(), Failure> {
    let terms: BTreeSet<&str> = reading.lot_numbers().chain(reading.codes()).chain(reading.words()).collect();
    let terms: Vec<TermRow> = terms.into_iter().map(|term| TermRow { term: term.to_owned(), notice_id }).collect();
    for some in terms.chunks(ROWS) {
        let some = some.iter().cloned().map(IntoActiveModel::into_active_model);
        term_row::Entity::insert_many(some).exec_without_returning(connection).await?;
    }
    let range = |(first, last): (&str, &str)| RangeRow {
        characters: characters(first),
        first: first.to_owned(),
        last: last.to_owned(),
        notice_id,
    };
    let ranges: Vec<RangeRow> = reading.ranges().map(LotRange::ends).map(range).collect();
    for some in ranges.chunks(ROWS) {
        let some = some.iter().cloned().map(IntoActiveModel::into_active_model);
        range_row::Entity::insert_many(some).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// Removes what the notice was found by.
pub(super) async fn remove(connection: &impl ConnectionTrait, notice: RecallNoticeId) -> Result<(), Failure> {
    term_row::Entity::delete_many().filter(term_row::COLUMN.notice_id.eq(notice)).exec(connection).await?;
    range_row::Entity::delete_many().filter(range_row::COLUMN.notice_id.eq(notice)).exec(connection).await?;
    Ok(())
}

/// The notices that have one of these terms.
pub(super) async fn having(
    connection: &impl ConnectionTrait,
    terms: &[String],
) -> Result<BTreeSet<RecallNoticeId>, Failure> {
    let named = term_row::Entity::find().select_only().column(term_row::Column::NoticeId);
    let named = named.filter(term_row::COLUMN.term.is_in(terms.iter().map(String::as_str)));
    Ok(named.into_tuple().all(connection).await?.into_iter().collect())
}

/// The notices with a range around this number; its shape is looked at when they are matched.
pub(super) async fn around(
    connection: &impl ConnectionTrait,
    canonical: &str,
) -> Result<BTreeSet<RecallNoticeId>, Failure> {
    let around = range_row::Entity::find()
        .select_only()
        .column(range_row::Column::NoticeId)
        .filter(range_row::COLUMN.characters.eq(characters(canonical)))
        .filter(Expr::col(range_row::Column::First).lte(canonical))
        .filter(Expr::col(range_row::Column::Last).gte(canonical));
    Ok(around.into_tuple().all(connection).await?.into_iter().collect())
}

fn characters(number: &str) -> i32 {
    i32::try_from(number.chars().count()).unwrap_or(i32::MAX)
}
