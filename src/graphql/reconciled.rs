//! Rows of a reconciliation as the API shows them: each with its lot.

use super::{
    loader::{failed, rows},
    object::lot_reconciliation::LotReconciliation,
};
use crate::queries::{
    page::{Listed, Page},
    reconciliation::Row,
};
use async_graphql::{Context, Result};
use entity::lot;

/// A page of them.
pub(super) async fn page(context: &Context<'_>, page: Page<Row>) -> Result<Page<LotReconciliation>> {
    let lots = rows(context)?.load_many(page.rows.iter().map(|listed| listed.row.lot_id)).await.map_err(failed)?;
    let with_lot = |Listed { cursor, row }: Listed<Row>| {
        // A row without its lot cannot be: entries name it.
        lots.get(&row.lot_id).map(|lot| Listed { cursor, row: shown(lot.clone(), &row) })
    };
    let Page { rows, has_next_page, has_previous_page } = page;
    Ok(Page { rows: rows.into_iter().filter_map(with_lot).collect(), has_next_page, has_previous_page })
}

fn shown(of: lot::Model, row: &Row) -> LotReconciliation {
    let units = &row.units;
    LotReconciliation {
        opening: units.opening.into(),
        received: units.received.into(),
        used: units.used.into(),
        consumed: units.consumed.into(),
        sold: units.sold.into(),
        wasted: units.wasted.into(),
        returned_to_supplier: units.returned.into(),
        destroyed: units.destroyed.into(),
        adjusted: units.adjusted.into(),
        counted: units.counted.into(),
        transferred: units.transferred.into(),
        in_transit: units.in_transit.into(),
        closing: units.closing.into(),
        unbooked: units.unbooked.into(),
        unaccounted: units.unaccounted().into(),
        explanation: None,
        of,
        at: Some(row.site_id),
    }
}
