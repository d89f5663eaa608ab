//! The orders that the reorder report suggests: one for each supplier, of what is due and on no open order.

use super::{NewLine, NewOrder, expected_on};
use crate::{
    error::Error,
    operations::Act,
    queries::reorder::{self, ReorderLine, ReorderReport},
    rules::{
        purchase_order::MOST_PACKAGES,
        refusal::{Refusal, path},
    },
};
use chrono::NaiveDate;
use entity::{id::SupplierId, site, supplier};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeSet;

/// The orders, by the names of their suppliers; those of `suppliers` alone where some are named.
pub(super) async fn orders(
    act: &Act<'_>,
    site: &site::Model,
    suppliers: Option<&[SupplierId]>,
) -> Result<Vec<NewOrder>, Error> {
    let wanted = wanted(act, suppliers).await?;
    let lines = reorder::lines(act.transaction, site, act.now(), None).await?;
    let report = ReorderReport::new(site.clone(), act.now(), lines).only(|line| {
        let of_supplier =
            |supplier: &supplier::Model| wanted.as_ref().is_none_or(|wanted| wanted.contains(&supplier.id));
        line.is_to_be_ordered() && line.supplier.as_ref().is_some_and(of_supplier)
    });
    let today = act.today(site);
    let totals = report.by_supplier().into_iter();
    Ok(totals.map(|total| order(total.supplier.id, &report, today)).collect())
}

/// The suppliers that are named, each of which there is.
async fn wanted(act: &Act<'_>, suppliers: Option<&[SupplierId]>) -> Result<Option<BTreeSet<SupplierId>>, Error> {
    let Some(named) = suppliers else { return Ok(None) };
    let known = supplier::Entity::find().filter(supplier::COLUMN.id.is_in(named.iter().copied()));
    let known: BTreeSet<SupplierId> = known.all(act.transaction).await?.into_iter().map(|row| row.id).collect();
    match named.iter().position(|id| !known.contains(id)) {
        Some(place) => {
            let at = path(["from", "reorderReport", "supplierIds", &place.to_string()]);
            Err(Refusal::not_found(at, "supplier").into())
        }
        None => Ok(Some(known)),
    }
}

fn order(supplier_id: SupplierId, report: &ReorderReport, today: NaiveDate) -> NewOrder {
    let lines = report.lines.iter().filter(|line| line.supplier.as_ref().is_some_and(|own| own.id == supplier_id));
    let lines: Vec<_> = lines.collect();
    let lead_time = lines.iter().find_map(|line| line.lead_time);
    NewOrder {
        supplier_id,
        expected_on: lead_time.and_then(|lead_time| expected_on(today, lead_time)),
        lines: lines.into_iter().filter_map(|line| new_line(line)).collect(),
    }
}

fn new_line(line: &ReorderLine) -> Option<NewLine> {
    let item = line.item.as_ref()?;
    Some(NewLine {
        product_id: line.product.id,
        supplier_sku: item.supplier_sku.clone(),
        packages: i32::try_from(line.suggestion.packages).unwrap_or(MOST_PACKAGES).min(MOST_PACKAGES),
        containers_per_package: item.containers_per_package,
        package_price: item.package_price,
    })
}
