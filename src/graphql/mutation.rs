//! What can be changed: every mutation is one operation, with its input and its payload.

mod receiving;
mod usage;

use async_graphql::MergedObject;

/// What can be changed. Every mutation takes an idempotency key and is safe to repeat.
#[derive(Default, MergedObject)]
pub struct Mutation(receiving::ReceivingMutation, usage::UsageMutation);
