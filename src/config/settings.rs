//! The settings, in groups: each command takes the groups it needs.

mod http;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use regex::Regex;

pub use self::http::{HttpSettings, MAX_COMPLEXITY, RequestLimits};
use super::parse;

/// All that serving needs.
#[derive(Clone, Debug, Args)]
pub struct ServeSettings {
    /// Where the stock is kept.
    #[command(flatten)]
    pub database: DatabaseSettings,
    /// How it is served.
    #[command(flatten)]
    pub service: ServiceSettings,
}

/// How a database is served, whichever it is.
#[derive(Clone, Debug, Args)]
pub struct ServiceSettings {
    /// The door.
    #[command(flatten)]
    pub http: HttpSettings,
    /// Who is let in.
    #[command(flatten)]
    pub tokens: TokenSettings,
    /// The clinic's conventions.
    #[command(flatten)]
    pub clinic: ClinicSettings,
    /// What is taken in by itself.
    #[command(flatten)]
    pub feeds: FeedSettings,
    /// How the audit log is kept.
    #[command(flatten)]
    pub audit: AuditSettings,
    /// What marks and signs it.
    #[command(flatten)]
    pub books: BooksKeySettings,
    /// What is logged.
    #[command(flatten)]
    pub log: LogSettings,
}

/// Where the stock is kept.
#[derive(Clone, Debug, Args)]
pub struct DatabaseSettings {
    /// The database: `sqlite://` and a file, or `postgres://`.
    #[arg(
        long,
        env = "DATABASE_URL",
        default_value = "sqlite://lotwise.db",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database_url: String,
    /// How connections are kept.
    #[command(flatten)]
    pub pool: PoolSettings,
}

/// How connections to the database are kept, and for how long one may be busy.
#[derive(Clone, Debug, Args)]
pub struct PoolSettings {
    /// How many connections read from the database, and half as many what changes answer; on PostgreSQL as many more write,
    /// two at least.
    #[arg(long, env = "LOTWISE_DATABASE_CONNECTIONS", default_value_t = 16, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub database_connections: u32,
    /// How long a request waits for a connection, or a write for its turn, before it is told to try again.
    #[arg(long, env = "LOTWISE_DATABASE_WAIT_SECONDS", default_value_t = 5, value_name = "SECONDS")]
    pub database_wait_seconds: u32,
    /// How long one statement may run before PostgreSQL ends it; SQLite has no such limit.
    #[arg(long, env = "LOTWISE_STATEMENT_TIMEOUT_SECONDS", default_value_t = 10, value_name = "SECONDS")]
    pub statement_timeout_seconds: u32,
    /// How long one statement may wait for a row that another holds before PostgreSQL ends it; SQLite locks no rows.
    #[arg(long, env = "LOTWISE_LOCK_TIMEOUT_SECONDS", default_value_t = 5, value_name = "SECONDS")]
    pub lock_timeout_seconds: u32,
}

/// Which tokens are good.
#[derive(Clone, Debug, Args)]
pub struct TokenSettings {
    /// A file with the public keys of the identity provider (JWKS). With it, or the URL, there is no local key.
    #[arg(long, env = "LOTWISE_JWKS_FILE", value_name = "FILE", conflicts_with_all = ["jwks_url", "signing_key"])]
    pub jwks_file: Option<PathBuf>,
    /// The https URL of the identity provider's public keys; read again every ten minutes, and for unknown keys.
    #[arg(long, env = "LOTWISE_JWKS_URL", value_name = "URL", conflicts_with = "signing_key")]
    pub jwks_url: Option<String>,
    /// The secret of this deployment's own tokens, 32 bytes or more. On SQLite it is made and kept beside the database.
    #[arg(long, env = "LOTWISE_SIGNING_KEY", value_name = "TEXT", hide_env_values = true)]
    pub signing_key: Option<String>,
    /// Who issues the tokens (their claim `iss`); needed with a JWKS, otherwise the audience.
    #[arg(long, env = "LOTWISE_ISSUER", value_name = "TEXT")]
    pub issuer: Option<String>,
    /// Whom the tokens are for (their claim `aud`).
    #[arg(long, env = "LOTWISE_AUDIENCE", default_value = "lotwise", value_name = "TEXT")]
    pub audience: String,
}

