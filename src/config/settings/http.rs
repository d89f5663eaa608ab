//! The settings of the door: where it is, how much comes through it, how long it stays open.

use std::net::SocketAddr;

use clap::{ArgAction, Args};

use crate::config::parse;

/// How much one query may cost unless something else is configured. The dearest documents of the tests and of the demo cost
/// two thousand; an answer of 50,000 fields takes a debug build half a second, far from the limit of time.
pub const MAX_COMPLEXITY: usize = 100_000;

/// Where and how requests are taken.
#[derive(Clone, Debug, Args)]
pub struct HttpSettings {
    /// The address to listen on.
    #[arg(long, env = "LOTWISE_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// A web origin whose pages may call the API; may be repeated, or separated by commas.
    #[arg(long, env = "LOTWISE_ALLOWED_ORIGINS", value_name = "ORIGIN", value_delimiter = ',', value_parser = parse::origin)]
    pub allowed_origins: Vec<String>,
    /// How many connections may be open; the next one waits.
    #[arg(long, env = "LOTWISE_MAX_CONNECTIONS", default_value_t = 1024, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub max_connections: u32,
    /// How long a client may take to send the head of a request, or between two requests.
    #[arg(long, env = "LOTWISE_HEADER_TIMEOUT_SECONDS", default_value_t = 10, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    pub header_timeout_seconds: u32,
    /// How long a client may take to send the body of a request.
    #[arg(long, env = "LOTWISE_BODY_TIMEOUT_SECONDS", default_value_t = 20, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    pub body_timeout_seconds: u32,
    /// How long requests may take to end after a request to stop. A write that began is always finished.
    #[arg(long, env = "LOTWISE_DRAIN_SECONDS", default_value_t = 20, value_name = "SECONDS")]
    pub drain_seconds: u32,
    /// What one request may ask for.
    #[command(flatten)]
    pub limits: RequestLimits,
}

/// What one request may ask for.
#[derive(Clone, Copy, Debug, Args)]
pub struct RequestLimits {
    /// The largest body of a request, in bytes.
    #[arg(long, env = "LOTWISE_MAX_BODY_BYTES", default_value_t = 1 << 20, value_name = "BYTES")]
    pub max_body_bytes: usize,
    /// The longest text of a GraphQL document, in bytes; variables don't count.
    #[arg(long, env = "LOTWISE_MAX_QUERY_BYTES", default_value_t = 1 << 16, value_name = "BYTES")]
    pub max_query_bytes: usize,
    /// How long a query may run. A mutation is never cut off.
    #[arg(long, env = "LOTWISE_READ_TIME_LIMIT_SECONDS", default_value_t = 10, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    pub read_time_limit_seconds: u32,
    /// How many fields a document may select, its fragments written out.
    #[arg(long, env = "LOTWISE_MAX_FIELDS", default_value_t = 2000, value_name = "COUNT")]
    pub max_fields: usize,
    /// How many fields of a document may be renamed.
    #[arg(long, env = "LOTWISE_MAX_ALIASES", default_value_t = 100, value_name = "COUNT")]
    pub max_aliases: usize,
    /// How many fields a document may select at its top.
    #[arg(long, env = "LOTWISE_MAX_ROOT_FIELDS", default_value_t = 20, value_name = "COUNT")]
    pub max_root_fields: usize,
    /// How deep the fields of a document may be nested.
    #[arg(long, env = "LOTWISE_MAX_DEPTH", default_value_t = 20, value_name = "COUNT")]
    pub max_depth: usize,
    /// How much one query may cost: each field is 1, a list as much as its `first` times what it holds.
    #[arg(long, env = "LOTWISE_MAX_COMPLEXITY", default_value_t = MAX_COMPLEXITY, value_name = "COST")]
    pub max_complexity: usize,
    /// Whether a name that the schema does not have is answered with those that look like it.
    #[arg(long, env = "LOTWISE_SUGGESTIONS", default_value_t = true, action = ArgAction::Set, value_name = "BOOLEAN")]
    pub suggestions: bool,
}
