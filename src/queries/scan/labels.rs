//! Codes that are the label of a container.

use crate::{
    error::Failure,
    rules::{
        barcode::{BarcodeFormat, Reading},
        container_label,
    },
};
use entity::{
    container::{self, ContainerStatus},
    id::SiteId,
    site,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

/// Longest text that is looked up as a container's label, in bytes.
const LONGEST_LABEL: usize = 200;

/// The container whose label each code is, at `site` or, where the label is one of ours, at any.
pub(super) async fn find(
    connection: &impl ConnectionTrait,
    site: Option<SiteId>,
    readings: &[Reading],
) -> Result<Vec<Option<container::Model>>, Failure> {
    let rows =
        with_labels(connection, readings.iter().map(label).filter(|label| may_be_label(label)).collect()).await?;
    let exactly = |reading: &Reading| {
        let same = |row: &&container::Model| row.label == label(reading);
        let here = rows.iter().filter(same).find(|row| Some(row.site_id) == site);
        let ours = || rows.iter().filter(same).find(|_| reading.container_label.is_some());
        here.or_else(ours).cloned()
    };
    let found: Vec<Option<container::Model>> = readings.iter().map(exactly).collect();

    // A label that was written or typed in another way: nothing else is known under a text of no kind.
    let is_left = |(reading, found): (&Reading, &Option<container::Model>)| {
        found.is_none() && reading.format == BarcodeFormat::Unknown && may_be_label(label(reading))
    };
    let Some(site) = site.filter(|_| readings.iter().zip(&found).any(is_left)) else { return Ok(found) };
    let open = open_at(connection, site).await?;
    let by_canonical = |(reading, exactly): (&Reading, Option<container::Model>)| match exactly {
        None if is_left((reading, &None)) => alike(reading, &open),
        exactly => exactly,
    };
    Ok(readings.iter().zip(found).map(by_canonical).collect())
}

/// Naming every site lets the index of labels answer.
async fn with_labels(connection: &impl ConnectionTrait, labels: Vec<&str>) -> Result<Vec<container::Model>, Failure> {
    if labels.is_empty() {
        return Ok(vec![]);
    }
    let sites = site::Entity::find().select_only().column(site::Column::Id).into_query();
    let rows = container::Entity::find()
        .filter(container::COLUMN.label.is_in(labels))
        .filter(container::Column::SiteId.in_subquery(sites))
        .all(connection)
        .await?;
    Ok(rows)
}

async fn open_at(connection: &impl ConnectionTrait, site: SiteId) -> Result<Vec<container::Model>, Failure> {
    let open = container::Entity::find()
        .filter(container::COLUMN.site_id.eq(site))
        .filter(container::COLUMN.status.eq(ContainerStatus::Open))
        .all(connection)
        .await?;
    Ok(open)
}

/// The one open container whose label is the same in canonical form; of several the text does not tell which.
fn alike(reading: &Reading, open: &[container::Model]) -> Option<container::Model> {
    let canonical = container_label::canonical(label(reading));
    let mut same = open.iter().filter(|row| container_label::canonical(&row.label) == canonical);
    let first = same.next();
    first.filter(|_| same.next().is_none()).cloned()
}

fn label(reading: &Reading) -> &str {
    reading.container_label.as_deref().unwrap_or(&reading.text)
}

fn may_be_label(text: &str) -> bool {
    (1..=LONGEST_LABEL).contains(&text.len())
}
