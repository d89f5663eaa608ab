//! Treatment usage of a site, one line a line of a usage, newest first, as CSV. The patient's id stands there for who may
//! read patient links at the site.

use super::{FromTo, Shown, maybe, names::Names, yes};
use crate::{
    database::Reader,
    error::Error,
    exports::{self, Broken, Sink, csv},
    queries::{
        page::PageRequest,
        usages::{self, UsageFilter},
    },
    rules::people::People,
};
use entity::{id::UsageId, usage, usage_line};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// The first line.
const HEAD: [&str; 27] = [
    "site",
    "usage",
    "usage line",
    "treatment",
    "patient",
    "practitioner",
    "performed at (UTC)",
    "performed at (site)",
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
    "serial",
    "quantity",
    "wasted",
    "booked",
    "cost",
    "settled",
    "voided",
    "void reason",
];

/// Writes it.
pub(super) async fn write(
    shown: &Shown,
    days: FromTo,
    reader: &Reader,
    (sink, log): (&mut Sink, &exports::Shown<'_>),
) -> Result<(), Broken> {
    let (from, to) = shown.instants(days).map_err(Error::from)?;
    let filter = UsageFilter {
        sites: Some(vec![shown.site.id]),
        performed_from: Some(from),
        performed_to: Some(to),
        ..UsageFilter::default()
    };
    sink.write(csv::line(HEAD)).await?;
    let mut after = None;
    loop {
        let page = usages::page(reader, &filter, &PageRequest::long(after)).await?;
        after = page.rows.last().map(|listed| listed.cursor.clone()).filter(|_| page.has_next_page);
        let usages: Vec<usage::Model> = page.rows.into_iter().map(|listed| listed.row).collect();
        // Whom a part shows is logged before it is sent.
        if shown.patients {
            let people = usages.iter().map(|usage| usage.patient_id.clone());
            log.people(usages.len(), People::patients(people)).await?;
        }
        each_line(shown, &usages, reader, sink).await?;
        if after.is_none() {
            return Ok(());
        }
    }
}

async fn each_line(shown: &Shown, usages: &[usage::Model], reader: &Reader, sink: &mut Sink) -> Result<(), Broken> {
    let lines = usage_line::Entity::find()
        .filter(usage_line::COLUMN.usage_id.is_in(usages.iter().map(|usage| usage.id)))
        .order_by_asc(usage_line::COLUMN.line)
        .order_by_asc(usage_line::COLUMN.id)
        .all(reader)
        .await?;
    let products = lines.iter().map(|line| line.product_id);
    let names = Names::load(reader, lines.iter().filter_map(|line| line.lot_id), products).await?;
    let mut of_usages: BTreeMap<UsageId, Vec<usage_line::Model>> = BTreeMap::new();
    for line in lines {
        of_usages.entry(line.usage_id).or_default().push(line);
    }
    for usage in usages {
        let lines = of_usages.remove(&usage.id).unwrap_or_default();
        sink.write(lines.iter().map(|of| line(shown, &names, usage, of)).collect::<String>()).await?;
        sink.count(lines.len());
    }
    Ok(())
}

fn line(shown: &Shown, names: &Names, usage: &usage::Model, line: &usage_line::Model) -> String {
    let whose = [
        shown.site.code.clone(),
        usage.id.to_string(),
        line.id.to_string(),
        usage.treatment_id.clone(),
        shown.person(Some(&usage.patient_id)),
        usage.practitioner_id.clone(),
    ];
    let times = shown.times(usage.performed_at).into_iter().chain(shown.times(usage.recorded_at));
    let who = [usage.recorded_by.clone(), maybe(usage.recorded_through.as_deref()), yes(usage.late_entry)];
    let lot = names.lot(line.lot_id, line.stated_lot_number.as_deref());
    let goods = names.product(line.product_id).into_iter().chain(lot);
    let used = [
        line.evidence.to_value(),
        maybe(line.serial.as_deref()),
        line.quantity.to_string(),
        line.wasted.to_string(),
        yes(line.booked),
        line.cost.map(|cost| shown.cost(cost)).unwrap_or_default(),
        yes(line.settled_at.is_some()),
        yes(line.voided_at.is_some()),
        maybe(line.void_reason.as_deref()),
    ];
    csv::line(whose.into_iter().chain(times).chain(who).chain(goods).chain(used))
}
