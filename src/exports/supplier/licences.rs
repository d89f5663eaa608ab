//! The licences of a supplier, as they were recorded.

use crate::{
    database::Reader,
    exports::{
        Broken, Sink,
        html::{self, Column},
    },
};
use entity::{supplier, supplier_authorization as licence};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

const LICENCES: [Column; 5] = [
    Column::Text("Number"),
    Column::Text("Authority"),
    Column::Text("Valid from"),
    Column::Text("Valid until"),
    Column::Text("Checked on"),
];

/// Writes them, the last to end first.
pub(super) async fn write(supplier: &supplier::Model, reader: &Reader, sink: &mut Sink) -> Result<(), Broken> {
    let own = licence::Entity::find().filter(licence::COLUMN.supplier_id.eq(supplier.id));
    let rows = own.order_by_desc(licence::COLUMN.valid_until).order_by_desc(licence::COLUMN.id).all(reader).await?;
    sink.write(html::heading("Licences")).await?;
    if rows.is_empty() {
        return Ok(sink.write(html::paragraph("None are recorded.")).await?);
    }
    let text: String = rows.iter().map(row).collect();
    sink.write(format!("{}{text}{}", html::table(&LICENCES), html::end_of_table())).await?;
    sink.count(rows.len());
    Ok(())
}

fn row(licence: &licence::Model) -> String {
    let checked_on = licence.checked_on.map(|day| day.to_string()).unwrap_or_default();
    let days = [licence.valid_from.to_string(), licence.valid_until.to_string(), checked_on];
    let cells = [licence.number.clone(), licence.authority.clone()].into_iter().chain(days);
    html::row(&LICENCES, cells)
}
