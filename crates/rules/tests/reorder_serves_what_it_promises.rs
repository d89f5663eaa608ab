//! Simulations: whoever orders as the suggestion says runs short as seldom as the policy promises.
//!
//! Demand and lead times are drawn anew for 100,000 days; what is missing is delivered later, so that one shortage does
//! not hide the next. A cycle lasts from one delivery to the next and is served when nothing was missing in it. The
//! promise is made at the reorder point. What is ordered lifts the stock above it, so that the whole policy serves more.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![allow(clippy::float_arithmetic, reason = "a simulation is about what to expect, not about stock")]

use chrono::NaiveDate;
use entity::fixed_point::{Money, Quantity};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rules::demand::{DayLookedAt, History, quantity, units};
use rules::reorder::{Case, FixedPolicy, ForecastPolicy, LeadTime, Offer, Policy, Position, Suggestion, suggest};
use statrs::distribution::{ContinuousCDF, DiscreteCDF, Normal, Poisson};
use std::collections::VecDeque;

/// Days that are simulated.
const DAYS: usize = 100_000;
/// Days of demand that the suggestion learns from: so many that what it learns is what is drawn.
const LEARNT: usize = 5_000;
/// How far the share of cycles served may lie from the promise.
const TOLERANCE: f64 = 0.02;

/// How much a day asks for.
#[derive(Clone, Copy, Debug)]
enum Demand {
    /// Around a mean, every day.
    Normal { mean: f64, deviation: f64 },
    /// Single pieces, each by itself.
    Poisson { mean: f64 },
    /// On one day of several, an even amount.
    Seldom { chance: f64, amount: f64 },
}

impl Demand {
    fn of_a_day(self, random: &mut ChaCha8Rng) -> f64 {
        let chance: f64 = random.random_range(1e-9..1.0 - 1e-9);
        match self {
            Self::Normal { mean, deviation } => Normal::new(mean, deviation).unwrap().inverse_cdf(chance).max(0.0),
            Self::Poisson { mean } => Poisson::new(mean).unwrap().inverse_cdf(chance) as f64,
            Self::Seldom { chance: asked, amount } if chance < asked => amount,
            Self::Seldom { .. } => 0.0,
        }
    }
}

/// A clinic that orders one product.
#[derive(Clone, Copy, Debug)]
struct Clinic {
    demand: Demand,
    /// Days until an order comes, each as likely as the others.
    lead_days: (usize, usize),
    review_days: i32,
    whole_containers: bool,
    package: Quantity,
}

impl Clinic {
    fn lead_time(&self) -> LeadTime {
        let (shortest, longest) = self.lead_days;
        let spread = (longest - shortest) as f64;
        let deviation = ((spread + 1.0).powi(2) - 1.0).max(0.0) / 12.0;
        LeadTime { deviation: deviation.sqrt(), orders: 10, ..LeadTime::said((shortest + longest) as f64 / 2.0) }
    }

    /// What is suggested where nothing is there, by `policy`.
    fn suggestion(&self, policy: Policy, random: &mut ChaCha8Rng) -> Suggestion {
        let first_on = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let learnt = first_on.iter_days().take(LEARNT).map(|day| {
            let demand = quantity(self.demand.of_a_day(random)).unwrap();
            DayLookedAt { day, demand, counts: true }
        });
        let days: Vec<DayLookedAt> = learnt.collect();
        let history = History { first_on, last_on: days.last().unwrap().day, days };

        suggest(Case {
            unit: "each",
            contents: Quantity::whole(1),
            counted_in_containers: self.whole_containers,
            position: Position::default(),
            history: Some(history),
            policy,
            offer: Some(Offer { package: self.package, minimum_packages: 1, price: Money::ZERO }),
            lead_time: Some(self.lead_time()),
            shelf_life: None,
        })
    }

    /// The share of cycles served when the stock is looked at once a review and ordered for at `reorder_point` or below.
    fn served(&self, reorder_point: f64, order_up_to: f64, random: &mut ChaCha8Rng) -> f64 {
        let package = units(self.package);
        let review_days = usize::try_from(self.review_days.max(1)).unwrap();
        let mut stock = order_up_to;
        let mut under_way: VecDeque<(usize, f64)> = VecDeque::new();
        let mut is_short = false;
        let (mut cycles, mut served) = (0_u32, 0_u32);

        for day in 0..DAYS {
            if day % review_days == 0 {
                let position = stock + under_way.iter().map(|(_, quantity)| quantity).sum::<f64>();
                if position <= reorder_point + 1e-9 {
                    let packages = ((order_up_to - position) / package - 1e-9).ceil();
                    let (shortest, longest) = self.lead_days;
                    let arrives = day + random.random_range(shortest..=longest);
                    under_way.push_back((arrives, packages * package));
                }
            }

            let arrived: f64 = under_way.iter().filter(|(on, _)| *on <= day).map(|(_, quantity)| quantity).sum();
            under_way.retain(|(on, _)| *on > day);
            if arrived > 0.0 {
                cycles += 1;
                served += u32::from(!is_short);
                is_short = false;
                stock += arrived;
            }

            stock -= self.demand.of_a_day(random);
            is_short |= stock < -1e-9;
        }

        f64::from(served) / f64::from(cycles)
    }
}

