//! Text that people and programs hand in: bounded, and storable in both databases.

use super::refusal::{Field, InputRule, Refusal};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest name, number or code, in characters.
pub const SHORT: usize = 200;
/// Longest reason or note, in characters.
pub const LONG: usize = 2000;

/// The text without white space around it.
///
/// # Errors
/// Empty (`REQUIRED`), longer than `limit` (`TOO_LONG`), or with control characters, which PostgreSQL does not store.
pub fn required(field: Field, text: &str, limit: usize) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::invalid(field, InputRule::Required, "This must not be empty."));
    }
    if text.chars().count() > limit {
        return Err(Refusal::beyond(field, InputRule::TooLong, limit, format!("At most {limit} characters.")));
    }
    if text.chars().any(|character| character.is_control() && !matches!(character, '\n' | '\t' | '\r')) {
        return Err(Refusal::invalid(field, InputRule::Other, "Control characters cannot be stored."));
    }
    Ok(text.to_owned())
}

/// The text as it is searched: without case and accents, compatible characters made equal. Letters with a stroke (ø, ł) stay
/// what they are.
///
/// ```
/// use rules::text::folded;
///
/// assert_eq!(folded("Juvéderm VOLUMA"), folded("JUVEDERM Voluma"));
/// assert_eq!(folded("Weiß"), folded("WEISS"));
/// assert_ne!(folded("Bo"), folded("Bø"));
/// ```
pub fn folded(text: &str) -> String {
    let letters = text.nfkd().filter(|character| !is_combining_mark(*character));
    let capitals: String = letters.flat_map(char::to_uppercase).collect();
    capitals.chars().flat_map(char::to_lowercase).collect()
}

/// The same for text that may be absent; empty counts as absent.
///
/// # Errors
/// As [`required`], but for emptiness.
pub fn optional(field: Field, text: Option<&str>, limit: usize) -> Result<Option<String>, Refusal> {
    text.filter(|text| !text.trim().is_empty()).map(|text| required(field, text, limit)).transpose()
}

/// A sentence that begins with these words.
pub fn capitalized(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}
