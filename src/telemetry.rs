//! What the service tells about itself: one log, and counts for monitors.

mod metrics;

use std::io;
use std::panic::{self, PanicHookInfo};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;

pub use self::metrics::{Metrics, Outcome};
use crate::config::{LogFormat, LogSettings};

/// Starts the log, once in a process. A panic is logged like any other failure.
///
/// # Errors
/// The level is not one.
pub fn start(settings: &LogSettings) -> Result<(), ParseError> {
    let filter = EnvFilter::try_new(&settings.log_level)?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // A second start finds the first one's log in place, and uses it.
    let _ = match settings.log_format {
        LogFormat::Text => lines.with_ansi(false).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init(),
    };
    panic::set_hook(Box::new(log_panic));
    Ok(())
}

fn log_panic(panic: &PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string);
    tracing::error!(panic.message = panic.payload_as_str(), panic.location = location, "panicked");
}
