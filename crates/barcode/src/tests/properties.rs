//! What holds for every code: reading never panics, and what the builder prints is read back.

use proptest::prelude::*;

use super::*;
use crate::gs1::check::{CharacterSet, Check};
use crate::gs1::table::{ApplicationIdentifier, Part};
use crate::gs1::{digital_link, human_readable};

/// Text that comes close to codes: pieces of every format, thrown together.
fn rubble() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{0,14}",
        "[!-~]{0,8}",
        ".{0,4}",
        prop::sample::select(vec![
            "]d2",
            "]E0",
            "]E4",
            "]I1",
            "]Q1",
            "|]e0",
            "\u{1d}",
            "<GS>",
            "^]",
            "~d029",
            "(01)",
            "(10)",
            "\\(",
            "17271130",
            "0107540161860004",
            "https://",
            "/01/",
            "?17=",
            "%2",
            "%ff",
            "+A123",
            "/$$",
            "$$9",
            "$$3",
            "LW-",
            "E+13",
            "NDC ",
            "-",
            "=",
            "&",
            "*",
            "ä",
            "€",
            " ",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// A value that one part of an identifier accepts, where its checks can be met by chance or are simple.
fn value_of(part: &Part) -> BoxedStrategy<String> {
    match part.checks {
        [Check::Day | Check::DayOrMonth, ..] => ("[0-9]{2}", 1..=12_u32, 1..=28_u32)
            .prop_map(|(year, month, day)| format!("{year}{month:02}{day:02}"))
            .boxed(),
        [Check::CheckDigit, ..] => prop::string::string_regex(&format!("[0-9]{{{}}}", part.longest - 1))
            .expect("a pattern")
            .prop_map(|body| format!("{body}{}", char::from(gtin::check_digit(body.as_bytes()))))
            .boxed(),
        _ => {
            let set = match part.characters {
                CharacterSet::Digits => "[1-9]",
                _ => "[!\"%&'()*+,./0-9:;<=>?A-Z_a-z-]",
            };
            prop::string::string_regex(&format!("{set}{{{},{}}}", part.shortest, part.longest))
                .expect("a pattern")
                .boxed()
        }
    }
}

/// Elements that keep every rule of theirs.
fn elements() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let codes =
        vec!["01", "10", "11", "17", "21", "240", "30", "37", "3103", "3922", "410", "7003", "710", "8008", "90", "99"];
    let element = prop::sample::select(codes).prop_flat_map(|code| {
        let identifier = ApplicationIdentifier::find(code).expect("a known identifier");
        let parts: Vec<_> = identifier.parts.iter().map(value_of).collect();
        (Just(code), parts.prop_map(|parts| parts.concat()))
    });
    let sound = |(code, value): &(&str, String)| {
        let judged = ApplicationIdentifier::find(code).map(|identifier| identifier.judge(value, on(2026, 11, 21)));
        judged.is_some_and(|judged| judged.is_ok())
            && !gs1::human_readable::print([(*code, value.as_str())]).contains("<GS>")
    };
    prop::collection::vec(element.prop_filter("a sound element", sound), 1..8)
}

fn borrowed<'a>(elements: &'a [(&'static str, String)]) -> impl Iterator<Item = (&'a str, &'a str)> {
    elements.iter().map(|(code, value)| (*code, value.as_str()))
}

fn read_back(reading: &Reading) -> Vec<(&str, String)> {
    reading.elements.iter().map(|element| (element.identifier.as_str(), element.value.clone())).collect()
}

proptest! {
    #[test]
    fn reading_never_panics_and_marks_places_inside_the_code(code in rubble()) {
        let reading = reading_of(&code);
        for problem in &reading.problems {
            prop_assert!(problem.at.is_none_or(|at| at <= code.chars().count()), "{problem:?} in {code:?}");
        }
    }

    #[test]
    fn reading_never_panics_on_any_text(code in any::<String>()) {
        reading_of(&code);
    }

    #[test]
    fn reading_never_panics_on_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        reading_of(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn reading_never_panics_on_the_longest_codes(start in rubble(), repeated in rubble()) {
        let room = LONGEST_CODE.saturating_sub(start.len());
        reading_of(&(start + &repeated.repeat(room / repeated.len().max(1))));
    }

    #[test]
    fn no_parser_panics_on_what_is_not_its_own(code in rubble(), year in -9999_i32..9999) {
        let day = on(year, 2, 28);
        element_string::read(&code, 0, day);
        human_readable::read(&code, 0, day);
        digital_link::read(&code, 0, day);
        carrier::open(&code);
        let _ = (gtin::normalise(&code), gtin::expand_upc_e(&code), label::parse(&code), hibc::has_valid_check_character(&code));
        let _ = (ndc::candidates(&code), ndc::gtin(&code), ndc::in_gtin(&code));
    }

    #[test]
    fn what_the_builder_prints_is_read_back(elements in elements()) {
        let reading = reading_of(&format!("]d2{}", element_string::print(borrowed(&elements))));
        prop_assert_eq!(read_back(&reading), elements);
    }

    #[test]
    fn what_people_read_is_read_back(elements in elements()) {
        let reading = reading_of(&human_readable::print(borrowed(&elements)));
        prop_assert_eq!(read_back(&reading), elements);
    }

    #[test]
    fn a_drug_code_is_among_those_of_its_gtin(digits in "[0-9]{10}") {
        let gtin = ndc::gtin(&digits).expect("a GTIN");
        prop_assert!(ndc::in_gtin(&gtin).iter().all(|code| ndc::gtin(code).as_ref() == Some(&gtin)));
        prop_assert_eq!(reading_of(&gtin).ndc, ndc::candidates(&digits));
    }
}
