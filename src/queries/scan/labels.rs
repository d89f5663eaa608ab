//! Codes that are the label of a container.

use super::Scan;
use crate::{error::Failure, rules::barcode::Reading};
use entity::{container, id::SiteId, site};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

/// Longest text that is looked up as a container's label, in bytes.
const LONGEST_LABEL: usize = 200;

/// The containers whose labels these codes are. Naming every site lets the index of labels answer.
pub(super) async fn find(
    connection: &impl ConnectionTrait,
    site: Option<SiteId>,
    scans: &mut [Scan],
) -> Result<(), Failure> {
    let labels: Vec<&str> = scans.iter().map(|scan| label(&scan.reading)).filter(|label| may_be_label(label)).collect();
    if labels.is_empty() {
        return Ok(());
    }
    let sites = site::Entity::find().select_only().column(site::Column::Id).into_query();
    let rows = container::Entity::find()
        .filter(container::COLUMN.label.is_in(labels))
        .filter(container::Column::SiteId.in_subquery(sites))
        .all(connection)
        .await?;
    for scan in scans {
        let same = |row: &&container::Model| row.label == label(&scan.reading);
        let here = rows.iter().filter(same).find(|row| Some(row.site_id) == site);
        let ours = || rows.iter().filter(same).find(|_| scan.reading.container_label.is_some());
        scan.container = here.or_else(ours).cloned();
    }
    Ok(())
}

fn label(reading: &Reading) -> &str {
    reading.container_label.as_deref().unwrap_or(&reading.text)
}

fn may_be_label(text: &str) -> bool {
    (1..=LONGEST_LABEL).contains(&text.len())
}
