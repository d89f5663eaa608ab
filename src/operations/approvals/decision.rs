//! Signing and declining: one transaction that locks the request, so that of two at once each sees what the other did.

use super::{decisions, site_ids};
use crate::{
    error::Error,
    operations::Act,
    rules::{
        approval::{ApprovalStatus, Decided, already_signed, may_be_decided, may_decide, signed_until, status},
        refusal::Field,
        rights::Right,
    },
};
use entity::{approval, approval_decision, id::ApprovalDecisionId, site};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};

/// Writes that the person of `act` decided on `approval`, which it has locked.
///
/// # Errors
/// [`Error::Forbidden`] for who may not even read it; `NOT_ALLOWED`, `CONFLICT`, `ALREADY_DONE`.
pub(in crate::operations) async fn decide(
    act: &Act<'_>,
    approval: approval::Model,
    decided: Decided,
    reason: Option<String>,
    field: Field,
) -> Result<(), Error> {
    let codes = site_codes(act, &approval).await?;
    may_read(act, &approval, &codes)?;
    may_decide(&approval, &codes, &act.request.caller, decided, field.clone())?;
    let standing = status(&approval, act.now());
    may_be_decided(standing, decided, field.clone())?;
    let mut decisions = decisions(act.transaction, approval.id).await?;
    if decided == Decided::Signed {
        already_signed(&approval, &decisions, act.person(), act.now(), field)?;
    }

    let decision = approval_decision::Model {
        id: ApprovalDecisionId::new(),
        approval_id: approval.id,
        by: act.person().to_owned(),
        at: act.now(),
        signed: decided == Decided::Signed,
        reason,
    };
    act.insert(decision.clone()).await?;
    decisions.push(decision);

    let signed_until = signed_until(&approval, &decisions, act.now());
    let mut row = approval.into_active_model();
    match decided {
        Decided::Declined => row.declined_at = Set(Some(act.now())),
        Decided::Signed => row.signed_until = Set(signed_until),
    }
    if standing == ApprovalStatus::DoneUnsigned && signed_until.is_some() {
        row.used_at = Set(Some(act.now()));
    }
    act.update(row).await?;
    Ok(())
}

/// Requests are read by who asked, and by who reads the stock of a site that they reach. Asked first, so that nobody else
/// is answered what came of a decision by repeating its key.
fn may_read(act: &Act<'_>, approval: &approval::Model, codes: &[String]) -> Result<(), Error> {
    let caller = &act.request.caller;
    if approval.requested_by == caller.subject || codes.iter().any(|code| caller.may(Right::ReadStock, code)) {
        return Ok(());
    }
    match codes.first() {
        Some(site) => Err(Error::Forbidden { right: Right::ReadStock, site: site.clone() }),
        None => act.require_somewhere(Right::ReadStock),
    }
}

async fn site_codes(act: &Act<'_>, approval: &approval::Model) -> Result<Vec<String>, Error> {
    let ids = site_ids(act.transaction, approval.id).await?;
    let sites = site::Entity::find().filter(site::COLUMN.id.is_in(ids)).all(act.transaction).await?;
    Ok(sites.into_iter().map(|site| site.code).collect())
}
