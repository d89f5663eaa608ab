//! The inputs of holds.

use super::{id, maybe_id};
use crate::{
    graphql::{
        object::{hold::HoldKind, product_kind::StorageBand},
        scalar::Decimal,
    },
    operations::{place_hold::PlaceHold, release_hold::ReleaseHold},
    rules::{
        holding::HoldTarget,
        refusal::{Field, Refusal, field},
    },
};
use async_graphql::{ID, InputObject};

/// What is to be stopped: a lot everywhere; a lot at a site, all of it or so much; an opened container; or everything
/// that a site keeps in a storage band.
#[derive(Debug, InputObject)]
pub struct HoldTargetInput {
    /// At this site; without it a lot is stopped everywhere.
    site_id: Option<ID>,
    /// This lot.
    lot_id: Option<ID>,
    /// This opened container.
    container_id: Option<ID>,
    /// Every lot of which the site keeps something so.
    storage: Option<StorageBand>,
    /// So much of the lot at the site: whole containers. All of it when left out.
    quantity: Option<Decimal>,
}

/// Holds to be placed for one reason.
#[derive(Debug, InputObject)]
pub struct PlaceHoldInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// On what; all are placed, or none.
    targets: Vec<HoldTargetInput>,
    /// Why, in a word. SUSPECT stops the whole lot at every site, whatever the target; RECALL comes with its recall.
    kind: HoldKind,
    /// Why.
    reason: String,
}

/// A hold to be released, or all holds that one act placed: one of the two.
#[derive(Debug, InputObject)]
pub struct ReleaseHoldInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The hold.
    hold_id: Option<ID>,
    /// The group of holds: all of it that was not released yet.
    group_id: Option<ID>,
    /// Why.
    reason: String,
    /// The approval that a second person signed: suspect and recalled stock is released by a MEDICAL_DIRECTOR and another
    /// one or a MANAGER. Without it the answer is `NEEDS_APPROVAL`. A quarantine needs none.
    approval_id: Option<ID>,
}

impl PlaceHoldInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<PlaceHold, Refusal> {
        let targets = self.targets.into_iter().enumerate().map(|(number, target)| target.into_target(number));
        Ok(PlaceHold { targets: targets.collect::<Result<_, _>>()?, kind: self.kind.into(), reason: self.reason })
    }
}

impl HoldTargetInput {
    fn into_target(self, number: usize) -> Result<HoldTarget, Refusal> {
        let at = |name: &str| -> Field { vec!["targets".to_owned(), number.to_string(), name.to_owned()] };
        Ok(HoldTarget {
            site_id: self.site_id.map(|site| id(at("siteId"), &site)).transpose()?,
            lot_id: self.lot_id.map(|lot| id(at("lotId"), &lot)).transpose()?,
            container_id: self.container_id.map(|container| id(at("containerId"), &container)).transpose()?,
            storage: self.storage.map(Into::into),
            quantity: self.quantity.map(|quantity| quantity.0),
        })
    }
}

impl ReleaseHoldInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_operation(self) -> Result<ReleaseHold, Refusal> {
        let hold_id = self.hold_id.map(|hold| id(field("holdId"), &hold)).transpose()?;
        let group_id = self.group_id.map(|group| id(field("groupId"), &group)).transpose()?;
        let approval_id = maybe_id(field("approvalId"), self.approval_id.as_ref())?;
        Ok(ReleaseHold { hold_id, group_id, reason: self.reason, approval_id })
    }
}