fn promise(service_level: f64, review_days: i32) -> Policy {
    let service_level = rules::demand::quantity(service_level).unwrap();
    Policy::Forecast(ForecastPolicy { service_level, review_days, ..ForecastPolicy::DEFAULT })
}

/// Clinics of every kind, with where their demand is as the levels take it to be.
fn clinics() -> [(Clinic, bool); 9] {
    let clinic = Clinic {
        demand: Demand::Normal { mean: 4.0, deviation: 1.0 },
        lead_days: (3, 3),
        review_days: 7,
        whole_containers: false,
        package: Quantity(100),
    };
    let vials = Clinic {
        demand: Demand::Poisson { mean: 1.8 },
        lead_days: (2, 2),
        whole_containers: true,
        package: Quantity::whole(1),
        ..clinic
    };
    [
        (clinic, true),
        (Clinic { lead_days: (14, 14), review_days: 1, ..clinic }, true),
        (Clinic { lead_days: (0, 0), ..clinic }, true),
        (Clinic { lead_days: (2, 6), review_days: 14, ..clinic }, false),
        (Clinic { package: Quantity::whole(20), ..clinic }, false),
        (vials, true),
        (Clinic { lead_days: (0, 0), ..vials }, true),
        (Clinic { demand: Demand::Poisson { mean: 0.4 }, ..vials }, false),
        (Clinic { demand: Demand::Seldom { chance: 0.3, amount: 5.0 }, lead_days: (7, 7), ..clinic }, false),
    ]
}

#[test]
fn no_policy_serves_fewer_cycles_than_it_promises() {
    let mut random = ChaCha8Rng::seed_from_u64(7);

    for service_level in [0.9, 0.95, 0.99] {
        for (clinic, _) in clinics() {
            let suggestion = clinic.suggestion(promise(service_level, clinic.review_days), &mut random);
            let reorder_point = units(suggestion.reorder_point.unwrap());
            let order_up_to = units(suggestion.order_up_to.unwrap());

            let served = clinic.served(reorder_point, order_up_to, &mut random);
            assert!(served >= service_level - TOLERANCE, "{clinic:?} at {service_level}: {served}");
        }
    }
}

#[test]
fn stock_that_is_lifted_to_the_reorder_point_alone_serves_just_what_is_promised() {
    let mut random = ChaCha8Rng::seed_from_u64(8);

    for service_level in [0.9, 0.95, 0.99] {
        for (clinic, _) in clinics().into_iter().filter(|(_, as_assumed)| *as_assumed) {
            let suggestion = clinic.suggestion(promise(service_level, clinic.review_days), &mut random);
            let reorder_point = units(suggestion.reorder_point.unwrap());

            // A count can't be promised more exactly than by the piece: one less would serve too few.
            let served = clinic.served(reorder_point, reorder_point, &mut random);
            let one_less = if clinic.whole_containers { reorder_point - 1.0 } else { reorder_point };
            let fewest = clinic.served(one_less, one_less, &mut random);
            assert!(served >= service_level - TOLERANCE, "{clinic:?} at {service_level}: {served}");
            assert!(fewest <= service_level + TOLERANCE, "{clinic:?} at {service_level}: {fewest}");
        }
    }
}

#[test]
fn levels_without_the_review_period_would_break_the_promise() {
    let mut random = ChaCha8Rng::seed_from_u64(9);
    let (clinic, _) = clinics()[0];

    let suggestion = clinic.suggestion(promise(0.95, 0), &mut random);
    let reorder_point = units(suggestion.reorder_point.unwrap());
    let order_up_to = reorder_point + 4.0 * f64::from(clinic.review_days);

    let served = clinic.served(reorder_point, order_up_to, &mut random);
    assert!(served < 0.5, "{served}");
}

#[test]
fn fixed_levels_are_ordered_at_as_they_were_set() {
    let mut random = ChaCha8Rng::seed_from_u64(10);
    let (clinic, _) = clinics()[0];
    let levels = FixedPolicy { reorder_point: Quantity::whole(46), order_up_to: Quantity::whole(74) };

    let suggestion = clinic.suggestion(Policy::Fixed(levels), &mut random);
    assert_eq!(suggestion.reorder_point, Some(levels.reorder_point));
    assert_eq!(suggestion.order_up_to, Some(levels.order_up_to));

    // Forty are expected in ten days, give or take three: somebody who sets 46 runs short seldom.
    let served = clinic.served(46.0, 74.0, &mut random);
    assert!(served > 0.95, "{served}");
}