/// What is the same for all sites of the clinic.
#[derive(Clone, Debug, Args)]
pub struct ClinicSettings {
    /// The organisation's name, as it stands on reports for authorities.
    #[arg(long, env = "LOTWISE_ORGANISATION_NAME", value_name = "TEXT", value_parser = parse::one_line)]
    pub organisation_name: Option<String>,
    /// The organisation's address in one line, as it stands on reports for authorities.
    #[arg(long, env = "LOTWISE_ORGANISATION_ADDRESS", value_name = "TEXT", value_parser = parse::one_line)]
    pub organisation_address: Option<String>,
    /// The currency of all prices and costs, by its ISO 4217 code. The first amount binds the database to it.
    #[arg(long, env = "LOTWISE_CURRENCY", default_value = "USD", value_name = "CODE", value_parser = parse::currency)]
    pub currency: String,
    /// A regular expression that every patient id must match as a whole: the format of the EHR's own ids.
    #[arg(long, env = "LOTWISE_PATIENT_ID_PATTERN", value_name = "REGEX", value_parser = parse::whole_match)]
    pub patient_id_pattern: Option<Regex>,
    /// How far another machine's clock may be ahead of ours, in tokens and in the times of acts.
    #[arg(long, env = "LOTWISE_CLOCK_SKEW_SECONDS", default_value_t = 60, value_name = "SECONDS")]
    pub clock_skew_seconds: u32,
}

/// What is taken in from elsewhere while the service serves.
#[derive(Clone, Debug, Args)]
pub struct FeedSettings {
    /// A file or https URL of recall records of openFDA, taken in on a schedule; may be repeated, or separated by blanks.
    #[arg(long = "recall-feed", env = "LOTWISE_RECALL_FEEDS", value_name = "FILE|URL", value_delimiter = ' ')]
    pub recall_feeds: Vec<String>,
    /// How many hours lie between two times of taking them in; the first is at the start.
    #[arg(long, env = "LOTWISE_RECALL_FEED_HOURS", default_value_t = 24, value_name = "HOURS", value_parser = clap::value_parser!(u32).range(1..=8760))]
    pub recall_feed_hours: u32,
}

/// How the audit log is kept.
#[derive(Clone, Debug, Args)]
pub struct AuditSettings {
    /// How often what is new in the audit log is sealed, so that a later change shows.
    #[arg(long, env = "LOTWISE_AUDIT_SEAL_SECONDS", default_value_t = 5, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    pub audit_seal_seconds: u32,
    /// A file that the end of the audit log is written to, as JSON, to be kept elsewhere: `verify --since` proves against it.
    #[arg(long, env = "LOTWISE_HEAD_FILE", value_name = "FILE")]
    pub head_file: Option<PathBuf>,
    /// How many minutes lie between two times of writing that file; the first is at the start.
    #[arg(long, env = "LOTWISE_HEAD_MINUTES", default_value_t = 60, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=525_600))]
    pub head_minutes: u32,
    /// Every how many hours the service proves its books and logs the result: all of them the first time, then what came since. Never, when nothing is said.
    #[arg(long, env = "LOTWISE_VERIFY_HOURS", value_name = "HOURS", value_parser = clap::value_parser!(u32).range(1..=8760))]
    pub verify_hours: Option<u32>,
}

/// The key that marks the events of the audit log and signs its seals.
#[derive(Clone, Debug, Args)]
pub struct BooksKeySettings {
    /// The secret that marks and seals the audit log, 32 bytes or more; behind it, after blanks, those it replaced. The same for all copies.
    #[arg(
        long,
        env = "LOTWISE_BOOKS_KEY",
        value_name = "TEXT",
        hide_env_values = true,
        conflicts_with = "books_key_file"
    )]
    pub books_key: Option<String>,
    /// A file with that secret, readable by its owner only. On SQLite it is made and kept beside the database, where nothing else is said.
    #[arg(long, env = "LOTWISE_BOOKS_KEY_FILE", value_name = "FILE")]
    pub books_key_file: Option<PathBuf>,
}

/// What is logged, and how it looks. The log goes to standard error.
#[derive(Clone, Debug, Args)]
pub struct LogSettings {
    /// Lines for people, or one JSON object a line.
    #[arg(long, env = "LOTWISE_LOG_FORMAT", default_value = "text", value_enum)]
    pub log_format: LogFormat,
    /// How much is logged: error, warn, info, debug or trace, also by module (`info,lotwise=debug`).
    #[arg(long, env = "LOTWISE_LOG_LEVEL", default_value = "info", value_name = "FILTER")]
    pub log_level: String,
}

/// How a line of the log looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}
