//! What companies agree on among themselves.

use super::{ApplicationIdentifier, Part, text};

const NINETY_CHARACTERS: &[Part] = &[text(90)];

const fn internal(code: &'static str) -> ApplicationIdentifier {
    ApplicationIdentifier::new(code, "Internal to a company", NINETY_CHARACTERS)
}

pub(super) static ALL: &[ApplicationIdentifier] = &[
    ApplicationIdentifier::new("90", "Agreed between trading partners", &[text(30)]),
    internal("91"),
    internal("92"),
    internal("93"),
    internal("94"),
    internal("95"),
    internal("96"),
    internal("97"),
    internal("98"),
    internal("99"),
];
