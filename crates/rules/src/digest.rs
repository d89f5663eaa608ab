//! Digests of rows: SHA-256 over their fields, for the chains of the ledger and the seals of the audit log.

use sha2::{Digest, Sha256};

/// Fields, each behind its length, so that no two different rows make the same bytes.
#[derive(Default)]
pub struct Fields(Sha256);

impl Fields {
    /// A field that is always there.
    pub fn add(&mut self, bytes: &[u8]) {
        self.number(bytes.len().try_into().unwrap_or(i64::MAX));
        self.0.update(bytes);
    }

    /// A number, which is always as long.
    pub fn number(&mut self, number: i64) {
        self.0.update(number.to_be_bytes());
    }

    /// A field that may be missing, which is not the same as empty.
    pub fn maybe(&mut self, bytes: Option<impl AsRef<[u8]>>) {
        match bytes {
            Some(bytes) => self.add(bytes.as_ref()),
            None => self.number(-1),
        }
    }

    /// The digest, 32 bytes.
    pub fn finish(self) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}
