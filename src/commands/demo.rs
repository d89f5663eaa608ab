//! `demo`: a database with a made-up clinic, filled once, and served with tokens for its staff.

mod fresh;
mod introduction;
mod progress;

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use regex::Regex;
use tokio::net::TcpListener;

use super::{CommandError, deployment, now, serve, tell};
use crate::authentication::Authenticator;
use crate::config::Demo;
use crate::demo::clinic::SITES;
use crate::demo::{self, State, history};
use crate::operations::Deployment;
use crate::telemetry;

pub(super) async fn demo(settings: Demo) -> Result<(), CommandError> {
    let started_at = now();
    telemetry::start(&settings.service.log)?;

    // What would keep the demo from being served is found out before it is filled, which takes a
    // while.
    let terms = terms(&settings, started_at)?;
    accepts_its_patients(settings.service.clinic.patient_id_pattern.as_ref())?;
    let door = if settings.no_serve { None } else { Some(Door::open(&settings).await?) };

    if settings.fresh {
        fresh::remove(&settings.database_url).await?;
    }
    let clinic = &settings.service.clinic;
    let deployment = deployment::open(&settings.database_url, &settings.pool, clinic, &settings.service.books).await?;
    fill(&deployment, &terms).await?;

    let Some(Door { listener, authenticator }) = door else {
        return Ok(deployment.database.close().await?);
    };
    let url = format!("http://{}", listener.local_addr()?);
    introduction::print_all(&deployment, &authenticator, &url, now()).await?;
    serve::on(listener, deployment, authenticator, settings.service).await
}

/// Where the demo is called, and who is let in.
struct Door {
    listener: TcpListener,
    authenticator: Authenticator,
}

impl Door {
    async fn open(settings: &Demo) -> Result<Self, CommandError> {
        let listener = serve::listen(settings.service.http.listen).await?;
        let authenticator = serve::authenticator(&settings.service, &settings.database_url).await?;
        Ok(Self { listener, authenticator })
    }
}

/// What the history is made from.
fn terms(settings: &Demo, now: DateTime<Utc>) -> Result<history::Terms, CommandError> {
    let until = match settings.date {
        None => now,
        Some(day) => evening(day, now)?,
    };
    Ok(history::Terms { seed: settings.seed, days: settings.days, until: until.trunc_subsecs(0) })
}

/// The end of a history whose last day this is: the evening at the first site, or now, when it is
/// not evening yet.
fn evening(day: NaiveDate, now: DateTime<Utc>) -> Result<DateTime<Utc>, CommandError> {
    let [first, _] = &SITES;
    let today = first.day(now);
    if day > today {
        return Err(format!("the history cannot end on {day}: it is {today} at {}", first.name).into());
    }
    Ok(first.moment(day, 17 * 60).min(now))
}

/// Refuses a form of patient ids that those of the demo do not have: each act of its history would
/// be refused.
fn accepts_its_patients(pattern: Option<&Regex>) -> Result<(), CommandError> {
    let example = history::patient_id(0, 0);
    if pattern.is_none_or(|pattern| pattern.is_match(&example)) {
        return Ok(());
    }
    Err(format!("the demo's patients have ids such as {example}, which LOTWISE_PATIENT_ID_PATTERN does not allow")
        .into())
}

/// Fills an empty database, and leaves a filled one as it is.
async fn fill(deployment: &Deployment, terms: &history::Terms) -> Result<(), CommandError> {
    match demo::state(deployment.database.reader()).await? {
        State::Empty => {}
        State::Complete => {
            tell("The demo is there already, as it was filled; --fresh makes another one.");
            return Ok(());
        }
        State::Unfinished => {
            return Err("the database holds a demo that was not filled to its end: --fresh starts over".into());
        }
        State::Other => {
            return Err("the database holds something else: --database-url names another one for the demo".into());
        }
    }

    let progress = progress::Progress::start(terms.days)?;
    let acts = demo::fill(deployment, terms, |done, of| progress.report(done, of)).await?;

    let seconds = progress.end().as_secs_f64();
    tell(&format!("The demo is filled: {acts} acts of {} days, in {seconds:.1} s.", terms.days));
    Ok(())
}
