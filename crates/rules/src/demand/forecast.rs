//! What a day is expected to ask for, and how far days lie apart.

use super::{DemandPattern, Statistics, intermittent};

/// How much of each new day is believed: a common choice for series of this length.
const SMOOTHING: f64 = 0.1;
/// After so many average intervals without demand it is taken to fade.
const FADING: f64 = 3.0;

/// How a forecast was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The mean of the days.
    Mean,
    /// Croston's forecast with the correction of Syntetos and Boylan.
    SyntetosBoylan,
    /// Teunter, Syntetos and Babai: demand that is fading.
    TeunterSyntetosBabai,
}

/// What a day is expected to ask for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// Base units a day.
    pub per_day: f64,
    /// Standard deviation of the days.
    pub deviation: f64,
    /// The kind of demand.
    pub pattern: DemandPattern,
    /// How it was made.
    pub method: Method,
    /// The figures of the days that it was made from.
    pub statistics: Statistics,
}

impl Forecast {
    /// The forecast from days in order, those out of stock left out; `None` of no days.
    pub fn of(series: &[f64]) -> Option<Self> {
        let statistics = Statistics::of(series)?;
        let pattern = DemandPattern::of(&statistics);
        let method = method(series, pattern, &statistics);
        let per_day = match method {
            Method::Mean => Some(statistics.mean),
            Method::SyntetosBoylan => intermittent::syntetos_boylan(series, SMOOTHING),
            Method::TeunterSyntetosBabai => intermittent::teunter_syntetos_babai(series, SMOOTHING, SMOOTHING),
        };
        // More may come back than is sold in a while: nothing is expected then.
        let per_day = per_day.unwrap_or_default().max(0.0);
        Some(Self { per_day, deviation: statistics.deviation, pattern, method, statistics })
    }
}

fn method(series: &[f64], pattern: DemandPattern, statistics: &Statistics) -> Method {
    let quiet = series.iter().rev().take_while(|amount| **amount <= 0.0).count() as f64;
    match statistics.interval {
        Some(interval) if pattern.is_seldom() && quiet > FADING * interval => Method::TeunterSyntetosBabai,
        Some(_) if pattern.is_seldom() => Method::SyntetosBoylan,
        _ => Method::Mean,
    }
}

impl Method {
    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean of the days",
            Self::SyntetosBoylan => "Croston with the Syntetos-Boylan correction, smoothing 0.1",
            Self::TeunterSyntetosBabai => "Teunter-Syntetos-Babai, smoothing 0.1, as demand fades",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn every_day_is_averaged_and_seldom_days_are_smoothed() {
        assert_eq!(Forecast::of(&[4.0, 6.0, 5.0]).unwrap().method, Method::Mean);
        assert_eq!(Forecast::of(&[0.0, 2.0, 0.0, 2.0]).unwrap().method, Method::SyntetosBoylan);
    }

    #[test]
    fn what_stopped_long_ago_fades() {
        let series: Vec<f64> = [0.0, 2.0].repeat(10).into_iter().chain([0.0; 40]).collect();
        let forecast = Forecast::of(&series).unwrap();
        assert_eq!(forecast.method, Method::TeunterSyntetosBabai);
        assert!(forecast.per_day < forecast.statistics.mean / 2.0);
    }

    #[test]
    fn more_coming_back_than_sold_expects_nothing() {
        assert!(Forecast::of(&[1.0, -3.0]).unwrap().per_day >= 0.0);
    }
}
