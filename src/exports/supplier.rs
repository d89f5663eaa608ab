//! Everything about one supplier as a page to print: its licences, what it delivered and took back, by whom and on which
//! licence, and what became of its lots. What an inspector asks for.

mod deliveries;
mod licences;

use super::{
    Broken, Sink,
    html::{self, Column},
    reconciliation::{Named, amount, each_page},
};
use crate::{
    database::Reader,
    error::Error,
    queries::reconciliation::{Days, Reconciled, sites},
    rules::{
        refusal::{Refusal, path},
        rights::Caller,
    },
};
use chrono::NaiveDate;
use entity::{id::SupplierId, supplier};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};

/// Which supplier, over which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplierAsked {
    /// The supplier.
    pub supplier_id: SupplierId,
    /// The first day, by the clocks of each site.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

const UNITS: [Column; 14] = [
    Column::Text("Product"),
    Column::Text("Lot"),
    Column::Text("Site"),
    Column::Number("Opening"),
    Column::Number("Received"),
    Column::Number("Used"),
    Column::Number("Consumed"),
    Column::Number("Sold"),
    Column::Number("Wasted"),
    Column::Number("Returned, destroyed"),
    Column::Number("Adjusted, counted"),
    Column::Number("Transferred"),
    Column::Number("Closing"),
    Column::Number("Unaccounted"),
];

impl SupplierAsked {
    /// Refuses a supplier that is not there, and days that mean nothing.
    pub(super) async fn check(&self, connection: &impl ConnectionTrait) -> Result<(), Error> {
        Days::new(self.from, self.to)?;
        self.supplier(connection).await.map(drop)
    }

    async fn supplier(&self, connection: &impl ConnectionTrait) -> Result<supplier::Model, Error> {
        let found = supplier::Entity::find_by_id(self.supplier_id).one(connection).await?;
        Ok(found.ok_or_else(|| Refusal::not_found(path(["filter", "supplierId"]), "supplier"))?)
    }
}

/// Writes it.
pub(super) async fn write(
    asked: &SupplierAsked,
    reader: &Reader,
    caller: &Caller,
    sink: &mut Sink,
) -> Result<(), Broken> {
    let supplier = asked.supplier(reader).await?;
    let sites = sites(reader, caller, None).await?;
    let days = Days::new(asked.from, asked.to).map_err(Error::from)?;
    sink.write(html::begin(&format!("Supplier: {}", supplier.name))).await?;
    let codes = sites.iter().map(|site| site.code.as_str()).collect::<Vec<_>>().join(", ");
    sink.write(html::paragraph(&format!("From {} to {}, at {codes}.", asked.from, asked.to))).await?;
    licences::write(&supplier, reader, sink).await?;
    deliveries::write(asked, &sites, reader, sink).await?;
    sink.write(html::heading("What came of its lots against what became of them")).await?;
    sink.write(html::paragraph("In base units of each product, by the day of the act.")).await?;
    sink.write(html::table(&UNITS)).await?;
    let (product_id, lots, supplier_id) = (None, None, Some(asked.supplier_id));
    let all = Reconciled { sites, product_id, supplier_id, lots, days };
    each_page(&all, reader, sink, &row).await?;
    sink.write(html::end_of_table()).await?;
    Ok(sink.write(html::end()).await?)
}

fn row(named: &Named<'_>) -> String {
    let units = &named.row.units;
    let both = |one, other| format!("{}, {}", amount(one), amount(other));
    let cells = [
        format!("{} ({}, {})", named.product.name, named.product.sku, named.product.unit),
        named.lot.lot_number.clone(),
        named.site.to_owned(),
        amount(units.opening),
        amount(units.received),
        amount(units.used),
        amount(units.consumed),
        amount(units.sold),
        amount(units.wasted),
        both(units.returned, units.destroyed),
        both(units.adjusted, units.counted),
        amount(units.transferred),
        amount(units.closing),
        amount(units.unaccounted()),
    ];
    html::row(&UNITS, cells)
}
