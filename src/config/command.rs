//! What the program can be told to do.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::settings::{
    BooksKeySettings, ClinicSettings, DatabaseSettings, LogSettings, PoolSettings, ServeSettings, ServiceSettings,
    TokenSettings,
};
use crate::rules::rights::Role;

/// One command with the settings it needs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API.
    Serve(Box<ServeSettings>),
    /// Fill a database with a made-up clinic and its history, print tokens for its staff, and serve it.
    Demo(Box<Demo>),
    /// Load a CSV file: all of its lines, or, when one is bad, none.
    Import(Import),
    /// Take in recall notices.
    #[command(subcommand)]
    Recalls(Recalls),
    /// Print the API's schema.
    Schema,
    /// Prove the books: each balance is the sum of its entries, nothing is negative, no row was changed.
    Verify(Verify),
    /// Print what to order at a site, as CSV, or a purchase order, as a page.
    Report(Report),
    /// Bring the database to this version's schema.
    Migrate(Migrate),
    /// Print a token signed with this deployment's own key.
    Token(Token),
}

/// How many days the history of the demo has, unless more are asked for: enough for everything that it shows, and for
/// forecasts of demand, and few enough to be filled in seconds by a debug build.
pub const DEMO_DAYS: u32 = 90;

/// The settings of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// The database to fill: never the one that `serve` takes without being told.
    #[arg(long, default_value = "sqlite://lotwise-demo.db", value_name = "URL")]
    pub database_url: String,
    /// Start over: remove the file of the demo first. A file that holds something else is left alone.
    #[arg(long)]
    pub fresh: bool,
    /// The last day of the made-up history, not before 2000; today, when nothing is said.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::parse::last_day)]
    pub date: Option<NaiveDate>,
    /// The seed of the made-up history: the same seed, days and date make the same clinic.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How many days the made-up history has; 730 are two years. With 42 or more it has all that the demo can show.
    #[arg(long, default_value_t = DEMO_DAYS, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: u32,
    /// Only fill the database.
    #[arg(long)]
    pub no_serve: bool,
    /// How connections are kept.
    #[command(flatten)]
    pub pool: PoolSettings,
    /// How it is served.
    #[command(flatten)]
    pub service: ServiceSettings,
}

/// The settings of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// What the lines are.
    #[arg(value_enum)]
    pub kind: ImportKind,
    /// The file, with a header line.
    pub file: PathBuf,
    /// Who loads it: recorded with every line.
    #[arg(long, default_value = "import", value_name = "ID")]
    pub person: String,
    /// The database to load into.
    #[command(flatten)]
    pub database: DatabaseSettings,
    /// The clinic's conventions.
    #[command(flatten)]
    pub clinic: ClinicSettings,
    /// What marks the audit log.
    #[command(flatten)]
    pub books: BooksKeySettings,
    /// What is logged.
    #[command(flatten)]
    pub log: LogSettings,
}

/// What is done with recall notices.
#[derive(Debug, Subcommand)]
pub enum Recalls {
    /// Take in records of openFDA: enforcement reports, device recalls. To do it again is safe: a known record is left,
    /// a changed one updates its notice. Nothing is held: what may be ours is proposed.
    Import(ImportRecalls),
}

/// The settings of `recalls import`.
#[derive(Debug, Args)]
pub struct ImportRecalls {
    /// A file, or an https URL: JSON as openFDA answers it, or one object a line.
    #[arg(value_name = "FILE|URL")]
    pub source: String,
    /// Who takes them in: recorded with every notice.
    #[arg(long, default_value = "import", value_name = "ID")]
    pub person: String,
    /// The database to keep them in.
    #[command(flatten)]
    pub database: DatabaseSettings,
    /// The clinic's conventions.
    #[command(flatten)]
    pub clinic: ClinicSettings,
    /// What marks the audit log.
    #[command(flatten)]
    pub books: BooksKeySettings,
    /// What is logged.
    #[command(flatten)]
    pub log: LogSettings,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    /// Products with their identifiers.
    Catalog,
    /// Suppliers, each with a licence.
    Suppliers,
    /// Further licences of suppliers.
    Licences,
    /// What suppliers sell.
    SupplierItems,
    /// Prices at the till.
    Prices,
    /// Reorder policies.
    Policies,
    /// Opening stock by lot.
    Stock,
    /// Treatment usage that already happened.
    Usages,
}

/// The settings of `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// Print one digest of all chains, to be kept elsewhere: it shows later whether the end of a chain was cut off.
    #[arg(long)]
    pub print_head: bool,
    /// Prove only what came since this head was written (`LOTWISE_HEAD_FILE`), and that the audit log goes on from it: quick, for
    /// every day. Rows that nobody wrote since are not read.
    #[arg(long, value_name = "FILE", conflicts_with = "rebuild_demand")]
    pub since: Option<PathBuf>,
    /// First make the daily roll-up of demand anew from the ledger. Nothing is posted meanwhile.
    #[arg(long)]
    pub rebuild_demand: bool,
    /// The database to prove.
    #[command(flatten)]
    pub database: DatabaseSettings,
    /// The key that the seals should be signed with.
    #[command(flatten)]
    pub books: BooksKeySettings,
    /// What is logged.
    #[command(flatten)]
    pub log: LogSettings,
}

/// The settings of `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// What is printed.
    #[command(subcommand)]
    pub kind: ReportKind,
    /// The database to read.
    #[command(flatten)]
    pub database: DatabaseSettings,
    /// The clinic's conventions.
    #[command(flatten)]
    pub clinic: ClinicSettings,
    /// What is logged.
    #[command(flatten)]
    pub log: LogSettings,
}

/// What a report is about.
#[derive(Debug, Subcommand)]
pub enum ReportKind {
    /// What to order at a site, from whom, how much, and why: CSV.
    Reorder {
        /// The code of the site.
        #[arg(long, value_name = "CODE")]
        site: String,
        /// Only what is due.
        #[arg(long)]
        due_only: bool,
    },
    /// A purchase order to be printed and sent: HTML.
    PurchaseOrder {
        /// Its number: `PO-000017`, or 17.
        #[arg(long, value_parser = super::parse::order_number)]
        number: i64,
    },
}

/// The settings of `migrate`.
#[derive(Debug, Args)]
pub struct Migrate {
    /// The database to change.
    #[command(flatten)]
    pub database: DatabaseSettings,
    /// What is logged.
    #[command(flatten)]
    pub log: LogSettings,
}

/// The settings of `token`.
#[derive(Debug, Args)]
pub struct Token {
    /// A role that the bearer has at each of the sites; may be repeated.
    #[arg(long, required = true, value_name = "ROLE")]
    pub role: Vec<Role>,
    /// The code of a site, or `*` for all of them; may be repeated.
    #[arg(long, required = true, value_name = "CODE")]
    pub site: Vec<String>,
    /// The person or program that the token is for; named after the role where nothing is said.
    #[arg(long)]
    pub subject: Option<String>,
    /// The program that will carry the token.
    #[arg(long)]
    pub client: Option<String>,
    /// A right of a service, such as `usage:write`; may be repeated, and counts only with the role SERVICE.
    #[arg(long, value_name = "WORD", value_parser = super::parse::scope)]
    pub scope: Vec<String>,
    /// How many days the token is valid.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=366))]
    pub days: u16,
    /// The database that the key lies beside.
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite://lotwise.db", value_name = "URL")]
    pub database_url: String,
    /// The key and what the token says of it.
    #[command(flatten)]
    pub tokens: TokenSettings,
}
