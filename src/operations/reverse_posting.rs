//! Taking a posting back that was wrong: a receipt, opening stock, an adjustment, waste, consumption, a supplier return. Nothing is erased; another posting
//! moves everything the other way, at the value it had.

mod dependence;
mod undone;

use super::{Act, Operation, purchase_orders};
use crate::{
    error::Error,
    ledger::{self, Movement, Worth},
    rules::{
        person,
        refusal::{Reason, Refusal, field},
        reversal::{self, Plan, TakenBack},
        rights::Right,
        site::day_of,
    },
};
use entity::{
    hold,
    id::PostingId,
    posting::{self, PostingKind},
    site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};
use undone::Undone;

/// A posting to be taken back.
#[derive(Clone, Debug, Serialize)]
pub struct ReversePosting {
    /// Which.
    pub posting_id: PostingId,
    /// Why.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReversePostingDone {
    /// The reversal.
    pub posting_id: PostingId,
}

impl Operation for ReversePosting {
    type Done = ReversePostingDone;
    const NAME: &'static str = "reversePosting";

    async fn perform(&self, act: &Act<'_>) -> Result<ReversePostingDone, Error> {
        let (original, site) = self.original(act).await?;
        authorize(act, &original, &site)?;
        let reason = person::none_in(field("reason"), &self.reason)?;
        reversal::can_be_reversed(original.kind)?;
        let mut undone = Undone::lock_and_read(act, &original).await?;
        not_reversed(act, &original).await?;
        nothing_was_mixed(&undone)?;
        let planned = reversal::plan(&undone.originals(), &undone.balances, &undone.containers, &undone.moved_since);
        let plan = match planned {
            Ok(plan) => plan,
            Err(missing) => return Err(Error::Refused(dependence::refusals(act, &original, &undone, missing).await?)),
        };
        let mut posting = act.posting(PostingKind::Reversal, &site, original.occurred_at);
        posting.reason = Some(reason.clone());
        posting.reverses_id = Some(original.id);
        let posting_id = posting.id;
        let act_of_ledger = act_of(posting, &site, plan);
        act.post(act_of_ledger, &mut undone.balances).await?;
        release_its_holds(act, original.id, &reason).await?;
        if original.kind == PostingKind::Receipt {
            purchase_orders::take_back(act, original.id).await?;
        }
        Ok(ReversePostingDone { posting_id })
    }
}

impl ReversePosting {
    async fn original(&self, act: &Act<'_>) -> Result<(posting::Model, site::Model), Error> {
        let found = posting::Entity::find_by_id(self.posting_id).one(act.transaction).await?;
        let posting = found.ok_or_else(|| Refusal::not_found(field("postingId"), "posting"))?;
        let site = site::Entity::find_by_id(posting.site_id).one(act.transaction).await?;
        let site = site.ok_or_else(|| Refusal::not_found(field("postingId"), "posting"))?;
        Ok((posting, site))
    }
}

/// The rights by which postings are made: one of them is needed to take one's own back. Who reads alone writes nothing.
const MAKING: [Right; 3] = [Right::ReceiveStock, Right::RecordUsage, Right::Sell];

/// Whoever manages the stock of the site, and whoever made the posting while it is the same day there.
fn authorize(act: &Act<'_>, original: &posting::Model, site: &site::Model) -> Result<(), Error> {
    let managed = act.require(Right::ManageStock, site);
    if managed.is_ok() || original.recorded_by != act.person() {
        return managed;
    }
    if !MAKING.iter().any(|right| act.request.caller.may(*right, &site.code)) {
        return managed;
    }
    Ok(reversal::same_day(day_of(original.recorded_at, site) == day_of(act.now(), site))?)
}

async fn not_reversed(act: &Act<'_>, original: &posting::Model) -> Result<(), Error> {
    let reverses = posting::COLUMN.reverses_id.eq(original.id);
    let Some(earlier) = posting::Entity::find().filter(reverses).one(act.transaction).await? else { return Ok(()) };
    let (by, at) = (&earlier.recorded_by, earlier.recorded_at.to_utc().to_rfc3339());
    let message = format!("{by} took it back at {at}: {}", earlier.id);
    Err(Refusal::new(field("postingId"), Reason::AlreadyDone { message }).into())
}

/// What was mixed into a container, or at the chair, is in there.
fn nothing_was_mixed(undone: &Undone) -> Result<(), Refusal> {
    if undone.entries.iter().all(|entry| entry.component_id.is_none()) {
        return Ok(());
    }
    let message = "What was mixed in cannot be taken out: discard the container.";
    Err(Refusal::conflict(field("postingId"), None, message))
}

fn act_of(posting: posting::Model, site: &site::Model, plan: Plan) -> ledger::Act {
    let occurred_on = day_of(posting.occurred_at, site);
    let movements = plan.entries.into_iter().map(movement).collect();
    ledger::Act { posting, occurred_on, movements, containers: plan.containers }
}

fn movement(entry: TakenBack) -> Movement {
    Movement {
        container_id: entry.container_id,
        worth: Worth::Given(entry.cost),
        waste_reason: entry.waste_reason,
        consumption_reason: entry.consumption_reason,
        reverses: Some(entry.reverses),
        ..Movement::new(entry.lot_id, entry.account, entry.quantity)
    }
}

/// What the posting held, such as the damaged packages of a receipt, is held no longer.
async fn release_its_holds(act: &Act<'_>, id: PostingId, reason: &str) -> Result<(), Error> {
    act.update_many(
        hold::Entity::update_many()
            .col_expr(hold::Column::ReleasedAt, Expr::value(act.now()))
            .col_expr(hold::Column::ReleasedBy, Expr::value(act.person()))
            .col_expr(hold::Column::ReleaseReason, Expr::value(reason))
            .filter(hold::COLUMN.posting_id.eq(id))
            .filter(hold::COLUMN.released_at.is_null()),
    )
    .await?;
    Ok(())
}
