//! The hash chain: each entry of a balance carries a SHA-256 over the hash before it, its posting and itself.
//!
//! A row that is changed, added or taken out of the middle shows. A chain cannot show that its tail was cut: keep the
//! head that `lotwise verify --print-head` prints somewhere else.

use crate::digest::Fields;
use entity::{entry, id::StockId, posting};
use sea_orm::ActiveEnum;
use sha2::{Digest, Sha256};

/// The hash that stands before the first entry of a balance.
pub fn genesis(stock: StockId) -> Vec<u8> {
    Sha256::digest(stock.0.as_bytes()).to_vec()
}

/// What of a posting goes into the hash of each of its entries: all of it.
pub fn digest(posting: &posting::Model) -> Vec<u8> {
    // Named one by one, so that a column that is added to the row cannot be forgotten here.
    let posting::Model {
        id,
        kind,
        site_id,
        occurred_at,
        recorded_at,
        recorded_by,
        recorded_through,
        document,
        reason,
        supplier_id,
        authorization_id,
        witness_id,
        disposal_route,
        certificate,
        reverses_id,
        accounted_on,
    } = posting;
    let mut fields = Fields::default();
    fields.add(id.0.as_bytes());
    fields.add(kind.to_value().as_bytes());
    fields.add(site_id.0.as_bytes());
    fields.number(occurred_at.0);
    fields.number(recorded_at.0);
    fields.add(recorded_by.as_bytes());
    let texts = [recorded_through, document, reason];
    let disposal = [witness_id, disposal_route, certificate];
    texts.into_iter().chain(disposal).for_each(|text| fields.maybe(text.as_deref().map(str::as_bytes)));
    fields.maybe(supplier_id.map(|id| id.0.into_bytes()));
    fields.maybe(authorization_id.map(|id| id.0.into_bytes()));
    fields.maybe(reverses_id.map(|id| id.0.into_bytes()));

    // Columns that came later count only where they are there, with their name: older hashes stay.
    if let Some(day) = accounted_on {
        fields.add(b"accounted_on");
        fields.add(day.to_string().as_bytes());
    }
    fields.finish()
}

/// The hash of `entry`, which follows `previous` in its balance and belongs to the posting with this digest. Its own
/// `hash` is not read.
pub fn hash(previous: &[u8], posting: &[u8], entry: &entry::Model) -> Vec<u8> {
    let entry::Model {
        stock_id,
        sequence,
        // In the posting's digest.
        posting_id: _,
        lot_id,
        site_id,
        container_id,
        account,
        quantity,
        balance_after,
        value,
        cost_unknown,
        occurred_at,
        occurred_on,
        recorded_at,
        usage_line_id,
        component_id,
        sale_line_id,
        waste_reason,
        consumption_reason,
        note,
        receipt_basis,
        reverses_stock_id,
        reverses_sequence,
        hash: _,
    } = entry;
    let mut fields = Fields::default();
    fields.add(previous);
    fields.add(posting);
    fields.add(stock_id.0.as_bytes());
    fields.number(*sequence);
    fields.add(lot_id.0.as_bytes());
    fields.add(site_id.0.as_bytes());
    fields.maybe(container_id.map(|id| id.0.into_bytes()));
    fields.add(account.to_value().as_bytes());
    fields.number(quantity.0);
    fields.number(balance_after.0);
    fields.maybe(value.map(|value| value.0.to_be_bytes()));
    fields.number(occurred_at.0);
    fields.add(occurred_on.to_string().as_bytes());
    fields.number(recorded_at.0);
    fields.maybe(usage_line_id.map(|id| id.0.into_bytes()));
    fields.maybe(component_id.map(|id| id.0.into_bytes()));
    fields.maybe(sale_line_id.map(|id| id.0.into_bytes()));
    fields.maybe(waste_reason.as_ref().map(|reason| reason.to_value().into_bytes()));
    fields.maybe(consumption_reason.as_ref().map(|reason| reason.to_value().into_bytes()));
    fields.maybe(note.as_deref().map(str::as_bytes));
    fields.maybe(receipt_basis.as_ref().map(|basis| basis.to_value().into_bytes()));
    fields.maybe(reverses_stock_id.map(|id| id.0.into_bytes()));
    fields.maybe(reverses_sequence.map(i64::to_be_bytes));

    // Columns that came later count only where they are there, with their name: older hashes stay.
    if let Some(unknown) = cost_unknown {
        fields.add(b"cost_unknown");
        fields.number(unknown.0);
    }
    fields.finish()
}
