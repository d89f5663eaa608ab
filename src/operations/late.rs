//! Late entries: what is entered long after it was done, without saying so, is not for everybody.

use super::Act;
use crate::rules::{
    notice::{Notice, NoticeCode},
    refusal::{Reason, Refusal, field},
    rights::Role,
};
use chrono::TimeDelta;
use entity::{instant::Instant, site};

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
