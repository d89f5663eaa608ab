//! Why somebody may have been exposed to a recalled lot that nobody is sure of, in words for whoever calls them.

use super::resemblance::Resemblance;
use std::fmt;

/// Why an exposure is possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// The number that was stated resembles a recalled one.
    StatedAlike {
        /// As stated.
        stated: String,
        /// What it resembles, and how.
        resemblance: Resemblance,
    },
    /// The lot of the books resembles a recalled one.
    LotAlike {
        /// Its number.
        lot_number: String,
        /// What it resembles, and how.
        resemblance: Resemblance,
    },
    /// The number that was stated is of no lot in the books, and a recalled lot was there.
    NotInTheBooks {
        /// As stated.
        stated: String,
    },
    /// First expired, first out picked the lot, and a recalled one was there.
    Assumed,
    /// Nobody knows the lot, and a recalled one was there.
    Unknown,
}

impl fmt::Display for Because {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const THERE: &str = "a recalled lot was on hand there then";
        match self {
            Self::StatedAlike { stated, resemblance } => {
                write!(formatter, "Lot {stated} was stated, which {resemblance}.")
            }
            Self::LotAlike { lot_number, resemblance } => {
                write!(formatter, "It is of lot {lot_number}, which {resemblance}.")
            }
            Self::NotInTheBooks { stated } => {
                write!(formatter, "Lot {stated} was stated, which the books do not have; {THERE}.")
            }
            Self::Assumed => write!(formatter, "Its lot was assumed; {THERE}."),
            Self::Unknown => write!(formatter, "Nobody knows its lot; {THERE}."),
        }
    }
}
