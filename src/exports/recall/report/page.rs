//! The page that the report is printed as: pure, from the report's numbers to text.

use super::{LotRow, Report};
use crate::{
    exports::html::{self, Column},
    rules::recall::accounting::{self, Accounting},
};
use entity::{
    fixed_point::Quantity,
    recall::{self, RecallKind},
    recall_contact::{ContactStatus, ContactSubject},
    recall_event,
};
use sea_orm::ActiveEnum;
use std::collections::BTreeMap;

const TOTALS: [Column; 8] = [
    Column::Text("Product"),
    Column::Number("Received"),
    Column::Number("Used"),
    Column::Number("Sold"),
    Column::Number("On hand"),
    Column::Number("Quarantined"),
    Column::Number("Returned"),
    Column::Number("Destroyed"),
];
const LOTS: [Column; 16] = [
    Column::Text("Product"),
    Column::Text("Lot"),
    Column::Text("Site"),
    Column::Number("Opening"),
    Column::Number("Received"),
    Column::Number("Used"),
    Column::Number("Sold, consumed"),
    Column::Number("Wasted"),
    Column::Number("Returned"),
    Column::Number("Destroyed"),
    Column::Number("Adjusted, measured, moved"),
    Column::Number("On hand"),
    Column::Number("Never booked"),
    Column::Text("Counted"),
    Column::Number("Unaccounted"),
    Column::Text("Explanation"),
];
const TOLD: [Column; 3] = [Column::Text("Who"), Column::Text("Status"), Column::Number("Number")];
const ACTS: [Column; 3] = [Column::Text("When"), Column::Text("Who"), Column::Text("What")];

/// The page.
pub fn page(report: &Report) -> String {
    let recall = &report.recall;
    let number = recall.number.as_deref().unwrap_or("without a number");
    let parts = [
        html::begin(&format!("Recall {number}")),
        head(recall),
        scope(report),
        totals(report),
        lots(report),
        told(report),
        acts(report),
        html::end().to_owned(),
    ];
    parts.concat()
}

fn head(recall: &recall::Model) -> String {
    let word = |value: String| value.to_lowercase().replace('_', " ");
    let due = recall.response_due_on.map_or("no day".to_owned(), |day| day.to_string());
    let mut lines = vec![
        format!("{}: {}, {}.", recall.firm, word(recall.kind.to_value()), word(recall.classification.to_value())),
        format!("Reason: {}", recall.reason),
        format!("Instructions: {}", recall.instructions.as_deref().unwrap_or("none")),
        format!("Begun by the firm on {}; an answer is due on {due}.", recall.initiated_on),
        format!(
            "Opened here at {} by {}; it is {}.",
            recall.opened_at.to_utc().to_rfc3339(),
            recall.opened_by,
            word(recall.status.to_value())
        ),
    ];
    if recall.kind == RecallKind::Mock {
        lines.push(format!("The full trace took {} milliseconds.", recall.trace_millis));
    }
    lines.iter().map(|line| html::paragraph(line)).collect()
}

fn scope(report: &Report) -> String {
    let line = |(product, which, missing): &(String, String, Vec<String>)| {
        let missing = if missing.is_empty() { String::new() } else { format!(" Not found: {}.", missing.join(", ")) };
        html::paragraph(&format!("{product}: {which}.{missing}"))
    };
    [html::heading("Which lots"), report.scope.iter().map(line).collect()].concat()
}

fn totals(report: &Report) -> String {
    let mut products: BTreeMap<&str, Vec<&LotRow>> = BTreeMap::new();
    for row in &report.lots {
        products.entry(&row.product).or_default().push(row);
    }
    let row = |(product, rows): (&str, Vec<&LotRow>)| {
        let sum = |part: fn(&Accounting) -> Quantity| rows.iter().map(|row| part(&row.accounting)).sum::<Quantity>();
        let quarantined: Quantity = rows.iter().map(|row| row.quarantined).sum();
        let cells = [
            product.to_owned(),
            sum(|all| [all.units.opening, all.units.received].into_iter().sum()).to_string(),
            sum(|all| all.units.used).to_string(),
            sum(|all| all.units.sold).to_string(),
            sum(|all| all.units.closing).to_string(),
            quarantined.to_string(),
            sum(|all| all.units.returned).to_string(),
            sum(|all| all.units.destroyed).to_string(),
        ];
        html::row(&TOTALS, cells)
    };
    let share = accounting::share(report.lots.iter().map(|row| &row.accounting));
    let notified = report
        .contacts
        .iter()
        .filter(|(_, status, _)| matches!(status, ContactStatus::Contacted | ContactStatus::Acknowledged));
    let notified: i64 = notified.map(|(.., count)| *count).sum();
    let reached: i64 = report.contacts.iter().map(|(.., count)| *count).sum();
    [
        html::heading("For the answer to the firm"),
        html::paragraph("In base units of each product; received with what was there when the books were opened."),
        html::table(&TOTALS),
        products.into_iter().map(row).collect(),
        html::end_of_table().to_owned(),
        html::paragraph(&format!("People and sales notified: {notified} of {reached}.")),
        html::paragraph(&format!("Share of all units that is accounted for: {share}.")),
    ]
    .concat()
}

