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

/// A page of them.
pub(super) async fn page(context: &Context<'_>, page: Page<Row>) -> Result<Page<LotReconciliation>> {
    let lots = rows(context)?.load_many(page.rows.iter().map(|listed| listed.row.lot_id)).await.map_err(failed)?;
    let with_lot = |Listed { cursor, row }: Listed<Row>| {
        // A row without its lot cannot be: entries name it.
        lots.get(&row.lot_id)
            .map(|lot| Listed { cursor, row: LotReconciliation::of(lot.clone(), row.site_id, &row.units) })
    };
    let Page { rows, has_next_page, has_previous_page } = page;
    Ok(Page { rows: rows.into_iter().filter_map(with_lot).collect(), has_next_page, has_previous_page })
}
