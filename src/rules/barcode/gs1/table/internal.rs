//! What companies agree on among themselves.

use super::{ApplicationIdentifier, text};

pub(super) static ALL: &[ApplicationIdentifier] = &[
    ApplicationIdentifier::new("90", "Agreed between trading partners", &[text(30)]),
    ApplicationIdentifier::new("9", "Internal to a company", &[text(90)]).family(b'1', b'9'),
];
