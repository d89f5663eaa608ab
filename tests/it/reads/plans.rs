//! How the hot reads are executed: by index, however much the tables hold.

use super::statements::statements;
use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::{Kind, both},
};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use serde_json::{Value, json};

/// The tables that grow with every treatment.
const GROWING: [&str; 17] = [
    "usage_line",
    "usage",
    "entry",
    "posting",
    "treatment",
    "container",
    "deviation",
    "audit_event",
    "component",
    "sale",
    "sale_line",
    "sale_return",
    "sale_return_line",
    "reservation",
    "demand_day",
    "purchase_order",
    "purchase_receipt",
];

/// One connection that never reads a whole table when an index can be used instead: test tables are so small that
/// PostgreSQL would.
async fn planner(clinic: &Clinic) -> DatabaseConnection {
    let mut options = ConnectOptions::new(clinic.database.url());
    options.max_connections(1).sqlx_logging(false);
    let connection = Database::connect(options).await.unwrap();
    if clinic.database.kind() == Kind::Postgres {
        connection.execute_unprepared("SET enable_seqscan = off").await.unwrap();
    }
    connection
}

/// The plan of a statement, line by line.
async fn plan(connection: &DatabaseConnection, kind: Kind, statement: &str) -> Vec<String> {
    let (backend, explain, column) = match kind {
        Kind::Sqlite => (DbBackend::Sqlite, "EXPLAIN QUERY PLAN ", "detail"),
        Kind::Postgres => (DbBackend::Postgres, "EXPLAIN ", "QUERY PLAN"),
    };
    let explained = Statement::from_string(backend, format!("{explain}{statement}"));
    let rows = connection.query_all_raw(explained).await.unwrap();
    rows.iter().map(|row| row.try_get("", column).unwrap()).collect()
}

/// Whether a line of a plan reads all of a growing table.
fn reads_all_of(line: &str) -> Option<&'static str> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let whole = |table: &&&str| {
        let seq_scan = words.windows(4).any(|words| words == ["Seq", "Scan", "on", table]);
        let scan = words.windows(2).any(|words| words == ["SCAN", table]) && !line.contains("INDEX");
        seq_scan || scan
    };
    GROWING.iter().find(whole).copied()
}

#[tokio::test]
async fn the_hot_reads_use_an_index_for_every_table_that_grows() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 3).await;
        for patient in 0..5 {
            clinic.treats(lot, 20, &format!("471{patient}")).await;
        }
        clinic.treats_unbooked(vial, "other", "4799").await;
        let (planner, site) = (planner(&clinic).await, clinic.denver.id.to_string());
        for (what, document) in hot(&lot.to_string(), &site) {
            no_table_is_read_whole(&clinic, &planner, what, &document).await;
        }
    })
    .await;
}

/// Every statement that the document sends is read by index.
async fn no_table_is_read_whole(clinic: &Clinic, planner: &DatabaseConnection, what: &str, document: &str) {
    let (_, sent) = statements(clinic, &clinic.director(), document, json!({})).await;
    for statement in sent.iter().filter(|statement| statement.starts_with("SELECT") || statement.starts_with("WITH")) {
        let plan = plan(planner, clinic.database.kind(), statement).await;
        let whole = plan.iter().find_map(|line| reads_all_of(line));
        assert_eq!(whole, None, "{what}\n{statement}\n{}", plan.join("\n"));
    }
}

#[tokio::test]
async fn a_recall_is_read_by_the_rows_of_its_lots() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 3).await;
        for patient in 0..5 {
            clinic.treats(lot, 20, &format!("471{patient}")).await;
        }
        clinic.treats_unbooked(vial, "C3016X", "4799").await;
        let recall = clinic.opens_recall(vial, &["C3016", "C3016X"]).await;
        let of_a_number_that_nobody_received = clinic.opens_recall(vial, &["C3016X"]).await;
        let planner = planner(&clinic).await;
        for recall in [recall, of_a_number_that_nobody_received] {
            for fields in OF_A_RECALL {
                let document = format!("{{ node(id: \"{recall}\") {{ ... on Recall {{ {fields} }} }} }}");
                no_table_is_read_whole(&clinic, &planner, fields, &document).await;
            }
        }
    })
    .await;
}

