//! Recalls as they are traced when it matters: of one lot, and of all lots of several products.

use entity::id::ProductId;
use lotwise::graphql::Schema;
use serde_json::{Value, json};

use crate::Failure;
use crate::clinic::Recall;
use crate::workload::Call;

const OPEN: &str = "mutation ($input: OpenRecallInput!) { openRecall(input: $input) \
                    { recall { id lots { nodes { id } } } userErrors { code message field } } }";
/// How many products the greater one is about.
const PRODUCTS: usize = 4;

/// Opens both, as mock recalls: nothing is held, so that everything can still be used.
pub(super) async fn open(schema: &Schema, products: &[ProductId]) -> Result<Vec<Recall>, Failure> {
    let one_lot = json!({ "productId": products.first().map(ToString::to_string), "lotNumbers": ["LOT00000"] });
    let all_lots =
        products.iter().take(PRODUCTS).map(|product| json!({ "productId": product.to_string(), "allLots": true }));
    let mut recalls = Vec::new();
    for scope in [vec![one_lot], all_lots.collect()] {
        recalls.push(recall(schema, recalls.len(), scope).await?);
    }
    Ok(recalls)
}

async fn recall(schema: &Schema, number: usize, scope: Vec<Value>) -> Result<Recall, Failure> {
    let input = json!({
        "idempotencyKey": format!("bench recall {number}"),
        "kind": "MOCK",
        "classification": "CLASS_II",
        "firm": "Bench",
        "reason": "How long does it take?",
        "initiatedOn": "2026-01-02",
        "scope": scope,
    });
    let answer = Call { document: OPEN, variables: json!({ "input": input }) }.execute(schema).await?;
    let recall = &answer["openRecall"]["recall"];
    let id = recall["id"].as_str().ok_or("an opened recall has an id")?.to_owned();
    Ok(Recall { id, lots: recall["lots"]["nodes"].as_array().map_or(0, Vec::len) })
}
