//! The exposures of a recall as CSV: one line for each line of a usage, the certain ones first.

use crate::{
    database::Reader,
    exports::{Broken, Sink, csv},
    queries::{
        page::PageRequest,
        recalls::{Affected, exposures, named, named::NamedExposure, possible},
        trace,
    },
};
use entity::id::RecallId;
use sea_orm::ActiveEnum;

/// The first line.
const HEAD: [&str; 21] = [
    "certain",
    "patient",
    "treatment",
    "performed at",
    "performed at (site)",
    "site",
    "practitioner",
    "product",
    "recalled product",
    "lot number",
    "expires on",
    "evidence",
    "quantity",
    "unit",
    "container",
    "serial",
    "mixed in",
    "booked",
    "deviation",
    "voided",
    "usage line",
];

/// Writes it.
pub(super) async fn write(recall: RecallId, reader: &Reader, sink: &mut Sink) -> Result<(), Broken> {
    let affected = Affected::of_recall(reader, recall).await?;
    sink.write(csv::line(HEAD)).await?;
    for certain in [true, false] {
        each_page(&affected, certain, reader, sink, &|exposure| line(exposure, certain)).await?;
    }
    Ok(())
}

/// Writes every page, one exposure after the other as `render` has it.
pub(super) async fn each_page(
    affected: &Affected,
    certain: bool,
    reader: &Reader,
    sink: &mut Sink,
    render: &(impl Fn(&NamedExposure) -> String + Sync),
) -> Result<(), Broken> {
    let ways = match certain {
        true => exposures::ways(reader, affected).await?,
        false => possible::ways(reader, affected).await?,
    };
    let mut after = None;
    loop {
        let asked = PageRequest::long(after);
        let page = trace::reached(reader, ways.clone(), None, &asked).await?;
        after = page.rows.last().map(|listed| listed.cursor.clone()).filter(|_| page.has_next_page);
        let lines = page.rows.into_iter().map(|listed| listed.row).collect();
        let exposures = named::all(reader, affected, lines).await?;
        sink.write(exposures.iter().map(render).collect::<String>()).await?;
        sink.count(exposures.len());
        if after.is_none() {
            return Ok(());
        }
    }
}

fn line(exposure: &NamedExposure, certain: bool) -> String {
    let yes = |whether: bool| if whether { "yes" } else { "no" }.to_owned();
    let NamedExposure { line, usage, lot, via, .. } = exposure;
    let expires_on = lot.as_ref().and_then(|lot| lot.expires_on);
    csv::line([
        yes(certain),
        usage.patient_id.clone(),
        usage.treatment_id.clone(),
        usage.performed_at.to_utc().to_rfc3339(),
        usage.performed_at.to_utc().with_timezone(&exposure.zone).format("%Y-%m-%d %H:%M:%S").to_string(),
        exposure.site.clone(),
        usage.practitioner_id.clone(),
        exposure.product.name.clone(),
        exposure.recalled().name.clone(),
        exposure.lot_number().unwrap_or_default().to_owned(),
        expires_on.map(|day| day.to_string()).unwrap_or_default(),
        line.evidence.to_value(),
        line.quantity.to_string(),
        exposure.product.unit.clone(),
        exposure.container.clone().unwrap_or_default(),
        line.serial.clone().unwrap_or_default(),
        via.as_ref().map(|(via, product)| format!("{} {}", via.quantity, product.unit)).unwrap_or_default(),
        yes(line.booked),
        yes(exposure.deviation),
        yes(line.voided_at.is_some()),
        line.id.to_string(),
    ])
}
