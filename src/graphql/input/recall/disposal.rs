//! What becomes of recalled stock, as it is handed in.

use crate::{
    graphql::{
        input::{id, maybe_id, waste::LotQuantityInput},
        scalar::{ExternalId, GivenInstant},
    },
    operations::dispose_recalled_stock::{DisposeRecalledStock, Disposed},
    rules::refusal::{Refusal, field, path},
};
use async_graphql::{ID, InputObject, OneofObject};
use entity::id::ApprovalId;

/// Recalled stock of a site, and what becomes of it.
#[derive(Debug, InputObject)]
pub struct DisposeRecalledStockInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The recall.
    recall_id: ID,
    /// Where the stock is.
    site_id: ID,
    /// When.
    occurred_at: GivenInstant,
    /// Sealed stock, lot by lot: whole containers. What is released is released as a whole: all that the site has of it.
    lots: Vec<LotQuantityInput>,
    /// Opened containers, with all that is left in them; those that were prepared with a recalled diluent too.
    container_ids: Option<Vec<ID>>,
    /// What becomes of it.
    disposal: DisposalInput,
}

/// What becomes of recalled stock: one of these.
#[derive(Debug, OneofObject)]
pub(super) enum DisposalInput {
    /// It goes back to a supplier.
    Returned(ReturnedDisposalInput),
    /// It is destroyed before a witness.
    Destroyed(DestroyedDisposalInput),
    /// It may be used after all; by two people.
    Released(ReleasedDisposalInput),
}

/// It goes back.
#[derive(Debug, InputObject)]
pub(super) struct ReturnedDisposalInput {
    /// To whom.
    supplier_id: ID,
    /// The return note.
    document: String,
}

/// It is destroyed.
#[derive(Debug, InputObject)]
pub(super) struct DestroyedDisposalInput {
    /// Who is said to have seen it: somebody else. It is kept as told. Without it, and where the product or the site asks
    /// for a witness who signs, the answer is `NEEDS_APPROVAL`.
    witness_id: Option<ExternalId>,
    /// The approval that the witness signed: another NURSE, MANAGER or MEDICAL_DIRECTOR.
    approval_id: Option<ID>,
    /// How: incineration, reverse distributor.
    route: String,
    /// Certificate of it.
    certificate: Option<String>,
}

/// It may be used after all.
#[derive(Debug, InputObject)]
pub(super) struct ReleasedDisposalInput {
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

impl DisposeRecalledStockInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<DisposeRecalledStock, Refusal> {
        let container = |(number, given): (usize, &ID)| id(path(["containerIds", number.to_string().as_str()]), given);
        let lots = self
            .lots
            .into_iter()
            .enumerate()
            .map(|(number, lot)| lot.into_quantity(path(["lots", number.to_string().as_str(), "lotId"])));
        Ok(DisposeRecalledStock {
            recall_id: id(field("recallId"), &self.recall_id)?,
            site_id: id(field("siteId"), &self.site_id)?,
            occurred_at: self.occurred_at.into(),
            lots: lots.collect::<Result<_, _>>()?,
            container_ids: self.container_ids.iter().flatten().enumerate().map(container).collect::<Result<_, _>>()?,
            disposal: self.disposal.into_disposed()?,
        })
    }
}

impl DisposalInput {
    fn into_disposed(self) -> Result<Disposed, Refusal> {
        Ok(match self {
            Self::Returned(returned) => Disposed::Returned {
                supplier_id: id(path(["disposal", "returned", "supplierId"]), &returned.supplier_id)?,
                document: returned.document,
            },
            Self::Destroyed(destroyed) => Disposed::Destroyed {
                witness_id: destroyed.witness_id.map(|witness| witness.0),
                approval_id: approval("destroyed", destroyed.approval_id.as_ref())?,
                route: destroyed.route,
                certificate: destroyed.certificate,
            },
            Self::Released(released) => Disposed::Released {
                reason: released.reason,
                confirmed_by_id: released.confirmed_by_id.map(|person| person.0),
                approval_id: approval("released", released.approval_id.as_ref())?,
            },
        })
    }
}

fn approval(disposal: &str, given: Option<&ID>) -> Result<Option<ApprovalId>, Refusal> {
    maybe_id(path(["disposal", disposal, "approvalId"]), given)
}
