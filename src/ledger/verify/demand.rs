//! The roll-up of demand: each day is the sum of its entries.

use super::{Proof, finding::Row};
use crate::{
    error::Failure,
    ledger::demand::{self, Differs},
};
use sea_orm::DatabaseTransaction;

/// Proves every day.
pub(super) async fn prove(books: &DatabaseTransaction, proof: &mut Proof) -> Result<(), Failure> {
    for Differs { site_id, product_id, day, demand, moved } in demand::differences(books).await? {
        let row = Row::DemandDay(product_id, site_id, day);
        proof.findings.compare(row, "what was asked for", demand.0, demand.1);
        proof.findings.compare(row, "by how much stock changed", moved.0, moved.1);
    }
    Ok(())
}
