//! Sales of a site, one line a line of a sale, newest first, as CSV. The customer's id stands there for who may read patient
//! links at the site.

use super::{FromTo, Shown, maybe, names::Names, yes};
use crate::{
    database::Reader,
    error::Error,
    exports::{self, Broken, Sink, csv},
    queries::{
        page::PageRequest,
        sales::{self, SaleFilter},
    },
    rules::people::People,
};
use entity::{id::SaleId, sale, sale_line};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// The first line.
const HEAD: [&str; 28] = [
    "site",
    "sale",
    "sale line",
    "line key",
    "customer",
    "sold at (UTC)",
    "sold at (site)",
    "recorded at (UTC)",
    "recorded at (site)",
    "recorded by",
    "recorded through",
    "late entry",
    "sku",
    "product",
    "unit",
    "lot number",
    "expires on",
    "evidence",
    "quantity",
    "unit price",
    "discount",
    "revenue",
    "cost",
    "booked",
    "settled",
    "returned",
    "refunded",
    "prescription",
];

/// Writes it.
pub(super) async fn write(
    shown: &Shown,
    days: FromTo,
    reader: &Reader,
    (sink, log): (&mut Sink, &exports::Shown<'_>),
) -> Result<(), Broken> {
    let (from, to) = shown.instants(days).map_err(Error::from)?;
    let filter = SaleFilter {
        sites: Some(vec![shown.site.id]),
        sold_from: Some(from),
        sold_to: Some(to),
        ..SaleFilter::default()
    };
    sink.write(csv::line(HEAD)).await?;
    let mut after = None;
    loop {
        let page = sales::page(reader, &filter, &PageRequest::long(after)).await?;
        after = page.rows.last().map(|listed| listed.cursor.clone()).filter(|_| page.has_next_page);
        let sales: Vec<sale::Model> = page.rows.into_iter().map(|listed| listed.row).collect();
        // Whom a part shows is logged before it is sent.
        if shown.patients {
            let people = sales.iter().filter_map(|sale| sale.customer_id.clone());
            log.people(sales.len(), People::customers(people)).await?;
        }
        each_line(shown, &sales, reader, sink).await?;
        if after.is_none() {
            return Ok(());
        }
    }
}

async fn each_line(shown: &Shown, sales: &[sale::Model], reader: &Reader, sink: &mut Sink) -> Result<(), Broken> {
    let lines = sale_line::Entity::find()
        .filter(sale_line::COLUMN.sale_id.is_in(sales.iter().map(|sale| sale.id)))
        .order_by_asc(sale_line::COLUMN.line)
        .order_by_asc(sale_line::COLUMN.id)
        .all(reader)
        .await?;
    let products = lines.iter().map(|line| line.product_id);
    let names = Names::load(reader, lines.iter().filter_map(|line| line.lot_id), products).await?;
    let mut of_sales: BTreeMap<SaleId, Vec<sale_line::Model>> = BTreeMap::new();
    for line in lines {
        of_sales.entry(line.sale_id).or_default().push(line);
    }
    for sale in sales {
        let lines = of_sales.remove(&sale.id).unwrap_or_default();
        sink.write(lines.iter().map(|of| line(shown, &names, sale, of)).collect::<String>()).await?;
        sink.count(lines.len());
    }
    Ok(())
}

fn line(shown: &Shown, names: &Names, sale: &sale::Model, line: &sale_line::Model) -> String {
    let whose = [
        shown.site.code.clone(),
        sale.sale_id.clone(),
        line.id.to_string(),
        maybe(line.line_key.as_deref()),
        shown.person(sale.customer_id.as_deref()),
    ];
    let times = shown.times(sale.sold_at).into_iter().chain(shown.times(sale.recorded_at));
    let who = [sale.recorded_by.clone(), maybe(sale.recorded_through.as_deref()), yes(sale.late_entry)];
    let lot = names.lot(line.lot_id, line.stated_lot_number.as_deref());
    let goods = names.product(line.product_id).into_iter().chain(lot);
    let sold = [
        line.evidence.to_value(),
        line.quantity.to_string(),
        line.unit_price.to_string(),
        line.discount.to_string(),
        line.revenue.to_string(),
        line.cost.map(|cost| shown.cost(cost)).unwrap_or_default(),
        yes(line.booked),
        yes(line.settled_at.is_some()),
        line.returned.to_string(),
        line.refunded.to_string(),
        shown.person(line.prescription_id.as_deref()),
    ];
    csv::line(whose.into_iter().chain(times).chain(who).chain(goods).chain(sold))
}
