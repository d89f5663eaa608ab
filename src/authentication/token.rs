//! A token: how it is taken from the request, what it must say, and how it is issued.

mod claims;
mod refused;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};

use self::claims::Claims;
pub use self::refused::Refused;
use super::IssueError;
use crate::rules::rights::Caller;

/// What every token of this deployment must say.
#[derive(Clone, Debug)]
pub struct TokenRules {
    /// Who must have issued it (`iss`).
    pub issuer: String,
    /// Whom it must be meant for (`aud`).
    pub audience: String,
    /// How far the clocks of two machines may disagree when `exp` and `nbf` are judged.
    pub clock_skew: TimeDelta,
}

/// A key with the one algorithm it may be used with: a token can't choose another.
#[derive(Clone, Debug)]
pub(super) struct VerifyingKey {
    pub(super) algorithm: Algorithm,
    pub(super) key: DecodingKey,
}

/// The token in the value of an `Authorization` header.
pub(super) fn bearer(authorization: Option<&str>) -> Result<&str, Refused> {
    let (scheme, token) = authorization.ok_or(Refused::Missing)?.trim().split_once(' ').ok_or(Refused::NotBearer)?;
    let token = token.trim_start();
    if scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() { Ok(token) } else { Err(Refused::NotBearer) }
}

/// The token's header, not yet to be trusted: it only says which key to try.
pub(super) fn header(token: &str) -> Result<Header, Refused> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| Refused::Malformed)?;
    // A header that must be understood and is not: RFC 7515, 4.1.11.
    if header.crit.is_some() { Err(Refused::Malformed) } else { Ok(header) }
}

/// Checks signature, issuer, audience and times, and reads the caller.
pub(super) fn verify(
    token: &str,
    header: &Header,
    key: &VerifyingKey,
    rules: &TokenRules,
    at: DateTime<Utc>,
) -> Result<Caller, Refused> {
    if header.alg != key.algorithm {
        return Err(Refused::Algorithm);
    }
    let claims: Claims = jsonwebtoken::decode(token, &key.key, &validation(key.algorithm, rules))?.claims;
    claims.check_times(at, rules.clock_skew)?;
    claims.into_caller()
}

/// A signed token that says who the caller is, from now on and for so long.
pub(super) fn issue(
    caller: &Caller,
    key: &EncodingKey,
    rules: &TokenRules,
    at: DateTime<Utc>,
    valid_for: TimeDelta,
) -> Result<String, IssueError> {
    let claims = Claims::of(caller, rules, at, valid_for);
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, key).map_err(IssueError::Signing)
}

/// Times are judged by [`Claims::check_times`], at the request's instant and not at the library's.
fn validation(algorithm: Algorithm, rules: &TokenRules) -> Validation {
    let mut validation = Validation::new(algorithm);
    validation.validate_exp = false;
    validation.set_required_spec_claims(&["sub", "iss", "aud"]);
    validation.set_issuer(&[&rules.issuer]);
    validation.set_audience(&[&rules.audience]);
    validation
}
