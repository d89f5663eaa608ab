//! What kind of demand a product has: how often, and how evenly.
//!
//! The cut-offs are those of Syntetos, Boylan and Croston (2005), On the categorization of demand patterns, Journal of the
//! Operational Research Society 56.

use super::Statistics;

/// Demand comes often when there are fewer days than this for each day with demand.
const INTERVAL: f64 = 1.32;
/// Demand is even when its squared coefficient of variation is below this.
const VARIATION: f64 = 0.49;

/// The kind of demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemandPattern {
    /// Often and even.
    Smooth,
    /// Often, in very different amounts.
    Erratic,
    /// Seldom and even.
    Intermittent,
    /// Seldom, in very different amounts.
    Lumpy,
    /// Nothing was asked for.
    None,
}

impl DemandPattern {
    /// The kind of a series with these figures.
    pub fn of(statistics: &Statistics) -> Self {
        match (statistics.interval, statistics.variation) {
            (Some(interval), Some(variation)) => match (interval < INTERVAL, variation < VARIATION) {
                (true, true) => Self::Smooth,
                (true, false) => Self::Erratic,
                (false, true) => Self::Intermittent,
                (false, false) => Self::Lumpy,
            },
            _ => Self::None,
        }
    }

    /// Whether days without demand lie between those with it.
    pub fn is_seldom(self) -> bool {
        matches!(self, Self::Intermittent | Self::Lumpy)
    }

    /// Whether amounts are alike.
    pub fn is_even(self) -> bool {
        matches!(self, Self::Smooth | Self::Intermittent)
    }

    /// The word for it, as in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Smooth => "SMOOTH",
            Self::Erratic => "ERRATIC",
            Self::Intermittent => "INTERMITTENT",
            Self::Lumpy => "LUMPY",
            Self::None => "NONE",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn pattern(series: &[f64]) -> DemandPattern {
        DemandPattern::of(&Statistics::of(series).unwrap())
    }

    #[test]
    fn how_often_and_how_evenly_make_four_kinds() {
        assert_eq!(pattern(&[5.0, 6.0, 5.0, 6.0]), DemandPattern::Smooth);
        assert_eq!(pattern(&[1.0, 20.0, 1.0, 1.0]), DemandPattern::Erratic);
        assert_eq!(pattern(&[0.0, 5.0, 0.0, 6.0]), DemandPattern::Intermittent);
        assert_eq!(pattern(&[0.0, 1.0, 0.0, 0.0, 20.0, 0.0, 1.0]), DemandPattern::Lumpy);
    }

    #[test]
    fn days_without_demand_alone_have_no_kind() {
        assert_eq!(pattern(&[0.0, 0.0]), DemandPattern::None);
    }
}
