//! The claims of a token, and the caller they describe.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Refused, TokenRules};
use crate::rules::rights::{Caller, Grant, Role, SiteScope};

/// The longest name of a person or program that is recorded with an act, in bytes.
const LONGEST_NAME: usize = 255;

/// What a token says. `iss` and `aud` are compared while the signature is checked.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Claims {
    #[serde(default)]
    sub: String,
    #[serde(skip_deserializing)]
    iss: String,
    #[serde(skip_deserializing)]
    aud: String,
    exp: Option<Seconds>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nbf: Option<Seconds>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    azp: Option<String>,
    #[serde(default, skip_serializing)]
    client_id: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    scope: String,
    /// The person who acts, where a program calls in that person's name.
    #[serde(default, skip_serializing)]
    act: Option<Actor>,
    /// Role names, each with site codes or `*` for all.
    #[serde(default)]
    lotwise: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct Actor {
    sub: String,
}

/// Seconds since 1970; RFC 7519 allows a fraction, which is dropped.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(from = "f64", into = "i64")]
struct Seconds(i64);

impl From<f64> for Seconds {
    fn from(seconds: f64) -> Self {
        // A float too large for the integer becomes the largest one: the far future stays far.
        Self(seconds as i64)
    }
}

impl From<Seconds> for i64 {
    fn from(seconds: Seconds) -> Self {
        seconds.0
    }
}

impl Seconds {
    /// The instant; past the end of the calendar, its end.
    fn instant(self) -> DateTime<Utc> {
        let end = if self.0 < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
        DateTime::from_timestamp(self.0, 0).unwrap_or(end)
    }
}

impl Claims {
    pub(super) fn of(caller: &Caller, rules: &TokenRules, at: DateTime<Utc>, valid_for: TimeDelta) -> Self {
        let expires = at.checked_add_signed(valid_for).unwrap_or(DateTime::<Utc>::MAX_UTC);
        Self {
            sub: caller.subject.clone(),
            iss: rules.issuer.clone(),
            aud: rules.audience.clone(),
            exp: Some(Seconds(expires.timestamp())),
            nbf: Some(Seconds(at.timestamp())),
            azp: caller.client.clone(),
            client_id: None,
            scope: caller.scopes.iter().map(String::as_str).collect::<Vec<_>>().join(" "),
            act: None,
            lotwise: role_claims(&caller.grants),
        }
    }

    pub(super) fn check_times(&self, at: DateTime<Utc>, clock_skew: TimeDelta) -> Result<(), Refused> {
        let expires_at = self.exp.ok_or_else(|| Refused::MissingClaim("exp".to_owned()))?.instant();
        if at.signed_duration_since(expires_at) >= clock_skew {
            return Err(Refused::Expired(expires_at));
        }
        match self.nbf.map(Seconds::instant) {
            Some(valid_from) if valid_from.signed_duration_since(at) > clock_skew => {
                Err(Refused::NotYetValid(valid_from))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn into_caller(self) -> Result<Caller, Refused> {
        Ok(Caller {
            subject: match self.act {
                Some(actor) => name(actor.sub, "act")?,
                None => name(self.sub, "sub")?,
            },
            client: self.azp.or(self.client_id).map(|client| name(client, "azp")).transpose()?,
            grants: self.lotwise.into_iter().map(grant).collect::<Result<_, _>>()?,
            scopes: self.scope.split_ascii_whitespace().map(str::to_owned).collect(),
        })
    }
}

/// A name that can be recorded: neither empty nor endless, and of printable characters.
fn name(text: String, claim: &'static str) -> Result<String, Refused> {
    let fits = !text.trim().is_empty() && text.len() <= LONGEST_NAME && !text.chars().any(char::is_control);
    if fits { Ok(text) } else { Err(Refused::BadClaim(claim)) }
}

fn grant((role, sites): (String, Vec<String>)) -> Result<Grant, Refused> {
    let role = Role::ALL.into_iter().find(|known| known.name() == role).ok_or(Refused::BadClaim("lotwise"))?;
    let all = sites.iter().any(|site| site == "*");
    // Codes of sites are kept in small letters; an identity provider may spell them otherwise.
    let codes = sites.into_iter().map(|code| code.to_ascii_lowercase());
    Ok(Grant { role, sites: if all { SiteScope::All } else { SiteScope::Codes(codes.collect()) } })
}

/// Grants of one role are one claim: the sites together.
fn role_claims(grants: &[Grant]) -> BTreeMap<String, Vec<String>> {
    let mut claims = BTreeMap::<String, Vec<String>>::new();
    for grant in grants {
        claims.entry(grant.role.name().to_owned()).or_default().extend(site_codes(&grant.sites));
    }
    claims
}

fn site_codes(sites: &SiteScope) -> Vec<String> {
    match sites {
        SiteScope::All => vec!["*".to_owned()],
        SiteScope::Codes(codes) => codes.iter().cloned().collect(),
    }
}
