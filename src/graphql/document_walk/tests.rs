//! Documents that ask for too much, in few words.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::time::{Duration, Instant};

use async_graphql::parser::parse_query;
use proptest::prelude::*;

use super::{DocumentLimits, TooMuch};

const LIMITS: DocumentLimits = DocumentLimits { fields: 100, aliases: 10, root_fields: 8, depth: 6 };

fn check(text: &str) -> Result<(), TooMuch> {
    super::check(&parse_query(text).unwrap(), &LIMITS)
}

/// Fragments of which each names the next twice: the last holds one field, the first 2 to the power of `count`.
fn bomb(count: usize) -> String {
    let mut text = "query { ...f0 }".to_owned();
    for index in 0..count {
        let next = index + 1;
        write!(text, " fragment f{index} on Query {{ ...f{next} ...f{next} }}").unwrap();
    }
    write!(text, " fragment f{count} on Query {{ viewer }}").unwrap();
    text
}

#[test]
fn a_small_document_is_fine() {
    assert_eq!(check("{ lots { edges { node { id lotNumber } } } }"), Ok(()));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "without the measure it takes minutes")]
fn a_bomb_of_fragments_is_refused_in_no_time() {
    let started = Instant::now();
    assert_eq!(check(&bomb(16)), Err(TooMuch::RootFields(8)));
    assert_eq!(
        check(&format!("{{ lots {{ ...f0 }} }}{}", bomb(90).trim_start_matches("query { ...f0 }"))),
        Err(TooMuch::Fields(100))
    );
    assert!(started.elapsed() < Duration::from_secs(1));
}

#[test]
fn a_bomb_that_no_operation_lights_is_refused_too() {
    let unused = bomb(30).replace("query { ...f0 }", "query { viewer }");
    assert_eq!(check(&unused), Err(TooMuch::Fields(100)));
}

#[test]
fn a_fragment_in_itself_is_refused() {
    let recursive = |name: &str| Err(TooMuch::Recursive(name.to_owned()));
    assert_eq!(check("{ ...a } fragment a on Query { ...a }"), recursive("a"));
    assert_eq!(
        check("{ ...a } fragment a on Query { lots { ...b } } fragment b on Lot { ... { ...a } }"),
        recursive("a")
    );
    assert_eq!(check("{ viewer } fragment a on Query { ...a }"), recursive("a"));
}

#[test]
fn depth_counts_fields_through_fragments_of_both_kinds() {
    let deep = "{ a { ... { b { ...c } } } } fragment c on C { c { d { e { f } } } }";
    assert_eq!(check(deep), Ok(()));
    assert_eq!(check(&deep.replace("{ f }", "{ f { g } }")), Err(TooMuch::Depth(6)));
}

#[test]
fn nesting_without_fields_ends_too() {
    let inline = format!("{{ {} a {} }}", "... {".repeat(55), "}".repeat(55));
    assert_eq!(check(&inline), Ok(()));
    let mut chain = "{ ...f0 }".to_owned();
    for index in 0..3000 {
        write!(chain, " fragment f{index} on Query {{ ...f{} }}", index + 1).unwrap();
    }
    assert_eq!(check(&chain), Err(TooMuch::Nesting(100)));
}

#[test]
fn renaming_one_field_many_times_is_refused() {
    let aliases = |count: usize| (0..count).map(|index| format!("a{index}: id ")).collect::<String>();
    assert_eq!(check(&format!("{{ lot {{ {} }} }}", aliases(10))), Ok(()));
    assert_eq!(check(&format!("{{ lot {{ {} }} }}", aliases(11))), Err(TooMuch::Aliases(10)));
    let in_fragment = format!("{{ lot {{ ...f ...f }} }} fragment f on Lot {{ {} }}", aliases(4));
    assert_eq!(check(&in_fragment), Err(TooMuch::Aliases(10)), "twice in the operation, once in the fragment");
}

#[test]
fn many_fields_at_the_top_are_refused() {
    assert_eq!(check(&format!("mutation {{ {} }}", "mark ".repeat(8))), Ok(()));
    assert_eq!(check(&format!("mutation {{ {} }}", "mark ".repeat(9))), Err(TooMuch::RootFields(8)));
    let hidden = "mutation { ...f ...f ... { a b c } } fragment f on Mutation { a b c }";
    assert_eq!(check(hidden), Err(TooMuch::RootFields(8)));
}

#[test]
fn all_operations_of_a_document_count_together() {
    let operation = |name: &str| format!("query {name} {{ lot {{ {} }} }} ", "id ".repeat(50));
    assert_eq!(check(&operation("A")), Ok(()));
    assert_eq!(check(&(operation("A") + &operation("B"))), Err(TooMuch::Fields(100)));
}

#[test]
fn a_fragment_that_does_not_exist_is_left_to_validation() {
    assert_eq!(check("{ ...nowhere }"), Ok(()));
}

proptest! {
    /// The measure agrees with counting the fields of the written-out document.
    #[test]
    fn fields_are_counted_as_if_fragments_were_written_out(uses in prop::collection::vec(1..4_usize, 1..5), leaves in 1..6_usize) {
        // Fragment i names fragment i+1 uses[i] times; the last holds the leaves.
        let mut text = "{ lot { ...f0 } }".to_owned();
        for (index, count) in uses.iter().enumerate() {
            write!(text, " fragment f{index} on Lot {{ {} }}", format!("...f{} ", index + 1).repeat(*count)).unwrap();
        }
        write!(text, " fragment f{} on Lot {{ {} }}", uses.len(), "id ".repeat(leaves)).unwrap();
        let written_out: Vec<usize> = (0..=uses.len()).map(|from| uses[from..].iter().product::<usize>() * leaves).collect();
        let expected = 1 + written_out[0] + written_out.iter().sum::<usize>();
        let document = parse_query(&text).unwrap();
        let limit = |fields| DocumentLimits { fields, ..LIMITS };
        prop_assert_eq!(super::check(&document, &limit(expected)), Ok(()));
        prop_assert_eq!(super::check(&document, &limit(expected - 1)), Err(TooMuch::Fields(expected - 1)));
    }
}
