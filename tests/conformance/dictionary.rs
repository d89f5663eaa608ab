//! The table of application identifiers against the GS1 Syntax Dictionary: every identifier, its format, checks and companions.

use std::collections::BTreeSet;

use lotwise::rules::barcode::gs1::check::{CharacterSet, Check};
use lotwise::rules::barcode::gs1::table::{ApplicationIdentifier, Part};

use crate::rows::{read, say};

#[test]
fn the_table_is_that_of_the_dictionary() {
    let Some(text) = read("gs1/gs1-syntax-dictionary.txt") else { return };
    let entries: Vec<Entry<'_>> = text.lines().filter_map(Entry::read).collect();
    let known: BTreeSet<String> = entries.iter().flat_map(|entry| entry.codes.clone()).collect();
    let lookups = entries.iter().flat_map(|entry| entry.codes.iter().map(move |code| (entry, code)));
    let different: Vec<_> = lookups.filter_map(|(entry, code)| difference(entry, code)).collect();
    assert!(different.is_empty(), "{}", different.join("\n"));
    let codes = (0..10_000).flat_map(|number| [format!("{number:02}"), format!("{number:03}"), format!("{number:04}")]);
    let ours: BTreeSet<String> = codes.filter(|code| ApplicationIdentifier::find(code).is_some()).collect();
    assert_eq!(ours, known);
    say(&format!("gs1/gs1-syntax-dictionary.txt: {} identifiers passed, 0 failed", ours.len()));
}

fn difference(entry: &Entry<'_>, code: &str) -> Option<String> {
    let Some(identifier) = ApplicationIdentifier::find(code) else { return Some(format!("({code}) is missing")) };
    let ours = entry.of(identifier);
    (ours != *entry).then(|| format!("({code}) is {ours:?}, expected {entry:?}"))
}

/// One line of the dictionary, in its own words.
#[derive(Debug, PartialEq)]
struct Entry<'a> {
    codes: Vec<String>,
    predefined_length: bool,
    link_attribute: bool,
    parts: Vec<String>,
    needs: Vec<&'a str>,
    excludes: Vec<&'a str>,
    link_key: Option<Vec<Vec<&'a str>>>,
}

impl<'a> Entry<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let line = line.split('#').next().filter(|line| line.starts_with(|first: char| first.is_ascii_digit()))?;
        let mut words = line.split_whitespace().peekable();
        let codes = codes(words.next()?);
        let flags = words.next_if(|word| word.bytes().all(|byte| b"*?".contains(&byte))).unwrap_or_default();
        let mut entry = Self {
            codes,
            predefined_length: flags.contains('*'),
            link_attribute: flags.contains('?'),
            parts: Vec::new(),
            needs: Vec::new(),
            excludes: Vec::new(),
            link_key: None,
        };
        for word in words {
            match word.split_once('=').unwrap_or((word, "")) {
                ("req", groups) => entry.needs = groups.split(',').collect(),
                ("ex", codes) => entry.excludes = codes.split(',').collect(),
                ("dlpkey", "") => entry.link_key = Some(Vec::new()),
                ("dlpkey", paths) => {
                    entry.link_key = Some(paths.split('|').map(|path| path.split(',').collect()).collect())
                }
                _ => entry.parts.push(word.to_owned()),
            }
        }
        Some(entry)
    }

    /// What the table says, in the words of the dictionary.
    fn of(&self, identifier: &ApplicationIdentifier) -> Entry<'static> {
        let keys = |paths: &[&[&'static str]]| paths.iter().map(|path| path.to_vec()).collect();
        Entry {
            codes: self.codes.clone(),
            predefined_length: identifier.has_predefined_length(),
            link_attribute: identifier.link_attribute,
            parts: identifier.parts.iter().map(part).collect(),
            needs: identifier.needs.to_vec(),
            excludes: identifier.excludes.to_vec(),
            link_key: identifier.link_key.map(keys),
        }
    }
}

fn codes(word: &str) -> Vec<String> {
    let Some((first, last)) = word.split_once('-') else { return vec![word.to_owned()] };
    let numbers = first.parse::<u32>().unwrap()..=last.parse().unwrap();
    numbers.map(|number| number.to_string()).collect()
}

fn part(part: &Part) -> String {
    let set = match part.characters {
        CharacterSet::Digits => "N",
        CharacterSet::Text => "X",
        CharacterSet::Component => "Y",
        CharacterSet::FileSafe => "Z",
    };
    let length = if part.shortest == part.longest { String::new() } else { "..".to_owned() };
    let format = format!("{set}{length}{}", part.longest);
    let format = if part.optional { format!("[{format}]") } else { format };
    part.checks.iter().fold(format, |format, check| format!("{format},{}", name(check)))
}

fn name(check: &Check) -> &'static str {
    match check {
        Check::CheckDigit => "csum",
        Check::CheckPair => "csumalpha",
        Check::CompanyPrefix(0) => "gcppos1",
        Check::CompanyPrefix(_) => "gcppos2",
        Check::Day => "yymmdd",
        Check::DayOrMonth => "yymmd0",
        Check::LongDay => "yyyymmdd",
        Check::LongDayOrMonth => "yyyymmd0",
        Check::HourMinute => "hhmi",
        Check::Hour => "hh",
        Check::Minute => "mi",
        Check::Second => "ss",
        Check::Country => "iso3166",
        Check::CountryOrSeveral => "iso3166999",
        Check::CountryLetters => "iso3166alpha2",
        Check::Currency => "iso4217",
        Check::PackageType => "packagetype",
        Check::MediaType => "mediatype",
        Check::Sex => "iso5218",
        Check::PercentEncoding => "pcenc",
        Check::Latitude => "latitude",
        Check::Longitude => "longitude",
        Check::YesNo => "yesno",
        Check::Hyphen => "hyphen",
        Check::ImporterIndex => "importeridx",
        Check::PositionOfTotal => "posinseqslash",
        Check::PieceOfTotal => "pieceoftotal",
        Check::NonZero => "nonzero",
        Check::Zero => "zero",
        Check::NoLeadingZero => "nozeroprefix",
        Check::Winding => "winding",
        Check::NonDigit => "hasnondigit",
        Check::Iban => "iban",
        Check::Coupon => "couponcode",
        Check::CouponOffer => "couponposoffer",
    }
}
