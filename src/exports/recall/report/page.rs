//! The page that the report is printed as: pure, from the report's numbers to text.

use super::{LotRow, Report};
use crate::{
    exports::{
        html::{self, Column},
        recall::words,
    },
    rules::recall::accounting::{self, Accounting},
};
use entity::{
    fixed_point::Quantity,
    recall::RecallKind,
    recall_contact::{ContactStatus, ContactSubject},
    recall_event,
};
use std::collections::BTreeMap;

const TOTALS: [Column; 8] = [
    Column::Text("Product"),
    Column::Number("Received"),
    Column::Number("Used"),
    Column::Number("Sold"),
    Column::Number("On hand"),
    Column::Number("Of it quarantined"),
    Column::Number("Returned"),
    Column::Number("Destroyed"),
];
const DISPOSALS: [Column; 8] = [
    Column::Text("When"),
    Column::Text("Site"),
    Column::Text("Lot"),
    Column::Text("Amount"),
    Column::Text("What became of it"),
    Column::Text("Witness, recorded by"),
    Column::Text("Route or return note"),
    Column::Text("Certificate"),
];
const TOLD: [Column; 3] = [Column::Text("Who"), Column::Text("How far"), Column::Number("Number")];
const ACTS: [Column; 3] = [Column::Text("When"), Column::Text("Who"), Column::Text("What")];

/// The page.
pub fn page(report: &Report) -> String {
    let number = report.recall.number.as_deref().unwrap_or("without a number");
    let parts = [
        html::begin(&format!("Recall report: {number}")),
        head(report),
        scope(report),
        totals(report),
        lots(report),
        disposals(report),
        told(report),
        acts(report),
        signatures(report),
        html::end().to_owned(),
    ];
    parts.concat()
}

fn head(report: &Report) -> String {
    let recall = &report.recall;
    let organisation = &report.organisation;
    let not_said = || "not configured".to_owned();
    let due = recall.response_due_on.map_or("no day was named".to_owned(), |day| day.to_string());
    let mut lines = vec![
        ("Organisation", organisation.name.clone().unwrap_or_else(not_said)),
        ("Address", organisation.address.clone().unwrap_or_else(not_said)),
        ("Printed", format!("{} by {}", words::local(report.printed_at, report.zone), report.printed_by)),
        ("Kind", words::kind(recall.kind).to_owned()),
        ("Recalling firm", recall.firm.clone()),
        ("Classification", words::classification(recall.classification).to_owned()),
        ("Reason", recall.reason.clone()),
        ("Instructions of the firm", recall.instructions.clone().unwrap_or_else(|| "none".to_owned())),
        ("Begun by the firm on", recall.initiated_on.to_string()),
        ("Answer due on", due),
        ("Opened here", format!("{} by {}", words::local(recall.opened_at, report.zone), recall.opened_by)),
        ("Status", words::status(recall.status).to_owned()),
    ];
    if recall.kind == RecallKind::Mock {
        lines.push(("Full trace took", format!("{} milliseconds", recall.trace_millis)));
    }
    html::fields(lines)
}

fn scope(report: &Report) -> String {
    let line = |(product, which, missing): &(String, String, Vec<String>)| {
        let missing = match missing.as_slice() {
            [] => String::new(),
            missing => format!(" Not found here: {}.", missing.join(", ")),
        };
        html::paragraph(&format!("{product}: {which}.{missing}"))
    };
    let lines = report.scope.iter().map(line).collect::<String>();
    [html::heading("Which lots are recalled"), lines].concat()
}

fn totals(report: &Report) -> String {
    let mut products: BTreeMap<&str, Vec<&LotRow>> = BTreeMap::new();
    for row in &report.lots {
        products.entry(&row.product).or_default().push(row);
    }
    let row = |(product, rows): (&str, Vec<&LotRow>)| {
        let measure = rows.first().map(|row| row.measure.clone()).unwrap_or_default();
        let sum = |part: fn(&Accounting) -> Quantity| {
            measure.said(rows.iter().map(|row| part(&row.accounting)).sum::<Quantity>())
        };
        let cells = [
            product.to_owned(),
            sum(|all| [all.units.opening, all.units.received].into_iter().sum()),
            sum(|all| all.units.used),
            sum(|all| all.units.sold),
            sum(|all| all.units.closing),
            measure.said(rows.iter().map(|row| row.quarantined).sum()),
            sum(|all| all.units.returned),
            sum(|all| all.units.destroyed),
        ];
        html::row(&TOTALS, cells)
    };
    // Each product by itself: units of one are not those of another.
    let accounted = products.iter().map(|(product, rows)| {
        let share = accounting::share(rows.iter().map(|row| &row.accounting));
        let percent = (share.to_decimal() * rust_decimal::Decimal::ONE_HUNDRED).round_dp(2).normalize();
        html::paragraph(&format!("Accounted for of {product}: {percent} %."))
    });
    let accounted = accounted.collect::<String>();
    let told = |status: &ContactStatus| matches!(status, ContactStatus::Contacted | ContactStatus::Acknowledged);
    let notified: i64 = report.contacts.iter().filter(|(_, status, _)| told(status)).map(|(.., count)| *count).sum();
    let reached: i64 = report.contacts.iter().map(|(.., count)| *count).sum();
    [
        html::heading("For the answer to the firm"),
        html::paragraph("Received includes what was there when the books were opened."),
        html::table(&TOTALS),
        products.into_iter().map(row).collect(),
        html::end_of_table().to_owned(),
        html::paragraph(&format!("People and sales notified: {notified} of {reached}.")),
        accounted,
    ]
    .concat()
}

