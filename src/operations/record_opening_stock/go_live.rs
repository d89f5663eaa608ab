//! Opening stock is for the go-live of a site: until its first usage or sale is 30 days old. What is injected and comes
//! from nowhere after that is for a medical director, and is reviewed.

use super::form::CheckedLine;
use crate::{
    error::{Error, Failure},
    operations::{Act, deviations},
    rules::{
        notice::{Notice, NoticeCode},
        refusal::{Reason, Refusal, line_field},
        rights::{Right, Role},
    },
};
use chrono::TimeDelta;
use entity::{deviation, id::PostingId, instant::Instant, sale, site, usage};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// For how long after its first usage or sale a site goes live.
const GO_LIVE: TimeDelta = TimeDelta::days(30);

/// The lines that come from nowhere: injected, after the go-live.
///
/// # Errors
/// Without the right; `NOT_ALLOWED` for such lines of anybody but a medical director.
pub(super) async fn authorize<'l, 'a>(
    act: &Act<'_>,
    site: &site::Model,
    lines: &'l [CheckedLine<'a>],
) -> Result<Vec<&'l CheckedLine<'a>>, Error> {
    let injected: Vec<_> = lines.iter().filter(|line| line.product.category.is_injectable()).collect();
    let is_over = !injected.is_empty() && is_over(act, site).await?;
    let from_nowhere = if is_over { injected } else { vec![] };
    let director = act.request.caller.has_role(Role::MedicalDirector, &site.code);
    if from_nowhere.is_empty() || !director {
        act.require(Right::ManageStock, site)?;
    }
    if director {
        return Ok(from_nowhere);
    }

    let refused: Vec<Refusal> = from_nowhere.iter().map(|line| refusal(line)).collect();
    if refused.is_empty() { Ok(vec![]) } else { Err(Error::Refused(refused)) }
}

/// Keeps a deviation of each line that came from nowhere, and says so.
pub(super) async fn keep(
    act: &Act<'_>,
    site: &site::Model,
    posting: PostingId,
    from_nowhere: &[&CheckedLine<'_>],
) -> Result<(), Error> {
    if from_nowhere.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::with_capacity(from_nowhere.len());
    for line in from_nowhere {
        let Refusal { field, reason, .. } = refusal(line);
        let row = deviation::Model { posting_id: Some(posting), ..deviations::row(act, site.id, &reason) };
        rows.push(row);
        act.notify([Notice::new(NoticeCode::OutsideGoLive, field, format!("{reason} It is to be reviewed."))]);
    }
    act.insert_all(rows).await?;
    Ok(())
}

fn refusal(line: &CheckedLine<'_>) -> Refusal {
    let days = GO_LIVE.num_days();
    let message =
        format!("{} comes from nowhere more than {days} days after the first usage or sale here.", line.product.name);
    let needs = vec![Role::MedicalDirector];
    Refusal::new(line_field(line.number, "productId"), Reason::NotAllowed { needs, message })
}

/// Whether the site used or sold something more than 30 days ago.
async fn is_over(act: &Act<'_>, site: &site::Model) -> Result<bool, Failure> {
    let since: Instant = act.now().plus(-GO_LIVE);
    let used = usage::Entity::find()
        .filter(usage::COLUMN.site_id.eq(site.id))
        .filter(usage::COLUMN.recorded_at.lte(since))
        .one(act.transaction)
        .await?;
    if used.is_some() {
        return Ok(true);
    }
    let sold = sale::Entity::find()
        .filter(sale::COLUMN.site_id.eq(site.id))
        .filter(sale::COLUMN.recorded_at.lte(since))
        .one(act.transaction)
        .await?;
    Ok(sold.is_some())
}
