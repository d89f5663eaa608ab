//! `demo`: a database with a made-up clinic, filled once, and served with tokens for its staff.

use std::fs;
use std::io;

use chrono::{DateTime, NaiveDate, SubsecRound, TimeDelta, Utc};
use tokio::net::TcpListener;

use super::{CommandError, deployment, now, print, serve, tell};
use crate::authentication::Authenticator;
use crate::config::Demo;
use crate::demo::clinic::{AUDITOR, DIRECTOR, FRONT_DESK, MANAGER, Person, SITES};
use crate::demo::{self, State, examples, history::Terms};
use crate::operations::Deployment;
use crate::telemetry;

/// For how long the printed tokens are good.
const TOKENS: TimeDelta = TimeDelta::days(30);

pub(super) async fn demo(settings: Demo) -> Result<(), CommandError> {
    telemetry::start(&settings.service.log)?;
    let url = &settings.database_url;
    if settings.fresh {
        remove(url)?;
    }
    let deployment = deployment::open(url, &settings.pool, &settings.service.clinic).await?;
    fill(&deployment, &settings).await?;
    if settings.no_serve {
        return Ok(deployment.database.close().await?);
    }
    let listener = TcpListener::bind(settings.service.http.listen).await?;
    let authenticator = serve::authenticator(&settings.service, url).await?;
    introduce(&deployment, &authenticator, &format!("http://{}", listener.local_addr()?)).await?;
    serve::on(listener, deployment, authenticator, settings.service).await
}

/// Removes the database file with what SQLite keeps beside it; not the key, so that tokens stay good.
fn remove(url: &str) -> Result<(), CommandError> {
    let path = url.strip_prefix("sqlite://").ok_or("--fresh removes a database file: this database is none")?;
    for ending in ["", "-wal", "-shm"] {
        match fs::remove_file(format!("{path}{ending}")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

async fn fill(deployment: &Deployment, settings: &Demo) -> Result<(), CommandError> {
    match demo::state(deployment).await? {
        State::Complete => tell("The demo is there already; --fresh starts over."),
        State::Other => {
            return Err(
                "the database holds something else, or a demo that was not filled to its end: --fresh starts over"
                    .into(),
            );
        }
        State::Empty => {
            let terms = Terms { seed: settings.seed, days: settings.days, until: until(settings.date, now()) };
            demo::fill(deployment, &terms, progress).await?;
        }
    }
    Ok(())
}

fn progress(done: usize, of: usize) {
    tell(&format!("Filling the demo database: {done} of {of} acts"));
}

/// The end of the history: this minute, or the evening of an earlier day.
fn until(date: Option<NaiveDate>, now: DateTime<Utc>) -> DateTime<Utc> {
    let [first, _] = &SITES;
    let evening = date.map_or(now, |date| first.moment(date, 17 * 60));
    evening.min(now).trunc_subsecs(0)
}

/// Who may do what, and what to try first.
async fn introduce(deployment: &Deployment, door: &Authenticator, url: &str) -> Result<(), CommandError> {
    let [busy, _] = &SITES;
    let staff = [
        ("a nurse", busy.nurse),
        ("a manager", MANAGER),
        ("a front desk", FRONT_DESK),
        ("a medical director", DIRECTOR),
        ("an auditor", AUDITOR),
    ];
    print("Tokens for 30 days, to be sent as \"Authorization: Bearer …\":\n")?;
    for (who, person) in staff {
        print(&format!(
            "{who} ({}, {}):\n{}\n",
            person.subject,
            person.site.unwrap_or("all sites"),
            token(door, person)?
        ))?;
    }
    print(&format!("What is in stock, for any of them:\n{}\n", examples::query(deployment).await?))?;
    print(&format!("A treatment, for the nurse:\n{}\n", examples::mutation(deployment, now()).await?))?;
    Ok(print(&format!("GraphiQL as the nurse: {url}/#token={}\n", token(door, busy.nurse)?))?)
}

fn token(door: &Authenticator, person: Person) -> Result<String, CommandError> {
    Ok(door.issue(&person.caller(), TOKENS, now())?)
}
