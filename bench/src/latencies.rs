//! How long calls took, and what can be said of them together.

use std::time::Duration;

/// One duration for each call, shortest first.
#[derive(Debug, Default)]
pub(crate) struct Latencies(Vec<Duration>);

impl Latencies {
    /// The shortest duration that so many hundredths of the calls did not exceed (nearest rank); zero without calls.
    pub(crate) fn percentile(&self, hundredths: u32) -> Duration {
        let rank = (self.0.len() * hundredths as usize).div_ceil(100);
        self.0.get(rank.saturating_sub(1)).copied().unwrap_or_default()
    }

    /// How many calls there were.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }
}

impl FromIterator<Duration> for Latencies {
    fn from_iter<I: IntoIterator<Item = Duration>>(durations: I) -> Self {
        let mut durations: Vec<_> = durations.into_iter().collect();
        durations.sort_unstable();
        Self(durations)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milliseconds(durations: impl IntoIterator<Item = u64>) -> Latencies {
        durations.into_iter().map(Duration::from_millis).collect()
    }

    #[test]
    fn the_median_of_a_hundred_calls_is_the_fiftieth() {
        let latencies = milliseconds((1..=100).rev());
        assert_eq!(latencies.percentile(50), Duration::from_millis(50));
        assert_eq!(latencies.percentile(99), Duration::from_millis(99));
        assert_eq!(latencies.percentile(100), Duration::from_millis(100));
    }

    #[test]
    fn of_few_calls_the_slowest_is_the_99th_percentile() {
        assert_eq!(milliseconds([3, 9, 1]).percentile(99), Duration::from_millis(9));
        assert_eq!(milliseconds([7]).percentile(50), Duration::from_millis(7));
    }

    #[test]
    fn without_calls_there_is_nothing_to_wait_for() {
        assert_eq!(Latencies::default().percentile(99), Duration::ZERO);
    }
}
