//! Stopping stock, and letting it go.

use crate::graphql::{
    answer::{Outcome, perform},
    input::hold::{PlaceHoldInput, ReleaseHoldInput},
    loader::required,
    object::hold::Hold,
};
use async_graphql::{Context, Object, Result, SimpleObject};

/// What came of placing holds.
#[derive(SimpleObject)]
pub(super) struct PlaceHoldPayload {
    /// The holds, in the order of the targets; for a storage band one for each lot.
    holds: Option<Vec<Hold>>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of releasing a hold.
#[derive(SimpleObject)]
pub(super) struct ReleaseHoldPayload {
    /// The hold.
    hold: Option<Hold>,
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
        let Some(done) = done else { return Ok(PlaceHoldPayload { holds: None, outcome }) };
        Ok(PlaceHoldPayload { holds: Some(Hold::all(context, &done.hold_ids).await?), outcome })
    }

    /// Releases a hold, with the reason why. A quarantine needs the role MANAGER or MEDICAL_DIRECTOR there, suspect and
    /// recalled stock MEDICAL_DIRECTOR.
    async fn release_hold(&self, context: &Context<'_>, input: ReleaseHoldInput) -> Result<ReleaseHoldPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(ReleaseHoldPayload { hold: None, outcome }) };
        Ok(ReleaseHoldPayload { hold: Some(Hold(required(context, done.hold_id).await?)), outcome })
    }
}
