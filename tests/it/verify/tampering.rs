//! Whatever is changed past the service is named: every column of every table that the database itself
//! knows of, rows that were taken out or put in, rows that were set back.
//!
//! What is not found is said in `facts::covered`, with the reason, and is exactly what is not found here.

use std::collections::BTreeSet;

use entity::hold::HoldKind;
use entity::id::ProductId;
use lotwise::facts::covered;
use lotwise::ledger::verify::{Report, RowFault, RowFinding};
use lotwise::operations::audit::seal::seal_all;
use lotwise::operations::create_product::CreateProduct;
use lotwise::operations::place_hold::PlaceHold;
use lotwise::operations::release_hold::ReleaseHold;
use lotwise::operations::release_reservation::ReleaseReservation;
use lotwise::operations::update_product::UpdateProduct;
use lotwise::rules::holding::HoldTarget;

use super::catalogue::{RowInfo, TableInfo, tables};
use super::vandal::Vandal;
use crate::clinic::{Clinic, clinic, dollars, neurotoxin, serum};
use crate::databases::{Kind, TestDatabase, both};
use crate::rights::prepared::Prepared;
use sea_orm::ConnectionTrait;

/// A clinic that has rows in every table, sealed; its tables; and somebody who changes them.
async fn filled(database: TestDatabase) -> (Clinic, Vec<TableInfo>, Vandal) {
    let clinic = Prepared::on(database).await.clinic;
    furnish_the_rest(&clinic).await;
    seal_all(&clinic.deployment, clinic.now.into()).await.unwrap();
    clinic.books_are_proved().await;

    let tables = tables(&clinic.database).await;
    let connection = clinic.database.foreign_connection().await;
    let mut empty = vec![];
    for table in &tables {
        if covered::has_facts(&table.name) && table.rows(&connection).await.is_empty() {
            empty.push(table.name.as_str());
        }
    }
    assert_eq!(empty, [""; 0], "the clinic has a row of each");

    let names = tables.iter().map(|table| table.name.clone()).filter(|name| name != "seaql_migrations");
    let vandal = Vandal::over(&clinic.database, names.collect()).await;
    vandal.spoilt_nothing(&clinic).await;
    (clinic, tables, vandal)
}

/// What the prepared clinic lacks, as nobody sees it by a right of its own: a price that was another.
async fn furnish_the_rest(clinic: &Clinic) {
    let bottle = CreateProduct { sku: "DEARER".to_owned(), retail_price: Some(dollars(30)), ..serum() };
    let bottle = clinic.product(bottle).await.id;
    clinic.done(&clinic.manager(), costs(bottle, 35)).await;
}

/// A product is sold at another price.
fn costs(product_id: ProductId, price: i64) -> UpdateProduct {
    UpdateProduct {
        product_id,
        name: None,
        identifiers: None,
        add_identifiers: vec![],
        remove_identifiers: vec![],
        storage: None,
        in_use_hours: None,
        min_shelf_life_days: None,
        retail_price: Some(dollars(price)),
        archived: None,
        replaces_id: None,
        waste_witness: None,
    }
}

/// The rows of a table.
async fn rows(clinic: &Clinic, table: &TableInfo) -> Vec<RowInfo> {
    let connection = clinic.database.foreign_connection().await;
    table.rows(&connection).await
}

/// Whether a finding names the row, and, where one is asked for, the column.
fn names(report: &Report, table: &TableInfo, row: &RowInfo, column: Option<&str>) -> Option<RowFault> {
    let is_it = |finding: &&RowFinding| {
        finding.table == table.name
            && finding.key.replace('-', "") == row.key.replace('-', "")
            && column.is_none_or(|column| finding.columns.contains(&column))
    };
    report.tampered.iter().find(is_it).map(|finding| finding.fault)
}

#[tokio::test]
async fn every_table_of_the_schema_has_facts_or_a_reason_why_not() {
    both(async |database| {
        let of_schema: BTreeSet<String> = tables(&database).await.into_iter().map(|table| table.name).collect();
        let with: BTreeSet<String> = lotwise::facts::table::all().iter().map(|table| table.name.to_owned()).collect();
        let without: BTreeSet<String> =
            covered::TABLES_WITHOUT_FACTS.iter().map(|(table, _)| (*table).to_owned()).collect();
        assert_eq!(with.intersection(&without).count(), 0);
        assert_eq!(with.union(&without).cloned().collect::<BTreeSet<_>>(), of_schema);
    })
    .await;
}