const OF_A_RECALL: [&str; 6] = [
    "exposures { nodes { patient { id } deviation } }",
    "possibleExposures { nodes { patient { id } } }",
    "sales { nodes { saleId } }",
    "contacts { nodes { subjectId sites { code } attempts { at } } }",
    "siteTasks { booked counted } balance { unaccounted } progress { patients accountedForShare }",
    "scope { matched { id } lookAlikes { id } } lots { nodes { id } } timeline { what }",
];

fn hot(lot: &str, site: &str) -> Vec<(&'static str, String)> {
    let of_lot = |fields: &str| format!("{{ node(id: \"{lot}\") {{ ... on Lot {{ {fields} }} }} }}");
    let page = "pageInfo { hasNextPage }";
    vec![
        ("exposures of a lot", of_lot(&format!("trace {{ exposures {{ nodes {{ patient {{ id linkedIds }} deviation }} {page} }} }}"))),
        ("receipts of a lot", of_lot("trace { receipts { nodes { kind entries { quantity } } } }")),
        ("wastes of a lot", of_lot("trace { wastes { nodes { kind } } sites { code } suppliers { name } }")),
        ("the reconciliation of a lot", of_lot("trace { reconciliation { used closing } }")),
        ("a lot", of_lot("status holds { kind } stock { onHand } corrections { reason } containers { nodes { label } }")),
        ("the ledger of a lot", of_lot("ledger { nodes { quantity posting { kind usage { id } reversedBy { id } } } }")),
        ("a treatment", "{ treatment(id: \"T-4711\") { patient { id } lots { lotNumber } usages { corrections { what } lines { quantity deviations { code } container { label } } } } }".to_owned()),
        ("a patient", "{ patient(id: \"4711\") { linkedIds exposures { nodes { quantity } } } }".to_owned()),
        ("stock", format!("{{ stock(siteId: \"{site}\") {{ nodes {{ onHand lots {{ onHand }} }} }} }}")),
        ("open containers", format!("{{ openContainers(siteId: \"{site}\") {{ nodes {{ label unusable }} }} }}")),
        ("usages of a site", format!("{{ usages(filter: {{ siteId: \"{site}\" }}) {{ nodes {{ id }} }} }}")),
        ("usages to settle", "{ usages(filter: { booked: false }) { nodes { id } } }".to_owned()),
        ("usages with deviations", "{ usages(filter: { deviation: true }) { nodes { id } } }".to_owned()),
        ("sales of a site", format!("{{ sales(filter: {{ siteId: \"{site}\" }}) {{ nodes {{ total {{ amount }} lines {{ deviations {{ code }} }} }} }} }}")),
        ("sales of a customer", "{ sales(filter: { customerId: \"4711\" }) { nodes { id customerId } } }".to_owned()),
        ("a sale", "{ sale(saleId: \"POS-1\") { id } }".to_owned()),
        ("sales to settle", "{ sales(filter: { booked: false }) { nodes { id } } }".to_owned()),
        ("sales of a lot", of_lot("trace { sales { nodes { id } } }")),
        ("reservations", format!("{{ reservations(siteId: \"{site}\", short: true) {{ nodes {{ short }} }} }}")),
        ("the report of sales", format!("{{ salesReport(filter: {{ siteId: \"{site}\", from: \"2026-03-01\", to: \"2026-03-02\" }}) {{ rows {{ quantity }} unlinkedReturns {{ quantity }} }} }}")),
        ("the reorder report", format!("{{ reorderReport(siteId: \"{site}\") {{ lines {{ nodes {{ position openOrders {{ number }} }} }} }} }}")),
        ("purchase orders of a site", format!("{{ purchaseOrders(siteId: \"{site}\") {{ nodes {{ number lines {{ receivedContainers }} }} }} }}")),
        ("the ledger", "{ ledger { nodes { id } } }".to_owned()),
        ("the ledger of a site", format!("{{ ledger(filter: {{ siteId: \"{site}\" }}) {{ nodes {{ id }} }} }}")),
    ]
}

#[tokio::test]
async fn a_plan_that_reads_a_whole_table_is_noticed() {
    both(async |database| {
        let clinic = clinic(database).await;
        let planner = planner(&clinic).await;
        let statement = "SELECT id FROM usage WHERE recorded_by = 'ana'";
        let plan = plan(&planner, clinic.database.kind(), statement).await;
        assert_eq!(plan.iter().find_map(|line| reads_all_of(line)), Some("usage"), "{plan:?}");
        assert_eq!(Value::from(reads_all_of("SEARCH usage USING INDEX usage_by_time")), Value::Null);
    })
    .await;
}
