//! The second person of an act: what it asks for, the request that is kept when nobody has signed, and the approval that
//! is used once, in the act's own transaction.
//!
//! An operation calls [`second_person`] where it knows what it is about to do, and goes on as if somebody had signed:
//! so the act is checked whole. [`settle`] ends it: an approval that was named is used, and an act that nobody signed is
//! rolled back and asked for by [`request`], in a transaction of its own.

mod decision;
mod request;

pub(super) use decision::decide;
pub(super) use request::request;

use super::{Act, idempotency::Claim};
use crate::{
    error::{Error, Failure},
    rules::{
        approval::{ApprovalStatus, Ask, Reach, Wanted, rule, signatures, status},
        notice::{Notice, NoticeCode},
        refusal::{Field, Reason, Refusal},
    },
};
use entity::{
    approval, approval_decision, approval_site,
    id::{ApprovalId, SiteId},
    site,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Uuid, sea_query::Expr,
};
use std::collections::BTreeSet;

/// What a second person would sign: one input of one operation.
pub(crate) struct Asking {
    operation: &'static str,
    request_hash: Vec<u8>,
    approval_id: Option<ApprovalId>,
}

impl Asking {
    /// The input that `claim` stands for, asked for with this approval.
    pub(super) fn new(claim: &Claim, approval_id: Option<ApprovalId>) -> Self {
        Self { operation: claim.operation, request_hash: claim.request_hash.clone(), approval_id }
    }
}

/// How far an act is with its second person.
#[derive(Default)]
pub(crate) struct Seconding {
    standing: Standing,
    subject: Option<Uuid>,
}

#[derive(Default)]
enum Standing {
    /// Nobody was asked for.
    #[default]
    Alone,
    /// Nobody has signed: the act is rolled back.
    Wanted(Box<Wanted>),
    /// The site lets it be signed within so many days.
    Later(Box<Wanted>, i32),
    /// It was signed.
    Signed(Signed),
}

/// By whom an act was signed.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    /// The approval.
    pub(super) approval_id: ApprovalId,
    /// The people.
    pub(super) by: Vec<String>,
}

/// The people who signed, as the act writes them down.
#[derive(Debug, Default)]
pub(super) struct SecondPerson(Vec<String>);

impl SecondPerson {
    /// Their names; empty where the site lets it be signed later.
    pub(super) fn name(&self) -> String {
        self.0.join(", ")
    }

    /// That they signed, for a sentence.
    pub(super) fn words(&self) -> String {
        if self.0.is_empty() { "to be signed".to_owned() } else { format!("signed by {}", self.name()) }
    }
}

/// Who signed what the act is about to do. Where nobody has, the act goes on to be checked whole, and is rolled back.
/// Taken after the balances.
///
/// # Errors
/// `NOT_FOUND` and `CONFLICT` for an approval that is not for this act, or past its use.
pub(super) async fn second_person(act: &Act<'_>, ask: Ask) -> Result<SecondPerson, Error> {
    let asking = act.asked().ok_or_else(|| Failure::Broken("nobody signs an act of a file".to_owned()))?;
    let signers = rule(ask.act).signers_beside(|role| act.request.caller.has_role_somewhere(role));
    let wanted = |known| Wanted { ask: ask.clone(), signers: signers.clone(), known };

    let Some(approval_id) = asking.approval_id else {
        let standing = match signed_within_days(act, &ask).await? {
            Some(days) => Standing::Later(Box::new(wanted(None)), days),
            None => Standing::Wanted(Box::new(wanted(None))),
        };
        act.seconding().standing = standing;
        return Ok(SecondPerson::default());
    };

    let approval = locked(act.transaction, approval_id).await?;
    let approval = approval.ok_or_else(|| Refusal::not_found(ask.field.clone(), "approval"))?;
    is_for_this_act(act, asking, &approval, &ask).await?;
    let standing = status(&approval, act.now());
    may_be_used(standing, &ask.field)?;
    if standing != ApprovalStatus::Signed {
        let known = (standing == ApprovalStatus::Waiting).then_some(approval_id);
        act.seconding().standing = Standing::Wanted(Box::new(wanted(known)));
        return Ok(SecondPerson::default());
    }

    let decisions = decisions(act.transaction, approval_id).await?;
    let by: Vec<String> = signatures(&approval, &decisions, act.now()).into_keys().map(ToOwned::to_owned).collect();
    act.seconding().standing = Standing::Signed(Signed { approval_id, by: by.clone() });
    Ok(SecondPerson(by))
}

/// What came of the act, so that its signatures are found from it.
pub(super) fn signed_for(act: &Act<'_>, subject: Uuid) {
    act.seconding().subject = Some(subject);
}

/// Ends an act: uses its approval, or rolls it back where nobody has signed. Answers who signed.
///
/// # Errors
/// [`Error::AwaitsApproval`]; `CONFLICT` when somebody else used or declined the approval first.
pub(super) async fn settle(act: &Act<'_>, claim: &Claim) -> Result<Option<Signed>, Error> {
    let Seconding { standing, subject } = std::mem::take(&mut *act.seconding());
    match standing {
        Standing::Alone => Ok(None),
        Standing::Wanted(wanted) => Err(Error::AwaitsApproval(wanted)),
        Standing::Later(wanted, days) => {
            request::keep_done(act, claim, &wanted, days, subject).await?;
            let message = format!("It is done, and a second person is to sign it within {days} days.");
            act.notify([Notice::new(NoticeCode::SecondSignatureDue, wanted.ask.field, message)]);
            Ok(None)
        }
        Standing::Signed(signed) => {
            use_once(act, signed.approval_id, subject).await?;
            Ok(Some(signed))
        }
    }
}

