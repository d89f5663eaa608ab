//! Reversals: an entry is taken back at most once, whole, through the account it came through, at the value it had.

use super::{
    Proof,
    finding::{Findings, Row},
    stretch::ROWS,
    words::cost_word,
};
use crate::{database::Reader, error::Failure};
use entity::{entry, id::StockId};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;

type Key = (StockId, i64);

/// Proves every entry that takes another back, in the order of what they take back.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let mut after = None;
    let mut taken_back = None;
    loop {
        let reversals = page(books, after).await?;
        let originals = originals(books, &reversals).await?;
        for reversal in &reversals {
            let Some(key) = reversed(reversal) else { continue };
            compare(reversal, originals.get(&key), &mut proof.findings);
            if taken_back.replace(key) == Some(key) {
                let row = Row::Entry(key.0, key.1);
                proof.findings.add(row, "how often it was taken back", "2 or more", "at most 1");
            }
        }
        match reversals.last() {
            Some(last) => after = reversed(last).map(|key| (key.0, key.1, last.stock_id, last.sequence)),
            None => return Ok(()),
        }
    }
}

/// Compares an entry with the one that it takes back.
pub(super) fn compare(reversal: &entry::Model, original: Option<&entry::Model>, findings: &mut Findings) {
    let row = Row::Entry(reversal.stock_id, reversal.sequence);
    let Some(original) = original else {
        return findings.add(row, "the entry that it takes back", "missing", "there");
    };
    findings.compare(row, "its quantity", reversal.quantity, original.quantity.negated());
    findings.compare(row, "its account", reversal.account.to_value(), original.account.to_value());
    findings.compare_as(row, "its value", (reversal.cost(), original.cost().negated()), cost_word);
}

fn reversed(entry: &entry::Model) -> Option<Key> {
    entry.reverses_stock_id.zip(entry.reverses_sequence)
}

async fn page(books: &Reader, after: Option<(StockId, i64, StockId, i64)>) -> Result<Vec<entry::Model>, Failure> {
    use entry::Column::{ReversesSequence, ReversesStockId, Sequence, StockId};
    let key = [ReversesStockId, ReversesSequence, StockId, Sequence];
    let reversals = entry::Entity::find().filter(entry::COLUMN.reverses_stock_id.is_not_null()).limit(ROWS);
    let reversals = key.into_iter().fold(reversals, |reversals, column| reversals.order_by_asc(column));
    let after = after.map(|(stock, sequence, own_stock, own_sequence)| {
        Expr::tuple([Expr::val(stock), Expr::val(sequence), Expr::val(own_stock), Expr::val(own_sequence)])
    });
    let reversals = match after {
        Some(after) => reversals.filter(Expr::tuple(key.map(Expr::col)).gt(after)),
        None => reversals,
    };
    Ok(reversals.all(books).await?)
}

async fn originals(books: &Reader, reversals: &[entry::Model]) -> Result<BTreeMap<Key, entry::Model>, Failure> {
    if reversals.is_empty() {
        return Ok(BTreeMap::new());
    }
    let is = |(stock, sequence): Key| {
        Condition::all().add(entry::COLUMN.stock_id.eq(stock)).add(entry::COLUMN.sequence.eq(sequence))
    };
    let any = reversals.iter().filter_map(reversed).fold(Condition::any(), |any, key| any.add(is(key)));
    let originals = entry::Entity::find().filter(any).all(books).await?;
    Ok(originals.into_iter().map(|entry| ((entry.stock_id, entry.sequence), entry)).collect())
}
