//! Check digits and check pairs: a misread number is refused before it can name another product.

use super::character_set::{TEXT, digits};
use super::{CharacterSet, Fault};
use crate::gtin;
use crate::reading::ScanProblemCode::CheckDigit;

/// The characters of a check pair: no 0, 1, I or O that people confuse.
const PAIR: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const PAIR_MODULUS: u32 = 1021;
const WEIGHTS: [u32; 97] = first_primes();

/// The last digit is the modulo-10 check digit of those before it.
pub(super) fn mod_10(value: &str) -> Result<(), Fault> {
    digits(value)?;
    let Some((body, found)) = value.as_bytes().split_last().map(|(last, body)| (body, *last)) else {
        return Err(Fault::length("is too short for a check digit"));
    };
    if gtin::check_digit(body) == found {
        return Ok(());
    }
    Err(Fault::new(CheckDigit, "has a wrong check digit: a digit was misread or mistyped", body.len()))
}

/// The last two characters are the check pair of those before them.
///
/// Each character has its number in the set of 82; from the right they are weighted with 2, 3, 5, 7 and so on; the sum modulo
/// 1021 is written with two characters of 32 (General Specifications, on global model numbers).
#[expect(clippy::indexing_slicing, reason = "five bits name one of 32 characters")]
pub(super) fn pair(value: &str) -> Result<(), Fault> {
    let Some(length) = value.len().checked_sub(2) else {
        return Err(Fault::length("is too short for a check pair"));
    };
    if length > WEIGHTS.len() {
        return Err(Fault::length("is too long for a check pair"));
    }
    let (Some(body), Some(found)) = (value.get(..length), value.get(length..)) else {
        return CharacterSet::Text.judge(value);
    };
    CharacterSet::Text.judge(body)?;
    let sum = weighted_sum(body) % PAIR_MODULUS;
    if found.bytes().eq([sum >> 5, sum & 31].map(|number| PAIR[number as usize])) {
        return Ok(());
    }
    Err(Fault::new(CheckDigit, "has a wrong check pair: a character was misread or mistyped", length))
}

fn weighted_sum(body: &str) -> u32 {
    let numbers =
        body.bytes().rev().map(|byte| TEXT.bytes().position(|known| known == byte).unwrap_or_default() as u32);
    numbers.zip(WEIGHTS).map(|(number, weight)| number * weight).sum()
}

#[expect(clippy::indexing_slicing, reason = "it runs when the program is built")]
const fn first_primes() -> [u32; 97] {
    let mut primes = [0; 97];
    let mut found = 0;
    let mut candidate = 2;
    while found < primes.len() {
        if is_prime(candidate) {
            primes[found] = candidate;
            found += 1;
        }
        candidate += 1;
    }
    primes
}

const fn is_prime(number: u32) -> bool {
    let mut divisor = 2;
    while divisor * divisor <= number {
        if number.is_multiple_of(divisor) {
            return false;
        }
        divisor += 1;
    }
    true
}
