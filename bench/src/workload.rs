//! What is measured: the documents that callers send, and the variables of each call.

use std::fmt;

use async_graphql::Variables;
use chrono::Utc;
use lotwise::graphql::Schema;
use serde_json::{Value, json};

use crate::Failure;
use crate::clinic::{Clinic, treatment_of};
use crate::service::somebody;

/// An operation of the API as a caller uses it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Workload {
    /// The operation's name.
    pub(crate) name: &'static str,
    /// What is sent.
    document: &'static str,
    /// The variables of the call of this number.
    variables: fn(&Clinic, usize) -> Value,
}

/// One call of an operation.
pub(crate) struct Call {
    pub(crate) document: &'static str,
    pub(crate) variables: Value,
}

/// All that is measured, in the order of the table.
pub(crate) const WORKLOADS: [Workload; 7] = [RECORD_USAGE, RECORD_SALE, STOCK, LOT, TREATMENT, TRACE, REORDER];

/// A treatment with one line: 20 U of a vial that others are treated from too, or a syringe as a whole.
pub(crate) const RECORD_USAGE: Workload = Workload {
    name: "recordUsage",
    document: "mutation ($input: RecordUsageInput!) { recordUsage(input: $input) \
               { usage { id } notices { code message } userErrors { code message field } } }",
    variables: |clinic, number| {
        let lot = clinic.lot(number);
        json!({ "input": {
            "idempotencyKey": format!("bench-{number}"),
            "siteId": clinic.site.to_string(),
            "treatmentId": treatment_of(number),
            "patientId": format!("P-{}", number % 5000),
            "practitionerId": "practitioner-7",
            "performedAt": Utc::now(),
            "lines": [{ "source": { "lotId": lot.id.to_string() }, "quantity": lot.taken }],
        }})
    },
};

/// A sale of one sealed container, with the receipt.
const RECORD_SALE: Workload = Workload {
    name: "recordSale",
    document: "mutation ($input: RecordSaleInput!) { recordSale(input: $input) \
               { sale { id total { amount } lines { lot { lotNumber } quantity } } notices { code message } \
               userErrors { code message field } } }",
    variables: |clinic, number| {
        let lot = clinic.lot(number);
        json!({ "input": {
            "idempotencyKey": format!("bench sale {number}"),
            "siteId": clinic.site.to_string(),
            "saleId": format!("S-{number}"),
            "soldAt": Utc::now(),
            "lines": [{ "source": { "lotId": lot.id.to_string() }, "quantity": lot.contents.to_string(),
                        "unitPrice": { "amount": "9.5", "currency": "USD" } }],
        }})
    },
};

/// What the site has: the first page, with its lots.
const STOCK: Workload = Workload {
    name: "stock",
    document: "query ($site: ID!) { stock(siteId: $site, first: 20) { nodes { \
               product { sku name } onHand usable held expired nextExpiry \
               lots { lot { lotNumber expiresOn } onHand } } pageInfo { hasNextPage endCursor } } }",
    variables: |clinic, _| json!({ "site": clinic.site.to_string() }),
};

/// One lot, as it is looked up from its package.
const LOT: Workload = Workload {
    name: "lot",
    document: "query ($sku: String!, $number: String!) { lot(sku: $sku, lotNumber: $number) { \
               id lotNumber expiresOn status product { sku name } holds { kind reason } \
               stock { site { code } onHand opened } } }",
    variables: sku_and_number,
};

/// A treatment with its lots, as a chart shows it.
const TREATMENT: Workload = Workload {
    name: "treatment",
    document: "query ($id: ExternalId!) { treatment(id: $id) { id usages { performedAt recordedBy site { code } \
               lines { product { sku name } lot { lotNumber expiresOn } quantity wasted } } } }",
    variables: |clinic, number| json!({ "id": clinic.treatment(number) }),
};

/// Whom a lot touched: twenty usages of it, whence it came, and where it was.
const TRACE: Workload = Workload {
    name: "trace",
    document: "query ($sku: String!, $number: String!) { lot(sku: $sku, lotNumber: $number) { trace { \
               exposures(first: 20) { nodes { performedAt quantity patient { id } treatment { id } } } \
               receipts { nodes { kind occurredAt } } suppliers { name } sites { code } } } }",
    variables: sku_and_number,
};

/// What to order: every product with its days of demand; one page of it is shown, and the totals of all.
const REORDER: Workload = Workload {
    name: "reorderReport",
    document: "query ($site: ID!) { reorderReport(siteId: $site) { lines(first: 20) { nodes { \
               product { sku } supplier { name } position demandPerDay pattern reorderPoint orderUpTo due \
               suggestedPackages cost { amount } arithmetic { label result } } } \
               bySupplier { supplier { name } lines total { amount } } } }",
    variables: |clinic, _| json!({ "site": clinic.site.to_string() }),
};

/// The exposures of a recall as a file: the link to it.
pub(crate) fn exposures_of(recall: &str, number: usize) -> Call {
    let document = "mutation ($input: CreateExportLinkInput!) { createExportLink(input: $input) \
                    { exportLink { url } userErrors { code message field } } }";
    let input = json!({
        "idempotencyKey": format!("bench export {number}"),
        "what": { "recallExposures": { "recallId": recall } },
    });
    Call { document, variables: json!({ "input": input }) }
}

fn sku_and_number(clinic: &Clinic, number: usize) -> Value {
    let lot = clinic.lot(number);
    json!({ "sku": lot.sku, "number": lot.number })
}

impl Workload {
    /// The call of this number.
    pub(crate) fn call(&self, clinic: &Clinic, number: usize) -> Call {
        Call { document: self.document, variables: (self.variables)(clinic, number) }
    }
}

impl Call {
    /// Executes it without HTTP; it must succeed: its data.
    pub(crate) async fn execute(self, schema: &Schema) -> Result<Value, Failure> {
        let request = async_graphql::Request::new(self.document).variables(Variables::from_json(self.variables));
        let response = schema.execute(request.data(somebody())).await;
        let answer = serde_json::to_string(&response)?;
        if response.is_err() || answer.contains(r#""userErrors":[{"#) {
            return Err(answer.into());
        }
        Ok(response.data.into_json()?)
    }

    /// The request's body.
    pub(crate) fn body(&self) -> String {
        json!({ "query": self.document, "variables": self.variables }).to_string()
    }

    /// Whether all that it does is one transaction.
    pub(crate) fn is_mutation(&self) -> bool {
        self.document.starts_with("mutation")
    }
}

impl fmt::Display for Workload {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name)
    }
}