/// One table for each lot at each site, so that every way a unit went has its line.
fn lots(report: &Report) -> String {
    let equation = "Opening stock and receipts, with what was adjusted, measured and moved by its sign, are what was used, \
        sold, consumed, wasted, returned, destroyed and is on hand. What was never booked stands beside the books.";
    let each = report.lots.iter().map(lot).collect::<String>();
    [html::heading("Lot by lot"), html::paragraph(equation), each].concat()
}

fn lot(row: &LotRow) -> String {
    let units = &row.accounting.units;
    let said = |quantity| row.measure.said(quantity);
    let expires = row.expires_on.map_or("undated".to_owned(), |day| format!("expires {day}"));
    let counted = row
        .counted
        .as_ref()
        .map_or("not yet".to_owned(), |(quantity, by, at)| format!("{} by {by}, {at}", said(*quantity)));
    let moved = [("adjusted", units.adjusted), ("measured", units.counted), ("moved", units.transferred)];
    let moved: Vec<String> = moved
        .into_iter()
        .filter(|(_, quantity)| *quantity != Quantity::ZERO)
        .map(|(word, quantity)| format!("{word} {}", said(quantity)))
        .collect();
    let lines = [
        ("In the opening stock", said(units.opening)),
        ("Received", said(units.received)),
        ("Adjusted, measured, moved", if moved.is_empty() { "nothing".to_owned() } else { moved.join("; ") }),
        ("Used with patients", said(units.used)),
        ("Sold", said(units.sold)),
        ("Consumed without a patient", said(units.consumed)),
        ("Wasted", said(units.wasted)),
        ("Returned to the supplier", said(units.returned)),
        ("Destroyed", said(units.destroyed)),
        ("On hand", said(units.closing)),
        ("Of it quarantined", said(row.quarantined)),
        ("Used or sold, never booked", said(units.unbooked)),
        ("Counted", counted),
        ("Not accounted for", said(row.accounting.unaccounted())),
        ("Explanation", row.explanation.clone().unwrap_or_else(|| "none".to_owned())),
    ];
    let heading = format!("{}, lot {} ({expires}), {}", row.product, row.lot_number, row.site);
    html::kept_together(&heading, &html::fields(lines))
}

fn disposals(report: &Report) -> String {
    let heading = html::heading("What was returned and destroyed");
    if report.disposals.is_empty() {
        return [heading, html::paragraph("Nothing yet.")].concat();
    }
    let rows = report.disposals.iter().map(|row| {
        let people = format!("{}, {}", row.witness, row.by);
        let cells = [&row.at, &row.site, &row.lot, &row.amount, &row.what, &people, &row.route, &row.certificate];
        html::row(&DISPOSALS, cells)
    });
    [heading, html::table(&DISPOSALS), rows.collect(), html::end_of_table().to_owned()].concat()
}

fn told(report: &Report) -> String {
    let heading = html::heading("Who was told");
    if report.contacts.is_empty() {
        return [heading, html::paragraph("Nobody is on the list.")].concat();
    }
    let row = |(subject, status, count): &(ContactSubject, ContactStatus, i64)| {
        html::row(&TOLD, [words::subject(*subject), words::contact(*status), &count.to_string()])
    };
    let rows = report.contacts.iter().map(row).collect();
    [heading, html::table(&TOLD), rows, html::end_of_table().to_owned()].concat()
}

fn acts(report: &Report) -> String {
    let row = |event: &recall_event::Model| {
        html::row(&ACTS, [words::local(event.at, report.zone), event.by.clone(), without_ids(&event.what)])
    };
    let rows = report.events.iter().map(row).collect();
    [html::heading("What was done"), html::table(&ACTS), rows, html::end_of_table().to_owned()].concat()
}

fn signatures(report: &Report) -> String {
    let statement = format!(
        "We state that this report of {} is complete and true to our books.",
        words::recall_name(&report.recall)
    );
    let signers = html::signatures(&["Medical director", "Prepared by"]);
    html::kept_together("Signatures", &[html::paragraph(&statement), signers].concat())
}

/// A sentence of the timeline without ids that mean nothing outside.
fn without_ids(what: &str) -> String {
    let words = what.split(' ').map(|word| match internal(word) {
        Some("usage") => "A usage",
        Some("sale") => "A sale",
        Some(_) => "one",
        None => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The kind of thing that a word is an id of.
fn internal(word: &str) -> Option<&str> {
    const DIGITS: usize = 26;
    let (kind, digits) = word.split_once('_')?;
    let is_id = digits.len() == DIGITS && digits.bytes().all(|digit| digit.is_ascii_alphanumeric());
    is_id.then_some(kind)
}

#[cfg(test)]
mod tests;