fn lots(report: &Report) -> String {
    let row = |row: &LotRow| {
        let all = &row.accounting;
        let counted = row.counted.as_ref().map_or("not yet".to_owned(), |(units, by)| format!("{units} by {by}"));
        let cells = [
            row.product.clone(),
            row.lot_number.clone(),
            row.site.clone(),
            all.units.opening.to_string(),
            all.units.received.to_string(),
            all.units.used.to_string(),
            format!("{}, {}", all.units.sold, all.units.consumed),
            all.units.wasted.to_string(),
            all.units.returned.to_string(),
            all.units.destroyed.to_string(),
            format!("{}, {}, {}", all.units.adjusted, all.units.counted, all.units.transferred),
            all.units.closing.to_string(),
            all.units.unbooked.to_string(),
            counted,
            all.unaccounted().to_string(),
            row.explanation.clone().unwrap_or_default(),
        ];
        html::row(&LOTS, cells)
    };
    let rows = report.lots.iter().map(row).collect();
    let equation = "Opening and received, adjusted, measured and moved with their signs, are what was used, sold, consumed, \
        wasted, returned, destroyed and is on hand. What was never booked is beside the books.";
    let parts = [html::heading("Lot by lot"), html::paragraph(equation), html::table(&LOTS), rows];
    [parts.concat(), html::end_of_table().to_owned()].concat()
}

fn told(report: &Report) -> String {
    let word = |value: String| value.to_lowercase().replace('_', " ");
    let row = |(subject, status, count): &(ContactSubject, ContactStatus, i64)| {
        html::row(&TOLD, [word(subject.to_value()), word(status.to_value()), count.to_string()])
    };
    let rows = report.contacts.iter().map(row).collect();
    [html::heading("Who was told"), html::table(&TOLD), rows, html::end_of_table().to_owned()].concat()
}

fn acts(report: &Report) -> String {
    let row = |event: &recall_event::Model| {
        html::row(&ACTS, [event.at.to_utc().to_rfc3339(), event.by.clone(), event.what.clone()])
    };
    let rows = report.events.iter().map(row).collect();
    [html::heading("What was done"), html::table(&ACTS), rows, html::end_of_table().to_owned()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::recall::accounting::Moved;
    use entity::{
        entry::LedgerAccount,
        id::{LotId, RecallId, SiteId},
        instant::Instant,
        recall::{RecallKind, RecallStatus},
        recall_class::RecallClass,
    };

    fn report() -> Report {
        let moved = [
            (LedgerAccount::Supplier, 200),
            (LedgerAccount::Treatment, -60),
            (LedgerAccount::Destruction, -100),
            (LedgerAccount::Adjustment, -5),
        ];
        let moved: Moved = moved.into_iter().map(|(account, units)| (account, Quantity::whole(units))).collect();
        let recall = recall::Model {
            id: RecallId::new(),
            kind: RecallKind::Recall,
            number: Some("D-0417-2026".to_owned()),
            classification: RecallClass::ClassII,
            firm: "AbbVie <Ireland>".to_owned(),
            reason: "particles".to_owned(),
            instructions: None,
            initiated_on: chrono::NaiveDate::default(),
            response_due_on: None,
            status: RecallStatus::Open,
            opened_at: Instant(0),
            opened_by: "dia".to_owned(),
            trace_millis: 12,
        };
        let row = LotRow {
            product: "BOTOX (U)".to_owned(),
            lot_number: "C3016".to_owned(),
            site: "denver".to_owned(),
            accounting: Accounting::of(LotId::new(), SiteId::new(), &moved, Quantity::ZERO, None),
            quarantined: Quantity::whole(35),
            counted: None,
            explanation: None,
        };
        let contacts = vec![
            (ContactSubject::Patient, ContactStatus::Acknowledged, 3),
            (ContactSubject::Patient, ContactStatus::Pending, 2),
        ];
        let scope = vec![("BOTOX (U)".to_owned(), "lots C3016".to_owned(), vec!["X9".to_owned()])];
        Report { recall, scope, lots: vec![row], contacts, events: vec![] }
    }

    #[test]
    fn the_report_has_the_numbers_that_the_answer_asks_for() {
        let page = page(&report());
        let totals = "<tr><td>BOTOX (U)</td><td class=\"n\">200</td><td class=\"n\">60</td><td class=\"n\">0</td>\
            <td class=\"n\">35</td><td class=\"n\">35</td><td class=\"n\">0</td><td class=\"n\">100</td></tr>";
        assert!(page.contains(totals), "{page}");
        let lot = ["0", "200", "60", "0, 0", "0", "0", "100", "-5, 0, 0", "35", "0"];
        let lot: String = lot.iter().map(|cell| format!("<td class=\"n\">{cell}</td>")).collect();
        assert!(page.contains(&lot), "every way that a unit went has its place: {page}");
        assert!(page.contains("notified: 3 of 5"));
        assert!(!page.contains("trace took"), "nobody measured it");
        assert!(page.contains("Not found: X9."));
        assert!(page.contains("AbbVie &lt;Ireland&gt;"), "what stands in it is text");
    }
}
