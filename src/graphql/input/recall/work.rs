//! The inputs of the work on a recall: counting, telling, signing, ending.

use crate::{
    graphql::{
        input::{id, maybe_id},
        object::recall::contact::ContactStatus,
        scalar::{Decimal, ExternalId, GivenInstant},
    },
    operations::{
        assign_recall_contacts::AssignRecallContacts,
        cancel_recall::CancelRecall,
        close_recall::CloseRecall,
        confirm_recall_site::{ConfirmRecallSite, CountedLot},
        explain_unaccounted::ExplainUnaccounted,
        record_recall_contact::RecordRecallContact,
        reopen_recall::ReopenRecall,
    },
    rules::refusal::{Refusal, field, path},
};
use async_graphql::{ID, InputObject};
use entity::id::ContactId;

/// What a site counted of recalled lots.
#[derive(Debug, InputObject)]
pub struct ConfirmRecallSiteInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The recall.
    recall_id: ID,
    /// The site.
    site_id: ID,
    /// Lot by lot.
    lots: Vec<CountedLotInput>,
}

/// What there is of a lot.
#[derive(Debug, InputObject)]
pub(super) struct CountedLotInput {
    /// The lot.
    lot_id: ID,
    /// Base units, opened and sealed; 0 is an answer.
    counted: Decimal,
}

/// Contacts for somebody to work through.
#[derive(Debug, InputObject)]
pub struct AssignRecallContactsInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Which; at most 500.
    contact_ids: Vec<ID>,
    /// Who tells them.
    assigned_to: ExternalId,
}

/// One attempt to tell people.
#[derive(Debug, InputObject)]
pub struct RecordRecallContactInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Whom; at most 500.
    contact_ids: Vec<ID>,
    /// When.
    at: GivenInstant,
    /// How: telephone, letter, portal.
    channel: String,
    /// How far it is with them now; PENDING while they are still to be told.
    status: ContactStatus,
    /// What was said.
    note: Option<String>,
}

/// Why an amount of a lot at a site is not accounted for.
#[derive(Debug, InputObject)]
pub struct ExplainUnaccountedInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The recall.
    recall_id: ID,
    /// The lot.
    lot_id: ID,
    /// The site.
    site_id: ID,
    /// Why. It is signed for the amount as it is now; another amount is signed for again.
    reason: String,
}

/// A recall to be closed.
#[derive(Debug, InputObject)]
pub struct CloseRecallInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The recall.
    recall_id: ID,
    /// What is to be said at the end.
    note: String,
}

/// A recall to be reopened.
#[derive(Debug, InputObject)]
pub struct ReopenRecallInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The recall.
    recall_id: ID,
    /// Why.
    reason: String,
}

/// A recall that was opened in error.
#[derive(Debug, InputObject)]
pub struct CancelRecallInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The recall.
    recall_id: ID,
    /// Why.
    reason: String,
    /// The second person by name, as release 0.1.0 asked for. It is taken, so that what was sent then is known again when
    /// it is repeated, and counts for nothing.
    #[graphql(deprecation = "A name that was typed counts for nothing: have it signed, and give approvalId.")]
    confirmed_by_id: Option<ExternalId>,
    /// The approval that the second person signed: another MEDICAL_DIRECTOR, or a MANAGER. Without it the answer is
    /// `NEEDS_APPROVAL`, with the approval to be signed.
    approval_id: Option<ID>,
}

impl ConfirmRecallSiteInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<ConfirmRecallSite, Refusal> {
        let lot = |(number, lot): (usize, CountedLotInput)| {
            let at = path(["lots", number.to_string().as_str(), "lotId"]);
            Ok(CountedLot { lot_id: id(at, &lot.lot_id)?, counted: lot.counted.0 })
        };
        Ok(ConfirmRecallSite {
            recall_id: id(field("recallId"), &self.recall_id)?,
            site_id: id(field("siteId"), &self.site_id)?,
            lots: self.lots.into_iter().enumerate().map(lot).collect::<Result<_, Refusal>>()?,
        })
    }
}

fn contacts(ids: &[ID]) -> Result<Vec<ContactId>, Refusal> {
    let contact = |(number, given): (usize, &ID)| id(path(["contactIds", number.to_string().as_str()]), given);
    ids.iter().enumerate().map(contact).collect()
}

impl AssignRecallContactsInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<AssignRecallContacts, Refusal> {
        Ok(AssignRecallContacts { contact_ids: contacts(&self.contact_ids)?, assigned_to: self.assigned_to.0 })
    }
}

impl RecordRecallContactInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<RecordRecallContact, Refusal> {
        let (contact_ids, at, status) = (contacts(&self.contact_ids)?, self.at.into(), self.status.into());
        Ok(RecordRecallContact { contact_ids, at, channel: self.channel, status, note: self.note })
    }
}

impl ExplainUnaccountedInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<ExplainUnaccounted, Refusal> {
        Ok(ExplainUnaccounted {
            recall_id: id(field("recallId"), &self.recall_id)?,
            lot_id: id(field("lotId"), &self.lot_id)?,
            site_id: id(field("siteId"), &self.site_id)?,
            reason: self.reason,
        })
    }
}

impl CloseRecallInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_operation(self) -> Result<CloseRecall, Refusal> {
        Ok(CloseRecall { recall_id: id(field("recallId"), &self.recall_id)?, note: self.note })
    }
}

impl ReopenRecallInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_operation(self) -> Result<ReopenRecall, Refusal> {
        Ok(ReopenRecall { recall_id: id(field("recallId"), &self.recall_id)?, reason: self.reason })
    }
}

impl CancelRecallInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_operation(self) -> Result<CancelRecall, Refusal> {
        let recall_id = id(field("recallId"), &self.recall_id)?;
        Ok(CancelRecall {
            recall_id,
            reason: self.reason,
            confirmed_by_id: self.confirmed_by_id.map(|person| person.0),
            approval_id: maybe_id(field("approvalId"), self.approval_id.as_ref())?,
        })
    }
}
