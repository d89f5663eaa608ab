//! The table of settings in the README, made from the settings themselves.

use clap::{Arg, Args, Command};

use super::ServeSettings;

/// Every setting of serving as a Markdown table: its environment variable, its default and its meaning. The option on
/// the command line has the same name in small letters, without the prefix.
#[must_use]
pub fn settings_table() -> String {
    let command = ServeSettings::augment_args(Command::new("lotwise"));
    let rows = command.get_arguments().map(row).collect::<String>();
    format!("| setting | default | meaning |\n|---|---|---|\n{rows}")
}

fn row(setting: &Arg) -> String {
    let name = setting.get_env().unwrap_or_default().to_string_lossy();
    let defaults = setting.get_default_values().iter().map(|value| format!("`{}`", value.to_string_lossy()));
    let meaning = setting.get_help().map(ToString::to_string).unwrap_or_default();
    format!("| `{name}` | {} | {meaning} |\n", defaults.collect::<Vec<_>>().join(", "))
}
