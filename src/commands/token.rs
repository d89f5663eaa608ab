//! `token`: prints a token signed with this deployment's own key.

use chrono::TimeDelta;

use super::{CommandError, now, print};
use crate::authentication::Authenticator;
use crate::config::Token;
use crate::rules::rights::{Caller, Grant, SiteScope};

pub(super) async fn token(settings: Token) -> Result<(), CommandError> {
    let door = Authenticator::from_settings(&settings.tokens, TimeDelta::zero(), &settings.database_url).await?;
    let token = door.issue(&caller(&settings), TimeDelta::days(settings.days.into()), now())?;
    Ok(print(&token)?)
}

fn caller(settings: &Token) -> Caller {
    let all = settings.site.iter().any(|code| code == "*");
    let sites = if all { SiteScope::All } else { SiteScope::Codes(settings.site.iter().cloned().collect()) };
    Caller {
        subject: settings.subject.clone(),
        client: settings.client.clone(),
        grants: settings.role.iter().map(|role| Grant { role: *role, sites: sites.clone() }).collect(),
        scopes: settings.scope.iter().cloned().collect(),
    }
}
