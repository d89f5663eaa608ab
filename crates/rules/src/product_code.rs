//! How product identifiers are stored and looked up, so that one product is found by whatever its label carries.
//!
//! GTIN, UPC and NDC are one number in several spellings: all are kept as the 14 digits of the GTIN. A drug stored as
//! `0023-9232-01` is found by the GTIN 00300239232013, and a UPC by the GTIN-14 that ends with it.

pub use entity::product_identifier::IdentifierScheme as Scheme;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use barcode::{
    BarcodeFormat, Reading,
    gtin::{self, GtinError},
    hibc, ndc,
};

/// Why a product identifier cannot be stored.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IdentifierError {
    /// No article number.
    #[error(transparent)]
    Gtin(#[from] GtinError),
    /// No UPC.
    #[error("a UPC has 12 digits, or 8 where zeros were left out")]
    Upc,
    /// No drug code.
    #[error("an NDC has ten digits in groups of 4-4-2, 5-3-2 or 5-4-1")]
    Ndc,
    /// An 11-digit drug code that shortens to more than one 10-digit code.
    #[error("the 11-digit NDC can be {}: give the 10-digit one of the label", .0.join(" or "))]
    AmbiguousNdc(Vec<String>),
    /// No HIBC product.
    #[error("a HIBC product is a letter, three letters or digits, 1 to 18 of the product, and one digit of measure")]
    Hibc,
    /// A HIBC that was misread or mistyped.
    #[error("the check character of the HIBC does not fit")]
    HibcCheckCharacter,
    /// A HIBC without its plus sign, whose last digit may be its check character or its digit of measure.
    #[error("without its + in front the HIBC can be read in two ways: give it as it is printed, like {0}")]
    AmbiguousHibc(String),
    /// Nothing in it.
    #[error("a reference may not be empty")]
    Empty,
}

/// The form in which an identifier is stored and compared.
///
/// # Errors
/// When the value is not of its scheme, or stands for more than one.
pub fn canonical(scheme: Scheme, value: &str) -> Result<String, IdentifierError> {
    let value = value.trim();
    match scheme {
        Scheme::Gtin => Ok(gtin::normalise(&without_gaps(value))?),
        Scheme::Upc => upc(&without_gaps(value)),
        Scheme::Ndc => drug_code(value),
        Scheme::Hibc => hibc_product(value),
        Scheme::Ref => Some(reference(value)).filter(|kept| !kept.is_empty()).ok_or(IdentifierError::Empty),
    }
}

/// One way in which a code may name a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The schemes of identifiers that it can be equal to.
    pub schemes: &'static [Scheme],
    /// The stored form to look for.
    pub canonical: String,
}

/// Schemes that share the 14 digits of a GTIN.
const NUMBERED: &[Scheme] = &[Scheme::Gtin, Scheme::Upc, Scheme::Ndc];

/// The ways in which a reading may name a product, the most likely first.
pub fn candidates(reading: &Reading) -> Vec<Candidate> {
    let gtins = reading.gtin.iter().chain(&reading.other_gtin).cloned();
    // A drug code without hyphens is the same GTIN wherever they stood; that of a case is another, and another package.
    let drugs = reading.ndc.iter().filter(|_| reading.gtin.is_none()).filter_map(|code| ndc::gtin(code));
    let mut found: Vec<Candidate> = Vec::new();
    for canonical in gtins.chain(drugs) {
        if found.iter().all(|candidate| candidate.canonical != canonical) {
            found.push(Candidate { schemes: NUMBERED, canonical });
        }
    }
    found.extend(reading.hibc.iter().flat_map(|product| hibc_candidates(product.to_string())));
    if matches!(reading.format, BarcodeFormat::Unknown | BarcodeFormat::Gtin | BarcodeFormat::Ndc) {
        let canonical = reference(&reading.text);
        found.extend(
            Some(Candidate { schemes: &[Scheme::Ref], canonical }).filter(|candidate| !candidate.canonical.is_empty()),
        );
    }
    found
}

