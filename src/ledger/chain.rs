//! The hash chain: each entry of a balance carries a SHA-256 over the hash before it, its posting and itself.
//!
//! A row that is changed, added or taken out of the middle shows. A chain cannot show that its tail was cut: keep the
//! head that `lotwise verify --print-head` prints somewhere else.

use entity::{entry, id::StockId, posting};
use sea_orm::ActiveEnum;
use sha2::{Digest, Sha256};

/// The hash that stands before the first entry of a balance.
pub fn genesis(stock: StockId) -> Vec<u8> {
    Sha256::digest(stock.0.as_bytes()).to_vec()
}

/// What of a posting goes into the hash of each of its entries: all of it.
pub fn digest(posting: &posting::Model) -> Vec<u8> {
    let mut fields = Fields::default();
    fields.add(posting.id.0.as_bytes());
    fields.add(posting.kind.to_value().as_bytes());
    fields.add(posting.site_id.0.as_bytes());
    fields.number(posting.occurred_at.0);
    fields.number(posting.recorded_at.0);
    fields.add(posting.recorded_by.as_bytes());
    let texts = [&posting.recorded_through, &posting.document, &posting.reason];
    let disposal = [&posting.witness_id, &posting.disposal_route, &posting.certificate];
    texts.into_iter().chain(disposal).for_each(|text| fields.maybe(text.as_deref().map(str::as_bytes)));
    fields.maybe(posting.supplier_id.map(|id| id.0.into_bytes()));
    fields.maybe(posting.authorization_id.map(|id| id.0.into_bytes()));
    fields.maybe(posting.reverses_id.map(|id| id.0.into_bytes()));
    fields.finish()
}

/// The hash of `entry`, which follows `previous` in its balance and belongs to the posting with this digest. Its own
/// `hash` is not read.
pub fn hash(previous: &[u8], posting: &[u8], entry: &entry::Model) -> Vec<u8> {
    let mut fields = Fields::default();
    fields.add(previous);
    fields.add(posting);
    fields.add(entry.stock_id.0.as_bytes());
    fields.number(entry.sequence);
    fields.add(entry.lot_id.0.as_bytes());
    fields.add(entry.site_id.0.as_bytes());
    fields.maybe(entry.container_id.map(|id| id.0.into_bytes()));
    fields.add(entry.account.to_value().as_bytes());
    fields.number(entry.quantity.0);
    fields.number(entry.balance_after.0);
    fields.maybe(entry.value.map(|value| value.0.to_be_bytes()));
    fields.number(entry.occurred_at.0);
    fields.add(entry.occurred_on.to_string().as_bytes());
    fields.number(entry.recorded_at.0);
    fields.maybe(entry.usage_line_id.map(|id| id.0.into_bytes()));
    fields.maybe(entry.component_id.map(|id| id.0.into_bytes()));
    fields.maybe(entry.waste_reason.map(|reason| reason.to_value().into_bytes()));
    fields.maybe(entry.consumption_reason.map(|reason| reason.to_value().into_bytes()));
    fields.maybe(entry.note.as_deref().map(str::as_bytes));
    fields.maybe(entry.receipt_basis.map(|basis| basis.to_value().into_bytes()));
    fields.maybe(entry.reverses_stock_id.map(|id| id.0.into_bytes()));
    fields.maybe(entry.reverses_sequence.map(i64::to_be_bytes));
    fields.finish()
}

/// Fields, each behind its length, so that no two different rows make the same bytes.
#[derive(Default)]
struct Fields(Sha256);

impl Fields {
    fn add(&mut self, bytes: &[u8]) {
        self.number(bytes.len().try_into().unwrap_or(i64::MAX));
        self.0.update(bytes);
    }

    fn number(&mut self, number: i64) {
        self.0.update(number.to_be_bytes());
    }

    fn maybe(&mut self, bytes: Option<impl AsRef<[u8]>>) {
        match bytes {
            Some(bytes) => self.add(bytes.as_ref()),
            None => self.number(-1),
        }
    }

    fn finish(self) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}
