//! The roll-up of demand: each day is the sum of its entries.

use super::{Proof, finding::Row};
use crate::{
    database::Reader,
    error::Failure,
    ledger::demand::{self, Differs},
};

/// Proves every day.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    for Differs { site_id, product_id, day, demand, moved } in demand::differences(books).await? {
        let row = Row::DemandDay(product_id, site_id, day);
        proof.findings.compare(row, "what was asked for", demand.0, demand.1);
        proof.findings.compare(row, "by how much stock changed", moved.0, moved.1);
    }
    Ok(())
}