/// The guard stands in the statement, so that of two uses the database lets one through.
async fn use_once(act: &Act<'_>, id: ApprovalId, subject: Option<Uuid>) -> Result<(), Error> {
    let update = approval::Entity::update_many()
        .col_expr(approval::Column::UsedAt, Expr::value(act.now()))
        .col_expr(approval::Column::Subject, Expr::value(subject))
        .filter(approval::COLUMN.id.eq(id))
        .filter(approval::COLUMN.used_at.is_null())
        .filter(approval::COLUMN.declined_at.is_null());
    if act.update_many(update).await?.len() == 1 {
        return Ok(());
    }

    let message = "The approval was used or declined meanwhile.";
    Err(Refusal::conflict(vec!["approvalId".to_owned()], None, message).into())
}

/// An approval is for one input of one person, and for no more than it said to those who signed.
async fn is_for_this_act(act: &Act<'_>, asking: &Asking, approval: &approval::Model, ask: &Ask) -> Result<(), Error> {
    let conflict = |message: &str| Err(Refusal::conflict(ask.field.clone(), None, message).into());
    if approval.operation != asking.operation || approval.request_hash != asking.request_hash {
        return conflict("The approval is for another input: what was signed is done as it was, or asked for again.");
    }
    if approval.requested_by != act.person() {
        return conflict("The approval was asked for by somebody else, and is theirs to use.");
    }
    let reaches = match &ask.reach {
        Reach::Everywhere => approval.everywhere,
        Reach::Sites(sites) => {
            let known = site_ids(act.transaction, approval.id).await?;
            approval.everywhere || sites.iter().all(|site| known.contains(site))
        }
    };
    if approval.act == ask.act && reaches {
        return Ok(());
    }
    conflict("By now it reaches more than what was signed: ask again, with a new idempotency key.")
}

fn may_be_used(status: ApprovalStatus, field: &Field) -> Result<(), Refusal> {
    let (current, message) = match status {
        ApprovalStatus::Waiting | ApprovalStatus::Signed | ApprovalStatus::Expired => return Ok(()),
        ApprovalStatus::Declined => ("DECLINED", "It was declined. To ask again, use a new idempotency key."),
        ApprovalStatus::Used | ApprovalStatus::DoneUnsigned => ("USED", "The approval was used: it is good for once."),
    };
    Err(Refusal::conflict(field.clone(), Some(current.to_owned()), message))
}

/// Within how many days the act may be signed, where every site that it reaches lets it be done first.
async fn signed_within_days(act: &Act<'_>, ask: &Ask) -> Result<Option<i32>, Error> {
    let Reach::Sites(ids) = &ask.reach else { return Ok(None) };
    if !rule(ask.act).may_be_signed_later || ids.is_empty() {
        return Ok(None);
    }
    let sites = site::Entity::find().filter(site::COLUMN.id.is_in(ids.iter().copied())).all(act.transaction).await?;
    let days: Option<Vec<i32>> = sites.iter().map(|site| site.second_signature_within_days).collect();
    Ok(days.and_then(|days| days.into_iter().min()))
}

/// The approval, which nobody else decides or uses meanwhile. Taken after the balances.
async fn locked(connection: &impl ConnectionTrait, id: ApprovalId) -> Result<Option<approval::Model>, Failure> {
    Ok(approval::Entity::find_by_id(id).lock_exclusive().one(connection).await?)
}

/// Who decided, in order.
async fn decisions(
    connection: &impl ConnectionTrait,
    id: ApprovalId,
) -> Result<Vec<approval_decision::Model>, Failure> {
    let of_it = approval_decision::Entity::find().filter(approval_decision::COLUMN.approval_id.eq(id));
    Ok(of_it.order_by_asc(approval_decision::COLUMN.id).all(connection).await?)
}

/// The sites that it reaches.
async fn site_ids(connection: &impl ConnectionTrait, id: ApprovalId) -> Result<BTreeSet<SiteId>, Failure> {
    let of_it = approval_site::Entity::find().filter(approval_site::COLUMN.approval_id.eq(id));
    Ok(of_it.all(connection).await?.into_iter().map(|row| row.site_id).collect())
}

/// The refusal that carries the request.
fn needs_approval(field: Field, approval: &approval::Model, standing: ApprovalStatus) -> Refusal {
    let signers = approval.signers.replace(' ', " or ");
    let code = &approval.code;
    let message = match standing {
        ApprovalStatus::Signed => "It is signed: send it again with the approval.".to_owned(),
        ApprovalStatus::Declined => "It was declined. To ask for it again, use a new idempotency key.".to_owned(),
        _ => format!(
            "This takes a second person: somebody else with the role {signers} signs it by the code {code}, then it is sent again with the approval."
        ),
    };
    Refusal::new(field, Reason::NeedsApproval { approval_id: approval.id, message })
}
