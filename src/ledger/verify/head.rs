//! The head of the books: the end of the audit log's chain, kept outside the database. Against it shows
//! what the database alone cannot: that the end of the log was cut off, or all of it made anew.

use entity::{audit_seal, fact_baseline, instant::Instant};
use sea_orm::{
    ConnectionTrait, EntityTrait, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Func},
};
use serde::{Deserialize, Serialize};

use super::words::hash_word;
use crate::{error::Failure, facts::baseline, rules};

/// The end of the audit log at one moment. As JSON it is a file that is kept elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// When the last seal was made, in milliseconds since 1970; 0 before the first.
    pub sealed_at: i64,
    /// The number of the last seal; 0 before the first.
    pub seals: i64,
    /// Its hash, in hexadecimal.
    pub hash: String,
    /// The key that signed it.
    pub key: Option<String>,
    /// How many events all seals are over.
    pub events: i64,
    /// What seals say of the baseline that facts are proved from, in hexadecimal.
    pub baseline: Option<String>,
}

impl Head {
    /// The head of the books now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(books: &impl ConnectionTrait) -> Result<Self, Failure> {
        let seals = audit_seal::Entity::find().order_by_desc(audit_seal::COLUMN.sequence);
        let last = seals.limit(1).one(books).await?;
        let baseline = baseline::find(books).await?.map(|baseline| name_of(&baseline));
        let Some(last) = last else { return Ok(Self { baseline, ..Self::default() }) };

        let (sealed_at, seals) = (last.sealed_at.0, last.sequence);
        let (hash, key) = (hash_word(&last.hash), last.key_id);
        let events = count_sealed(books).await?;
        Ok(Self { sealed_at, seals, hash, key, events, baseline })
    }

    /// Why the books do not go on from this head; nothing when they do.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn broken_by(&self, books: &impl ConnectionTrait) -> Result<Option<String>, Failure> {
        let seal = audit_seal::Entity::find_by_id(self.seals).one(books).await?;
        let found = seal.map(|seal| hash_word(&seal.hash)).unwrap_or_default();
        if found != self.hash {
            let what = if found.is_empty() { "is gone".to_owned() } else { format!("is {found}") };
            return Ok(Some(format!("seal {} {what}, and was {}", self.seals, self.hash)));
        }

        let baseline = baseline::find(books).await?.map(|baseline| name_of(&baseline));
        let was_another = self.baseline.is_some() && self.baseline != baseline;
        Ok(was_another.then(|| "facts are proved from another baseline".to_owned()))
    }

    /// When the last seal was made.
    pub fn moment(&self) -> Instant {
        Instant(self.sealed_at)
    }
}

fn name_of(baseline: &fact_baseline::Model) -> String {
    hash_word(&rules::audit_seal::hash_baseline(baseline))
}

async fn count_sealed(books: &impl ConnectionTrait) -> Result<i64, Failure> {
    let sum = Func::sum(Expr::col(audit_seal::Column::Events)).cast_as("bigint");
    let sum: Option<Option<i64>> =
        audit_seal::Entity::find().select_only().expr_as(sum, "events").into_tuple().one(books).await?;
    Ok(sum.flatten().unwrap_or(0))
}
