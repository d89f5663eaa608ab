//! Late entries: what is entered long after it was done, without saying so, is not for everybody.

use super::{Act, deviations};
use crate::{
    error::Error,
    rules::{
        notice::{Notice, NoticeCode},
        refusal::{Reason, Refusal, field},
        rights::Role,
    },
};
use chrono::TimeDelta;
use entity::{deviation, id::PostingId, instant::Instant, site};

/// What is to be told when what happened at `at` is entered later than the site allows; `name` is the field that says
/// when it happened.
///
/// # Errors
/// `NOT_ALLOWED`, undeclared, for anybody but a manager or medical director.
pub(super) fn entry(
    act: &Act<'_>,
    site: &site::Model,
    at: Instant,
    name: &'static str,
    declared: bool,
) -> Result<Option<Notice>, Refusal> {
    let hours = site.late_entry_hours;
    if at.plus(TimeDelta::hours(hours.into())) >= act.now() {
        return Ok(None);
    }
    let needs = vec![Role::Manager, Role::MedicalDirector];
    let may = needs.iter().any(|role| act.request.caller.has_role(*role, &site.code));
    if !declared && !may {
        let message = format!("Done more than {hours} hours ago: declare it as already performed.");
        return Err(Refusal::new(field(name), Reason::NotAllowed { needs, message }));
    }
    let message = format!("Entered more than {hours} hours after it was done.");
    Ok(Some(Notice::new(NoticeCode::LateEntry, field(name), message)))
}

/// Keeps what left before it was there, such as waste of what came a day later: by the rule of late entries for a manager
/// or medical director only, with a notice and a deviation of the posting. `absent` are the rules that it broke, each
/// with the field of the input.
///
/// # Errors
/// `NOT_ALLOWED` for everybody else.
pub(super) async fn without_stock(
    act: &Act<'_>,
    site: &site::Model,
    posting: PostingId,
    absent: Vec<Refusal>,
) -> Result<(), Error> {
    if absent.is_empty() {
        return Ok(());
    }
    let needs = vec![Role::Manager, Role::MedicalDirector];
    if !needs.iter().any(|role| act.request.caller.has_role(*role, &site.code)) {
        let refused = absent.into_iter().map(|refusal| {
            let message = format!("{} A manager or medical director may enter it all the same.", refusal.reason);
            Refusal::new(refusal.field, Reason::NotAllowed { needs: needs.clone(), message })
        });
        return Err(Error::Refused(refused.collect()));
    }

    let mut rows = Vec::with_capacity(absent.len());
    for refusal in absent {
        let row = deviation::Model { posting_id: Some(posting), ..deviations::row(act, site.id, &refusal.reason) };
        rows.push(row);
        let message = format!("{} Recorded as done, to be reviewed.", refusal.reason);
        act.notify([Notice::new(NoticeCode::WithoutStock, refusal.field, message)]);
    }
    act.insert_all(rows).await?;
    Ok(())
}
