//! Ids: a UUIDv7 in the row, and outside a word that says what it names (`lot_…`).
//!
//! The word is the prefix of the type, an underscore and the 16 bytes in Crockford's base 32 (26 characters, lower case).
//! An id of one type is never read as one of another.

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 26;

/// The text is not an id of the type that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a {expected}: such an id begins with {expected}_ and has {LENGTH} signs after it")]
pub struct NotAnId {
    /// The prefix that was expected.
    pub expected: &'static str,
}

/// The word for `uuid` behind `prefix`.
#[expect(clippy::indexing_slicing, reason = "five bits name one of 32 digits")]
pub fn print(prefix: &str, uuid: Uuid) -> String {
    let bits = uuid.as_u128();
    let digits = (0..LENGTH).rev().map(|place| ALPHABET[(bits >> (place * 5)) as usize & 31] as char);
    format!("{prefix}_{}", digits.collect::<String>())
}

/// Reads a word made by [`print()`].
///
/// # Errors
/// [`NotAnId`] for another prefix, another length, a foreign character, or more than 128 bits.
pub fn read(prefix: &'static str, word: &str) -> Result<Uuid, NotAnId> {
    let refused = || NotAnId { expected: prefix };
    let digits = word.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).ok_or_else(refused)?;
    if digits.len() != LENGTH || !digits.starts_with(|first: char| ('0'..='7').contains(&first)) {
        return Err(refused());
    }
    let value = digits.bytes().try_fold(0_u128, |value, byte| {
        ALPHABET.iter().position(|digit| *digit == byte).map(|digit| value << 5 | digit as u128)
    });
    value.map(Uuid::from_u128).ok_or_else(refused)
}

/// One id type a table: the types keep a lot from being passed where a site is meant.
macro_rules! id {
    ($($(#[$meaning:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$meaning])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(pub Uuid);

        impl $name {
            /// What the word for such an id begins with.
            pub const PREFIX: &'static str = $prefix;

            /// A new id; ids made later sort later.
            #[expect(clippy::disallowed_methods, reason = "ids are made here")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        /// The database never numbers rows itself; SeaORM asks for this of every primary key.
        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&print(Self::PREFIX, self.0))
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(word: String) -> Result<Self, NotAnId> {
                word.parse()
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(word: &str) -> Result<Self, NotAnId> {
                read(Self::PREFIX, word).map(Self)
            }
        }
    )*};
}

id! {
    /// A site: one stockroom with its own clock and balances.
    SiteId = "site";
    /// A supplier.
    SupplierId = "supplier";
    /// A record of a supplier's licence.
    AuthorizationId = "authorization";
    /// A product of the catalogue.
    ProductId = "product";
    /// A lot of a product.
    LotId = "lot";
    /// The balance of one lot at one site.
    StockId = "stock";
    /// An opened container.
    ContainerId = "container";
    /// A posting of the ledger.
    PostingId = "posting";
    /// A serial number as it was received.
    ReceivedSerialId = "serial";
    /// A hold.
    HoldId = "hold";
    /// Holds that one act placed.
    HoldGroupId = "holds";
    /// A recall.
    RecallId = "recall";
    /// Somebody to be told of a recall.
    ContactId = "contact";
    /// That somebody was told of a recall, or was tried to be.
    AttemptId = "attempt";
    /// What a site counted of a recalled lot.
    RecallCountId = "recallcount";
    /// Why an amount of a recalled lot is not accounted for.
    ExplanationId = "explanation";
    /// An act of a recall.
    RecallEventId = "recallevent";
    /// A treatment usage.
    UsageId = "usage";
    /// A line of a usage.
    UsageLineId = "line";
    /// What was mixed in.
    ComponentId = "component";
    /// A price of a product at one site.
    SitePriceId = "siteprice";
    /// A sale.
    SaleId = "sale";
    /// A line of a sale.
    SaleLineId = "saleline";
    /// What a customer brought back at once.
    SaleReturnId = "salereturn";
    /// A line of what a customer brought back.
    SaleReturnLineId = "salereturnline";
    /// Stock that is promised until a time.
    ReservationId = "reservation";
    /// A rule that a recorded fact broke.
    DeviationId = "deviation";
    /// A recall notice.
    RecallNoticeId = "notice";
    /// A link that an export is opened by.
    ExportLinkId = "export";
    /// A request that an act be signed by somebody else.
    ApprovalId = "approval";
    /// That somebody signed or declined it.
    ApprovalDecisionId = "decision";
    /// An entry of the audit log.
    AuditEventId = "audit";
    /// A reorder policy.
    ReorderPolicyId = "policy";
    /// A purchase order.
    PurchaseOrderId = "order";
    /// A line of a purchase order.
    PurchaseOrderLineId = "orderline";
}

/// What an entry of the ledger is named by: the balance that it moved, and its number there. It has no id of its own in
/// the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EntryId {
    /// The balance.
    pub stock: StockId,
    /// 1, 2, 3 … in recording order.
    pub sequence: i64,
}

impl EntryId {
    /// What the word for such an id begins with.
    pub const PREFIX: &'static str = "entry";
}

impl fmt::Display for EntryId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}_{}", print(Self::PREFIX, self.stock.0), self.sequence)
    }
}

impl FromStr for EntryId {
    type Err = NotAnId;

    fn from_str(word: &str) -> Result<Self, NotAnId> {
        let (stock, sequence) = word.rsplit_once('_').ok_or(NotAnId { expected: Self::PREFIX })?;
        let sequence = sequence.parse().map_err(|_| NotAnId { expected: Self::PREFIX })?;
        Ok(Self { stock: StockId(read(Self::PREFIX, stock)?), sequence })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_word() {
        let id = LotId::new();
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(LotId(Uuid::max()).to_string().parse(), Ok(LotId(Uuid::max())));
    }

    #[test]
    fn an_id_of_another_type_is_not_read() {
        assert_eq!(LotId::new().to_string().parse::<SiteId>(), Err(NotAnId { expected: "site" }));
        assert!("lot_".parse::<LotId>().is_err());
        assert!(format!("lot_8{}", "0".repeat(25)).parse::<LotId>().is_err());
    }

    #[test]
    fn the_id_of_an_entry_reads_back_and_is_no_id_of_a_balance() {
        let id = EntryId { stock: StockId::new(), sequence: 12 };
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!(id.stock.to_string().parse::<EntryId>().is_err());
        assert!(format!("{}_12", id.stock).parse::<EntryId>().is_err());
    }
}
