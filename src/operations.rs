//! What staff do: one verb a file. Each reads rows, asks the rules, posts, and answers ids; none begins a transaction,
//! reads the clock or knows who is on the other end of the wire.
//!
//! [`perform`] is the way in: it runs an operation in one transaction together with the key that makes it safe to
//! repeat and the row of the audit log.

pub(crate) mod act;
pub mod adjust_stock;
mod approvals;
pub mod assign_recall_contacts;
pub mod audit;
pub mod bulk;
pub mod bundles;
pub mod cancel_purchase_order;
pub mod cancel_recall;
pub mod cancel_sale;
pub mod close_purchase_order;
pub mod close_recall;
pub mod components;
pub mod confirm_recall_site;
pub mod correct_lot;
pub mod correct_usage;
pub mod create_product;
pub mod create_purchase_order;
pub mod create_site;
pub mod create_supplier;
pub mod currency;
pub mod decline_approval;
mod delivered_by;
mod deviations;
pub mod discard_containers;
pub mod disposal;
pub mod dispose_recalled_stock;
pub mod expand_recall;
pub mod explain_unaccounted;
mod idempotency;
pub mod import_recall_notices;
mod late;
pub mod link_patient;
pub(crate) mod lots;
mod named;
pub mod open_container;
pub mod open_recall;
pub mod place_hold;
mod product_identifiers;
pub mod purchase_orders;
pub mod reattribute_usage;
pub mod recall_notices;
pub mod recalls;
pub mod receive_stock;
pub mod record_consumption;
pub mod record_opening_stock;
pub mod record_recall_contact;
pub mod record_recall_notice;
pub mod record_sale;
pub mod record_sale_return;
pub mod record_usage;
pub mod record_waste;
pub mod release_hold;
pub mod release_reservation;
pub mod remove_reorder_policy;
pub mod reopen_recall;
mod reservations;
pub mod reserve_stock;
pub mod resolve_recall_notice;
pub mod return_to_supplier;
pub mod reverse_posting;
pub mod review_deviation;
pub mod set_product_facts;
pub mod set_reorder_policy;
pub mod set_site_policy;
pub mod set_site_price;
pub mod set_supplier_item;
pub mod settle_sale_line;
pub mod settle_usage_line;
pub mod sign_approval;
pub mod source;
pub mod submit_purchase_order;
mod unusual_cost;
pub mod update_product;
pub mod update_purchase_order;
pub mod update_supplier;

pub use act::{Act, Deployment, Organisation, Terms};

use crate::{
    database,
    error::Error,
    request::Request,
    rules::{notice::Notice, refusal::field, text},
};
use entity::id::ApprovalId;
use futures_util::FutureExt;
use serde::{Serialize, de::DeserializeOwned};
use std::{future::Future, sync::Arc};

/// A verb of the stockroom with its input. Serialized, it is what its idempotency key stands for.
pub trait Operation: Serialize + Send + Sync + 'static {
    /// Ids of what came of it; kept with the key, so that a repetition answers the same.
    type Done: Serialize + DeserializeOwned + Send + Sync + 'static;

    /// The mutation, as clients know it.
    const NAME: &'static str;

    /// The approval with which it is asked for again. It is no part of the input: the hash leaves it out.
    fn approval_id(&self) -> Option<ApprovalId> {
        None
    }

    /// Does it, inside the transaction of `act`: checks the caller's right first, refuses, or writes all of it.
    fn perform(&self, act: &Act<'_>) -> impl Future<Output = Result<Self::Done, Error>> + Send;
}

/// Whether something was not said: what came later to an input is left out of what its key stands for, so that older
/// keys stand for what they stood for.
fn is_false(said: &bool) -> bool {
    !said
}

/// What came of an operation.
#[derive(Debug)]
pub struct Answer<Done> {
    /// Ids of the result.
    pub done: Done,
    /// What somebody should know.
    pub notices: Vec<Notice>,
    /// It was done before under this key; nothing was written now.
    pub replayed: bool,
}

/// Performs `operation` once for this caller's `key`, however often it is asked.
///
/// # Errors
/// What the operation refuses; `NEEDS_APPROVAL` when nothing refuses it and it takes a second person (nothing is done
/// then, but the request for the signature is kept); `IDEMPOTENCY_CONFLICT` when the key was used for another input; a
/// failure.
pub async fn perform<O: Operation>(
    deployment: &Deployment,
    request: &Request,
    key: &str,
    operation: O,
) -> Result<Answer<O::Done>, Error> {
    let key = text::required(field("idempotencyKey"), key, text::SHORT)?;
    let claim = Arc::new(idempotency::Claim::new(request, O::NAME, key, &operation)?);
    let outcome = write(deployment, request, claim.clone(), Arc::new(operation)).await;
    let outcome = match outcome {
        // Who lost the right does not learn what was answered before.
        Ok(_) | Err(Error::Forbidden { .. }) => outcome,
        Err(Error::AwaitsApproval(wanted)) => match idempotency::replay(deployment, &claim).await? {
            Some(answer) => Ok(answer),
            None => Err(approvals::request(deployment, request, &claim, *wanted).await?),
        },
        // What is refused or fails now may have been done before, or just now: the answer got lost after the commit.
        Err(error) => kept(deployment, &claim, error).await,
    };
    audit::outcome(deployment, request, O::NAME, &outcome).await?;
    outcome
}

/// What was answered under this key before; `error` where nothing was. Where nobody can look, that is the failure:
/// a refusal would say that nothing was done.
async fn kept<Done: DeserializeOwned>(
    deployment: &Deployment,
    claim: &idempotency::Claim,
    error: Error,
) -> Result<Answer<Done>, Error> {
    match idempotency::replay(deployment, claim).await {
        Ok(Some(answer)) => Ok(answer),
        Ok(None) => Err(error),
        Err(Error::Failed(_)) if passes(&error) => Err(error),
        Err(unknown) => Err(unknown),
    }
}

fn passes(error: &Error) -> bool {
    matches!(error, Error::Failed(failure) if database::passes(failure))
}

async fn write<O: Operation>(
    deployment: &Deployment,
    request: &Request,
    claim: Arc<idempotency::Claim>,
    operation: Arc<O>,
) -> Result<Answer<O::Done>, Error> {
    let (terms, request) = (deployment.terms.clone(), Arc::new(request.clone()));
    // The first act that names an amount of money says which currency all of them are in.
    let binds_the_currency = claim.names_money() && !deployment.database.knows_its_currency();
    let write = deployment.database.write(move |transaction| {
        let (terms, request, claim, operation) = (terms.clone(), request.clone(), claim.clone(), operation.clone());
        let run = async move {
            let asking = approvals::Asking::new(&claim, operation.approval_id());
            let act = Act::new(transaction, &request, &terms).asking(asking);
            let done = operation.perform(&act).await?;
            if binds_the_currency {
                currency::bind(&act).await?;
            }
            recalls::hear(&act).await?;

            let signed = approvals::settle(&act, &claim).await?;
            let (notices, mut facts) = act.end();
            claim.store(transaction, &mut facts, &done, &notices).await?;
            let written = facts.write(transaction).await?.written();
            audit::done(transaction, &request, &terms, O::NAME, &done, signed.as_ref(), written).await?;
            Ok(Answer { done, notices, replayed: false })
        };
        run.boxed()
    });
    let answer = write.await?;
    if binds_the_currency {
        deployment.database.remember_currency();
    }
    Ok(answer)
}
