//! What a day is expected to ask for, and how far days lie apart.

use super::{DemandPattern, Statistics, intermittent};

/// How much of each new day is believed: a common choice for series of this length.
const SMOOTHING: f64 = 0.1;
/// Demand begins to fade after so many average intervals without any,
const QUIET_INTERVALS: f64 = 3.0;
/// and after so many days at least: clinics close for holidays.
const QUIET_DAYS: f64 = 14.0;

/// How a forecast was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The mean of the days.
    Mean,
    /// Croston's forecast with the correction of Syntetos and Boylan.
    SyntetosBoylan,
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
    /// Those of the days through the last with demand, which show its kind; `None` where nothing was asked for.
    pub until_last: Option<Statistics>,
    /// Days without demand since the last with some.
    pub quiet_days: usize,
    /// What is left of demand that nobody asked for in a while: 1 until then, a tenth less with each day.
    pub fading: f64,
}

impl Forecast {
    /// The forecast from days in order, those out of stock left out; `None` of no days.
    pub fn of(series: &[f64]) -> Option<Self> {
        let statistics = Statistics::of(series)?;
        let quiet_days = series.iter().rev().take_while(|amount| **amount <= 0.0).count();

        // Days since the last demand say how far it has faded. They don't make it another kind of demand: a kind that
        // changed in one quiet day would change the forecast in one as well.
        let until_last = series.get(..series.len() - quiet_days).and_then(Statistics::of);
        let pattern = until_last.as_ref().map_or(DemandPattern::None, DemandPattern::of);
        let interval = until_last.and_then(|statistics| statistics.interval);
        let fading = interval.map_or(1.0, |interval| fading(quiet_days as f64, interval));

        let method = if pattern.is_seldom() { Method::SyntetosBoylan } else { Method::Mean };
        let per_day = match method {
            Method::Mean => statistics.mean,
            Method::SyntetosBoylan => intermittent::syntetos_boylan(series, SMOOTHING).unwrap_or_default(),
        };
        Some(Self {
            // More may come back than is sold in a while: nothing is expected then.
            per_day: per_day.max(0.0) * fading,
            deviation: statistics.deviation * fading,
            pattern,
            method,
            statistics,
            until_last,
            quiet_days,
            fading,
        })
    }
}

/// What is left of demand after days without any. Beyond what is usual each takes a tenth of the chance that somebody
/// asks, as in the forecast of Teunter, Syntetos and Babai.
fn fading(quiet_days: f64, interval: f64) -> f64 {
    let usual = (QUIET_INTERVALS * interval).max(QUIET_DAYS);
    (1.0 - SMOOTHING).powf((quiet_days - usual).max(0.0))
}

impl Method {
    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean of the days × fading",
            Self::SyntetosBoylan => "Croston with the Syntetos-Boylan correction, smoothing 0.1, × fading",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_day_is_averaged_and_seldom_days_are_smoothed() {
        assert_eq!(Forecast::of(&[4.0, 6.0, 5.0]).unwrap().method, Method::Mean);
        assert_eq!(Forecast::of(&[0.0, 2.0, 0.0, 2.0]).unwrap().method, Method::SyntetosBoylan);
    }

    #[test]
    fn what_stopped_long_ago_is_hardly_expected_and_a_holiday_changes_little() {
        for days_of_demand in [[0.0, 2.0], [1.0, 1.0]] {
            let after = |quiet| {
                let series: Vec<f64> = days_of_demand.repeat(60).into_iter().chain(vec![0.0; quiet]).collect();
                Forecast::of(&series).unwrap()
            };
            let (before, holiday, stopped) = (after(0), after(14), after(60));
            assert_eq!((holiday.fading, holiday.pattern), (1.0, before.pattern));
            assert!(holiday.per_day > 0.85 * before.per_day, "{holiday:?}");
            assert!(stopped.per_day < 0.01 * before.per_day, "{stopped:?}");
            assert!(stopped.deviation < 0.05 * before.deviation.max(0.5), "{stopped:?}");
        }
    }

    #[test]
    fn demand_fades_as_fast_as_in_the_published_forecast() {
        let quiet = |days| [1.0; 40].into_iter().chain(vec![0.0; days]).collect::<Vec<f64>>();
        let published = |days| intermittent::teunter_syntetos_babai(&quiet(days), SMOOTHING, SMOOTHING).unwrap();
        let ours = |days| Forecast::of(&quiet(days)).unwrap().fading;
        assert!((ours(30) / ours(20) - published(30) / published(20)).abs() < 1e-12);
    }

    #[test]
    fn more_coming_back_than_sold_expects_nothing() {
        assert!(Forecast::of(&[1.0, -3.0]).unwrap().per_day >= 0.0);
    }

    proptest! {
        /// Some in most days, some in few.
        #[test]
        fn a_day_without_demand_never_raises_the_forecast_and_takes_a_sixth_of_it_at_most(
            days in prop::collection::vec((0.0_f64..9.0, 0.0_f64..1.0), 14..200),
            chance in 0.05_f64..1.0,
            quiet in 0_usize..80,
        ) {
            let asked = days.iter().map(|(amount, drawn)| if *drawn < chance { *amount } else { 0.0 });
            let mut series: Vec<f64> = asked.chain(vec![0.0; quiet]).collect();
            let before = Forecast::of(&series).unwrap().per_day;
            series.push(0.0);
            let after = Forecast::of(&series).unwrap().per_day;
            prop_assert!(after <= before + 1e-12, "{before} became {after}");
            prop_assert!(after >= before * (1.0 - 1.0 / 6.0) - 1e-12, "{before} became {after}");
        }
    }
}
