//! Keeping a request: after the act was rolled back, in a transaction of its own, once for each idempotency key; or with
//! the act, where the site lets it be signed later.

use super::{locked, needs_approval};
use crate::{
    error::{Error, Failure},
    operations::{Act, Deployment, audit, idempotency::Claim},
    request::Request,
    rules::{
        approval::{ApprovalStatus, REQUEST_LASTS, Reach, Wanted, code, rule, status},
        refusal::{Reason, Refusal, field},
    },
};
use chrono::TimeDelta;
use entity::{approval, approval_site, id::ApprovalId, instant::Instant};
use futures_util::FutureExt;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, prelude::Uuid};
use std::sync::Arc;

/// How often an insert is tried: somebody may ask at the same moment, and a short code may be taken.
const ATTEMPTS: usize = 8;

/// Who asks for what: all that a row needs which no rule decides.
struct Requested<'r> {
    client: &'r str,
    key: &'r str,
    operation: &'r str,
    request_hash: &'r [u8],
    person: &'r str,
    at: Instant,
}

/// Keeps the request that `wanted` asks for, or finds the one that this key asked for before, and answers the refusal
/// that carries it.
///
/// # Errors
/// `IDEMPOTENCY_CONFLICT` when the key asked for the signature of another input; when the database fails.
pub(in crate::operations) async fn request(
    deployment: &Deployment,
    request: &Request,
    claim: &Arc<Claim>,
    wanted: Wanted,
) -> Result<Error, Error> {
    let terms = deployment.terms.clone();
    let request = Arc::new(request.clone());
    let claim = claim.clone();
    let wanted = Arc::new(wanted);
    let kept = deployment.database.write(move |transaction| {
        let (terms, request, claim, wanted) = (terms.clone(), request.clone(), claim.clone(), wanted.clone());
        async move { keep_asked(Act::new(transaction, &request, &terms), &claim, &wanted).await }.boxed()
    });
    Ok(Error::Refused(vec![kept.await?]))
}

/// Keeps the request, or finds it, and writes to the audit log that the act was answered with it.
async fn keep_asked(act: Act<'_>, claim: &Claim, wanted: &Wanted) -> Result<Refusal, Error> {
    let approval = match wanted.known {
        Some(id) => locked(act.transaction, id).await?.ok_or_else(|| gone(id))?,
        None => find_or_keep(&act, &Requested::new(claim, act.person(), act.now()), wanted).await?,
    };
    let refusal = needs_approval(wanted.ask.field.clone(), &approval, status(&approval, act.now()));

    let transaction = act.transaction;
    let request = act.request;
    let terms = act.terms;
    let (_, facts) = act.end();
    let written = facts.write(transaction).await?.written();
    audit::awaits_approval(transaction, request, terms, claim.operation, &refusal, approval.id, written).await?;
    Ok(refusal)
}

/// Keeps that an act was done which is signed within `days`.
///
/// # Errors
/// When the database fails.
pub(super) async fn keep_done(
    act: &Act<'_>,
    claim: &Claim,
    wanted: &Wanted,
    days: i32,
    subject: Option<Uuid>,
) -> Result<(), Error> {
    let requested = Requested::new(claim, act.person(), act.now());
    let last = last_of_key(act.transaction, &requested).await?;
    let round = last.map_or(1, |last| last.round + 1);
    for _ in 0..ATTEMPTS {
        let row = approval::Model {
            expires_at: act.now().plus(TimeDelta::days(days.into())),
            done_at: Some(act.now()),
            subject,
            ..requested.row(wanted, round)
        };
        if insert(act, &row, wanted).await? {
            return Ok(());
        }
    }
    Err(Failure::Broken("no short code is left".to_owned()).into())
}

impl<'r> Requested<'r> {
    fn new(claim: &'r Claim, person: &'r str, at: Instant) -> Self {
        let Claim { client, key, operation, request_hash, .. } = claim;
        Self { client, key, operation, request_hash, person, at }
    }

    fn row(&self, wanted: &Wanted, round: i32) -> approval::Model {
        let id = ApprovalId::new();
        let signers: Vec<&str> = wanted.signers.iter().map(|role| role.name()).collect();
        approval::Model {
            id,
            client: self.client.to_owned(),
            key: self.key.to_owned(),
            round,
            operation: self.operation.to_owned(),
            request_hash: self.request_hash.to_vec(),
            act: wanted.ask.act,
            summary: wanted.ask.summary.clone(),
            code: code(id),
            everywhere: wanted.ask.reach == Reach::Everywhere,
            signers: signers.join(" "),
            needed: rule(wanted.ask.act).needed.into(),
            requested_by: self.person.to_owned(),
            requested_at: self.at,
            expires_at: self.at.plus(REQUEST_LASTS),
            signed_until: None,
            declined_at: None,
            done_at: None,
            used_at: None,
            subject: None,
        }
    }
}

/// The request that this key made and that stands, or a new one.
async fn find_or_keep(act: &Act<'_>, requested: &Requested<'_>, wanted: &Wanted) -> Result<approval::Model, Error> {
    for _ in 0..ATTEMPTS {
        let last = last_of_key(act.transaction, requested).await?;
        let round = last.as_ref().map_or(1, |last| last.round + 1);
        let standing = last.filter(|last| still_stands(last, requested.at));
        if let Some(last) = standing {
            same_input(&last, requested)?;
            return Ok(last);
        }
        let row = requested.row(wanted, round);
        if insert(act, &row, wanted).await? {
            return Ok(row);
        }
    }
    Err(Failure::Broken("a request for a signature cannot be kept".to_owned()).into())
}

/// A request that nobody signed in time, or that was used, makes room for another one.
fn still_stands(approval: &approval::Model, now: Instant) -> bool {
    matches!(status(approval, now), ApprovalStatus::Waiting | ApprovalStatus::Signed | ApprovalStatus::Declined)
}

/// The key stands for the input whose signature it asked for.
fn same_input(approval: &approval::Model, requested: &Requested<'_>) -> Result<(), Refusal> {
    if approval.operation == requested.operation && approval.request_hash == requested.request_hash {
        return Ok(());
    }
    let reason = Reason::IdempotencyConflict { first_recorded_at: approval.requested_at };
    Err(Refusal::new(field("idempotencyKey"), reason))
}

async fn last_of_key(
    connection: &impl ConnectionTrait,
    requested: &Requested<'_>,
) -> Result<Option<approval::Model>, Failure> {
    let of_key = approval::Entity::find()
        .filter(approval::COLUMN.client.eq(requested.client))
        .filter(approval::COLUMN.key.eq(requested.key))
        .filter(approval::COLUMN.requested_by.eq(requested.person));
    Ok(of_key.order_by_desc(approval::COLUMN.round).one(connection).await?)
}

/// Whether it was inserted: nobody asked at the same moment, and its code is free.
async fn insert(act: &Act<'_>, row: &approval::Model, wanted: &Wanted) -> Result<bool, Failure> {
    if act.insert_missing(vec![row.clone()]).await?.is_empty() {
        return Ok(false);
    }
    let Reach::Sites(sites) = &wanted.ask.reach else { return Ok(true) };
    let sites = sites.iter().map(|site| approval_site::Model { approval_id: row.id, site_id: *site });
    act.insert_all(sites.collect()).await?;
    Ok(true)
}

fn gone(id: ApprovalId) -> Failure {
    Failure::Broken(format!("{id} is gone, and approvals are never deleted"))
}
