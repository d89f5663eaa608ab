//! The short label of an opened container, written on the glass and read by a scanner: the client's own, or one of ours.

use super::{
    barcode::{self, label},
    lot_number,
    refusal::{Field, InputRule, Refusal},
    scan_precedence::reads_as_goods,
    text,
};
use chrono::NaiveDate;
use entity::id::ContainerId;

/// Longest label on a container, in characters.
const LONGEST: usize = 40;

/// The label of the container with this id. The last bits of an id are random.
pub fn of(id: ContainerId) -> String {
    label::of(id.0.as_u64_pair().1)
}

/// The form that labels are compared by, that of lot numbers: `Room 2` and `ROOM2` are one label.
pub fn canonical(label: &str) -> String {
    lot_number::canonical(label)
}

/// Whether the label is one that we make.
pub fn is_ours(label: &str) -> bool {
    label::parse(label).is_ok()
}

/// A label that the client gave; `None` for an empty one. One of ours is kept as a scan finds it again.
///
/// # Errors
/// `TOO_LONG`, or what cannot be stored; `BARCODE` for a text that a scan would take for the code of a product or a lot.
pub fn check(field: Field, given: &str) -> Result<Option<String>, Refusal> {
    let Some(given) = text::optional(field.clone(), Some(given), LONGEST)? else { return Ok(None) };
    // The day only places two-digit years.
    if reads_as_goods(&barcode::read(&given, NaiveDate::default())) {
        let message = format!("{given} reads as the code of a product: a scan of the container would name that.");
        return Err(Refusal::invalid(field, InputRule::Barcode, message));
    }
    Ok(Some(label::parse(&given).unwrap_or(given)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_as_a_product_is_no_label() {
        for given in [
            "00300239232013",
            "300239232013",
            "0023-9232-01",
            "0023923201",
            "10L117271130",
            "(10)L1",
            "]C110L1",
            "+A123BJC5D6E71G1/$$73C0012",
            "https://id.gs1.org/01/07540161860004",
        ] {
            assert!(check(vec![], given).is_err(), "{given}");
        }
    }

    #[test]
    fn what_people_write_on_a_vial_is_a_label() {
        for given in ["Room 2", "B", "12", "Botox 14:30", "10A", "2026-11-21", "LW-2", "=A1", "300239232014"] {
            assert_eq!(check(vec![], given), Ok(Some(given.to_owned())), "{given}");
        }
        assert_eq!(check(vec![], "  "), Ok(None));
    }

    #[test]
    fn labels_are_compared_as_people_see_them() {
        for label in ["room 2", "ROOM2", " Room\u{a0}2 ", "Ｒoom 2"] {
            assert_eq!(canonical(label), canonical("Room 2"), "{label}");
        }
        assert_ne!(canonical("Room 2"), canonical("Room 3"));
    }
}
