//! What was mixed in: what the books supplied was consumed, and nothing was consumed as a component that is not there.

use super::{
    Proof,
    finding::{Findings, Row},
    stretch::{ROWS, Stretch},
};
use crate::error::Failure;
use entity::{
    component,
    entry::{self, LedgerAccount},
    fixed_point::Quantity,
    id::ComponentId,
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;

/// Proves every component.
pub(super) async fn prove(books: &DatabaseTransaction, proof: &mut Proof) -> Result<(), Failure> {
    let mut stretch = Stretch::FIRST;
    loop {
        let components = component::Entity::find()
            .filter(stretch.holds(component::Column::Id))
            .order_by_asc(component::Column::Id)
            .limit(ROWS)
            .all(books)
            .await?;
        stretch = stretch.cut(&components.iter().map(|component| component.id).collect::<Vec<_>>());
        let mut consumed = consumed(books, stretch).await?;
        for component in components {
            compare(&component, consumed.remove(&component.id).unwrap_or_default(), &mut proof.findings);
        }
        for id in consumed.into_keys() {
            proof.findings.add(Row::Component(id), "its row", "missing", "there, as entries name it");
        }
        match stretch.next() {
            Some(next) => stretch = next,
            None => return Ok(()),
        }
    }
}

/// What the entries of each component moved to consumption; the rest of a container that was opened for it is waste.
async fn consumed(
    books: &DatabaseTransaction,
    stretch: Stretch<ComponentId>,
) -> Result<BTreeMap<ComponentId, Quantity>, Failure> {
    let sums = entry::Entity::find()
        .select_only()
        .column(entry::Column::ComponentId)
        .expr_as(Expr::col(entry::Column::Quantity).sum().cast_as("bigint"), "consumed")
        .filter(entry::COLUMN.component_id.is_not_null())
        .filter(entry::COLUMN.account.eq(LedgerAccount::Consumption))
        .filter(stretch.holds(entry::Column::ComponentId))
        .group_by(entry::Column::ComponentId);
    Ok(sums.into_tuple().all(books).await?.into_iter().collect())
}

/// Compares a component with what its entries consumed: nothing, where the books did not have it.
pub(super) fn compare(component: &component::Model, consumed: Quantity, findings: &mut Findings) {
    let mixed_in = component.posting_id.map_or(Quantity::ZERO, |_| component.quantity);
    findings.compare(Row::Component(component.id), "what was consumed for it", consumed.negated(), mixed_in);
}
