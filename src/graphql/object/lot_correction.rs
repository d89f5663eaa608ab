//! What was keyed wrong of a lot, and who set it right.

use crate::graphql::{
    loader::{Rows, caused},
    scalar::Date,
};
use crate::queries::family;
use async_graphql::{ID, SimpleObject, dataloader::Loader};
use chrono::{DateTime, Utc};
use entity::{id::LotId, lot_correction};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::{collections::HashMap, sync::Arc};

/// That a lot's number or expiry was keyed wrong, and what it was before.
#[derive(SimpleObject)]
pub struct LotCorrection {
    /// When.
    at: DateTime<Utc>,
    /// Who corrected it.
    by: String,
    /// The second person.
    confirmed_by: String,
    /// Why.
    reason: String,
    /// The number before, where it changed.
    lot_number_before: Option<String>,
    /// The last day of use before, where it changed and there was one.
    expires_on_before: Option<Date>,
    /// Whether the last day of use changed; it had none before where `expiresOnBefore` is null.
    expiry_changed: bool,
    /// The lot that turned out to be this one.
    merged_from: Option<ID>,
}

impl From<lot_correction::Model> for LotCorrection {
    fn from(row: lot_correction::Model) -> Self {
        Self {
            at: row.at.to_utc(),
            by: row.by,
            confirmed_by: row.confirmed_by,
            reason: row.reason,
            lot_number_before: row.lot_number_before,
            expires_on_before: row.expires_on_before.map(Date),
            expiry_changed: row.expiry_changed,
            merged_from: row.merged_from_id.map(|lot| ID(lot.to_string())),
        }
    }
}

/// The corrections of a lot and of those that were merged into it, in the order in which they were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct CorrectionsOf(pub(super) LotId);

impl Loader<CorrectionsOf> for Rows {
    type Value = Vec<lot_correction::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, lots: &[CorrectionsOf]) -> Result<HashMap<CorrectionsOf, Self::Value>, Arc<DbErr>> {
        let lots: Vec<LotId> = lots.iter().map(|lot| lot.0).collect();
        let families = family::of(&self.0, &lots).await.map_err(caused)?;
        let rows = lot_correction::Entity::find()
            .filter(lot_correction::COLUMN.lot_id.is_in(families.values().flatten().copied()))
            .order_by_asc(lot_correction::COLUMN.at)
            .order_by_asc(lot_correction::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(Arc::new)?;
        let of = |family: &[LotId]| rows.iter().filter(|row| family.contains(&row.lot_id)).cloned().collect();
        Ok(families.iter().map(|(lot, family)| (CorrectionsOf(*lot), of(family))).collect())
    }
}
