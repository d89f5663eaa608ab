//! What a lot number looks like: how much it says by itself.

use super::date;

/// The shape of a lot number in canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters and digits: nothing else looks like it.
    Code,
    /// Digits, too many to be counted by.
    Number,
    /// Digits that may be a date.
    DateLike,
    /// Letters alone: may be any word.
    Word,
    /// A few characters.
    Short,
}

impl Shape {
    /// The shape of a number in canonical form.
    pub(super) fn of(canonical: &str) -> Self {
        let digits = canonical.chars().filter(char::is_ascii_digit).count();
        let letters = canonical.chars().filter(|character| character.is_alphabetic()).count();
        match (letters, digits) {
            (_, 0) => Self::Word,
            (0, _) if date::is_bare(canonical) || date::length(&super::piece::cut(canonical)) > 0 => Self::DateLike,
            (0, 0..=4) => Self::Short,
            (0, _) => Self::Number,
            (letters, digits) if letters + digits < 4 => Self::Short,
            _ => Self::Code,
        }
    }
}
