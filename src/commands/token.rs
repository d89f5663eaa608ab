//! `token`: prints a token signed with this deployment's own key, for sites that are there.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use entity::site;
use sea_orm::{EntityTrait, QuerySelect};

use super::{CommandError, now, print, tell};
use crate::authentication::Authenticator;
use crate::config::Token;
use crate::database::{self, DatabaseSettings};
use crate::rules::rights::{Caller, Grant, Role, SiteScope};

pub(super) async fn token(settings: Token) -> Result<(), CommandError> {
    // A token for a database that is not there would be signed with a key that nobody knows.
    let known = site_codes(&settings.database_url).await?;
    let sites = sites(&settings.site, &known)?;

    let door = Authenticator::from_settings(&settings.tokens, TimeDelta::zero(), &settings.database_url).await?;
    let caller = caller(&settings, &sites);
    let token = door.issue(&caller, TimeDelta::days(settings.days.into()), now())?;
    tell(&format!("The token is for {}: what it does is recorded under that name (--subject).", caller.subject));
    Ok(print(&token)?)
}

/// The codes of the sites in the database, which is only read.
async fn site_codes(url: &str) -> Result<BTreeSet<String>, CommandError> {
    if let Some(file) = database::files(url)?.first()
        && !file.try_exists()?
    {
        let file = file.display();
        return Err(format!("there is no database {file}: `lotwise migrate` or `lotwise serve` makes it").into());
    }

    let reader = database::reader(&DatabaseSettings::patient(url, 1)).await?;
    let codes = site::Entity::find().select_only().column(site::Column::Code).into_tuple().all(&reader).await;
    reader.close().await?;
    let codes: Vec<String> = codes.map_err(|cause| format!("the database has no sites that can be read: {cause}"))?;
    Ok(codes.into_iter().collect())
}

/// The sites that were named, in capitals or not; `*` stands for all.
fn sites(named: &[String], known: &BTreeSet<String>) -> Result<SiteScope, CommandError> {
    if named.iter().any(|code| code == "*") {
        return Ok(SiteScope::All);
    }
    let codes: BTreeSet<String> = named.iter().map(|code| code.to_ascii_lowercase()).collect();
    if let Some(code) = codes.iter().find(|code| !known.contains(*code)) {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let known = if known.is_empty() { "there is none yet".to_owned() } else { known.join(", ") };
        return Err(format!("there is no site {code} (sites: {known}); `--site '*'` is for all of them").into());
    }
    Ok(SiteScope::Codes(codes))
}

fn caller(settings: &Token, sites: &SiteScope) -> Caller {
    Caller {
        subject: settings.subject.clone().unwrap_or_else(|| named_after(&settings.role)),
        client: settings.client.clone(),
        grants: settings.role.iter().map(|role| Grant { role: *role, sites: sites.clone() }).collect(),
        scopes: settings.scope.iter().cloned().collect(),
    }
}

/// A person for the roles: what a nurse and a manager do is not done by one and the same.
fn named_after(roles: &[Role]) -> String {
    let names: Vec<String> = roles.iter().map(|role| role.name().to_lowercase().replace('_', "-")).collect();
    names.join("-")
}
