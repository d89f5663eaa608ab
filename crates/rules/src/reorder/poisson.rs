//! Small counts: demand of a few whole pieces is Poisson distributed rather than normally.

use statrs::distribution::{DiscreteCDF, Poisson};

/// The fewest pieces r that are enough with at least this chance when `mean` of them are expected: P(X ≤ r) ≥ level.
/// `None` where the mean is not above 0 or the level not between 0 and 1.
pub fn smallest_level(mean: f64, service_level: f64) -> Option<u64> {
    let distribution = Poisson::new(mean).ok().filter(|_| mean.is_finite())?;
    // The chance reaches any level below 1 long before the mean is exceeded so far.
    let most = (mean + 40.0 * mean.sqrt() + 100.0) as u64;
    let is_level = service_level > 0.0 && service_level < 1.0;
    (0..=most).filter(|_| is_level).find(|pieces| distribution.cdf(*pieces) >= service_level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_piece_is_expected_and_one_is_enough_nine_times_of_ten() {
        assert_eq!(smallest_level(0.5, 0.9), Some(1));
        assert_eq!(smallest_level(0.5, 0.95), Some(2));
    }

    #[test]
    fn nothing_expected_or_no_level_has_no_answer() {
        assert_eq!(smallest_level(0.0, 0.9), None);
        assert_eq!(smallest_level(2.0, 1.0), None);
        assert_eq!(smallest_level(f64::NAN, 0.9), None);
    }
}
