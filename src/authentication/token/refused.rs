//! Why a request is not let in.

use chrono::{DateTime, Utc};
use jsonwebtoken::errors::ErrorKind;

/// What is wrong with the token of a request. The texts are for the one who has to get a better token; they tell
/// nothing that the holder of the token can't read in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is none.
    #[error("this service needs a bearer token")]
    Missing,
    /// The header is not `Bearer` and a token.
    #[error("the Authorization header must be Bearer and a token")]
    NotBearer,
    /// It is not a signed JWT.
    #[error("the token is not a signed JWT")]
    Malformed,
    /// It is signed in a way, or not at all, that its key is not for.
    #[error("the token is not signed with an accepted algorithm")]
    Algorithm,
    /// No trusted key has its key id.
    #[error("the token is signed with an unknown key")]
    UnknownKey,
    /// The signature is not of that key.
    #[error("the signature of the token is wrong")]
    Signature,
    /// It comes from another issuer.
    #[error("the token is from another issuer")]
    Issuer,
    /// It is meant for another service.
    #[error("the token is for another audience")]
    Audience,
    /// A claim is missing.
    #[error("the token lacks the claim {0}")]
    MissingClaim(String),
    /// A claim says what can't be understood.
    #[error("the claim {0} of the token is not understood")]
    BadClaim(&'static str),
    /// It was valid, once.
    #[error("the token expired at {}", .0.format("%Y-%m-%dT%H:%M:%SZ"))]
    Expired(DateTime<Utc>),
    /// It will be valid, later.
    #[error("the token is not valid before {}", .0.format("%Y-%m-%dT%H:%M:%SZ"))]
    NotYetValid(DateTime<Utc>),
}

impl From<jsonwebtoken::errors::Error> for Refused {
    fn from(error: jsonwebtoken::errors::Error) -> Self {
        match error.kind() {
            ErrorKind::InvalidSignature => Self::Signature,
            ErrorKind::InvalidIssuer => Self::Issuer,
            ErrorKind::InvalidAudience => Self::Audience,
            ErrorKind::InvalidAlgorithm | ErrorKind::InvalidKeyFormat => Self::Algorithm,
            ErrorKind::MissingRequiredClaim(claim) => Self::MissingClaim(claim.clone()),
            ErrorKind::InvalidSubject => Self::BadClaim("sub"),
            _ => Self::Malformed,
        }
    }
}
