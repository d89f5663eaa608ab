//! One request, as everything behind the edge sees it: who asks, when, and under which id it is logged.

use chrono::{DateTime, Utc};

use crate::rules::rights::Caller;

/// What the server knows about one HTTP request. It is the data of the GraphQL request (`ctx.data::<Request>()`).
///
/// The edge makes it, once: the server for a request, a command for what it does by itself. Nothing behind it reads the
/// time of day: all that one request does happens `at` one instant.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who asks, and what that person and program may do.
    pub caller: Caller,
    /// When the request arrived.
    pub at: DateTime<Utc>,
    /// The id that the log, the answer's `x-request-id` and every masked failure carry.
    pub id: String,
    /// The network address of the other end, for the audit log.
    pub address: Option<String>,
}
