//! Requests for a second signature: the last asked for first.

use super::page::{self, Order, Page, PageRequest};
use crate::{
    error::Error,
    rules::{
        approval::ApprovalStatus,
        rights::{Caller, Role, SiteScope},
    },
};
use entity::{
    approval, approval_site,
    id::{ApprovalId, SiteId},
    instant::Instant,
    site,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};

/// Which requests are asked for; nothing named asks for all.
#[derive(Clone, Debug, Default)]
pub struct ApprovalFilter {
    /// Those that reach one of these sites; `None` for all.
    pub site_ids: Option<Vec<SiteId>>,
    /// Those that stand so.
    pub status: Option<ApprovalStatus>,
    /// Those that the caller asked for, and those that wait for a signature that the caller may give.
    pub mine: bool,
}

/// A page of requests, of those that reach one of `seen` sites (`None` stands for all) or that the caller asked for.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    filter: &ApprovalFilter,
    seen: Option<&[SiteId]>,
    caller: &Caller,
    now: Instant,
    asked: &PageRequest,
) -> Result<Page<approval::Model>, Error> {
    let asked_for = approval::COLUMN.requested_by.eq(caller.subject.as_str());
    let seen = seen.map(|sites| Condition::any().add(reaches(sites)).add(asked_for));
    let wanted = Condition::all()
        .add_option(seen)
        .add_option(filter.site_ids.as_deref().map(reaches))
        .add_option(filter.status.map(|status| stands(status, now)))
        .add_option(filter.mine.then(|| of_caller(caller, now)));
    let order: Order<approval::Model, ApprovalId> = Order {
        columns: vec![approval::Column::Id.into_expr()],
        direction: Direction::Desc,
        key: |approval| approval.id,
    };
    page::load(connection, approval::Entity::find().filter(wanted), &order, asked).await
}

/// Those that reach one of `sites`: those at every site, and those at none, too.
fn reaches(sites: &[SiteId]) -> Condition {
    let here = approval_site::Entity::find().filter(approval_site::COLUMN.site_id.is_in(sites.iter().copied()));
    Condition::any()
        .add(approval::COLUMN.everywhere.eq(true))
        .add(approval::Column::Id.in_subquery(ids(here)))
        .add(approval::Column::Id.not_in_subquery(ids(approval_site::Entity::find())))
}

/// [`status`](crate::rules::approval::status), as a condition.
fn stands(status: ApprovalStatus, now: Instant) -> Condition {
    let open = Condition::all()
        .add(approval::COLUMN.used_at.is_null())
        .add(approval::COLUMN.declined_at.is_null())
        .add(approval::COLUMN.done_at.is_null());
    let signed = approval::COLUMN.signed_until.gt(now);
    let unsigned =
        Condition::any().add(approval::COLUMN.signed_until.is_null()).add(approval::COLUMN.signed_until.lte(now));
    match status {
        ApprovalStatus::Used => Condition::all().add(approval::COLUMN.used_at.is_not_null()),
        ApprovalStatus::Declined => Condition::all().add(approval::COLUMN.declined_at.is_not_null()),
        ApprovalStatus::DoneUnsigned => {
            Condition::all().add(approval::COLUMN.used_at.is_null()).add(approval::COLUMN.done_at.is_not_null())
        }
        ApprovalStatus::Signed => open.add(signed),
        ApprovalStatus::Waiting => open.add(unsigned).add(approval::COLUMN.expires_at.gt(now)),
        ApprovalStatus::Expired => open.add(unsigned).add(approval::COLUMN.expires_at.lte(now)),
    }
}

/// What the caller asked for, and what waits for a signature that one of their roles may give.
fn of_caller(caller: &Caller, now: Instant) -> Condition {
    let asked_for = approval::COLUMN.requested_by.eq(caller.subject.as_str());
    let waits =
        Condition::any().add(stands(ApprovalStatus::Waiting, now)).add(stands(ApprovalStatus::DoneUnsigned, now));
    let mut may_sign = Condition::any();
    for grant in &caller.grants {
        may_sign = may_sign.add(signed_by(grant.role, &grant.sites));
    }
    let others =
        Condition::all().add(waits).add(approval::COLUMN.requested_by.ne(caller.subject.as_str())).add(may_sign);
    Condition::any().add(asked_for).add(others)
}

/// Those that this role signs, when it is granted at all of their sites.
fn signed_by(role: Role, granted: &SiteScope) -> Condition {
    // No name of a role is a part of another one's.
    let asks_for = Condition::all().add(approval::COLUMN.signers.contains(role.name()));
    let SiteScope::Codes(codes) = granted else { return asks_for };
    let elsewhere = site::Entity::find().filter(site::COLUMN.code.is_not_in(codes.iter().map(String::as_str)));
    let elsewhere = elsewhere.select_only().column(site::Column::Id).into_query();
    let elsewhere = approval_site::Entity::find().filter(approval_site::Column::SiteId.in_subquery(elsewhere));
    asks_for.add(approval::COLUMN.everywhere.eq(false)).add(approval::Column::Id.not_in_subquery(ids(elsewhere)))
}

fn ids(rows: sea_orm::Select<approval_site::Entity>) -> SelectStatement {
    rows.select_only().column(approval_site::Column::ApprovalId).into_query()
}
