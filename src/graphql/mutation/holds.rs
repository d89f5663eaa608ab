//! Stopping stock, and letting it go.

use crate::graphql::{
    answer::{Outcome, perform},
    input::hold::{PlaceHoldInput, ReleaseHoldInput},
    loader::required,
    object::hold::{Hold, HoldGroup},
};
use async_graphql::{Context, Object, Result, SimpleObject};

/// What came of placing holds.
#[derive(SimpleObject)]
pub(super) struct PlaceHoldPayload {
    /// The holds, in the order of the targets; for a storage band one for each lot.
    holds: Option<Vec<Hold>>,
    /// The same as one: an alarm of a refrigerator is released as it was placed.
    group: Option<HoldGroup>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of releasing a hold.
#[derive(SimpleObject)]
pub(super) struct ReleaseHoldPayload {
    /// The hold; of a group the first.
    hold: Option<Hold>,
    /// All that were released.
    holds: Option<Vec<Hold>>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// Stopping stock, and letting it go.
#[derive(Default)]
pub(super) struct HoldMutation;

#[Object]
impl HoldMutation {
    /// Stops stock: after it no usage of it is recorded but one that was already performed. A quarantine is placed by
    /// whoever works at the site; SUSPECT by a MEDICAL_DIRECTOR, and it reaches the whole lot at every site.
    async fn place_hold(&self, context: &Context<'_>, input: PlaceHoldInput) -> Result<PlaceHoldPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(PlaceHoldPayload { holds: None, group: None, outcome }) };
        let holds = Some(Hold::all(context, &done.hold_ids).await?);
        Ok(PlaceHoldPayload { holds, group: done.group_id.map(HoldGroup), outcome })
    }

    /// Releases a hold, or all that one act placed, with the reason why. A quarantine needs the role MANAGER or MEDICAL_DIRECTOR there, suspect and
    /// recalled stock MEDICAL_DIRECTOR.
    async fn release_hold(&self, context: &Context<'_>, input: ReleaseHoldInput) -> Result<ReleaseHoldPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(ReleaseHoldPayload { hold: None, holds: None, outcome }) };
        let hold = Some(Hold(required(context, done.hold_id).await?));
        let ids = if done.hold_ids.is_empty() { vec![done.hold_id] } else { done.hold_ids };
        Ok(ReleaseHoldPayload { hold, holds: Some(Hold::all(context, &ids).await?), outcome })
    }
}
