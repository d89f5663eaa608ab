//! Bank account numbers on payment slips.

use super::code_list::country_letters;
use super::{Fault, ScanProblemCode};

/// Fewest characters of any country's account number (Norway).
const SHORTEST: usize = 15;
const LONGEST: usize = 34;

/// Country, two check digits and account: read as one number with letters as 10 to 35 and the first four characters moved to
/// the end, it leaves 1 when divided by 97 (ISO 13616).
pub(super) fn check(value: &str) -> Result<(), Fault> {
    if let Some(at) = value.bytes().position(|byte| !byte.is_ascii_uppercase() && !byte.is_ascii_digit()) {
        return Err(Fault::new(ScanProblemCode::BadCharacter, "has a character that is no capital and no digit", at));
    }
    if !(SHORTEST..=LONGEST).contains(&value.len()) {
        return Err(Fault::length("does not have the length of an account number"));
    }
    let (head, account) = value.split_at_checked(4).unwrap_or_default();
    country_letters(head.get(..2).unwrap_or_default())?;
    match account.bytes().chain(head.bytes()).fold(0, remainder) {
        1 => Ok(()),
        _ => Err(Fault::new(ScanProblemCode::CheckDigit, "has wrong check digits", 2)),
    }
}

fn remainder(sum: u32, byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => (sum * 10 + u32::from(byte - b'0')) % 97,
        _ => (sum * 100 + u32::from(byte.wrapping_sub(b'A')) + 10) % 97,
    }
}
