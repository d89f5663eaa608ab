//! The work on recalls.

use crate::{
    graphql::{
        answer::{Outcome, perform},
        input::recall::{
            AssignRecallContactsInput, CancelRecallInput, CloseRecallInput, ConfirmRecallSiteInput,
            DisposeRecalledStockInput, ExpandRecallInput, ExplainUnaccountedInput, OpenRecallInput,
            RecordRecallContactInput, ReopenRecallInput,
        },
        loader::required,
        mock_trace,
        object::{
            posting::Posting,
            recall::{Recall, contact::Contact, may_read_contacts},
        },
        patient_links,
    },
    queries::recalls,
};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::id::{ContactId, RecallId};

macro_rules! recall_payloads {
    ($($(#[$meaning:meta])* $name:ident;)*) => {$(
        $(#[$meaning])*
        #[derive(SimpleObject)]
        pub(super) struct $name {
            /// The recall.
            recall: Option<Recall>,
            #[graphql(flatten)]
            outcome: Outcome,
        }
    )*};
}

recall_payloads! {
    /// What came of opening a recall.
    OpenRecallPayload;
    /// What came of expanding a recall.
    ExpandRecallPayload;
    /// What came of a site's count.
    ConfirmRecallSitePayload;
    /// What came of signing for an amount.
    ExplainUnaccountedPayload;
    /// What came of closing a recall.
    CloseRecallPayload;
    /// What came of reopening a recall.
    ReopenRecallPayload;
    /// What came of cancelling a recall.
    CancelRecallPayload;
}

/// What came of disposing of recalled stock.
#[derive(SimpleObject)]
pub(super) struct DisposeRecalledStockPayload {
    /// The recall.
    recall: Option<Recall>,
    /// The posting by which it left; null where it was released.
    posting: Option<Posting>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of giving contacts to somebody.
#[derive(SimpleObject)]
pub(super) struct AssignRecallContactsPayload {
    /// Those of the contacts that you may read, in the order of the input.
    contacts: Option<Vec<Contact>>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of an attempt to tell people.
#[derive(SimpleObject)]
pub(super) struct RecordRecallContactPayload {
    /// Those of the contacts that you may read, in the order of the input.
    contacts: Option<Vec<Contact>>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// The work on recalls.
#[derive(Default)]
pub(super) struct RecallMutation;

#[Object]
impl RecallMutation {
    /// Opens a recall. From then on nothing of a matching lot is used or sold at any site, opened containers included, but
    /// what is declared already performed; whatever matches and arrives later is held. Needs the role MEDICAL_DIRECTOR at
    /// every site.
    async fn open_recall(&self, context: &Context<'_>, input: OpenRecallInput) -> Result<OpenRecallPayload> {
        let key = input.idempotency_key.clone();
        let operation = match input.into_operation() {
            Ok(recall) => Ok(mock_trace::measured(context, recall).await?),
            Err(refusal) => Err(refusal),
        };
        let (done, outcome) = perform(context, &key, operation).await?;
        Ok(OpenRecallPayload { recall: recall(context, done.map(|done| done.recall_id)).await?, outcome })
    }

    /// Adds lots to an open recall: the firm has named more. Needs the role MEDICAL_DIRECTOR at every site.
    async fn expand_recall(&self, context: &Context<'_>, input: ExpandRecallInput) -> Result<ExpandRecallPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(ExpandRecallPayload { recall: recall(context, done.map(|done| done.recall_id)).await?, outcome })
    }

    /// Says what a site counted of recalled lots; 0 is an answer. Needs the role MANAGER there, or MEDICAL_DIRECTOR.
    async fn confirm_recall_site(
        &self,
        context: &Context<'_>,
        input: ConfirmRecallSiteInput,
    ) -> Result<ConfirmRecallSitePayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(ConfirmRecallSitePayload { recall: recall(context, done.map(|done| done.recall_id)).await?, outcome })
    }

    /// Gives contacts to somebody to work through. Needs the role MEDICAL_DIRECTOR at every site.
    async fn assign_recall_contacts(
        &self,
        context: &Context<'_>,
        input: AssignRecallContactsInput,
    ) -> Result<AssignRecallContactsPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let contacts = contacts(context, done.map(|done| done.contact_ids)).await?;
        Ok(AssignRecallContactsPayload { contacts, outcome })
    }

    /// Records one attempt to tell people, for many at once. Needs the role MEDICAL_DIRECTOR at every site.
    async fn record_recall_contact(
        &self,
        context: &Context<'_>,
        input: RecordRecallContactInput,
    ) -> Result<RecordRecallContactPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let contacts = contacts(context, done.map(|done| done.contact_ids)).await?;
        Ok(RecordRecallContactPayload { contacts, outcome })
    }

    /// Sends recalled stock back, destroys it before a witness, or releases it. Needs the role MEDICAL_DIRECTOR at every
    /// site; what is released takes a second person.
    async fn dispose_recalled_stock(
        &self,
        context: &Context<'_>,
        input: DisposeRecalledStockInput,
    ) -> Result<DisposeRecalledStockPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let posting = match done.as_ref().and_then(|done| done.posting_id) {
            Some(id) => Some(Posting(required(context, id).await?)),
            None => None,
        };
        let recall = recall(context, done.map(|done| done.recall_id)).await?;
        Ok(DisposeRecalledStockPayload { recall, posting, outcome })
    }

    /// Signs for an amount that is not accounted for, with the reason. Needs the role MEDICAL_DIRECTOR at every site.
    async fn explain_unaccounted(
        &self,
        context: &Context<'_>,
        input: ExplainUnaccountedInput,
    ) -> Result<ExplainUnaccountedPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(ExplainUnaccountedPayload { recall: recall(context, done.map(|done| done.recall_id)).await?, outcome })
    }

    /// Closes a recall. Refused while anything keeps it open, with one error for each lot, amount and site, and one for the
    /// contacts. Releases nothing. Needs the role MEDICAL_DIRECTOR at every site.
    async fn close_recall(&self, context: &Context<'_>, input: CloseRecallInput) -> Result<CloseRecallPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(CloseRecallPayload { recall: recall(context, done.map(|done| done.recall_id)).await?, outcome })
    }

    /// Opens a closed recall again. Needs the role MEDICAL_DIRECTOR at every site.
    async fn reopen_recall(&self, context: &Context<'_>, input: ReopenRecallInput) -> Result<ReopenRecallPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(ReopenRecallPayload { recall: recall(context, done.map(|done| done.recall_id)).await?, outcome })
    }

    /// Cancels a recall that was opened in error: its holds are released, and contacts that are pending become
    /// NOT_REQUIRED. Needs the role MEDICAL_DIRECTOR at every site, and a second person.
    async fn cancel_recall(&self, context: &Context<'_>, input: CancelRecallInput) -> Result<CancelRecallPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(CancelRecallPayload { recall: recall(context, done.map(|done| done.recall_id)).await?, outcome })
    }
}

async fn recall(context: &Context<'_>, id: Option<RecallId>) -> Result<Option<Recall>> {
    match id {
        Some(id) => Ok(Some(Recall(required(context, id).await?))),
        None => Ok(None),
    }
}

/// The contacts that were worked on, as far as the caller may read them: whoever may do the work need not know of whom
/// all of it is. What is shown is logged, as in a list.
async fn contacts(context: &Context<'_>, ids: Option<Vec<ContactId>>) -> Result<Option<Vec<Contact>>> {
    const READ: &str = "recall.contacts";
    let Some(ids) = ids else { return Ok(None) };
    let of = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let Ok(mine) = may_read_contacts(context, READ, &of).await else { return Ok(None) };

    let mut contacts = Contact::all(context, &ids).await?;
    contacts.retain(|contact| mine.is_none() || contact.0.assigned_to == mine);
    let people = recalls::contacts::people(contacts.iter().map(|contact| &contact.0));
    patient_links::read(context, READ, &of, contacts.len(), people).await?;
    Ok(Some(contacts))
}