/// A HIBC by its stored form; and, where its check character is a digit, as earlier versions stored one that was given
/// without its plus sign: that digit for the unit of measure.
fn hibc_candidates(canonical: String) -> impl Iterator<Item = Candidate> {
    let check = hibc::check_character(&format!("+{canonical}")).filter(char::is_ascii_digit);
    let formerly = check.map(|check| format!("{canonical}{check}"));
    let named = |canonical| Candidate { schemes: &[Scheme::Hibc], canonical };
    [canonical].into_iter().chain(formerly).map(named)
}

/// Eight digits may be a short code of either kind; what is called a UPC is rather a UPC-E.
fn upc(value: &str) -> Result<String, IdentifierError> {
    match (value.len(), gtin::expand_upc_e(value)) {
        (_, Some(full)) => Ok(gtin::fill_up(&full)),
        (8 | 12..=14, None) => Ok(gtin::normalise(value)?),
        _ => Err(IdentifierError::Upc),
    }
}

fn drug_code(value: &str) -> Result<String, IdentifierError> {
    if let Some(gtin) = ndc::gtin(value).filter(|_| !ndc::candidates(value).is_empty()) {
        return Ok(gtin);
    }
    let mut shortened = ndc::candidates(value);
    match (shortened.pop(), shortened.is_empty()) {
        (Some(only), true) => ndc::gtin(&only).ok_or(IdentifierError::Ndc),
        (Some(last), false) => Err(IdentifierError::AmbiguousNdc(shortened.into_iter().chain([last]).collect())),
        (None, _) => Err(IdentifierError::Ndc),
    }
}

/// The primary code of a HIBC as it is printed: a plus sign, labeler, product, unit of measure and check character, a low
/// line where that is a space. `canonical` is its stored form, [`canonical`].
pub fn printed_hibc(canonical: &str) -> String {
    let code = format!("+{canonical}");
    match hibc::check_character(&code) {
        Some(' ') => code + "_",
        Some(check) => format!("{code}{check}"),
        None => code,
    }
}

/// Labeler, product and unit of measure of a primary code. With `+` it has its check character. Without, a spreadsheet may have
/// taken the `+` alone, or the check character is not there either: where both can be, the last digit tells nothing.
fn hibc_product(value: &str) -> Result<String, IdentifierError> {
    let upper = value.to_ascii_uppercase();
    let upper = upper.trim_matches('*');
    if upper.starts_with('+') {
        return checked_hibc(upper).ok_or(IdentifierError::HibcCheckCharacter)?;
    }
    let with_check = checked_hibc(&format!("+{upper}")).and_then(Result::ok);
    let without_check = hibc::product_of(upper).map(|product| product.to_string());
    match (with_check, without_check) {
        (Some(product), Some(same)) if product == same => Ok(product),
        (Some(product), Some(_)) => Err(IdentifierError::AmbiguousHibc(printed_hibc(&product))),
        (with_check, without_check) => with_check.or(without_check).ok_or(IdentifierError::Hibc),
    }
}

/// The product of a code with `+` and check character; `None` where that does not fit.
fn checked_hibc(code: &str) -> Option<Result<String, IdentifierError>> {
    // A space as check character is printed as a low line, and is lost where it is trimmed.
    let spaced = code.strip_suffix('_').map_or_else(|| format!("{code} "), |rest| format!("{rest} "));
    let checked = [code, spaced.as_str()].into_iter().find(|code| hibc::has_valid_check_character(code))?;
    let body = without_last(checked.strip_prefix('+')?);
    let product = body.split('/').next().unwrap_or_default();
    Some(hibc::product_of(product).map(|product| product.to_string()).ok_or(IdentifierError::Hibc))
}

/// Digits as printed under a symbol have gaps between their groups.
fn without_gaps(value: &str) -> String {
    value.chars().filter(|character| !matches!(character, ' ' | '-')).collect()
}

fn without_last(text: &str) -> &str {
    let mut characters = text.chars();
    characters.next_back();
    characters.as_str()
}

/// One spelling for references: compatible characters made equal, capitals, no white space or zero-width characters.
fn reference(value: &str) -> String {
    let shown = |character: &char| {
        !character.is_whitespace() && !matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    value.nfkc().filter(shown).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests;
