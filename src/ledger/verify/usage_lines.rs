//! Lines of usages: a booked one has the entries that took it from the stock, and no entry names a line that is not
//! there.

use super::{
    Proof,
    finding::{Findings, Row},
    stretch::{ROWS, Stretch},
};
use crate::{database::Reader, error::Failure};
use entity::{
    entry,
    fixed_point::Quantity,
    id::UsageLineId,
    usage_line::{self, VoidedProduct},
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;

/// Proves every line.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let mut stretch = Stretch::FIRST;
    loop {
        let lines = page(books, stretch).await?;
        stretch = stretch.cut(&lines.iter().map(|line| line.id).collect::<Vec<_>>());
        let mut moved = moved(books, stretch).await?;
        proof.usage_lines += lines.len();
        for line in lines {
            compare(&line, moved.remove(&line.id).unwrap_or_default(), &mut proof.findings);
        }
        for id in moved.into_keys() {
            proof.findings.add(Row::UsageLine(id), "its row", "missing", "there, as entries name it");
        }
        match stretch.next() {
            Some(next) => stretch = next,
            None => return Ok(()),
        }
    }
}

async fn page(books: &Reader, stretch: Stretch<UsageLineId>) -> Result<Vec<usage_line::Model>, Failure> {
    let lines = usage_line::Entity::find()
        .filter(stretch.holds(usage_line::Column::Id))
        .order_by_asc(usage_line::Column::Id)
        .limit(ROWS);
    Ok(lines.all(books).await?)
}

async fn moved(books: &Reader, stretch: Stretch<UsageLineId>) -> Result<BTreeMap<UsageLineId, Quantity>, Failure> {
    let sums = entry::Entity::find()
        .select_only()
        .column(entry::Column::UsageLineId)
        .expr_as(Expr::col(entry::Column::Quantity).sum().cast_as("bigint"), "moved")
        .filter(entry::COLUMN.usage_line_id.is_not_null())
        .filter(stretch.holds(entry::Column::UsageLineId))
        .group_by(entry::Column::UsageLineId);
    Ok(sums.into_tuple().all(books).await?.into_iter().collect())
}

/// Compares a line with what its entries moved.
pub(super) fn compare(line: &usage_line::Model, moved: Quantity, findings: &mut Findings) {
    let row = Row::UsageLine(line.id);
    let drawn = [line.quantity, line.wasted].into_iter().sum::<Quantity>().negated();
    let never_drawn = line.voided_at.is_some() && line.voided_product == Some(VoidedProduct::NeverDrawn);
    match (line.booked, never_drawn) {
        (false, _) => findings.compare(row, "what an unbooked line moved", moved, Quantity::ZERO),
        (true, true) => {
            findings.compare(row, "what it moved, as it was voided and never drawn,", moved, Quantity::ZERO);
        }
        // What is gone was wasted instead of used.
        (true, false) => findings.compare(row, "what it moved", moved, drawn),
    }
}
