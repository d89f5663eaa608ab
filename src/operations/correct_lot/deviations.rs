//! Usages that kept the date that was known and are past the right one: kept as deviations, for the medical director.

use crate::{
    error::Error,
    operations::Act,
    rules::{
        expiry,
        lot_correction::{self, Expiry},
        notice::{Notice, NoticeCode},
        refusal::{Code, field},
        site::zone_of,
        usability::UnusableReason,
    },
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use entity::{
    deviation,
    id::{DeviationId, LotId, SiteId},
    lot, site, usage, usage_line,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// Adds a deviation for every line of these lots that is past `after` and was not past what its lot said before.
pub(super) async fn add(act: &Act<'_>, lots: &[&lot::Model], lot_number: &str, after: Expiry) -> Result<(), Error> {
    let Some(expires_on) = after.expires_on else { return Ok(()) };
    let sites = site::Entity::find().all(act.transaction).await?;
    let zones: BTreeMap<SiteId, Tz> = sites.iter().map(|site| (site.id, zone_of(site))).collect();
    let mut rows = Vec::new();
    for lot in lots.iter().filter(|lot| lot.expires_on.is_none_or(|before| expires_on < before)) {
        for (line, usage) in lines(act, lot.id, expires_on).await? {
            let zone = zones.get(&usage.site_id).copied().unwrap_or(Tz::UTC);
            if lot_correction::is_past_only_now(usage.performed_at, lot.expires_on, after.expires_on, zone) {
                rows.push(row(act, &line, &usage, lot_number, lot.expires_on, expires_on));
            }
        }
    }
    notify(act, rows.len(), expires_on);
    Ok(act.insert_all(rows).await?)
}

/// The standing lines of the lot, and of those merged into it before, from when the day first ended anywhere.
async fn lines(
    act: &Act<'_>,
    lot: LotId,
    expires_on: NaiveDate,
) -> Result<Vec<(usage_line::Model, usage::Model)>, Error> {
    let merged = lot::Entity::find().filter(lot::COLUMN.merged_into_id.eq(lot)).all(act.transaction).await?;
    let lots = merged.into_iter().map(|merged| merged.id).chain([lot]);
    let earliest = expiry::end_of_day(expires_on, Tz::Etc__GMTMinus14);
    let rows = usage_line::Entity::find()
        .find_also_related(usage::Entity)
        .filter(usage_line::COLUMN.lot_id.is_in(lots))
        .filter(usage::COLUMN.performed_at.gte(earliest))
        .filter(
            Condition::all().add(usage_line::COLUMN.voided_at.is_null()).add(usage_line::COLUMN.settled_at.is_null()),
        )
        .order_by_asc(usage_line::COLUMN.id)
        .all(act.transaction)
        .await?;
    Ok(rows.into_iter().filter_map(|(line, usage)| Some((line, usage?))).collect())
}

fn row(
    act: &Act<'_>,
    line: &usage_line::Model,
    usage: &usage::Model,
    lot_number: &str,
    before: Option<NaiveDate>,
    after: NaiveDate,
) -> deviation::Model {
    let known = before.map_or("no date".to_owned(), |day| day.to_string());
    let used_at = usage.performed_at.to_utc().to_rfc3339();
    deviation::Model {
        id: DeviationId::new(),
        usage_line_id: Some(line.id),
        sale_line_id: None,
        posting_id: None,
        site_id: usage.site_id,
        code: Code::StockNotUsable.word().to_owned(),
        reasons: UnusableReason::Expired.word().to_owned(),
        message: format!("Lot {lot_number} expired on {after}, known then as {known}; it was used at {used_at}."),
        recorded_at: act.now(),
        reviewed_by: None,
        reviewed_at: None,
        review_note: None,
    }
}

fn notify(act: &Act<'_>, lines: usize, expires_on: NaiveDate) {
    if lines > 0 {
        let message = format!("{lines} usage lines are past {expires_on}: they are deviations to review.");
        act.notify([Notice::new(NoticeCode::Deviation, field("expiresOn"), message)]);
    }
}
