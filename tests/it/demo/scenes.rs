//! What the demo shows, and where its staff see it: one row a scene, asked through the API.

use super::Demo;
use chrono::Days;
use lotwise::demo::clinic::{AUDITOR, DIRECTOR, FRONT_DESK, MANAGER, Person, SITES};
use lotwise::{config::MAX_COMPLEXITY, graphql};
use serde_json::Value;
use std::ops::RangeInclusive;

/// Something that a newcomer finds in the demo.
struct Scene {
    /// What it is.
    shows: &'static str,
    /// Who sees it.
    to: Person,
    /// How it is asked for. `DENVER` and `AUSTIN` stand for the ids of the sites, `FROM` and `TO` for the last weeks,
    /// `SOON` for the day on which a licence ends.
    asked: &'static str,
    /// Where it is in the answer: the keys on the way, `*` for each row of a list, `=` before what it must be.
    found: &'static str,
    /// How often it is there: where it must be nothing else, it must not be null or zero.
    times: RangeInclusive<usize>,
}

const MANY: usize = usize::MAX;
const DENVER: Person = SITES[0].nurse;
const AUSTIN: Person = SITES[1].nurse;

#[rustfmt::skip]
const SCENES: &[Scene] = &[
    // The shelves.
    Scene { shows: "a lot on a shelf is past its date", to: MANAGER, times: 1..=1, found: "lots.nodes.*.lotNumber",
        asked: "{ lots(filter: { status: EXPIRED, inStock: true }) { nodes { lotNumber } } }" },
    Scene { shows: "more expires soon", to: MANAGER, times: 1..=9, found: "expiryReport.buckets.*.quantityByProduct.*.product.sku",
        asked: "{ expiryReport(siteId: DENVER, withinDays: 60) { buckets { quantityByProduct { product { sku } } } } }" },
    Scene { shows: "a fridge grew warm", to: AUSTIN, times: 1..=1, found: "holds.nodes.*.quantity",
        asked: "{ holds(filter: { siteId: AUSTIN, kind: QUARANTINE, active: true }) { nodes { quantity } } }" },
    Scene { shows: "what is recalled cannot be used", to: DENVER, times: 1..=1, found: "stock.nodes.*.recalled",
        asked: "{ stock(siteId: DENVER, first: 100) { nodes { recalled } } }" },
    Scene { shows: "vials are open", to: DENVER, times: 2..=9, found: "openContainers.nodes.*.usableUntil",
        asked: "{ openContainers(siteId: DENVER) { nodes { usableUntil } } }" },
    Scene { shows: "a lot that was keyed wrong is found by both numbers", to: MANAGER, times: 1..=1, found: "lot.corrections.*.lotNumberBefore",
        asked: "{ lot(sku: \"RESTYLANE-KYSSE\", lotNumber: \"2O417-1\") { corrections { lotNumberBefore } } }" },
    Scene { shows: "a vial broke", to: MANAGER, times: 1..=1, found: "ledger.nodes.*.quantity",
        asked: "{ ledger(filter: { kind: ADJUSTMENT }) { nodes { quantity } } }" },
    Scene { shows: "of some lots nobody knows the cost", to: MANAGER, times: 1..=9, found: "stock.nodes.*.lots.*.costUnknown",
        asked: "{ stock(siteId: DENVER, first: 100) { nodes { lots { costUnknown } } } }" },
    Scene { shows: "a supplier's licence ends soon", to: MANAGER, times: 1..=1, found: "suppliers.nodes.*.authorizations.*.validUntil=SOON",
        asked: "{ suppliers(first: 100) { nodes { authorizations { validUntil } } } }" },
    // The treatment room.
    Scene { shows: "rules were broken and nobody has looked at it", to: DIRECTOR, times: 2..=2, found: "usages.nodes.*.lines.*.deviations.*.code",
        asked: "{ usages(filter: { deviation: true }) { nodes { lines { deviations { code } } } } }" },
    Scene { shows: "the books lack a delivery", to: DIRECTOR, times: 1..=1, found: "usages.nodes.*.lines.*.statedLotNumber",
        asked: "{ usages(filter: { booked: false }) { nodes { lines { statedLotNumber } } } }" },
    Scene { shows: "two things were charted late", to: DIRECTOR, times: 2..=2, found: "usages.nodes.*.lateNote",
        asked: "{ usages(filter: { late: true }) { nodes { lateNote } } }" },
    Scene { shows: "what was used, by person", to: DIRECTOR, times: 5..=MANY, found: "usageReport.rows.*.used",
        asked: "{ usageReport(filter: { siteId: DENVER, from: \"FROM\", to: \"TO\" }) { rows { used } } }" },
    Scene { shows: "what was wasted", to: MANAGER, times: 2..=MANY, found: "wasteReport.rows.*.quantity",
        asked: "{ wasteReport(filter: { siteId: DENVER, from: \"FROM\", to: \"TO\" }) { rows { quantity } } }" },
    // Recalls.
    Scene { shows: "a recall is open, with patients to be told", to: DIRECTOR, times: 1..=MANY, found: "recalls.nodes.*.contacts.nodes.*.subjectId",
        asked: "{ recalls(status: OPEN) { nodes { contacts(status: PENDING) { nodes { subjectId } } } } }" },
    Scene { shows: "who was treated with it", to: DIRECTOR, times: 1..=MANY, found: "recalls.nodes.*.exposures.nodes.*.patient.id",
        asked: "{ recalls(status: OPEN) { nodes { exposures { nodes { patient { id } } } } } }" },
    Scene { shows: "it is to be counted", to: DIRECTOR, times: 1..=4, found: "recalls.nodes.*.siteTasks.*.booked",
        asked: "{ recalls(status: OPEN) { nodes { siteTasks { booked } } } }" },
    Scene { shows: "a lot that never came is in it", to: DIRECTOR, times: 1..=1, found: "recalls.nodes.*.scope.*.notFound.*",
        asked: "{ recalls(status: OPEN) { nodes { scope { notFound } } } }" },
    Scene { shows: "a recall was rehearsed", to: DIRECTOR, times: 1..=1, found: "recalls.nodes.*.kind=MOCK",
        asked: "{ recalls(status: CLOSED) { nodes { kind } } }" },
    Scene { shows: "and everything was accounted for", to: DIRECTOR, times: 1..=1, found: "recalls.nodes.*.progress.accountedForShare=1",
        asked: "{ recalls(status: CLOSED) { nodes { progress { accountedForShare } } } }" },
    Scene { shows: "a letter may be about what is ours", to: DIRECTOR, times: 1..=1, found: "recallNotices.nodes.*.matches.*.lots.*.lotNumber",
        asked: "{ recallNotices(status: PROPOSED) { nodes { matches { lots { lotNumber } } } } }" },
    // The till.
    Scene { shows: "one thing came back to the shelf, another one in and out to be destroyed", to: FRONT_DESK, times: 3..=3, found: "ledger.nodes.*.quantity",
        asked: "{ ledger(filter: { kind: SALE_RETURN }) { nodes { quantity } } }" },
    Scene { shows: "a cart and a booked treatment are promised", to: FRONT_DESK, times: 2..=2, found: "reservations.nodes.*.purpose",
        asked: "{ reservations(siteId: DENVER) { nodes { purpose } } }" },
    Scene { shows: "what was sold, with its margin", to: MANAGER, times: 5..=MANY, found: "salesReport.rows.*.margin.amount",
        asked: "{ salesReport(filter: { siteId: DENVER, from: \"FROM\", to: \"TO\" }) { rows { margin { amount } } } }" },
    Scene { shows: "a prescription was sold on", to: MANAGER, times: 1..=MANY, found: "sales.nodes.*.lines.*.prescriptionId",
        asked: "{ sales(first: 100) { nodes { lines { prescriptionId } } } }" },
    // Ordering.
    Scene { shows: "stock is low", to: MANAGER, times: 1..=MANY, found: "reorderReport.lines.nodes.*.due",
        asked: "{ reorderReport(siteId: DENVER, dueOnly: true) { lines(first: 100) { nodes { due } } } }" },
    Scene { shows: "demand can be forecast", to: MANAGER, times: 25..=MANY, found: "reorderReport.lines.nodes.*.demandPerDay",
        asked: "{ reorderReport(siteId: DENVER) { lines(first: 100) { nodes { demandPerDay } } } }" },
    Scene { shows: "some demand is smooth", to: MANAGER, times: 1..=9, found: "reorderReport.lines.nodes.*.pattern=SMOOTH",
        asked: "{ reorderReport(siteId: DENVER) { lines(first: 100) { nodes { pattern } } } }" },
    Scene { shows: "an order is on its way", to: MANAGER, times: 1..=1, found: "purchaseOrders.nodes.*.number",
        asked: "{ purchaseOrders(siteId: DENVER, status: SUBMITTED) { nodes { number } } }" },
    Scene { shows: "orders are drafted", to: MANAGER, times: 1..=3, found: "purchaseOrders.nodes.*.number",
        asked: "{ purchaseOrders(siteId: DENVER, status: DRAFT) { nodes { number } } }" },
    Scene { shows: "one site orders by forecast", to: MANAGER, times: 1..=1, found: "reorderPolicies.nodes.*.forecast.serviceLevel",
        asked: "{ reorderPolicies(siteId: DENVER) { nodes { forecast { serviceLevel } } } }" },
    Scene { shows: "but what sells before the holidays", to: MANAGER, times: 2..=2, found: "reorderPolicies.nodes.*.fixed.orderUpTo",
        asked: "{ reorderPolicies(siteId: DENVER) { nodes { fixed { orderUpTo } } } }" },
    Scene { shows: "the other one by fixed levels", to: MANAGER, times: 1..=1, found: "reorderPolicies.nodes.*.fixed.reorderPoint",
        asked: "{ reorderPolicies(siteId: AUSTIN) { nodes { fixed { reorderPoint } } } }" },
    // The books.
    Scene { shows: "who did what", to: AUDITOR, times: 20..=MANY, found: "auditLog.nodes.*.subject",
        asked: "{ auditLog { nodes { subject } } }" },
    Scene { shows: "how the record was kept", to: AUDITOR, times: 1..=MANY, found: "recordKeepingReport.*.unreviewedDeviations",
        asked: "{ recordKeepingReport(filter: { siteId: AUSTIN, from: \"FROM\", to: \"TO\" }) { unreviewedDeviations } }" },
    Scene { shows: "bought against used", to: AUDITOR, times: 20..=MANY, found: "reconciliation.nodes.*.lot.lotNumber",
        asked: "{ reconciliation(filter: { siteId: DENVER, from: \"FROM\", to: \"TO\" }, first: 100) { nodes { lot { lotNumber } } } }" },
];

