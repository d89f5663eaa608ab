//! What a series of daily amounts says in numbers.

/// Figures of a series, one number a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statistics {
    /// How many days.
    pub days: usize,
    /// On how many of them something was asked for.
    pub demand_days: usize,
    /// Their mean.
    pub mean: f64,
    /// Their sample standard deviation (divided by n − 1); 0 for one day.
    pub deviation: f64,
    /// Average demand interval: days for each day with demand; `None` where nothing was asked for.
    pub interval: Option<f64>,
    /// Squared coefficient of variation of the amounts above 0, of the population; `None` where nothing was asked for.
    pub variation: Option<f64>,
}

impl Statistics {
    /// The figures of `series`; `None` of nothing.
    pub fn of(series: &[f64]) -> Option<Self> {
        let mean = mean(series)?;
        let sizes: Vec<f64> = series.iter().copied().filter(|amount| *amount > 0.0).collect();
        let variation = self::mean(&sizes).map(|size| squares(&sizes, size) / sizes.len() as f64 / (size * size));
        Some(Self {
            days: series.len(),
            demand_days: sizes.len(),
            mean,
            deviation: deviation(series),
            interval: (!sizes.is_empty()).then(|| series.len() as f64 / sizes.len() as f64),
            variation,
        })
    }

    /// The squared coefficient of variation as of a sample (divided by n − 1); `None` for fewer than two amounts.
    pub fn sample_variation(&self) -> Option<f64> {
        let count = self.demand_days as f64;
        self.variation.filter(|_| self.demand_days > 1).map(|variation| variation * count / (count - 1.0))
    }
}

/// The mean; `None` of nothing.
pub(super) fn mean(series: &[f64]) -> Option<f64> {
    (!series.is_empty()).then(|| series.iter().sum::<f64>() / series.len() as f64)
}

/// The sample standard deviation; 0 of fewer than two.
pub(super) fn deviation(series: &[f64]) -> f64 {
    match mean(series) {
        Some(mean) if series.len() > 1 => (squares(series, mean) / (series.len() - 1) as f64).sqrt(),
        _ => 0.0,
    }
}

fn squares(series: &[f64], mean: f64) -> f64 {
    series.iter().map(|amount| (amount - mean).powi(2)).sum()
}
