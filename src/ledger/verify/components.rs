//! What was mixed in: a booked component has the entries that took it from the stock, and no entry names a component
//! that is not there.

use super::{
    Proof,
    finding::{Findings, Row},
    stretch::{ROWS, Stretch},
};
use crate::{database::Reader, error::Failure};
use entity::{
    component,
    entry::{self, LedgerAccount},
    fixed_point::Quantity,
    id::ComponentId,
    usage_line::{self, VoidedProduct},
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;

/// Proves every component.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let mut stretch = Stretch::FIRST;
    loop {
        let components = page(books, stretch).await?;
        stretch = stretch.cut(&components.iter().map(|(component, _)| component.id).collect::<Vec<_>>());
        let mut moved = moved(books, stretch).await?;
        for (component, line) in components {
            let moved = moved.remove(&component.id).unwrap_or_default();
            compare(&component, line.as_ref(), moved, &mut proof.findings);
        }
        for id in moved.into_keys() {
            proof.findings.add(Row::Component(id), "its row", "missing", "there, as entries name it");
        }
        match stretch.next() {
            Some(next) => stretch = next,
            None => return Ok(()),
        }
    }
}

async fn page(
    books: &Reader,
    stretch: Stretch<ComponentId>,
) -> Result<Vec<(component::Model, Option<usage_line::Model>)>, Failure> {
    let components = component::Entity::find()
        .find_also_related(usage_line::Entity)
        .filter(stretch.holds((component::Entity, component::Column::Id)))
        .order_by_asc(component::Column::Id)
        .limit(ROWS);
    Ok(components.all(books).await?)
}

/// What was consumed; the rest of a single-use container is waste, and is proved with its container.
async fn moved(books: &Reader, stretch: Stretch<ComponentId>) -> Result<BTreeMap<ComponentId, Quantity>, Failure> {
    let sums = entry::Entity::find()
        .select_only()
        .column(entry::Column::ComponentId)
        .expr_as(Expr::col(entry::Column::Quantity).sum().cast_as("bigint"), "moved")
        .filter(entry::COLUMN.component_id.is_not_null())
        .filter(entry::COLUMN.account.eq(LedgerAccount::Consumption))
        .filter(stretch.holds(entry::Column::ComponentId))
        .group_by(entry::Column::ComponentId);
    Ok(sums.into_tuple().all(books).await?.into_iter().collect())
}

/// Compares a component with what its entries moved.
fn compare(component: &component::Model, line: Option<&usage_line::Model>, moved: Quantity, findings: &mut Findings) {
    let never_mixed = line.is_some_and(|line| line.voided_product == Some(VoidedProduct::NeverDrawn));
    let booked = component.posting_id.is_some() && !never_mixed;
    let expected = if booked { component.quantity.negated() } else { Quantity::ZERO };
    findings.compare(Row::Component(component.id), "what it moved", moved, expected);
}
