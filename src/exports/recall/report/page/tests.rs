//! What an inspector finds on the page, and what not.

use super::*;
use crate::{
    exports::recall::report::{DisposalRow, amounts::Measure},
    operations::Organisation,
    rules::recall::accounting::Moved,
};
use chrono_tz::America::Denver;
use entity::{
    entry::LedgerAccount,
    id::{LotId, RecallEventId, RecallId, SiteId, UsageId},
    instant::Instant,
    recall::{self, RecallStatus},
    recall_class::RecallClass,
};

const OPENED: Instant = Instant(1_772_474_400_000);

fn recall(kind: RecallKind) -> recall::Model {
    recall::Model {
        id: RecallId::new(),
        kind,
        number: Some("D-0417-2026".to_owned()),
        classification: RecallClass::ClassII,
        firm: "AbbVie <Ireland>".to_owned(),
        reason: "particles".to_owned(),
        instructions: None,
        initiated_on: chrono::NaiveDate::default(),
        response_due_on: None,
        status: RecallStatus::Open,
        opened_at: OPENED,
        opened_by: "dia".to_owned(),
        trace_millis: 12,
    }
}

fn report(kind: RecallKind) -> Report {
    let moved = [
        (LedgerAccount::Supplier, 200),
        (LedgerAccount::Treatment, -60),
        (LedgerAccount::Destruction, -100),
        (LedgerAccount::Adjustment, -5),
    ];
    let moved: Moved = moved.into_iter().map(|(account, units)| (account, Quantity::whole(units))).collect();
    let row = LotRow {
        product: "BOTOX".to_owned(),
        measure: Measure::for_tests("U", "vial", Quantity::whole(100)),
        lot_number: "C3016".to_owned(),
        expires_on: None,
        site: "Denver clinic (denver)".to_owned(),
        accounting: Accounting::of(LotId::new(), SiteId::new(), &moved, Quantity::ZERO, None),
        quarantined: Quantity::whole(35),
        counted: None,
        explanation: None,
    };
    let event = |what: String| recall_event::Model {
        id: RecallEventId::new(),
        recall_id: RecallId::new(),
        at: OPENED,
        by: "dia".to_owned(),
        what,
    };
    let destroyed = DisposalRow {
        at: "2026-03-03 09:00 MST".to_owned(),
        site: "Denver clinic (denver)".to_owned(),
        lot: "BOTOX, lot C3016".to_owned(),
        amount: "100 U (1 vial)".to_owned(),
        what: "Destroyed".to_owned(),
        witness: "witness-3".to_owned(),
        route: "incineration".to_owned(),
        certificate: "IN-77".to_owned(),
        by: "max".to_owned(),
    };
    Report {
        organisation: Organisation {
            name: Some("Aurora Medical Spas".to_owned()),
            address: Some("12 Main Street, Denver".to_owned()),
        },
        printed_by: "dia".to_owned(),
        printed_at: OPENED,
        zone: Denver,
        recall: recall(kind),
        scope: vec![("BOTOX".to_owned(), "lots C3016".to_owned(), vec!["X9".to_owned()])],
        lots: vec![row],
        disposals: vec![destroyed],
        contacts: vec![
            (ContactSubject::Patient, ContactStatus::Acknowledged, 3),
            (ContactSubject::Patient, ContactStatus::Pending, 2),
        ],
        events: vec![event(format!("{} was entered later: who was exposed by it is to be told.", UsageId::new()))],
    }
}

#[test]
fn the_report_has_the_numbers_that_the_answer_asks_for_in_units_and_containers() {
    let page = page(&report(RecallKind::Recall));
    for cell in [
        "<td class=\"n\">200 U (2 vials)</td><td class=\"n\">60 U (0.6 vials)</td>",
        "<th>Adjusted, measured, moved</th><td>adjusted -5 U (-0.05 vials)</td>",
        "<th>Destroyed</th><td>100 U (1 vial)</td>",
        "notified: 3 of 5",
        "Not found here: X9.",
        "AbbVie &lt;Ireland&gt;",
    ] {
        assert!(page.contains(cell), "{cell}: {page}");
    }
}

#[test]
fn an_inspector_sees_who_answers_who_printed_who_witnessed_and_where_to_sign() {
    let page = page(&report(RecallKind::Recall));
    for text in [
        "Aurora Medical Spas",
        "12 Main Street, Denver",
        "2026-03-02 11:00 MST by dia",
        "Class II",
        "witness-3, max",
        "<td>incineration</td><td>IN-77</td>",
        "Medical director: name",
        "told, and answered",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
}

#[test]
fn nothing_internal_stands_in_it() {
    let page = page(&report(RecallKind::Recall));
    for internal in ["CLASS_II", "PATIENT", "usage_", "millisecond", "T18:00:00"] {
        assert!(!page.contains(internal), "{internal}: {page}");
    }
    assert!(page.contains("A usage was entered later"));
    let drill = super::page(&report(RecallKind::Mock));
    assert!(drill.contains("12 milliseconds"), "that is what an exercise is for");
}
