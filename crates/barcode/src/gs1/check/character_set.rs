//! The character sets that GS1 allows in a value (General Specifications, section 7.11).

use super::Fault;
use crate::reading::ScanProblemCode::{BadCharacter, BadLength};

/// The 82 characters of most text values, in the order that gives each its number for check pairs.
pub(super) const TEXT: &str = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
const DIGITS: u128 = set_of("0123456789");
const TEXT_SET: u128 = set_of(TEXT);
const COMPONENT_SET: u128 = set_of("#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const FILE_SAFE_SET: u128 = set_of("-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

/// Which characters a value may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CharacterSet {
    /// 0 to 9.
    Digits,
    /// The 82 characters of most text values.
    Text,
    /// The 39 characters of component and part identifiers.
    Component,
    /// The 64 characters of file-safe base 64, padded at the end with `=`.
    FileSafe,
}

impl CharacterSet {
    /// Judges every character of a value.
    ///
    /// # Errors
    /// The first character outside the set, or wrong padding.
    pub fn judge(self, value: &str) -> Result<(), Fault> {
        let (set, message) = match self {
            Self::Digits => (DIGITS, "holds a character that is not a digit"),
            Self::Text => (TEXT_SET, "holds a character that GS1 does not allow"),
            Self::Component => (COMPONENT_SET, "holds a character that is not a capital, a digit, or one of # - /"),
            Self::FileSafe => return file_safe(value),
        };
        inside(set, value, message)
    }
}

/// Judges that the value has digits only.
pub(super) fn digits(value: &str) -> Result<(), Fault> {
    CharacterSet::Digits.judge(value)
}

/// True for a character of the file-safe set.
pub(super) fn is_file_safe(byte: u8) -> bool {
    holds(FILE_SAFE_SET, byte)
}

fn file_safe(value: &str) -> Result<(), Fault> {
    let body = value.trim_end_matches('=');
    inside(FILE_SAFE_SET, body, "holds a character that is not a letter, a digit, - or _")?;
    let padding = value.len() - body.len();
    if padding > 2 || (padding > 0 && !value.len().is_multiple_of(3)) {
        return Err(Fault::new(BadLength, "is padded wrongly", body.len()));
    }
    Ok(())
}

fn inside(set: u128, value: &str, message: &'static str) -> Result<(), Fault> {
    match value.bytes().position(|byte| !holds(set, byte)) {
        Some(at) => Err(Fault::new(BadCharacter, message, at)),
        None => Ok(()),
    }
}

const fn holds(set: u128, byte: u8) -> bool {
    byte < 128 && set >> byte & 1 == 1
}

#[expect(clippy::indexing_slicing, reason = "it runs when the program is built")]
const fn set_of(characters: &str) -> u128 {
    let bytes = characters.as_bytes();
    let mut set = 0;
    let mut index = 0;
    while index < bytes.len() {
        set |= 1 << bytes[index];
        index += 1;
    }
    set
}
