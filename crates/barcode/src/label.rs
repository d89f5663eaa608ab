//! The labels that this service gives to opened containers: `LW-` and eight characters, the last of which checks the others.
//!
//! The characters are digits and consonants: no 0 and O, no 1 and I to confuse, no vowels that could make a word. There are 29
//! of them, a prime, and every place has its own weight: so one wrong character or two swapped ones never give another label.

use thiserror::Error;

const PREFIX: &str = "LW-";
const CHARACTERS: &[u8; 29] = b"23456789BCDFGHJKLMNPQRSTVWXYZ";
const BASE: u64 = CHARACTERS.len() as u64;
/// Characters without the check character: room for 17 thousand million labels.
const LENGTH: usize = 7;

/// Why a text is no container label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LabelError {
    /// It does not begin as one.
    #[error("a container label begins with LW-")]
    Prefix,
    /// Another length.
    #[error("a container label has eight characters behind LW-")]
    Length,
    /// A character that no label has.
    #[error("no container label has the character {0}")]
    Character(char),
    /// The last character does not fit the others.
    #[error("the label was misread or mistyped: its last character does not fit the others")]
    CheckCharacter,
}

/// The label of a seed. Equal seeds give equal labels: pass a random one, and keep labels unique where they are stored.
pub fn of(seed: u64) -> String {
    let mut rest = seed;
    let mut numbers = [0; LENGTH];
    for number in numbers.iter_mut().rev() {
        (*number, rest) = (rest % BASE, rest / BASE);
    }
    let printed = numbers.into_iter().chain([check_number(numbers.into_iter())]).map(character);
    PREFIX.chars().chain(printed).collect()
}

/// The stored spelling of a label that was scanned or typed: small letters, spaces and hyphens are forgiven.
///
/// # Errors
/// When it is no label, or was misread.
pub fn parse(text: &str) -> Result<String, LabelError> {
    if !looks_like(text) {
        return Err(LabelError::Prefix);
    }
    let kept = text.chars().skip(2).filter(|character| !matches!(character, '-' | ' '));
    let kept: String = kept.map(|character| character.to_ascii_uppercase()).collect();
    if let Some(wrong) = kept.chars().find(|character| number(*character).is_none()) {
        return Err(LabelError::Character(wrong));
    }
    let mut numbers: Vec<u64> = kept.chars().filter_map(number).collect();
    if numbers.len() != LENGTH + 1 {
        return Err(LabelError::Length);
    }
    match numbers.pop() == Some(check_number(numbers.into_iter())) {
        true => Ok(format!("{PREFIX}{kept}")),
        false => Err(LabelError::CheckCharacter),
    }
}

/// Bytes from the start of the text to what the error is about: the wrong character, the check character, or the end.
pub(super) fn place_of(text: &str, error: LabelError) -> usize {
    let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
    match error {
        LabelError::Prefix => 0,
        LabelError::Length => text.len(),
        LabelError::CheckCharacter => last,
        LabelError::Character(wrong) => {
            let mut behind_prefix = text.char_indices().skip(PREFIX.len());
            let wrong = behind_prefix.find(|(_, character)| character.to_ascii_uppercase() == wrong);
            wrong.map_or(0, |(at, _)| at)
        }
    }
}

/// True for a text that begins as a label does.
pub(super) fn looks_like(text: &str) -> bool {
    text.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
}

fn check_number(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.zip(1..).map(|(number, weight)| number * weight).sum::<u64>() % BASE
}

fn number(character: char) -> Option<u64> {
    CHARACTERS.iter().position(|known| char::from(*known) == character).map(|index| index as u64)
}

#[expect(clippy::indexing_slicing, reason = "there are as many characters as the base says")]
fn character(number: u64) -> char {
    char::from(CHARACTERS[(number % BASE) as usize])
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_label_is_forgiven_small_letters_spaces_and_hyphens() {
        let label = of(42);
        assert_eq!(parse(&label), Ok(label.clone()));
        assert_eq!(parse(&label.to_lowercase()), Ok(label.clone()));
        let (start, end) = label.split_at(7);
        assert_eq!(parse(&format!("{start}-{end} ")), Ok(label));
    }

    #[test]
    fn what_is_no_label_says_why() {
        assert_eq!(parse("AB-2222222"), Err(LabelError::Prefix));
        assert_eq!(parse("LW-222"), Err(LabelError::Length));
        assert_eq!(parse("LW-222222O2"), Err(LabelError::Character('O')));
        assert_eq!(parse("LW-22222223"), Err(LabelError::CheckCharacter));
    }

    proptest! {
        #[test]
        fn every_label_reads_back_to_itself(seed: u64) {
            prop_assert_eq!(parse(&of(seed)), Ok(of(seed)));
        }

        #[test]
        fn one_wrong_character_never_gives_another_label(seed: u64, place in 3_usize..11, other in 0_usize..29) {
            let mut characters: Vec<char> = of(seed).chars().collect();
            let wrong = char::from(CHARACTERS[other]);
            prop_assume!(characters[place] != wrong);
            characters[place] = wrong;
            prop_assert_eq!(parse(&characters.iter().collect::<String>()), Err(LabelError::CheckCharacter));
        }

        #[test]
        fn two_swapped_characters_never_give_another_label(seed: u64, place in 3_usize..10) {
            let mut characters: Vec<char> = of(seed).chars().collect();
            prop_assume!(characters[place] != characters[place + 1]);
            characters.swap(place, place + 1);
            prop_assert_eq!(parse(&characters.iter().collect::<String>()), Err(LabelError::CheckCharacter));
        }
    }
}
