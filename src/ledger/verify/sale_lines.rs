//! Lines of sales: a booked one has the entries that took it from the stock, less what came back; what came back is what
//! its returns say; and no entry names a line that is not there.

use super::{
    Proof,
    finding::{Findings, Row},
    stretch::{ROWS, Stretch},
};
use crate::error::Failure;
use entity::{
    entry::{self, LedgerAccount},
    fixed_point::Quantity,
    id::SaleLineId,
    sale_line, sale_return_line,
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;

type Sums = BTreeMap<SaleLineId, Quantity>;

/// Proves every line.
pub(super) async fn prove(books: &DatabaseTransaction, proof: &mut Proof) -> Result<(), Failure> {
    let mut stretch = Stretch::FIRST;
    loop {
        let lines = page(books, stretch).await?;
        stretch = stretch.cut(&lines.iter().map(|line| line.id).collect::<Vec<_>>());
        let (mut moved, returned) = (moved(books, stretch).await?, returned(books, stretch).await?);
        proof.sale_lines += lines.len();
        for line in lines {
            let (moved, returned) = (moved.remove(&line.id), returned.get(&line.id).copied());
            compare(&line, moved.unwrap_or_default(), returned.unwrap_or_default(), &mut proof.findings);
        }
        for id in moved.into_keys() {
            proof.findings.add(Row::SaleLine(id), "its row", "missing", "there, as entries name it");
        }
        match stretch.next() {
            Some(next) => stretch = next,
            None => return Ok(()),
        }
    }
}

async fn page(books: &DatabaseTransaction, stretch: Stretch<SaleLineId>) -> Result<Vec<sale_line::Model>, Failure> {
    let lines = sale_line::Entity::find()
        .filter(stretch.holds(sale_line::Column::Id))
        .order_by_asc(sale_line::Column::Id)
        .limit(ROWS);
    Ok(lines.all(books).await?)
}

/// What moved through the account of sales; what a return then destroyed went through another.
async fn moved(books: &DatabaseTransaction, stretch: Stretch<SaleLineId>) -> Result<Sums, Failure> {
    let sums = entry::Entity::find()
        .select_only()
        .column(entry::Column::SaleLineId)
        .expr_as(Expr::col(entry::Column::Quantity).sum().cast_as("bigint"), "moved")
        .filter(entry::COLUMN.sale_line_id.is_not_null())
        .filter(entry::COLUMN.account.eq(LedgerAccount::Sale))
        .filter(stretch.holds(entry::Column::SaleLineId))
        .group_by(entry::Column::SaleLineId);
    Ok(sums.into_tuple().all(books).await?.into_iter().collect())
}

async fn returned(books: &DatabaseTransaction, stretch: Stretch<SaleLineId>) -> Result<Sums, Failure> {
    let sums = sale_return_line::Entity::find()
        .select_only()
        .column(sale_return_line::Column::SaleLineId)
        .expr_as(Expr::col(sale_return_line::Column::Quantity).sum().cast_as("bigint"), "returned")
        .filter(sale_return_line::COLUMN.sale_line_id.is_not_null())
        .filter(stretch.holds(sale_return_line::Column::SaleLineId))
        .group_by(sale_return_line::Column::SaleLineId);
    Ok(sums.into_tuple().all(books).await?.into_iter().collect())
}

/// Compares a line with what its entries moved and its returns brought back.
fn compare(line: &sale_line::Model, moved: Quantity, returned: Quantity, findings: &mut Findings) {
    let row = Row::SaleLine(line.id);
    findings.compare(row, "what came back of it", line.returned, returned);
    let sold = if line.booked { Quantity(line.returned.0.saturating_sub(line.quantity.0)) } else { Quantity::ZERO };
    findings.compare(row, "what it moved", moved, sold);
}
