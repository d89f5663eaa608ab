//! Serial numbers that were used before. One container has one: when it comes out of sealed stock again, it was recorded
//! twice, or one of the two is a counterfeit.

use super::resolved::Resolved;
use crate::{
    error::Failure,
    rules::{
        allocation::{Draw, Plan},
        notice::{Notice, NoticeCode},
    },
};
use entity::usage_line;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// A notice for every serial number of `needs` that an earlier usage took.
///
/// # Errors
/// When the database fails.
pub(super) async fn used_before(
    connection: &impl ConnectionTrait,
    plan: &Plan,
    needs: &[Resolved],
) -> Result<Vec<Notice>, Failure> {
    let unsealed: Vec<(&Resolved, &str)> =
        needs.iter().filter_map(|need| Some((need, unsealed(need, plan)?))).collect();
    if unsealed.is_empty() {
        return Ok(vec![]);
    }
    let known = usage_line::Entity::find()
        .filter(usage_line::COLUMN.serial.is_in(unsealed.iter().map(|(_, serial)| *serial)))
        .filter(usage_line::COLUMN.voided_at.is_null())
        .all(connection)
        .await?;
    let is_known =
        |product, serial| known.iter().any(|line| line.product_id == product && line.serial.as_deref() == Some(serial));
    let twice = unsealed.into_iter().filter(|(resolved, serial)| is_known(resolved.need.product_id, *serial));
    Ok(twice.map(|(resolved, serial)| notice(resolved, serial)).collect())
}

/// The serial number of what was sealed, or not in the books, until now.
fn unsealed<'a>(resolved: &'a Resolved, plan: &Plan) -> Option<&'a str> {
    let was_open = |draw: &Draw| {
        let drawn = plan.containers.iter().find(|planned| Some(planned.container.id) == draw.container_id);
        drawn.is_some_and(|planned| !planned.is_new)
    };
    let mut draws = plan.draws.iter().filter(|draw| resolved.need.is_met_by(draw));
    resolved.serial.as_deref().filter(|_| draws.any(|draw| !was_open(draw)))
}

fn notice(resolved: &Resolved, serial: &str) -> Notice {
    let message = format!("Serial number {serial} was used before.");
    Notice::new(NoticeCode::DuplicateSerial, resolved.need.field("serial"), message)
}