#[tokio::test]
async fn every_column_of_every_table_that_is_changed_is_named_in_one_proof() {
    both(async |database| {
        let (clinic, tables, vandal) = filled(database).await;
        let mut changed = vec![];
        for table in tables.iter().filter(|table| covered::has_facts(&table.name)) {
            let rows = rows(&clinic, table).await;
            for (column, row) in table.said().into_iter().zip(rows.iter().cycle()) {
                vandal.spoil(&table.change(column, row)).await;
                changed.push((table, column.name.as_str(), row.clone()));
            }
        }
        assert!(changed.len() > 300, "{}", changed.len());

        let report = clinic.verify().await;
        let missed = changed.iter().filter(|(table, column, row)| {
            let fault = names(&report, table, row, Some(column));
            !matches!(fault, Some(RowFault::Changed { .. }))
        });
        let missed: BTreeSet<_> = missed.map(|(table, column, _)| (table.name.as_str(), *column)).collect();
        let excepted = covered::COLUMNS_WITHOUT_FACTS.iter().map(|(table, column, _)| (*table, *column));
        assert_eq!(missed, excepted.collect());

        let named: usize = report.tampered.iter().map(|finding| finding.columns.len()).sum();
        assert_eq!(named, changed.len() - missed.len(), "nothing else is named");
    })
    .await;
}

#[tokio::test]
async fn a_row_that_is_taken_out_or_put_in_is_named_in_every_table() {
    both(async |database| {
        let (clinic, tables, vandal) = filled(database).await;
        let covered: Vec<_> = tables.iter().filter(|table| covered::has_facts(&table.name)).collect();
        let mut removed = vec![];
        for table in &covered {
            let first = rows(&clinic, table).await.remove(0);
            vandal.spoil(&table.double(&first)).await;
            vandal.spoil(&format!("DELETE FROM \"{}\" WHERE {}", table.name, first.condition)).await;
            removed.push((*table, first));
        }

        let report = clinic.verify().await;
        for (table, row) in &removed {
            let fault = names(&report, table, row, None);
            assert!(matches!(fault, Some(RowFault::Missing { .. })), "{}: {fault:?}", table.name);
        }
        let put_in = report.tampered.iter().filter(|finding| finding.fault == RowFault::Inserted);
        let put_in: Vec<_> = put_in.map(|finding| finding.table).collect();
        assert_eq!(put_in, covered.iter().map(|table| table.name.as_str()).collect::<Vec<_>>());
        assert_eq!(report.tampered.len(), 2 * covered.len(), "{report}");
    })
    .await;
}

/// The tables that another proof stands for are so few that each of their columns is changed alone.
#[tokio::test]
async fn every_column_that_another_proof_stands_for_is_found_by_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "A1", 3).await;
        clinic.draw(lot, 30).await;
        seal_all(&clinic.deployment, clinic.now.into()).await.unwrap();
        clinic.books_are_proved().await;
        let tables = tables(&clinic.database).await;
        let names = tables.iter().map(|table| table.name.clone()).filter(|name| name != "seaql_migrations");
        let vandal = Vandal::over(&clinic.database, names.collect()).await;
        let is_tried = |table: &&TableInfo| {
            !covered::has_facts(&table.name) && !covered::TABLES_WITHOUT_PROOF.contains(&table.name.as_str())
        };
        let mut missed = vec![];
        for table in tables.iter().filter(is_tried) {
            let row = rows(&clinic, table).await.remove(0);
            // The proofs are the same on both databases, and slower to be asked on a server: there a few
            // columns show that they run.
            let some = if clinic.database.kind() == Kind::Sqlite { 1 } else { 6 };
            for column in table.columns.iter().step_by(some) {
                vandal.spoil(&table.change(column, &row)).await;
                let report = clinic.verify().await;
                if report.findings.is_empty() && report.tampered.is_empty() {
                    missed.push(format!("{}.{}", table.name, column.name));
                }
                vandal.restore_one(&table.name).await;
            }
        }
        assert_eq!(missed, [""; 0], "changed and not found");
    })
    .await;
}

/// What no trigger, check or key would let pass, in the words of whoever has the password of the database.
const FACTS_THAT_PEOPLE_CHANGE: [(&str, &str, &str); 18] = [
    (
        "UPDATE usage_line SET lot_id = (SELECT id FROM lot WHERE id <> usage_line.lot_id LIMIT 1) WHERE booked",
        "usage_line",
        "lot_id",
    ),
    ("UPDATE usage_line SET evidence = 'STATED'", "usage_line", "evidence"),
    ("UPDATE treatment SET patient_id = 'P9'", "treatment", "patient_id"),
    ("UPDATE usage SET practitioner_id = 'somebody else'", "usage", "practitioner_id"),
    ("UPDATE usage SET performed_at = performed_at - 1", "usage", "performed_at"),
    ("UPDATE lot SET lot_number = 'Z99'", "lot", "lot_number"),
    ("UPDATE lot SET expires_on = '2031-01-31'", "lot", "expires_on"),
    ("UPDATE recall SET status = 'DONE'", "recall", "status"),
    ("UPDATE recall_contact SET status = 'DONE'", "recall_contact", "status"),
    ("UPDATE deviation SET reviewed_by = 'dia', reviewed_at = 1", "deviation", "reviewed_by"),
    ("UPDATE supplier_authorization SET valid_until = '2039-12-31'", "supplier_authorization", "valid_until"),
    ("UPDATE received_serial SET serial = serial || '0'", "received_serial", "serial"),
    ("UPDATE sale_line SET unit_price = unit_price + 1", "sale_line", "unit_price"),
    ("UPDATE sale SET customer_id = 'C9'", "sale", "customer_id"),
    ("UPDATE purchase_order_line SET package_price = package_price + 1", "purchase_order_line", "package_price"),
    ("DELETE FROM hold", "hold", ""),
    ("DELETE FROM lot_correction", "lot_correction", ""),
    ("DELETE FROM usage_correction", "usage_correction", ""),
];

