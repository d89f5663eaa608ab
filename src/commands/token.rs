//! `token`: prints a token signed with this deployment's own key.

use chrono::TimeDelta;

use super::{CommandError, now, print, tell};
use crate::authentication::Authenticator;
use crate::config::Token;
use crate::rules::rights::{Caller, Grant, Role, SiteScope};

pub(super) async fn token(settings: Token) -> Result<(), CommandError> {
    let door = Authenticator::from_settings(&settings.tokens, TimeDelta::zero(), &settings.database_url).await?;
    let caller = caller(&settings);
    let token = door.issue(&caller, TimeDelta::days(settings.days.into()), now())?;
    tell(&format!("The token is for {}: what it does is recorded under that name (--subject).", caller.subject));
    Ok(print(&token)?)
}

fn caller(settings: &Token) -> Caller {
    let all = settings.site.iter().any(|code| code == "*");
    let sites = if all { SiteScope::All } else { SiteScope::Codes(settings.site.iter().cloned().collect()) };
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
