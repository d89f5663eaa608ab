//! Free text that others read must not name a person: patients and customers are opaque ids everywhere.
//!
//! What is recognised: e-mail addresses, telephone and social security numbers, birthdays, what follows a title, and a
//! common given name with a family name behind it or somebody's place before it ("patient Jane"). A purpose, which is read
//! at every till, may not hold two capitalised words in a row either.
//!
//! What it cannot see: rare names, family names alone, names in small letters or in capitals, and who is described without
//! a name. It is a net for slips, not a proof that nobody is named.

mod given_names;

use super::{
    refusal::{Field, InputRule, Refusal},
    text,
};
use given_names::{FIRMS, GIVEN_NAMES};
use regex::Regex;
use std::sync::LazyLock;

/// Forms by which people are told apart, in any text.
static FORMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let email = r"[\w.+-]+@[\w-]+\.\w+";
    let telephone = r"(?:^|[^\d.-])(?:\+?\d{1,3}[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?:[^\d-]|$)";
    let social_security = r"(?:^|[^\d-])\d{3}-\d{2}-\d{4}(?:[^\d-]|$)";
    let title = r"\b(?:Mr|Mrs|Ms|Miss|Mx)\b\.?\s+\p{Lu}";
    let birthday = r"(?i:\b(?:dob|date of birth|born on)\b)";
    Regex::new(&[email, telephone, social_security, title, birthday].join("|")).ok()
});

/// Two words in a row that are written as names are.
static NAME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b\p{Lu}\p{Ll}+ \p{Lu}(?:['’]\p{Lu})?\p{Ll}+").ok());

/// A note or reason, when it does not look like a person.
///
/// # Errors
/// As of a text; `LOOKS_LIKE_A_PERSON`.
pub fn none_in(field: Field, given: &str) -> Result<String, Refusal> {
    let given = text::required(field.clone(), given, text::LONG)?;
    if matches(&FORMS, &given) || names_somebody(&given) { Err(looks_like_a_person(field)) } else { Ok(given) }
}

/// The same for text that may be absent; empty counts as absent.
///
/// # Errors
/// As [`none_in`], but for emptiness.
pub fn none_in_optional(field: Field, given: Option<&str>) -> Result<Option<String>, Refusal> {
    given.filter(|text| !text.trim().is_empty()).map(|text| none_in(field, text)).transpose()
}

/// What something is kept for, in few words: it must not look like a name either.
///
/// # Errors
/// As [`none_in`].
pub fn none_in_purpose(field: Field, given: &str) -> Result<String, Refusal> {
    let given = text::required(field.clone(), given, text::SHORT)?;
    let named = matches(&FORMS, &given) || matches(&NAME, &given) || names_somebody(&given);
    if named { Err(looks_like_a_person(field)) } else { Ok(given) }
}

/// What somebody is to a clinic: a given name behind it is theirs.
const PLACES: [&str; 7] = ["patient", "pt", "client", "customer", "guest", "for", "called"];

/// Whether a common given name stands in `text` with a family name behind it, or behind somebody's place.
fn names_somebody(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.iter().enumerate().any(|(number, word)| {
        let given = bare(word);
        if GIVEN_NAMES.binary_search(&given).is_err() {
            return false;
        }
        // An initial may stand between the two.
        let mut after = words.iter().skip(number + 1).filter(|word| bare(word).chars().count() > 1);
        let family =
            after.next().map(|word| bare(word)).filter(|family| is_capitalised(family) && word.ends_with(given));
        let before = number.checked_sub(1).and_then(|number| words.get(number));
        let place = before.is_some_and(|word| PLACES.contains(&bare(word).to_lowercase().as_str()));
        match family {
            Some(family) => !FIRMS.contains(&(given, family)),
            None => place,
        }
    })
}

/// A word without what stands around it: `Jane's` and `(Jane,` are Jane.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

fn matches(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

fn looks_like_a_person(field: Field) -> Refusal {
    let message = "This looks like a person, and others read it: say it without a name, number or address.";
    Refusal::invalid(field, InputRule::LooksLikeAPerson, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patterns_are_patterns() {
        assert!(FORMS.is_some() && NAME.is_some());
    }

    #[test]
    fn forms_of_people_are_refused_in_every_text() {
        for text in [
            "call jane@example.org",
            "Mrs. Doe came back",
            "called 415-555-0100 twice",
            "(415) 555-0100",
            "+1 415 555 0100",
            "ssn 123-45-6789",
            "DOB 1980-02-03",
            "Jane Miller wants it back",
            "given to Maria S. O'Neil",
            "kept for Jane",
            "Patient: Jessica, second visit",
            "Jennifer Garcia-Lopez's box",
        ] {
            assert!(none_in(vec![], text).is_err(), "{text}");
            assert!(none_in_purpose(vec![], text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_the_stockroom_says_passes() {
        for text in [
            "a cart",
            "The fridge was warm from 2026-03-02 18:00 to 2026-03-02 19:30.",
            "lot C3016 C3, GTIN 00300239232013, NDC 0023-1145-01",
            "Botox Cosmetic was dropped",
            "ticket 123-456-789, pallet 2026-12-0001",
            "wrong shade",
            "Henry Schein sent another lot",
            "Jane Iredale powder broke",
            "Charlotte has it, Austin does not",
            "the label says April 2027",
            "Daxxify and Juvéderm Vollure were warm",
            "returned to McKesson, as Martin said.",
        ] {
            assert!(none_in(vec![], text).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_purpose_holds_no_name() {
        assert!(none_in_purpose(vec![], "cart of Jane Miller").is_err());
        assert!(none_in_purpose(vec![], "cart of Rory O'Neil").is_err());
        for purpose in ["cart 7", "Booking 4711", "Treatment T-4711, Tuesday", "booked filler"] {
            assert!(none_in_purpose(vec![], purpose).is_ok(), "{purpose}");
        }
    }
}
