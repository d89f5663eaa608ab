//! Every type of a variable, at every kind of place.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use async_graphql::parser::parse_query;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

const SCHEMA: &str = "
    directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
    scalar Date
    enum Side { LEFT RIGHT }
    input Amount { many: Int! few: Int = 1 at: [Side!] inner: Amount }
    input Source @oneOf { id: ID scan: String }
    type Query {
        may(v: Int): Query  must(v: Int!): Query  usual(v: Int! = 1): Query
        list(v: [Int!]!): Query  lists(v: [[Int]]): Query  date(v: Date): Query
        amount(v: Amount!): Query  source(v: Source!): Query  sources(v: [Source!]): Query
    }
";

/// What is wrong with the variables of a document, as sentences.
fn wrong(document: &str) -> Vec<String> {
    let types = SchemaTypes::read(SCHEMA).unwrap();
    let wrong = check(&parse_query(document).unwrap(), &types);
    wrong.into_iter().map(|(_, wrong)| wrong.to_string()).collect()
}

fn is_allowed(declared: &str, usage: &str) -> bool {
    wrong(&format!("query ($v: {declared}) {{ {usage} }}")).is_empty()
}

#[test]
fn a_variable_stands_where_its_type_allows() {
    let places = [
        ("may(v: $v) { __typename }", &["Int", "Int!", "Int = 1", "Int = null"][..]),
        ("must(v: $v) { __typename }", &["Int!", "Int = 1"]),
        ("usual(v: $v) { __typename }", &["Int", "Int!", "Int = 1", "Int = null"]),
        ("list(v: $v) { __typename }", &["[Int!]!", "[Int!] = [1]"]),
        ("list(v: [$v]) { __typename }", &["Int!", "Int = 1"]),
        ("lists(v: $v) { __typename }", &["[[Int]]", "[[Int]!]", "[[Int!]!]!"]),
        ("lists(v: [$v]) { __typename }", &["[Int]", "[Int!]", "[Int!]!", "[Int!] = [1]"]),
        ("date(v: $v) { __typename }", &["Date", "Date!"]),
        ("amount(v: $v) { __typename }", &["Amount!"]),
        ("amount(v: { many: $v }) { __typename }", &["Int!", "Int = 1"]),
        ("amount(v: { few: $v, many: 1 }) { __typename }", &["Int", "Int!", "Int = 1", "Int = null"]),
        ("amount(v: { many: 1, inner: { many: 1, at: [$v] } }) { __typename }", &["Side!", "Side = LEFT"]),
        ("source(v: { id: $v }) { __typename }", &["ID!"]),
        ("sources(v: { id: $v }) { __typename }", &["ID!"]),
        ("sources(v: [{ id: $v }]) { __typename }", &["ID!"]),
        ("may(v: 1) @skip(if: $v) { __typename }", &["Boolean!", "Boolean = true"]),
        ("... on Query @skip(if: $v) { __typename }", &["Boolean!", "Boolean = true"]),
        ("may { must(v: $v) { __typename } }", &["Int!", "Int = 1"]),
        ("... { must(v: $v) { __typename } }", &["Int!", "Int = 1"]),
    ];
    let all = [
        "Int",
        "Int!",
        "Int = 1",
        "Int = null",
        "Float",
        "Float!",
        "String",
        "String!",
        "ID",
        "ID!",
        "Boolean!",
        "Boolean = true",
        "Date",
        "Date!",
        "Side",
        "Side!",
        "Side = LEFT",
        "[Int]",
        "[Int!]",
        "[Int!]!",
        "[Int!] = [1]",
        "[[Int]]",
        "[[Int]!]",
        "[[Int!]!]!",
        "Amount",
        "Amount!",
        "Source!",
    ];
    for (usage, allowed) in places {
        for declared in all {
            assert_eq!(is_allowed(declared, usage), allowed.contains(&declared), "${declared} in {usage}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_in_words() {
    let message = "the variable $v is declared as String and is used where Int! is expected";
    assert_eq!(wrong("query ($v: String) { must(v: $v) { __typename } }"), [message]);
    let message = "the variable $v is declared as ID and may be null: declare it as ID!";
    assert_eq!(wrong("query ($v: ID) { source(v: { id: $v }) { __typename } }"), [message]);
    for declared in ["Query", "[Query!]!", "Nothing", "[Nothing] = [1]"] {
        let type_alone = declared.trim_end_matches(" = [1]");
        let message = format!("the variable $v is declared as {type_alone}, which is not the type of an input");
        assert_eq!(wrong(&format!("query ($v: {declared}) {{ may(v: $v) {{ __typename }} }}")), [message]);
    }
}

#[test]
fn each_operation_has_variables_of_its_own_and_fragments_take_those_of_whoever_spreads_them() {
    let document = "query A($v: Int!) { ...f } query B($v: ID!) { ...f ...f }
        fragment f on Query { must(v: $v) { ...g } } fragment g on Query { list(v: [$v]) { __typename } }";
    assert_eq!(wrong(document).len(), 2, "both places of B, once");
}

#[test]
fn what_the_executor_tells_is_left_to_it() {
    assert!(wrong("query ($v: Int!) { nothing(v: $v) must(w: $v, v: $undeclared) { __typename } ...gone }").is_empty());
    assert!(wrong("query ($v: Int!) { must(v: [$v]) { __typename } }").is_empty());
}

/// A type of a variable: a name, in lists, each of which may be null or not.
fn declared() -> impl Strategy<Value = String> {
    let leaf = (select(vec!["Int", "ID", "Side", "Date"]), any::<bool>());
    let named = leaf.prop_map(|(name, required)| format!("{name}{}", if required { "!" } else { "" }));
    named.prop_recursive(3, 4, 1, |inner| {
        (inner, any::<bool>()).prop_map(|(inner, required)| format!("[{inner}]{}", if required { "!" } else { "" }))
    })
}

proptest! {
    /// A place takes its own type and the same without null, and nothing of another name or another depth.
    #[test]
    fn a_place_takes_its_own_type_and_no_other(expected in declared(), given in declared()) {
        let schema = format!("type Query {{ at(v: {expected}): Int }}");
        let types = SchemaTypes::read(&format!("scalar Date enum Side {{ LEFT }} {schema}")).unwrap();
        let wrong = |declared: &str| {
            let document = format!("query ($v: {declared}) {{ at(v: $v) }}");
            check(&parse_query(&document).unwrap(), &types)
        };
        let shape = |text: &str| text.replace('!', "");

        prop_assert!(wrong(&expected).is_empty());
        let required = format!("{}!", expected.trim_end_matches('!'));
        prop_assert!(wrong(&required).is_empty());
        if shape(&expected) == shape(&given) {
            // Wherever the place wants a value, the variable promises one.
            let marks = |text: &str| marks_by_depth(text);
            let promises = marks(&given).iter().zip(marks(&expected)).all(|(given, wanted)| *given || !wanted);
            prop_assert_eq!(wrong(&given).is_empty(), promises);
        } else {
            prop_assert!(!wrong(&given).is_empty());
        }
    }
}

/// For the innermost type and each list around it, whether it is required.
fn marks_by_depth(text: &str) -> Vec<bool> {
    let inside = text.trim_start_matches('[');
    let tail = inside.trim_start_matches(char::is_alphabetic);
    tail.split(']').map(|mark| mark == "!").collect()
}
