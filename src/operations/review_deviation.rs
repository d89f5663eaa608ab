//! Reviewing a deviation: a medical director looks at a rule that a recorded fact broke, and says what it was.

use super::{Act, Operation};
use crate::{
    error::Error,
    rules::{
        person,
        refusal::{Reason, Refusal, field},
        rights::Right,
    },
};
use entity::{deviation, id::DeviationId};
use sea_orm::{EntityTrait, IntoActiveModel, QuerySelect, Set};
use serde::{Deserialize, Serialize};

/// A deviation, and what was found.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewDeviation {
    /// The deviation.
    pub deviation_id: DeviationId,
    /// What was found.
    pub note: String,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewDeviationDone {
    /// The deviation.
    pub deviation_id: DeviationId,
}

impl Operation for ReviewDeviation {
    type Done = ReviewDeviationDone;
    const NAME: &'static str = "reviewDeviation";

    async fn perform(&self, act: &Act<'_>) -> Result<ReviewDeviationDone, Error> {
        let note = person::none_in(field("note"), &self.note)?;
        let found = deviation::Entity::find_by_id(self.deviation_id).lock_exclusive().one(act.transaction).await?;
        let deviation = found.ok_or_else(|| Refusal::not_found(field("deviationId"), "deviation"))?;
        act.site(deviation.site_id, Right::DirectRecalls).await?;
        if let Some(reviewer) = &deviation.reviewed_by {
            let message = format!("Reviewed by {reviewer} before.");
            return Err(Refusal::new(field("deviationId"), Reason::AlreadyDone { message }).into());
        }
        let mut reviewed = deviation.into_active_model();
        reviewed.reviewed_by = Set(Some(act.person().to_owned()));
        reviewed.reviewed_at = Set(Some(act.now()));
        reviewed.review_note = Set(Some(note));
        act.update(reviewed).await?;
        Ok(ReviewDeviationDone { deviation_id: self.deviation_id })
    }
}
