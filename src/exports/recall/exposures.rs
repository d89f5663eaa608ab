//! The exposures of a recall as CSV: one line for each recalled lot of each line of a usage, those of the recall's own lots
//! first. What is certain is certain in the contact list too.

use crate::{
    database::Reader,
    exports::{Broken, Shown, Sink, csv},
    queries::{
        page::PageRequest,
        recalls::{
            Affected, exposures,
            named::{self, Found, NamedExposure},
            possible,
        },
        trace,
    },
    rules::people::People,
};
use entity::id::RecallId;
use sea_orm::ActiveEnum;

/// The first line.
const HEAD: [&str; 23] = [
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
    "of it in the patient",
    "booked",
    "deviation",
    "voided",
    "usage line",
    "why possible",
];

/// Writes it.
pub(super) async fn write(recall: RecallId, reader: &Reader, sink: &mut Sink, shown: &Shown<'_>) -> Result<(), Broken> {
    let affected = Affected::of_recall(reader, recall).await?;
    sink.write(csv::line(HEAD)).await?;
    for found in [Found::Recalled, Found::Possible] {
        each_page(&affected, found, reader, (sink, shown), &line).await?;
    }
    Ok(())
}

/// Writes every page, one exposure after the other as `render` has it. Whom a page shows is logged before it is sent.
pub(super) async fn each_page(
    affected: &Affected,
    found: Found,
    reader: &Reader,
    (sink, shown): (&mut Sink, &Shown<'_>),
    render: &(impl Fn(&NamedExposure) -> String + Sync),
) -> Result<(), Broken> {
    let ways = match found {
        Found::Recalled => exposures::ways(reader, affected).await?,
        Found::Possible => possible::ways(reader, affected).await?,
    };
    let mut after = None;
    loop {
        let asked = PageRequest::long(after);
        let page = trace::reached(reader, ways.clone(), None, &asked).await?;
        after = page.rows.last().map(|listed| listed.cursor.clone()).filter(|_| page.has_next_page);
        let lines = page.rows.into_iter().map(|listed| listed.row).collect();
        let exposures = named::all(reader, affected, found, lines).await?;
        let patients = exposures.iter().map(|exposure| exposure.usage.patient_id.clone());
        shown.people(exposures.len(), People::patients(patients)).await?;
        sink.write(exposures.iter().map(render).collect::<String>()).await?;
        sink.count(exposures.len());
        if after.is_none() {
            return Ok(());
        }
    }
}

fn line(exposure: &NamedExposure) -> String {
    let yes = |whether: bool| if whether { "yes" } else { "no" }.to_owned();
    let NamedExposure { line, usage, lot, via, .. } = exposure;
    let expires_on = lot.as_ref().and_then(|lot| lot.expires_on);
    csv::line([
        yes(exposure.certain),
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
        exposure.share.map(|share| share.to_string()).unwrap_or_default(),
        yes(line.booked),
        yes(exposure.deviation),
        yes(line.voided_at.is_some()),
        line.id.to_string(),
        exposure.because.as_ref().map(ToString::to_string).unwrap_or_default(),
    ])
}
