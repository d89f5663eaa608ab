//! Ids that other systems issue: patients, treatments, practitioners, sales. Opaque, and never a person.

use super::refusal::{Field, InputRule, Refusal};
use regex::Regex;

/// Longest id of another system, in characters.
pub const LIMIT: usize = 64;

/// The id, when it has the form `[A-Za-z0-9._:-]{1,64}` and does not read as a person.
///
/// # Errors
/// `REQUIRED`, `TOO_LONG`, or `LOOKS_LIKE_A_PERSON` for an e-mail address, words with spaces, and the formatted
/// patterns of a US telephone number or social security number. Bare digits are an id: EHR systems issue such.
pub fn check(field: Field, id: &str) -> Result<String, Refusal> {
    if id.is_empty() {
        return Err(Refusal::invalid(field, InputRule::Required, "An id is required."));
    }
    if id.chars().count() > LIMIT {
        return Err(Refusal::beyond(
            field,
            InputRule::TooLong,
            LIMIT,
            format!("An id has at most {LIMIT} characters."),
        ));
    }
    if looks_like_a_person(id) {
        let message = "This looks like a person: hand in the opaque id that the other system issued.";
        return Err(Refusal::invalid(field, InputRule::LooksLikeAPerson, message));
    }
    if !id.chars().all(|character| character.is_ascii_alphanumeric() || "._:-".contains(character)) {
        return Err(Refusal::invalid(field, InputRule::Other, "An id has letters, digits and . _ : - only."));
    }
    Ok(id.to_owned())
}

/// The id of a patient, when it also has the form of the EHR's own ids, where the deployment pins one.
///
/// # Errors
/// As [`check`]; `OTHER` for another form.
pub fn patient(field: Field, id: &str, pattern: Option<&Regex>) -> Result<String, Refusal> {
    let id = check(field.clone(), id)?;
    match pattern.filter(|pattern| !pattern.is_match(&id)) {
        Some(pattern) => {
            let message = "This is not the form of a patient id here.";
            Err(Refusal::beyond(field, InputRule::Other, pattern, message))
        }
        None => Ok(id),
    }
}

fn looks_like_a_person(id: &str) -> bool {
    id.contains('@')
        || id.trim().contains(char::is_whitespace)
        || is_social_security_number(id)
        || is_telephone_number(id)
}

/// `123-45-6789`: the grouped form only.
fn is_social_security_number(id: &str) -> bool {
    grouped(id, &['-', '.', ':', '_'], &[3, 2, 4])
}

/// `555-123-4567`, `1-555-123-4567`, `+1 (555) 123-4567` and the like: grouped forms only.
fn is_telephone_number(id: &str) -> bool {
    let separators = ['-', '.', ':', '_', '(', ')', '+'];
    let id = id.trim_matches(['+', '(']);
    [&[3, 3, 4][..], &[1, 3, 3, 4], &[3, 4]].iter().any(|groups| grouped(id, &separators, groups))
}

fn grouped(id: &str, separators: &[char], lengths: &[usize]) -> bool {
    let groups: Vec<&str> = id.split(separators).filter(|group| !group.is_empty()).collect();
    let digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    digits && groups.iter().map(|group| group.len()).eq(lengths.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(id: &str) -> Option<InputRule> {
        match check(vec![], id).err()?.reason {
            super::super::refusal::Reason::Invalid { rule, .. } => Some(rule),
            _ => None,
        }
    }

    #[test]
    fn opaque_ids_and_bare_digits_pass() {
        for id in ["P-001", "123456789", "5551234567", "ehr:patient:77", "a1b2-c3"] {
            assert_eq!(rule(id), None, "{id}");
        }
    }

    #[test]
    fn what_reads_as_a_person_is_refused() {
        for id in ["jane@example.org", "Jane Doe", "123-45-6789", "555-123-4567", "+1-555-123-4567", "(555)123-4567"] {
            assert_eq!(rule(id), Some(InputRule::LooksLikeAPerson), "{id}");
        }
    }

    #[test]
    fn the_form_is_bounded() {
        assert_eq!(rule(""), Some(InputRule::Required));
        assert_eq!(rule(&"x".repeat(65)), Some(InputRule::TooLong));
        assert_eq!(rule("a\0b"), Some(InputRule::Other));
    }

    #[test]
    fn a_patient_id_has_the_form_that_the_deployment_pins() {
        let pattern = Regex::new("^P-[0-9]+$").ok();
        assert!(patient(vec![], "P-17", pattern.as_ref()).is_ok());
        for id in ["P-17x", "xP-17", "17"] {
            assert!(patient(vec![], id, pattern.as_ref()).is_err(), "{id}");
            assert!(patient(vec![], id, None).is_ok(), "{id}");
        }
    }
}
