//! Levels of stock that protect a time of uncertain demand, and how well they serve.
//!
//! The order-up-to level of published periodic-review examples protects lead time and review period: it is what a
//! reorder point must be here, where whoever looks once a review lets everything above it pass until the next.
//!
//! The formulas are those of the textbooks: Stevenson, Operations Management, chapter on inventory; Chopra and Meindl,
//! Supply Chain Management, chapter on safety inventory. Demand of a time is taken to be normally distributed.

use super::LeadTime;
use statrs::distribution::{Continuous, ContinuousCDF, Normal};

/// Demand over the time that stock must last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Protection {
    /// Days.
    pub days: f64,
    /// What is expected to be asked for.
    pub mean: f64,
    /// How far it may lie off: standard deviation.
    pub deviation: f64,
}

impl Protection {
    /// Demand of `per_day` with `deviation` over a lead time and, where stock is reviewed every so many days, the days
    /// until the next order can be placed: mean d·(L+R), deviation √((L+R)·σd² + d²·σL²).
    pub fn over(per_day: f64, deviation: f64, lead_time: &LeadTime, review_days: f64) -> Self {
        let days = lead_time.days + review_days;
        let variance = days * deviation.powi(2) + (per_day * lead_time.deviation).powi(2);
        Self { days, mean: per_day * days, deviation: variance.sqrt() }
    }

    /// What is kept beyond the mean for a service factor z: z·σ.
    pub fn safety_stock(&self, service_factor: f64) -> f64 {
        service_factor * self.deviation
    }

    /// The level that protects it: mean + z·σ.
    ///
    /// ```
    /// use rules::reorder::{LeadTime, Protection, service_factor};
    ///
    /// // Ten a day, give or take three; the supplier takes four days, give or take one.
    /// let lead_time = LeadTime { deviation: 1.0, orders: 9, ..LeadTime::said(4.0) };
    /// let protection = Protection::over(10.0, 3.0, &lead_time, 0.0);
    /// assert_eq!(protection.mean, 40.0);
    /// assert!((protection.deviation - 136.0_f64.sqrt()).abs() < 1e-9); // √(4·3² + 10²·1²)
    ///
    /// // In 95 of 100 cycles nothing runs short when it is ordered at 59.
    /// let factor = service_factor(0.95).unwrap();
    /// assert_eq!(protection.level(factor).round(), 59.0);
    /// ```
    pub fn level(&self, service_factor: f64) -> f64 {
        self.mean + self.safety_stock(service_factor)
    }
}

/// The factor z of a service level: how many standard deviations leave only 1 − level of all cycles short. `None` for a
/// level that is not between 0 and 1.
pub fn service_factor(service_level: f64) -> Option<f64> {
    (service_level > 0.0 && service_level < 1.0).then(|| Normal::standard().inverse_cdf(service_level))
}

/// The share of order cycles that do not run short with `level` in stock or on its way.
pub fn served_cycles(protection: &Protection, level: f64) -> f64 {
    match factor(protection, level) {
        Some(factor) => Normal::standard().cdf(factor),
        None => certain(protection, level),
    }
}

/// Base units short in one cycle, on average: σ·(φ(z) − z·(1 − Φ(z))).
pub fn expected_shortage(protection: &Protection, level: f64) -> f64 {
    let normal = Normal::standard();
    match factor(protection, level) {
        Some(factor) => protection.deviation * (normal.pdf(factor) - factor * normal.sf(factor)).max(0.0),
        None => (protection.mean - level).max(0.0),
    }
}

/// The share of demand that is served from the shelf when `quantity` is ordered at a time; `None` for no quantity.
pub fn fill_rate(protection: &Protection, level: f64, quantity: f64) -> Option<f64> {
    (quantity > 0.0).then(|| (1.0 - expected_shortage(protection, level) / quantity).clamp(0.0, 1.0))
}

/// How many deviations `level` lies above the mean; `None` where nothing deviates.
fn factor(protection: &Protection, level: f64) -> Option<f64> {
    (protection.deviation > 0.0).then(|| (level - protection.mean) / protection.deviation)
}

fn certain(protection: &Protection, level: f64) -> f64 {
    if level >= protection.mean { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_level_is_between_none_and_all() {
        for level in [0.0, 1.0, -0.5, f64::NAN] {
            assert_eq!(service_factor(level), None, "{level}");
        }
        assert!(service_factor(0.5).is_some_and(|factor| factor.abs() < 1e-9));
    }

    #[test]
    fn where_nothing_deviates_the_mean_is_enough() {
        let steady = LeadTime::said(4.0);
        let protection = Protection::over(2.0, 0.0, &steady, 0.0);
        assert_eq!((protection.level(1.6), served_cycles(&protection, 8.0)), (8.0, 1.0));
        assert_eq!((expected_shortage(&protection, 7.0), served_cycles(&protection, 7.0)), (1.0, 0.0));
    }
}
