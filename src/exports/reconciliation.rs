//! Units bought against units used, as CSV: one line for each lot at each site.

use super::{Broken, Sink, csv};
use crate::{
    database::Reader,
    error::Failure,
    queries::{
        family,
        page::PageRequest,
        reconciliation::{self, Reconciled, ReconciliationAsked, Row},
        trace,
    },
    rules::rights::Caller,
};
use entity::{
    fixed_point::Quantity,
    id::{LotId, ProductId, SiteId},
    lot, product,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// The first line.
const HEAD: [&str; 24] = [
    "site",
    "sku",
    "product",
    "unit",
    "lot number",
    "expires on",
    "suppliers",
    "from",
    "to",
    "opening",
    "received",
    "used",
    "consumed",
    "sold",
    "wasted",
    "returned to supplier",
    "destroyed",
    "adjusted",
    "counted",
    "transferred",
    "in transit",
    "closing",
    "unbooked",
    "unaccounted",
];

/// A row with what its ids stand for.
pub(super) struct Named<'a> {
    pub(super) row: &'a Row,
    pub(super) site: &'a str,
    pub(super) lot: &'a lot::Model,
    pub(super) product: &'a product::Model,
    pub(super) suppliers: String,
}

/// Writes it.
pub(super) async fn write(
    asked: &ReconciliationAsked,
    reader: &Reader,
    caller: &Caller,
    sink: &mut Sink,
) -> Result<(), Broken> {
    let all = asked.by(reader, caller).await?;
    sink.write(csv::line(HEAD)).await?;
    let days = [asked.from.to_string(), asked.to.to_string()];
    let render = |named: &Named<'_>| line(named, &days);
    each_page(&all, reader, sink, &render).await
}

/// Writes every page, one row after the other as `render` has it.
pub(super) async fn each_page(
    all: &Reconciled,
    reader: &Reader,
    sink: &mut Sink,
    render: &(impl Fn(&Named<'_>) -> String + Sync),
) -> Result<(), Broken> {
    let sites: BTreeMap<SiteId, &str> = all.sites.iter().map(|site| (site.id, site.code.as_str())).collect();
    let mut after = None;
    loop {
        let page = reconciliation::page(reader, all, &PageRequest::long(after)).await?;
        let rows: Vec<Row> = page.rows.iter().map(|listed| listed.row).collect();
        let names = Names::of(reader, &rows).await?;
        let named = rows.iter().filter_map(|row| names.name(row, sites.get(&row.site_id).copied().unwrap_or_default()));
        let text: String = named.map(|named| render(&named)).collect();
        sink.write(text).await?;
        sink.count(rows.len());
        after = page.rows.into_iter().next_back().map(|listed| listed.cursor);
        if !page.has_next_page {
            return Ok(());
        }
    }
}

/// What the ids of a page stand for.
struct Names {
    lots: BTreeMap<LotId, lot::Model>,
    products: BTreeMap<ProductId, product::Model>,
    suppliers: BTreeMap<LotId, BTreeSet<String>>,
}

impl Names {
    async fn of(reader: &Reader, rows: &[Row]) -> Result<Self, Failure> {
        let ids: Vec<LotId> = rows.iter().map(|row| row.lot_id).collect::<BTreeSet<_>>().into_iter().collect();
        let lots = family::as_known_now(reader, &ids).await?;
        let of_lots = product::COLUMN.id.is_in(lots.values().map(|lot| lot.product_id).collect::<BTreeSet<_>>());
        let products = product::Entity::find().filter(of_lots).all(reader).await?;
        let families = family::of(reader, &ids).await?;
        let members = families.iter().flat_map(|(lot, family)| family.iter().map(|member| (*member, *lot)));
        let survivors: BTreeMap<LotId, LotId> = members.collect();
        let mut suppliers = BTreeMap::<LotId, BTreeSet<String>>::new();
        for (lot, supplier) in trace::suppliers(reader, &survivors.keys().copied().collect::<Vec<_>>()).await? {
            let lot = survivors.get(&lot).copied().unwrap_or(lot);
            suppliers.entry(lot).or_default().insert(supplier.name);
        }
        Ok(Self { lots, products: products.into_iter().map(|product| (product.id, product)).collect(), suppliers })
    }

    fn name<'a>(&'a self, row: &'a Row, site: &'a str) -> Option<Named<'a>> {
        let lot = self.lots.get(&row.lot_id)?;
        let product = self.products.get(&lot.product_id)?;
        let suppliers = self.suppliers.get(&row.lot_id).into_iter().flatten().cloned().collect::<Vec<_>>().join("; ");
        Some(Named { row, site, lot, product, suppliers })
    }
}

fn line(named: &Named<'_>, days: &[String; 2]) -> String {
    let (lot, product, units) = (named.lot, named.product, &named.row.units);
    let expires_on = lot.expires_on.map(|day| day.to_string()).unwrap_or_default();
    let of = [named.site, &product.sku, &product.name, &product.unit, &lot.lot_number, &expires_on, &named.suppliers];
    let amounts = [
        units.opening,
        units.received,
        units.used,
        units.consumed,
        units.sold,
        units.wasted,
        units.returned,
        units.destroyed,
        units.adjusted,
        units.counted,
        units.transferred,
        units.in_transit,
        units.closing,
        units.unbooked,
        units.unaccounted(),
    ];
    let cells = of.map(str::to_owned).into_iter().chain(days.iter().cloned()).chain(amounts.map(amount));
    csv::line(cells)
}

/// An amount as it is printed.
pub(super) fn amount(quantity: Quantity) -> String {
    quantity.to_decimal().to_string()
}
