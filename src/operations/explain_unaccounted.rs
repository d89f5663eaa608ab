//! Signing for what is not accounted for: an amount of a lot at a site, with the reason. Another amount is signed for again.

use super::{Act, Operation, named, recalls};
use crate::{
    error::Error,
    queries::recalls::{Affected, balances},
    rules::{
        person,
        refusal::{Reason, Refusal, field},
        rights::Right,
    },
};
use entity::{
    fixed_point::Quantity,
    id::{ExplanationId, LotId, RecallId, SiteId},
    recall::RecallStatus,
    recall_explanation, site,
};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};

/// Why an amount is not accounted for.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainUnaccounted {
    /// The recall.
    pub recall_id: RecallId,
    /// The lot.
    pub lot_id: LotId,
    /// The site.
    pub site_id: SiteId,
    /// Why.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExplainUnaccountedDone {
    /// The recall.
    pub recall_id: RecallId,
}

impl Operation for ExplainUnaccounted {
    type Done = ExplainUnaccountedDone;
    const NAME: &'static str = "explainUnaccounted";

    async fn perform(&self, act: &Act<'_>) -> Result<ExplainUnaccountedDone, Error> {
        act.require_everywhere(Right::DirectRecalls)?;
        let reason = person::none_in(field("reason"), &self.reason)?;
        let recall = recalls::locked(act, self.recall_id, RecallStatus::Open).await?;
        let lot = named::lots(act.transaction, &[self.lot_id].into()).await?.remove(&self.lot_id);
        let lot = lot.ok_or_else(|| Refusal::not_found(field("lotId"), "lot"))?;
        let site = site::Entity::find_by_id(self.site_id).one(act.transaction).await?;
        let site = site.ok_or_else(|| Refusal::not_found(field("siteId"), "site"))?;
        let affected = Affected::of_recall(act.transaction, recall.id).await?;
        let places = balances::of(act.transaction, &affected, Some(recall.id)).await?;
        let place = places.iter().find(|place| place.lot.id == lot.id && place.accounting.site_id == site.id);
        let place = place.ok_or_else(|| Refusal::not_found(field("lotId"), "lot of this recall at this site"))?;
        let quantity = place.accounting.unaccounted();
        if quantity == Quantity::ZERO {
            let message = format!("Every unit of lot {} at {} is accounted for.", lot.lot_number, site.code);
            return Err(Refusal::new(field("lotId"), Reason::AlreadyDone { message }).into());
        }
        let what = format!("Signed for {quantity} of lot {} at {}: {reason}", lot.lot_number, site.code);
        let row = recall_explanation::Model {
            id: ExplanationId::new(),
            recall_id: recall.id,
            lot_id: lot.id,
            site_id: site.id,
            quantity,
            reason,
            at: act.now(),
            by: act.person().to_owned(),
        };
        act.insert(row).await?;
        recalls::event(act, recall.id, what).await?;
        Ok(ExplainUnaccountedDone { recall_id: recall.id })
    }
}
