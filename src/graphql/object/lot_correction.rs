//! What was keyed wrong of a lot, and who set it right.

use super::approval::SignedBy;
use crate::{graphql::scalar::Date, queries::loaders::approvals::SignaturesFor};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{id::PostingId, lot_correction};

/// That a lot's number or expiry was keyed wrong: what it was before, and what it was set to.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct LotCorrection {
    #[graphql(skip)]
    id: PostingId,
    /// When.
    at: DateTime<Utc>,
    /// Who corrected it.
    by: String,
    /// The second person; empty where the site lets it be signed later. `signedBy` says whether they signed.
    confirmed_by: String,
    /// Why.
    reason: String,
    /// The number before, where it changed.
    lot_number_before: Option<String>,
    /// The number that is right, where it changed; null also where it was corrected before this was kept.
    lot_number_after: Option<String>,
    /// The last day of use before, where it changed and there was one.
    expires_on_before: Option<Date>,
    /// The last day of use that is right, where it changed and there is one; null also where it was corrected before this
    /// was kept.
    expires_on_after: Option<Date>,
    /// Whether the last day of use changed; it had none before where `expiresOnBefore` is null.
    expiry_changed: bool,
    /// The lot that turned out to be this one.
    merged_from: Option<ID>,
}

#[ComplexObject]
impl LotCorrection {
    /// The second person: one who signed, or one who was only named (before release 0.2.0).
    async fn signed_by(&self, context: &Context<'_>) -> Result<Vec<SignedBy>> {
        SignedBy::all(context, SignaturesFor(self.id.0), Some(&self.confirmed_by)).await
    }
}

impl From<lot_correction::Model> for LotCorrection {
    fn from(row: lot_correction::Model) -> Self {
        Self {
            id: row.id,
            at: row.at.to_utc(),
            by: row.by,
            confirmed_by: row.confirmed_by,
            reason: row.reason,
            lot_number_before: row.lot_number_before,
            lot_number_after: row.lot_number_after,
            expires_on_before: row.expires_on_before.map(Date),
            expires_on_after: row.expires_on_after.map(Date),
            expiry_changed: row.expiry_changed,
            merged_from: row.merged_from_id.map(|lot| ID(lot.to_string())),
        }
    }
}
