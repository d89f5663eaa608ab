//! What staff read, through the API: at how many statements, in which order, with which right, and by which index.

mod instant;
mod lists;
mod patients;
mod plans;
mod rights;
mod sales;
pub(crate) mod statements;
mod stock;
mod trace;
mod who_saw;

use crate::clinic::Clinic;
use entity::id::{LotId, UsageId};
use lotwise::{
    operations::{
        record_usage::{AlreadyPerformed, RecordUsage},
        source::{StockSource, UnbookedStock},
    },
    rules::rights::Role,
};
use serde_json::{Value, json};

impl Clinic {
    /// A usage of a lot by a patient, in a treatment of the same number.
    fn usage_of(&self, lot: LotId, quantity: i64, patient: &str) -> RecordUsage {
        let usage = self.usage([(StockSource::Lot(lot), quantity)]);
        RecordUsage { patient_id: patient.to_owned(), treatment_id: format!("T-{patient}"), ..usage }
    }

    /// Records such a usage.
    async fn treats(&self, lot: LotId, quantity: i64, patient: &str) -> UsageId {
        self.done(&self.nurse(), self.usage_of(lot, quantity, patient)).await.usage_id
    }

    /// Records that a patient was treated with a lot number of a product that the books do not have.
    async fn treats_unbooked(&self, product: entity::id::ProductId, lot_number: &str, patient: &str) -> UsageId {
        let stock = UnbookedStock {
            product_id: product,
            lot_number: Some(lot_number.to_owned()),
            expires_on: None,
            serial: None,
        };
        let usage = self.usage([(StockSource::Unbooked(stock), 10)]);
        let why = entity::usage::LateReason::ReceiptNotEntered;
        let fact = RecordUsage {
            patient_id: patient.to_owned(),
            treatment_id: format!("T-{patient}"),
            already_performed: Some(AlreadyPerformed { why, note: None }),
            ..usage
        };
        self.done(&self.nurse(), fact).await.usage_id
    }

    /// A person with one role in Denver only.
    fn with_role(&self, role: Role) -> lotwise::request::Request {
        self.somebody("lee", role, &self.denver.code)
    }

    /// What one field of the query answers to somebody who may ask it.
    async fn reads(&self, request: &lotwise::request::Request, document: &str, variables: Value) -> Value {
        let data = self.asks(request, document, variables).await;
        data.as_object().and_then(|fields| fields.values().next().cloned()).unwrap_or_default()
    }

    /// The audit log of one operation, newest first: who, what about, outcome, rows.
    async fn logged(&self, operation: &str) -> Vec<Value> {
        let document = "query ($operation: String!) { auditLog(filter: { operation: $operation }, first: 100) \
                        { nodes { subject what outcome rows } } }";
        let log = self.reads(&self.auditor(), document, json!({ "operation": operation })).await;
        log["nodes"].as_array().cloned().unwrap_or_default()
    }
}

/// The codes of the errors of an answer, by path.
fn errors(answer: &Value) -> Vec<(String, String)> {
    let errors = answer["errors"].as_array().cloned().unwrap_or_default();
    let path = |error: &Value| {
        let words = error["path"].as_array().cloned().unwrap_or_default();
        words.iter().map(|word| word.to_string().replace('"', "")).collect::<Vec<_>>().join(".")
    };
    errors.iter().map(|error| (path(error), error["extensions"]["code"].as_str().unwrap_or("").to_owned())).collect()
}

/// What of each node one field says.
fn each(list: &Value, field: &str) -> Vec<String> {
    let nodes = list["nodes"].as_array().cloned().unwrap_or_default();
    nodes.iter().map(|node| node.pointer(field).unwrap_or(&Value::Null).to_string().replace('"', "")).collect()
}