impl Demo {
    /// Asks for every scene, as who sees it, and names those that are not there.
    pub(super) async fn shows_all_scenes(&self) {
        let sites = self.data(MANAGER, "{ sites { id code } }").await;
        let id = |code: &str| {
            let site = sites["sites"].as_array().unwrap().iter().find(|site| site["code"] == code);
            site.unwrap()["id"].to_string()
        };
        let today = self.until.date_naive();
        let names = [
            ("DENVER", id("denver")),
            ("AUSTIN", id("austin")),
            ("FROM", (today - Days::new(28)).to_string()),
            ("TO", today.to_string()),
            ("SOON", (today + Days::new(18)).to_string()),
        ];

        let mut missing = Vec::new();
        for scene in SCENES {
            let written_out =
                |text: &str| names.iter().fold(text.to_owned(), |text, (name, id)| text.replace(name, id));
            let data = self.data(scene.to, &written_out(scene.asked)).await;
            let times = times_found(&written_out(scene.found), &data);
            if !scene.times.contains(&times) {
                missing.push(format!("{}: {times} times, not {:?}: {data}", scene.shows, scene.times));
            }
        }

        assert!(missing.is_empty(), "{}", missing.join("\n"));
    }

    /// What a person is answered at the end of the history.
    pub(super) async fn data(&self, person: Person, document: &str) -> Value {
        let request = async_graphql::Request::new(document).data(person.asks(self.until));
        let answer = graphql::schema(self.deployment.clone(), MAX_COMPLEXITY).execute(request).await;
        assert!(answer.errors.is_empty(), "{document}\n{:?}", answer.errors);
        answer.data.into_json().unwrap()
    }
}

/// How often it is there: see [`Scene::found`].
fn times_found(what: &str, data: &Value) -> usize {
    let (path, wanted) = match what.split_once('=') {
        Some((path, wanted)) => (path, Some(wanted)),
        None => (what, None),
    };

    let mut found = vec![data];
    for key in path.split('.') {
        found = found.into_iter().flat_map(|value| step(value, key)).collect();
    }

    let is_it = |value: &&Value| match wanted {
        Some(wanted) => text(value) == wanted,
        None => !matches!(text(value).as_str(), "null" | "0" | "false"),
    };
    found.into_iter().filter(is_it).count()
}

/// From a value to those of a key, or to every row of a list. Nothing is below null.
fn step<'v>(value: &'v Value, key: &str) -> Vec<&'v Value> {
    match value {
        Value::Array(rows) if key == "*" => rows.iter().collect(),
        Value::Object(fields) => vec![fields.get(key).expect("the document asks for what is looked at")],
        Value::Null => vec![],
        other => panic!("there is no {key} in {other}"),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
