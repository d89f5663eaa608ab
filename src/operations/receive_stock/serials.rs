//! The serial numbers of a delivery.

use super::form::CheckedLine;
use crate::{
    error::Error,
    operations::Act,
    rules::{
        notice::{Notice, NoticeCode},
        refusal::line_field,
    },
};
use entity::{
    id::{LotId, PostingId, ReceivedSerialId},
    received_serial,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Keeps the serial numbers, and says which came before.
pub(super) async fn keep(
    act: &Act<'_>,
    posting_id: PostingId,
    received: &[(CheckedLine<'_>, LotId)],
) -> Result<(), Error> {
    for (line, lot_id) in received.iter().filter(|(line, _)| !line.serials.is_empty()) {
        let known = received_serial::Entity::find()
            .filter(received_serial::COLUMN.product_id.eq(line.product.id))
            .filter(received_serial::COLUMN.serial.is_in(line.serials.iter().map(String::as_str)))
            .all(act.transaction)
            .await?;
        act.notify(known.into_iter().map(|row| {
            let message = format!("Serial number {} was received before.", row.serial);
            Notice::new(NoticeCode::DuplicateSerial, line_field(line.number, "serials"), message)
        }));
        let row = |serial: &String| received_serial::Model {
            id: ReceivedSerialId::new(),
            product_id: line.product.id,
            serial: serial.clone(),
            lot_id: *lot_id,
            posting_id,
        };
        let rows = line.serials.iter().map(row);
        act.insert_all(rows.collect()).await?;
    }
    Ok(())
}
