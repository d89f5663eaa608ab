//! What takes two: asked for, signed by somebody else, and done.

use super::Clinic;
use entity::id::ApprovalId;
use lotwise::{
    error::Error,
    operations::{
        self, Answer, Operation,
        cancel_recall::CancelRecall,
        correct_lot::CorrectLot,
        dispose_recalled_stock::{DisposeRecalledStock, Disposed},
        release_hold::ReleaseHold,
        sign_approval::{NamedApproval, SignApproval},
    },
    request::Request,
    rules::{
        refusal::{Reason, Refusal},
        rights::Role,
    },
};
use std::sync::atomic::Ordering;

/// An act that a second person signs.
pub(crate) trait TakesTwo: Operation + Clone {
    /// The same input with this approval.
    fn with(self, approval_id: ApprovalId) -> Self;
}

impl TakesTwo for CorrectLot {
    fn with(self, approval_id: ApprovalId) -> Self {
        Self { approval_id: Some(approval_id), ..self }
    }
}

impl TakesTwo for CancelRecall {
    fn with(self, approval_id: ApprovalId) -> Self {
        Self { approval_id: Some(approval_id), ..self }
    }
}

impl TakesTwo for ReleaseHold {
    fn with(self, approval_id: ApprovalId) -> Self {
        Self { approval_id: Some(approval_id), ..self }
    }
}

impl TakesTwo for DisposeRecalledStock {
    fn with(mut self, approval: ApprovalId) -> Self {
        match &mut self.disposal {
            Disposed::Returned { .. } => panic!("nobody signs a return"),
            Disposed::Destroyed { approval_id, .. } | Disposed::Released { approval_id, .. } => {
                *approval_id = Some(approval);
            }
        }
        self
    }
}

/// The approval that a refusal carries.
pub(crate) fn approval_of(refusals: &[Refusal]) -> Option<ApprovalId> {
    refusals.iter().find_map(|refusal| match refusal.reason {
        Reason::NeedsApproval { approval_id, .. } => Some(approval_id),
        _ => None,
    })
}

/// Signs by id.
pub(crate) fn sign(approval_id: ApprovalId) -> SignApproval {
    SignApproval { approval: NamedApproval::Id(approval_id) }
}

impl Clinic {
    /// Dr. Eve, who directs too, signs for the others.
    pub(crate) fn second_director(&self) -> Request {
        let dia = self.director();
        let caller = lotwise::rules::rights::Caller { subject: "eve".to_owned(), ..dia.caller };
        assert!(caller.has_role_everywhere(Role::MedicalDirector));
        Request { caller, ..dia }
    }

    /// A key that no other act has.
    pub(crate) fn key(&self) -> String {
        format!("test {}", self.keys.fetch_add(1, Ordering::Relaxed))
    }

    /// Asks for something that takes two, and answers the approval that waits.
    pub(crate) async fn waits<O: TakesTwo>(&self, request: &Request, operation: O) -> ApprovalId {
        let refusals = self.refused(request, operation).await;
        approval_of(&refusals).unwrap_or_else(|| panic!("it waits for nobody: {refusals:?}"))
    }

    /// Performs something that takes two, which Dr. Eve signs at the moment at which it is asked for.
    pub(crate) async fn by_two<O: TakesTwo>(&self, request: &Request, operation: O) -> Result<Answer<O::Done>, Error> {
        let key = self.key();
        let asked = operations::perform(&self.deployment, request, &key, operation.clone()).await;
        let approval = match &asked {
            Err(Error::Refused(refusals)) => approval_of(refusals),
            _ => None,
        };
        let Some(approval) = approval else { return asked };
        let eve = Request { at: request.at, ..self.second_director() };
        self.done(&eve, sign(approval)).await;
        operations::perform(&self.deployment, request, &key, operation.with(approval)).await
    }

    /// The same, where nothing speaks against it.
    pub(crate) async fn done_by_two<O: TakesTwo>(&self, request: &Request, operation: O) -> O::Done {
        let answer = self.by_two(request, operation).await;
        answer.map_err(|error| error.to_string()).expect("nothing speaks against it").done
    }
}
