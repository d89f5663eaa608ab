//! Lines of sales: a booked one has the entries that took it from the stock, less what came back, at what they cost; what
//! came back is what its returns say; a settled one has the lines that settle it; and no entry names a line that is not
//! there.

use super::{
    Proof,
    finding::{Findings, Row},
    stretch::{ROWS, Stretch},
    words::cost_word,
};
use crate::{database::Reader, error::Failure};
use entity::{
    cost::Cost,
    entry::{self, LedgerAccount},
    fixed_point::{Money, Quantity},
    id::SaleLineId,
    sale_line, sale_return_line,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;

type Sums = BTreeMap<SaleLineId, Quantity>;

/// Proves every line.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let mut stretch = Stretch::FIRST;
    loop {
        let lines = page(books, stretch).await?;
        stretch = stretch.cut(&lines.iter().map(|line| line.id).collect::<Vec<_>>());
        let (mut moved, costs) = (moved(books, stretch).await?, costs(books, stretch).await?);
        let (returned, settled) = (returned(books, stretch).await?, settled(books, stretch).await?);
        proof.sale_lines += lines.len();
        for line in lines {
            let of = |sums: &Sums| sums.get(&line.id).copied().unwrap_or_default();
            let others = Others {
                moved: moved.remove(&line.id).unwrap_or_default(),
                cost: costs.get(&line.id).copied().unwrap_or(Cost::unknown(line.quantity)),
                returned: of(&returned),
                settled: of(&settled),
            };
            compare(&line, &others, &mut proof.findings);
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

async fn page(books: &Reader, stretch: Stretch<SaleLineId>) -> Result<Vec<sale_line::Model>, Failure> {
    let lines = sale_line::Entity::find()
        .filter(stretch.holds(sale_line::Column::Id))
        .order_by_asc(sale_line::Column::Id)
        .limit(ROWS);
    Ok(lines.all(books).await?)
}

/// What moved through the account of sales; what a return then destroyed went through another.
async fn moved(books: &Reader, stretch: Stretch<SaleLineId>) -> Result<Sums, Failure> {
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

async fn returned(books: &Reader, stretch: Stretch<SaleLineId>) -> Result<Sums, Failure> {
    let sums = sale_return_line::Entity::find()
        .select_only()
        .column(sale_return_line::Column::SaleLineId)
        .expr_as(Expr::col(sale_return_line::Column::Quantity).sum().cast_as("bigint"), "returned")
        .filter(sale_return_line::COLUMN.sale_line_id.is_not_null())
        .filter(stretch.holds(sale_return_line::Column::SaleLineId))
        .group_by(sale_return_line::Column::SaleLineId);
    Ok(sums.into_tuple().all(books).await?.into_iter().collect())
}

/// What each line cost: the value of what it took from the stock.
async fn costs(books: &Reader, stretch: Stretch<SaleLineId>) -> Result<BTreeMap<SaleLineId, Cost>, Failure> {
    let values = entry::Entity::find()
        .select_only()
        .columns([entry::Column::SaleLineId, entry::Column::Quantity])
        .columns([entry::Column::Value, entry::Column::CostUnknown])
        .filter(entry::COLUMN.sale_line_id.is_not_null())
        .filter(entry::COLUMN.account.eq(LedgerAccount::Sale))
        .filter(entry::COLUMN.quantity.lt(Quantity::ZERO))
        .filter(stretch.holds(entry::Column::SaleLineId));
    type Row = (SaleLineId, Quantity, Option<Money>, Option<Quantity>);
    let values: Vec<Row> = values.into_tuple().all(books).await?;
    let cost = |(line, quantity, value, unknown): Row| (line, Cost::stored(quantity, value, unknown).negated());
    Ok(values.into_iter().map(cost).collect())
}

async fn settled(books: &Reader, stretch: Stretch<SaleLineId>) -> Result<Sums, Failure> {
    let sums = sale_line::Entity::find()
        .select_only()
        .column(sale_line::Column::SettlesId)
        .expr_as(Expr::col(sale_line::Column::Quantity).sum().cast_as("bigint"), "settled")
        .filter(sale_line::COLUMN.settles_id.is_not_null())
        .filter(stretch.holds(sale_line::Column::SettlesId))
        .group_by(sale_line::Column::SettlesId);
    Ok(sums.into_tuple().all(books).await?.into_iter().collect())
}

/// What other rows say of a line.
struct Others {
    moved: Quantity,
    cost: Cost,
    returned: Quantity,
    settled: Quantity,
}

fn compare(line: &sale_line::Model, others: &Others, findings: &mut Findings) {
    let row = Row::SaleLine(line.id);
    let left = Quantity(line.quantity.0.saturating_sub(line.returned.0));
    let (sold, settled) = (
        if line.booked { left.negated() } else { Quantity::ZERO },
        if line.settled_at.is_some() { left } else { Quantity::ZERO },
    );
    findings.compare(row, "what came back of it", line.returned, others.returned);
    findings.compare(row, "what it moved", others.moved, sold);
    findings.compare(row, "what settles it", others.settled, settled);
    findings.compare_as(row, "its cost", (line.sold_at_cost(), others.cost), cost_word);
}
