//! Every command and every setting: its name, its default and what it means. The text here is the text of `--help` and
//! of the table in the README.

mod command;
mod parse;
mod settings;
mod table;

use clap::Parser;

pub use self::command::{
    Command, DEMO_DAYS, Demo, Import, ImportKind, ImportRecalls, Migrate, Recalls, Report, ReportKind, Token, Verify,
};
pub use self::settings::{
    AuditSettings, BooksKeySettings, ClinicSettings, DatabaseSettings, FeedSettings, HttpSettings, LogFormat,
    LogSettings, MAX_COMPLEXITY, PoolSettings, RequestLimits, ServeSettings, ServiceSettings, TokenSettings,
};
pub use self::table::settings_table;

/// The stockroom of a medical spa, by lot and expiry: a GraphQL service.
///
/// Without a command it serves.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// What to do; to serve, when nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The settings of serving, for when no command is said.
    #[command(flatten)]
    pub serve: ServeSettings,
}

impl Arguments {
    /// The command that was meant.
    #[must_use]
    pub fn into_command(self) -> Command {
        self.command.unwrap_or_else(|| Command::Serve(Box::new(self.serve)))
    }
}

#[cfg(test)]
mod tests;
