//! What may happen in the model's stockroom, in any order.

use proptest::prelude::*;

/// Two lots of a shared vial and two of a syringe.
pub(super) const LOTS: usize = 4;

/// How many containers of each there are before the first act.
pub(super) const FIRST_CONTAINERS: i64 = 3;

/// One act of somebody.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    /// Containers of a lot come.
    Receive { lot: usize, containers: i64 },
    /// The books are set right by whole containers.
    Adjust { lot: usize, containers: i64 },
    /// A receipt or adjustment, counted from the first, is taken back.
    TakeBack { change: usize },
    /// Base units of a lot are used.
    Use { lot: usize, units: i64 },
    /// The same from another container than the open one.
    OpenAndUse { lot: usize, units: i64 },
    /// The same from one open container, counted from the first.
    UseContainer { lot: usize, container: usize, units: i64 },
    /// Somebody measures what is left in one.
    Measure { lot: usize, container: usize, by: i64 },
    /// A vial is opened on purpose.
    Open { lot: usize },
    /// What is left in an open container is thrown away, with what was measured before where somebody did.
    Discard { lot: usize, container: usize, measured: Option<i64> },
    /// Sealed containers are thrown away.
    Waste { lot: usize, containers: i64 },
}

/// A day's work, or several.
pub(super) fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(act(), 1..60)
}

fn act() -> impl Strategy<Value = Act> {
    let lot = 0..LOTS;
    let (container, other) = (0..3_usize, |range: std::ops::Range<i64>| range.prop_filter("not 0", |by| *by != 0));
    prop_oneof![
        2 => (lot.clone(), 1..4_i64).prop_map(|(lot, containers)| Act::Receive { lot, containers }),
        2 => (lot.clone(), other(-3..3)).prop_map(|(lot, containers)| Act::Adjust { lot, containers }),
        1 => (0..12_usize).prop_map(|change| Act::TakeBack { change }),
        6 => (lot.clone(), 1..16_i64).prop_map(|(lot, units)| Act::Use { lot, units }),
        3 => (lot.clone(), 1..12_i64).prop_map(|(lot, units)| Act::OpenAndUse { lot, units }),
        2 => (lot.clone(), container.clone(), 1..9_i64)
            .prop_map(|(lot, container, units)| Act::UseContainer { lot, container, units }),
        2 => (lot.clone(), container.clone(), other(-6..6))
            .prop_map(|(lot, container, by)| Act::Measure { lot, container, by }),
        1 => (0..LOTS / 2).prop_map(|vial| Act::Open { lot: vial * 2 }),
        1 => (lot.clone(), container, prop::option::of(0..10_i64))
            .prop_map(|(lot, container, measured)| Act::Discard { lot, container, measured }),
        1 => (lot, 1..3_i64).prop_map(|(lot, containers)| Act::Waste { lot, containers }),
    ]
}
