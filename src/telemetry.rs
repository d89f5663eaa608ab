//! What the service tells about itself: one log, and counts for monitors.

mod metrics;

use std::io;
use std::panic::{self, PanicHookInfo};

use tracing::Level;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::{ParseError, Targets};

pub use self::metrics::{Metrics, Outcome};
use crate::config::{LogFormat, LogSettings};

/// Who tells at INFO of every step of a migration, and of tables that PostgreSQL already has. The database room says in
/// one line what came of it.
const STEP_BY_STEP: [&str; 2] = ["sea_orm_migration", "sqlx::postgres::notice"];

/// Starts the log, once in a process. A panic is logged like any other failure.
///
/// # Errors
/// The level is not one.
pub fn start(settings: &LogSettings) -> Result<(), ParseError> {
    let filter = filter(&settings.log_level)?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // A second start finds the first one's log in place, and uses it.
    let _ = match settings.log_format {
        LogFormat::Text => lines.with_ansi(false).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init(),
    };
    panic::set_hook(Box::new(log_panic));
    Ok(())
}

/// What is logged at this level. What tells of every step of a migration is heard from DEBUG on.
fn filter(level: &str) -> Result<EnvFilter, ParseError> {
    let mut filter = EnvFilter::try_new(level)?;
    let targets: Targets = level.parse().unwrap_or_default();

    for target in STEP_BY_STEP {
        if !targets.would_enable(target, &Level::DEBUG) {
            filter = filter.add_directive(format!("{target}=warn").parse()?);
        }
    }
    Ok(filter)
}

fn log_panic(panic: &PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string);
    tracing::error!(panic.message = panic.payload_as_str(), panic.location = location, "panicked");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::sync::{Arc, Mutex};

    use super::*;

    /// What is written at a level of INFO lines of a migration's steps, and of one of our own.
    fn written_at(level: &str) -> String {
        let written = Arc::new(Mutex::new(Vec::new()));
        let log = {
            let written = written.clone();
            tracing_subscriber::fmt()
                .with_env_filter(filter(level).unwrap())
                .with_writer(move || Lines(written.clone()))
                .finish()
        };

        tracing::subscriber::with_default(log, || {
            tracing::info!(target: "sea_orm_migration::migrator::exec", "a step");
            tracing::info!(target: "sqlx::postgres::notice", "a table");
            tracing::info!(target: "lotwise::database::schema", "the schema");
        });

        let written = written.lock().unwrap().clone();
        String::from_utf8(written).unwrap()
    }

    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn each_step_of_a_migration_is_heard_from_debug_on() {
        for level in ["info", "info,lotwise=debug"] {
            let written = written_at(level);
            assert_eq!(written.lines().count(), 1, "{level}: {written}");
            assert!(written.contains("the schema"), "{level}: {written}");
        }
        for level in ["debug", "trace", "warn,sea_orm_migration=debug,sqlx=debug"] {
            let written = written_at(level);
            assert!(written.contains("a step") && written.contains("a table"), "{level}: {written}");
        }
        assert!(written_at("error").is_empty());
    }

    #[test]
    fn a_level_that_is_none_is_refused() {
        assert!(filter("lotwise=loud").is_err());
    }
}
