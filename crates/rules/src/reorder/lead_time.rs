//! How long an order takes: as somebody said of the supplier, or learnt from what came.

/// From so many receipts on, what came is believed rather than what was said.
pub const ENOUGH_RECEIPTS: usize = 5;

/// Days from an order to its delivery.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeadTime {
    /// Their mean.
    pub days: f64,
    /// Their standard deviation.
    pub deviation: f64,
    /// How many receipts it was learnt from; 0 where somebody said it.
    pub receipts: usize,
}

impl LeadTime {
    /// What is known of a supplier: learnt from `observed` when there are enough of them, else as `said`, without
    /// deviation as nobody said one. `None` where neither is known.
    pub fn known(said: Option<f64>, observed: &[f64]) -> Option<Self> {
        let receipts = observed.len();
        if receipts < ENOUGH_RECEIPTS {
            return said.map(|days| Self { days, deviation: 0.0, receipts: 0 });
        }
        let days = observed.iter().sum::<f64>() / receipts as f64;
        let squares = observed.iter().map(|day| (day - days).powi(2)).sum::<f64>();
        Some(Self { days, deviation: (squares / (receipts - 1) as f64).sqrt(), receipts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_receipts_teach_nothing_and_the_fifth_outweighs_what_was_said() {
        let said = Some(LeadTime { days: 3.0, deviation: 0.0, receipts: 0 });
        assert_eq!(LeadTime::known(Some(3.0), &[7.0; 4]), said);
        assert_eq!(LeadTime::known(None, &[7.0; 4]), None);
        let learnt = LeadTime { days: 7.0, deviation: 0.0, receipts: 5 };
        assert_eq!(LeadTime::known(Some(3.0), &[7.0; 5]), Some(learnt));
    }

    #[test]
    fn what_is_learnt_has_a_deviation() {
        let learnt = LeadTime::known(None, &[2.0, 4.0, 4.0, 4.0, 6.0]);
        assert!(learnt.is_some_and(|learnt| learnt.days == 4.0 && (learnt.deviation - 2.0_f64.sqrt()).abs() < 1e-12));
    }
}
