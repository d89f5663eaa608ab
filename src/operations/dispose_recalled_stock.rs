//! What becomes of recalled stock at a site: sent back, destroyed before a witness, or released by two people.

mod leaving;
mod release;

use super::{
    Act, Operation, confirm_recall_site::site_of, disposal::told_witness, recalls, return_to_supplier::LotQuantity,
};
use crate::{
    error::Error,
    queries::recalls::{Affected, prepared},
    rules::{
        form::Form,
        person, quantity,
        refusal::{Field, InputRule, Refusal, field, path},
        rights::Right,
        text,
    },
};
use entity::{
    fixed_point::Quantity,
    id::{ApprovalId, ContainerId, LotId, PostingId, RecallId, SiteId, SupplierId},
    instant::Instant,
    recall::{self, RecallKind},
};
use serde::{Deserialize, Serialize};

/// Recalled stock, and what becomes of it.
#[derive(Clone, Debug, Serialize)]
pub struct DisposeRecalledStock {
    /// The recall.
    pub recall_id: RecallId,
    /// Where the stock is.
    pub site_id: SiteId,
    /// When.
    pub occurred_at: Instant,
    /// Sealed stock, lot by lot.
    pub lots: Vec<LotQuantity>,
    /// Opened containers, with all that is left in them.
    pub container_ids: Vec<ContainerId>,
    /// What becomes of it.
    pub disposal: Disposed,
}

/// What becomes of recalled stock.
#[derive(Clone, Debug, Serialize)]
pub enum Disposed {
    /// It goes back.
    Returned {
        /// To whom.
        supplier_id: SupplierId,
        /// The return note.
        document: String,
    },
    /// It is destroyed.
    Destroyed {
        /// Who is said to have seen it, by the other system's id.
        #[serde(skip_serializing_if = "Option::is_none")]
        witness_id: Option<String>,
        /// How.
        route: String,
        /// Certificate of it.
        certificate: Option<String>,
        /// The approval of the witness, who signed it.
        #[serde(skip)]
        approval_id: Option<ApprovalId>,
    },
    /// It may be used after all.
    Released {
        /// Why.
        reason: String,
        /// The second person by name, as programs of release 0.1.0 said it; it counts for nothing any more.
        #[serde(skip_serializing_if = "Option::is_none")]
        confirmed_by_id: Option<String>,
        /// The approval of the second person.
        #[serde(skip)]
        approval_id: Option<ApprovalId>,
    },
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DisposeRecalledStockDone {
    /// The recall.
    pub recall_id: RecallId,
    /// The posting by which it left; none where it was released.
    pub posting_id: Option<PostingId>,
}

/// An input whose form is right.
struct Checked {
    lots: Vec<(LotId, Quantity)>,
    disposal: Disposed,
}

impl Operation for DisposeRecalledStock {
    type Done = DisposeRecalledStockDone;
    const NAME: &'static str = "disposeRecalledStock";

    fn approval_id(&self) -> Option<ApprovalId> {
        match &self.disposal {
            Disposed::Returned { .. } => None,
            Disposed::Destroyed { approval_id, .. } | Disposed::Released { approval_id, .. } => *approval_id,
        }
    }

    async fn perform(&self, act: &Act<'_>) -> Result<DisposeRecalledStockDone, Error> {
        act.require_everywhere(Right::DirectRecalls)?;
        let site = site_of(act, self.site_id).await?;
        let checked = self.check(act).map_err(Error::Refused)?;
        not_mock(&recalls::find(act, self.recall_id).await?)?;
        let posting_id = match &checked.disposal {
            Disposed::Released { reason, .. } => {
                release::release(self, act, &site, &checked.lots, reason).await?;
                None
            }
            leaving => Some(leaving::leave(self, act, &site, &checked.lots, leaving).await?),
        };
        Ok(DisposeRecalledStockDone { recall_id: self.recall_id, posting_id })
    }
}

impl DisposeRecalledStock {
    fn check(&self, act: &Act<'_>) -> Result<Checked, Vec<Refusal>> {
        let mut form = Form::default();
        form.take(act.not_in_the_future(self.occurred_at, field("occurredAt")));
        form.refuse_when(self.lots.is_empty() && self.container_ids.is_empty(), || {
            Refusal::invalid(field("lots"), InputRule::Required, "Name lots or opened containers.")
        });
        let lots = self.lots.iter().enumerate().map(|(number, lot)| {
            (lot.lot_id, form.take(quantity::positive(lot_field(number, "quantity"), lot.quantity)))
        });
        let lots = lots.collect();
        let disposal = self.disposal.check(act.person(), &mut form);
        form.finish(Checked { lots, disposal })
    }

    /// That every lot is one of the recall's, and every container is of such a lot or was prepared with one.
    async fn are_affected(
        &self,
        act: &Act<'_>,
        lots: &[LotId],
        containers: &[(ContainerId, LotId)],
    ) -> Result<Affected, Error> {
        let affected = Affected::of_recall(act.transaction, self.recall_id).await?;
        let own = affected.lot_ids();
        if let Some(number) = lots.iter().position(|lot| !own.contains(lot)) {
            return Err(Refusal::not_found(lot_field(number, "lotId"), "lot of this recall").into());
        }
        let with: Vec<ContainerId> =
            prepared::still_open(act.transaction, &affected).await?.into_iter().map(|container| container.id).collect();
        let foreign = |(id, lot): &(ContainerId, LotId)| !own.contains(lot) && !with.contains(id);
        if let Some((id, _)) = containers.iter().find(|container| foreign(container)) {
            let number = self.container_ids.iter().position(|named| named == id).unwrap_or_default();
            return Err(Refusal::not_found(container_field(number), "container of this recall").into());
        }
        Ok(affected)
    }
}

impl Disposed {
    fn check(&self, person: &str, form: &mut Form) -> Self {
        match self {
            Self::Returned { supplier_id, document } => Self::Returned {
                supplier_id: *supplier_id,
                document: form.take(text::required(at("returned", "document"), document, text::SHORT)),
            },
            Self::Destroyed { witness_id, route, certificate, approval_id } => {
                let at = |name| at("destroyed", name);
                let witness = told_witness(witness_id.as_deref(), person, at("witnessId"));
                Self::Destroyed {
                    approval_id: *approval_id,
                    witness_id: form.take_optional(witness),
                    route: form.take(text::required(at("route"), route, text::SHORT)),
                    certificate: form.take(text::optional(at("certificate"), certificate.as_deref(), text::SHORT)),
                }
            }
            Self::Released { reason, confirmed_by_id, approval_id } => Self::Released {
                reason: form.take(person::none_in(at("released", "reason"), reason)),
                confirmed_by_id: confirmed_by_id.clone(),
                approval_id: *approval_id,
            },
        }
    }
}

fn not_mock(recall: &recall::Model) -> Result<(), Refusal> {
    if recall.kind != RecallKind::Mock {
        return Ok(());
    }
    let message = "A mock recall holds nothing: its stock stays as it is.";
    Err(Refusal::conflict(field("recallId"), Some("MOCK".to_owned()), message))
}

fn at(disposal: &str, name: &str) -> Field {
    path(["disposal", disposal, name])
}

fn lot_field(number: usize, name: &str) -> Field {
    path(["lots", number.to_string().as_str(), name])
}

fn container_field(number: usize) -> Field {
    path(["containerIds", number.to_string().as_str()])
}
