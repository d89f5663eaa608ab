//! What a site has, one line a lot, as CSV.

use super::{Shown, yes};
use crate::{
    database::Reader,
    exports::{Broken, Sink, csv},
    queries::{catalogue::ProductFilter, page::PageRequest, stock},
    rules::shelf::LotOnShelf,
};
use entity::{fixed_point::Quantity, instant::Instant, product};

/// The first line.
const HEAD: [&str; 13] = [
    "site",
    "sku",
    "product",
    "unit",
    "lot number",
    "expires on",
    "on hand",
    "open containers",
    "on hand in open containers",
    "held",
    "value",
    "on hand of unknown cost",
    "as of (UTC)",
];

/// Writes it as of `at`, which is now.
pub(super) async fn write(shown: &Shown, at: Instant, reader: &Reader, sink: &mut Sink) -> Result<(), Broken> {
    sink.write(csv::line(HEAD)).await?;
    let mut after = None;
    loop {
        let asked = PageRequest::long(after);
        let page = stock::page(reader, shown.site.id, &ProductFilter::default(), at, &asked).await?;
        after = page.rows.last().map(|listed| listed.cursor.clone()).filter(|_| page.has_next_page);
        for listed in page.rows {
            let shelf = listed.row.shelf;
            let mut lots: Vec<&LotOnShelf> =
                shelf.lots.iter().filter(|lot| lot.stock.on_hand > Quantity::ZERO).collect();
            lots.sort_by_key(|lot| (lot.lot.expiry_sort, lot.lot.id));
            sink.write(lots.iter().map(|lot| line(shown, at, &shelf.product, lot)).collect::<String>()).await?;
            sink.count(lots.len());
        }
        if after.is_none() {
            return Ok(());
        }
    }
}

fn line(shown: &Shown, at: Instant, product: &product::Model, lot: &LotOnShelf) -> String {
    let stock = &lot.stock;
    let [now, _] = shown.times(at);
    csv::line([
        shown.site.code.clone(),
        product.sku.clone(),
        product.name.clone(),
        product.unit.clone(),
        lot.lot.lot_number.clone(),
        lot.lot.expires_on.map(|day| day.to_string()).unwrap_or_default(),
        stock.on_hand.to_string(),
        lot.containers.len().to_string(),
        stock.opened.to_string(),
        yes(!lot.holds.is_empty()),
        shown.cost(stock.value),
        shown.cost(stock.cost_unknown),
        now,
    ])
}
