//! Failures that pass by themselves: the database is busy, full, starting again, or out of reach. Who asks again later is
//! answered; and since the failure may have come after the commit, who sends a change again under its key finds it.

use sea_orm::{DbErr, RuntimeErr, sqlx};

use super::{postgres, sqlite};
use crate::error::Failure;

/// How long a code of the SQL standard is. SQLite's numbers are shorter.
const SQLSTATE_LENGTH: usize = 5;

/// Whether the caller may simply try again later. What was to be written may have been recorded all the same.
pub fn passes(failure: &Failure) -> bool {
    match failure {
        Failure::Unavailable | Failure::ChangedMeanwhile | Failure::NotCommitted(_) | Failure::KeyTaken => true,
        Failure::Database(cause) => is_passing(cause),
        Failure::Shared(failure) => passes(failure),
        Failure::OtherCurrency { .. } | Failure::NoBooksKey { .. } | Failure::Broken(_) => false,
    }
}

fn is_passing(cause: &DbErr) -> bool {
    matches!(cause, DbErr::ConnectionAcquire(_)) || of_driver(cause).is_some_and(is_passing_in_driver)
}

/// What the driver said, where the failure comes from it.
pub(super) fn of_driver(cause: &DbErr) -> Option<&sqlx::Error> {
    match cause {
        DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) => Some(cause),
        _ => None,
    }
}

fn is_passing_in_driver(cause: &sqlx::Error) -> bool {
    match cause {
        // The connection is lost, or none is to be had.
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::BeginFailed => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| is_passing_code(&code)),
        _ => false,
    }
}

fn is_passing_code(code: &str) -> bool {
    if code.len() == SQLSTATE_LENGTH { postgres::is_passing(code) } else { sqlite::is_passing(code) }
}

#[cfg(test)]
mod tests {
    use std::{borrow::Cow, fmt, io, sync::Arc};

    use sea_orm::{
        ConnAcquireErr,
        sqlx::error::{DatabaseError, ErrorKind},
    };

    use super::*;

    /// An error of a database, of which only the code counts.
    #[derive(Debug)]
    struct Coded(&'static str);

    impl fmt::Display for Coded {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str(self.0)
        }
    }

    impl std::error::Error for Coded {}

    impl DatabaseError for Coded {
        fn message(&self) -> &str {
            self.0
        }

        fn code(&self) -> Option<Cow<'_, str>> {
            Some(self.0.into())
        }

        fn as_error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
            self
        }

        fn as_error_mut(&mut self) -> &mut (dyn std::error::Error + Send + Sync + 'static) {
            self
        }

        fn into_error(self: Box<Self>) -> Box<dyn std::error::Error + Send + Sync + 'static> {
            self
        }

        fn kind(&self) -> ErrorKind {
            ErrorKind::Other
        }
    }

    fn with_code(code: &'static str) -> sqlx::Error {
        sqlx::Error::Database(Box::new(Coded(code)))
    }

    /// The failure, however it came: while connecting, executing, querying, or shared by several who waited.
    fn every_way(cause: impl Fn() -> sqlx::Error) -> Vec<Failure> {
        let runtime = || RuntimeErr::SqlxError(Arc::new(cause()));
        let ways = [DbErr::Conn(runtime()), DbErr::Exec(runtime()), DbErr::Query(runtime())];
        let shared = Failure::Shared(Arc::new(Failure::Database(DbErr::Query(runtime()))));
        ways.into_iter().map(Failure::Database).chain([shared]).collect()
    }

    #[test]
    fn each_code_passes_or_stays_however_it_came() {
        let codes = [
            // PostgreSQL: the connection, its resources, an end by the operator or a limit, a lost race.
            ("08006", true),
            ("08003", true),
            ("53100", true),
            ("53200", true),
            ("53300", true),
            ("57P01", true),
            ("57P02", true),
            ("57P03", true),
            ("57014", true),
            ("55P03", true),
            ("25P03", true),
            ("40001", true),
            ("40P01", true),
            ("40003", true),
            ("58030", true),
            // A rule of the schema, a mistake of ours, a server that is set up wrongly.
            ("23505", false),
            ("23514", false),
            ("42P01", false),
            ("22003", false),
            ("25006", false),
            ("57P04", false),
            ("XX000", false),
            // SQLite: busy, locked, no memory, the disk failed or is full, also with the particulars.
            ("5", true),
            ("517", true),
            ("6", true),
            ("7", true),
            ("10", true),
            ("778", true),
            ("13", true),
            // An error of ours, a constraint, a broken file.
            ("1", false),
            ("19", false),
            ("2067", false),
            ("11", false),
            ("26", false),
        ];
        for (code, passing) in codes {
            for failure in every_way(|| with_code(code)) {
                assert_eq!(passes(&failure), passing, "{code}: {failure:?}");
            }
        }
    }

    #[test]
    fn a_lost_connection_passes_and_a_mistake_of_ours_stays() {
        let reset = || sqlx::Error::Io(io::Error::from(io::ErrorKind::ConnectionReset));
        let lost = every_way(reset).into_iter().chain(every_way(|| sqlx::Error::WorkerCrashed));
        for failure in lost {
            assert!(passes(&failure), "{failure:?}");
        }
        for failure in every_way(|| sqlx::Error::RowNotFound) {
            assert!(!passes(&failure), "{failure:?}");
        }

        let none_to_be_had = DbErr::ConnectionAcquire(ConnAcquireErr::Timeout);
        assert!(passes(&Failure::Database(none_to_be_had)));
        assert!(passes(&Failure::NotCommitted(Arc::new(DbErr::Custom("full".to_owned())))));
        for busy in [Failure::Unavailable, Failure::ChangedMeanwhile, Failure::KeyTaken] {
            assert!(passes(&busy), "{busy:?}");
        }
        assert!(!passes(&Failure::Broken("an invariant".to_owned())));
    }
}
