//! What is measured: the documents that callers send, and the variables of each call.

use std::fmt;

use chrono::Utc;
use serde_json::{Value, json};

use crate::clinic::Clinic;

/// An operation of the API as a caller uses it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Workload {
    /// The operation's name.
    pub(crate) name: &'static str,
    /// What is sent.
    pub(crate) document: &'static str,
    /// The variables of the call of this number.
    variables: fn(&Clinic, usize) -> Value,
}

/// One call of an operation.
pub(crate) struct Call {
    pub(crate) document: &'static str,
    pub(crate) variables: Value,
}

/// All that is measured, in the order of the table.
pub(crate) const WORKLOADS: [Workload; 1] = [RECORD_USAGE];

/// A treatment with one line: 20 U of a vial that others are treated from too, or a syringe as a whole.
pub(crate) const RECORD_USAGE: Workload = Workload {
    name: "recordUsage",
    document: "mutation ($input: RecordUsageInput!) { recordUsage(input: $input) \
               { usage { id } notices { code message } userErrors { code message field } } }",
    variables: |clinic, number| {
        let (lot, quantity) = clinic.lot(number);
        json!({ "input": {
            "idempotencyKey": format!("bench-{number}"),
            "siteId": clinic.site.to_string(),
            "treatmentId": format!("T-{number}"),
            "patientId": format!("P-{}", number % 5000),
            "practitionerId": "practitioner-7",
            "performedAt": Utc::now(),
            "lines": [{ "source": { "lotId": lot.to_string() }, "quantity": quantity }],
        }})
    },
};

impl Workload {
    /// The call of this number.
    pub(crate) fn call(&self, clinic: &Clinic, number: usize) -> Call {
        Call { document: self.document, variables: (self.variables)(clinic, number) }
    }
}

impl Call {
    /// The request's body.
    pub(crate) fn body(&self) -> String {
        json!({ "query": self.document, "variables": self.variables }).to_string()
    }
}

impl fmt::Display for Workload {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name)
    }
}
