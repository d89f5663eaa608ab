//! How long an order takes: as somebody said of the supplier, or learnt from the orders that came.

/// From so many orders on, what came is believed rather than what was said.
pub const ENOUGH_ORDERS: usize = 5;

/// How long one order took, in days from when it was sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrderDuration {
    /// Until the first of it came.
    pub to_first_receipt: f64,
    /// Until all of it had come, or the last of what ever came.
    pub to_full_receipt: f64,
}

/// Days from an order to its delivery.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeadTime {
    /// Their mean, until all of an order has come: what is ordered is needed as a whole.
    pub days: f64,
    /// Their standard deviation.
    pub deviation: f64,
    /// How many orders it was learnt from; 0 where somebody said it.
    pub orders: usize,
    /// Mean days until the first of an order came; equal to `days` where somebody said it.
    pub first_days: f64,
}

impl LeadTime {
    /// As somebody said, without deviation as nobody said one.
    pub fn said(days: f64) -> Self {
        Self { days, deviation: 0.0, orders: 0, first_days: days }
    }

    /// What is known of a supplier: learnt from the orders that came when there are enough of them, else as `said`.
    /// `None` where neither is known. An order counts once, in however many postings it was received.
    pub fn known(said: Option<f64>, came: &[OrderDuration]) -> Option<Self> {
        let orders = came.len();
        if orders < ENOUGH_ORDERS {
            return said.map(Self::said);
        }

        let days = came.iter().map(|order| order.to_full_receipt).sum::<f64>() / orders as f64;
        let first_days = came.iter().map(|order| order.to_first_receipt).sum::<f64>() / orders as f64;
        let squares = came.iter().map(|order| (order.to_full_receipt - days).powi(2)).sum::<f64>();
        let deviation = (squares / (orders - 1) as f64).sqrt();
        Some(Self { days, deviation, orders, first_days })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_once(days: f64) -> OrderDuration {
        OrderDuration { to_first_receipt: days, to_full_receipt: days }
    }

    #[test]
    fn four_orders_teach_nothing_and_the_fifth_outweighs_what_was_said() {
        assert_eq!(LeadTime::known(Some(3.0), &[at_once(7.0); 4]), Some(LeadTime::said(3.0)));
        assert_eq!(LeadTime::known(None, &[at_once(7.0); 4]), None);

        let learnt = LeadTime { orders: 5, ..LeadTime::said(7.0) };
        assert_eq!(LeadTime::known(Some(3.0), &[at_once(7.0); 5]), Some(learnt));
    }

    #[test]
    fn what_is_learnt_has_a_deviation() {
        let came = [2.0, 4.0, 4.0, 4.0, 6.0].map(at_once);
        let learnt = LeadTime::known(None, &came);
        assert!(learnt.is_some_and(|learnt| learnt.days == 4.0));
        assert!(learnt.is_some_and(|learnt| (learnt.deviation - 2.0_f64.sqrt()).abs() < 1e-12));
    }

    #[test]
    fn an_order_that_comes_in_parts_takes_until_the_last_of_them() {
        let in_parts = OrderDuration { to_first_receipt: 2.0, to_full_receipt: 12.0 };
        let learnt = LeadTime::known(None, &[in_parts; 5]);
        assert!(learnt.is_some_and(|learnt| learnt.days == 12.0 && learnt.first_days == 2.0));
    }
}
