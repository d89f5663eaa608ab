//! Forecasts of demand that does not come every day: amounts and how often they come are smoothed apart.
//!
//! Croston (1972), Forecasting and stock control for intermittent demands; the bias of its quotient is corrected by
//! Syntetos and Boylan (2005), The accuracy of intermittent demand estimates; Teunter, Syntetos and Babai (2011),
//! Intermittent demand: linking forecasting to inventory obsolescence, lets what is no longer asked for fade. Each begins
//! with the first amount that was asked for.

/// Croston's forecast for one day: the smoothed amount over the smoothed interval. `None` where nothing was asked for.
pub fn croston(series: &[f64], smoothing: f64) -> Option<f64> {
    let mut since = 0.0;
    let mut smoothed: Option<(f64, f64)> = None;
    for amount in series {
        since += 1.0;
        if *amount > 0.0 {
            let (size, interval) = smoothed.unwrap_or((*amount, since));
            smoothed = Some((step(size, *amount, smoothing), step(interval, since, smoothing)));
            since = 0.0;
        }
    }
    smoothed.map(|(size, interval)| size / interval)
}

/// Croston's forecast without its bias.
pub fn syntetos_boylan(series: &[f64], smoothing: f64) -> Option<f64> {
    croston(series, smoothing).map(|forecast| (1.0 - smoothing / 2.0) * forecast)
}

/// The smoothed amount times the smoothed chance that a day has demand. `None` where nothing was asked for.
pub fn teunter_syntetos_babai(series: &[f64], size_smoothing: f64, chance_smoothing: f64) -> Option<f64> {
    let mut size = None;
    let mut chance = None;
    for amount in series {
        let asked = if *amount > 0.0 { 1.0 } else { 0.0 };
        chance = Some(step(chance.unwrap_or(asked), asked, chance_smoothing));
        if *amount > 0.0 {
            size = Some(step(size.unwrap_or(*amount), *amount, size_smoothing));
        }
    }
    size.zip(chance).map(|(size, chance)| size * chance)
}

/// One step of exponential smoothing.
fn step(before: f64, now: f64, smoothing: f64) -> f64 {
    before + smoothing * (now - before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_asked_for_is_no_forecast() {
        assert_eq!(croston(&[0.0; 30], 0.1), None);
        assert_eq!(teunter_syntetos_babai(&[], 0.1, 0.1), None);
    }

    #[test]
    fn what_is_no_longer_asked_for_fades_from_one_forecast_and_stays_in_the_other() {
        let series: Vec<f64> = [1.0; 30].into_iter().chain([0.0; 60]).collect();
        assert_eq!(croston(&series, 0.1), Some(1.0));
        assert!(teunter_syntetos_babai(&series, 0.1, 0.1).is_some_and(|forecast| forecast < 0.01));
    }
}