#[tokio::test]
async fn each_fact_that_somebody_changes_is_named_by_itself() {
    both(async |database| {
        let (clinic, _, vandal) = filled(database).await;
        for (sql, table, column) in FACTS_THAT_PEOPLE_CHANGE {
            vandal.spoil(sql).await;
            let report = clinic.verify().await;
            let is_it = |finding: &RowFinding| {
                finding.table == table && (column.is_empty() || finding.columns.contains(&column))
            };
            assert!(report.tampered.iter().any(is_it), "after {sql}:\n{report}");
            assert!(report.tampered.iter().all(|finding| finding.table == table), "after {sql}:\n{report}");
            vandal.restore_one(table).await;
        }
        vandal.spoil("DELETE FROM deviation").await;
        vandal.spoil("DELETE FROM usage_line WHERE NOT booked").await;
        let said = clinic.verify().await.to_string();
        assert!(said.contains(" of deviation: it is gone") && said.contains(" of usage_line: it is gone"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn rows_that_are_set_back_to_what_they_said_before_are_named() {
    both(async |database| {
        // Things as they are …
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(vial, "A1", 3).await;
        clinic.receive(bottle, "B1", 9).await;
        clinic.draw(lot, 30).await;
        let reservation_id = clinic.reserve(bottle, 2).await;
        let targets = vec![HoldTarget { lot_id: Some(lot), ..HoldTarget::default() }];
        let hold = PlaceHold { targets, kind: HoldKind::Quarantine, reason: "the door stood open".to_owned() };
        let hold_id = clinic.done(&clinic.director(), hold).await.hold_ids[0];

        // … as somebody keeps them …
        let tables = tables(&clinic.database).await;
        let connection = clinic.database.foreign_connection().await;
        let run = async |sql: String| connection.execute_unprepared(&sql).await.unwrap().rows_affected();
        for table in &tables {
            run(format!("CREATE TABLE kept_before_{0} AS SELECT * FROM \"{0}\"", table.name)).await;
        }

        // … and as they became.
        clinic.done(&clinic.manager(), costs(bottle, 35)).await;
        clinic
            .done(
                &clinic.director(),
                ReleaseHold {
                    hold_id: Some(hold_id),
                    group_id: None,
                    reason: "it was cold".to_owned(),
                    approval_id: None,
                },
            )
            .await;
        clinic.done(&clinic.front_desk(), ReleaseReservation { reservation_id }).await;
        clinic.draw(lot, 20).await;
        clinic.books_are_proved().await;

        let names = tables.iter().map(|table| table.name.clone()).filter(|name| name != "seaql_migrations");
        let _vandal = Vandal::over(&clinic.database, names.collect()).await;
        let mut set_back = BTreeSet::new();
        for table in tables.iter().filter(|table| covered::has_facts(&table.name)) {
            let name = &table.name;
            run(format!(
                "CREATE TABLE kept_old_{name} AS SELECT * FROM kept_before_{name} EXCEPT SELECT * FROM \"{name}\""
            ))
            .await;
            let same: Vec<_> = table.key.iter().map(|key| format!("old.\"{key}\" = \"{name}\".\"{key}\"")).collect();
            let same = same.join(" AND ");
            if run(format!("DELETE FROM \"{name}\" WHERE EXISTS (SELECT 1 FROM kept_old_{name} old WHERE {same})"))
                .await
                > 0
            {
                run(format!("INSERT INTO \"{name}\" SELECT * FROM kept_old_{name}")).await;
                set_back.insert(name.as_str());
            }
        }
        assert_eq!(set_back, ["container", "hold", "product", "reservation", "stock"].into());

        let report = clinic.verify().await;
        let found: BTreeSet<_> = report
            .tampered
            .iter()
            .filter(|finding| matches!(finding.fault, RowFault::SetBack { .. }))
            .map(|finding| finding.table)
            .collect();
        assert_eq!(found, set_back, "{report}");
        assert_eq!(found.len(), report.tampered.len(), "{report}");
    })
    .await;
}
