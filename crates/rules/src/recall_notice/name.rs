//! Names of products and firms, word by word, as far as their words say anything.

use std::collections::BTreeSet;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Shortest word that is looked at, in characters.
const SHORTEST: usize = 3;
/// Longest word that is looked at, in bytes.
const LONGEST: usize = 60;

/// Words that name a form, an amount or nothing.
const GENERIC: [&str; 76] = [
    "AND",
    "ARE",
    "BAG",
    "BEST",
    "BOTTLE",
    "BOTTLES",
    "BOX",
    "BOXES",
    "CAPSULE",
    "CAPSULES",
    "CARTON",
    "CODE",
    "CODES",
    "COMPANY",
    "CORP",
    "CORPORATION",
    "COUNT",
    "CREAM",
    "DATE",
    "DATES",
    "DISTRIBUTED",
    "DOSE",
    "DOSES",
    "EACH",
    "EXP",
    "FOR",
    "FROM",
    "GEL",
    "INC",
    "INJECTABLE",
    "INJECTION",
    "INJECTIONS",
    "KIT",
    "LABS",
    "LABORATORIES",
    "LLC",
    "LOT",
    "LOTION",
    "LOTS",
    "LTD",
    "MANUFACTURED",
    "MEDICAL",
    "MULTI",
    "MULTIDOSE",
    "NDC",
    "NEW",
    "NUMBER",
    "NUMBERS",
    "ONE",
    "ONLY",
    "PACK",
    "PACKAGE",
    "PEN",
    "PER",
    "PHARMA",
    "PHARMACEUTICAL",
    "PHARMACEUTICALS",
    "POWDER",
    "PRODUCT",
    "PRODUCTS",
    "SINGLE",
    "SOLUTION",
    "STERILE",
    "SYRINGE",
    "SYRINGES",
    "TABLET",
    "TABLETS",
    "THE",
    "TUBE",
    "UNIT",
    "UNITS",
    "USE",
    "USP",
    "VIAL",
    "VIALS",
    "WITH",
];

/// What a product is called, and who makes it, in words that say something.
#[derive(Clone, Debug)]
pub struct ProductName {
    words: Vec<String>,
    manufacturer: Option<String>,
}

impl ProductName {
    /// The words of a product's name and of its manufacturer's.
    pub fn new(name: &str, manufacturer: &str) -> Self {
        Self { words: words(name).collect(), manufacturer: words(manufacturer).next() }
    }

    /// The word that the product is looked for by; none where its name says nothing.
    pub fn first_word(&self) -> Option<&str> {
        self.words.first().map(String::as_str)
    }

    /// How surely a text of these words, of a firm of these, names the product.
    pub(super) fn named_in(&self, text: &BTreeSet<String>, firm: &BTreeSet<String>) -> Named {
        let Some(first) = self.words.first().filter(|word| text.contains(*word)) else { return Named::No };
        let there = self.words.iter().filter(|word| text.contains(*word)).count();
        let made = self.manufacturer.as_ref().is_some_and(|word| text.contains(word) || firm.contains(word));
        match (there == self.words.len(), made) {
            (true, true) => Named::Surely,
            (true, false) if there > 1 || first.len() > SHORTEST => Named::Perhaps,
            (false, true) => Named::Perhaps,
            (false, false) if 2 * there >= self.words.len() => Named::Perhaps,
            _ => Named::No,
        }
    }
}

/// Whether a text names a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// It does not.
    No,
    /// By a part of its name, or without its manufacturer.
    Perhaps,
    /// By its code, or by its whole name and its manufacturer.
    Surely,
}

/// The words of a text that say something: capitals, without accents, without digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|character: char| !character.is_alphanumeric() && !is_combining_mark(character));
    let short = parts.filter(|part| part.len() <= LONGEST && !part.contains(|c: char| c.is_ascii_digit()));
    short.map(folded).filter(|word| word.chars().count() >= SHORTEST && !GENERIC.contains(&word.as_str()))
}

fn folded(word: &str) -> String {
    word.nfkd().filter(|character| !is_combining_mark(*character)).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, manufacturer: &str, text: &str) -> Named {
        ProductName::new(name, manufacturer).named_in(&words(text).collect(), &BTreeSet::new())
    }

    #[test]
    fn accents_case_and_amounts_do_not_matter() {
        let text = "Juvéderm® VOLUMA™ XC injectable gel, 1 mL syringe, AbbVie Inc.";
        assert_eq!(named("Juvederm Voluma XC 1 mL", "AbbVie", &super::super::piece::plain(text)), Named::Surely);
    }

    #[test]
    fn a_whole_name_of_another_maker_and_a_part_of_a_name_are_perhaps_it() {
        assert_eq!(named("Bacteriostatic saline 30 mL", "Hospira", "Bacteriostatic Saline by Medefil"), Named::Perhaps);
        assert_eq!(named("BOTOX Cosmetic 100 U", "AbbVie", "counterfeit Botox"), Named::Perhaps);
    }

    #[test]
    fn the_name_of_a_firm_is_no_name_of_a_product() {
        let (text, firm) = (words("Sauce concentrate").collect(), words("Nestle Professional").collect());
        assert_eq!(ProductName::new("Professional-C Serum", "Obagi").named_in(&text, &firm), Named::No);
        let (text, firm) = (words("Botox Cosmetic").collect(), words("AbbVie Inc.").collect());
        assert_eq!(ProductName::new("BOTOX Cosmetic", "AbbVie").named_in(&text, &firm), Named::Surely);
    }

    #[test]
    fn words_that_any_notice_has_name_nothing() {
        assert_eq!(named("Vial 10 mL", "Medical Inc", "Sterile vial by Medical Inc"), Named::No);
        assert_eq!(named("Juvederm Voluma XC 1 mL", "AbbVie", "Restylane Lyft"), Named::No);
        assert_eq!(named("Juvederm Ultra Plus Lidocaine", "AbbVie", "Juvederm by nobody"), Named::No);
    }
}
