//! What came of asking, and the words in which the matrix says it.

use serde_json::Value;

/// What came of asking for one thing, or of doing one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// It was refused for want of a right.
    Refused,
    /// It was answered with nothing, and without a word about it.
    Nothing,
    /// It was answered, or done.
    Answered,
}

/// What came of it for one column, from each stance.
pub(super) type Outcomes = [Outcome; 3];

/// The word of a cell, for what came of asking for one's own site, for another, and as somebody of all sites.
pub(super) fn word([own, foreign, everywhere]: Outcomes) -> String {
    use Outcome::{Answered, Nothing, Refused};
    match (own, foreign, everywhere) {
        (Answered, Answered, Answered) => "yes".to_owned(),
        (Answered, Refused, Answered) => "own".to_owned(),
        (Answered, Nothing, Answered) => "filtered".to_owned(),
        (Refused, Refused, Answered) => "all".to_owned(),
        (Refused, Refused, Refused) => "no".to_owned(),
        (Nothing, Nothing, Nothing) => "null".to_owned(),
        _ => [own, foreign, everywhere].map(single).join("/"),
    }
}

fn single(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Refused => "no",
        Outcome::Nothing => "null",
        Outcome::Answered => "yes",
    }
}

/// An answer of the API, with its errors by where they stand.
pub(super) struct Answer {
    pub(super) data: Value,
    pub(super) errors: Vec<Mistake>,
}

/// An error of GraphQL.
pub(super) struct Mistake {
    /// The names of fields on the way to it; places in lists are left out.
    pub(super) path: Vec<String>,
    pub(super) code: String,
    pub(super) message: String,
}

impl Answer {
    pub(super) fn of(mut answer: Value) -> Self {
        let errors = answer["errors"].as_array().into_iter().flatten().map(Mistake::of).collect();
        Self { data: answer["data"].take(), errors }
    }

    /// Whether the field at this path, or one on the way to it, was refused for want of a right.
    ///
    /// # Panics
    /// When anything else went wrong there or below it.
    pub(super) fn refuses(&self, path: &[String]) -> bool {
        let on_the_way = self.errors.iter().filter(|error| path.starts_with(&error.path));
        let below = self.errors.iter().filter(|error| error.path.starts_with(path));
        for error in below.chain(on_the_way.clone()) {
            let Mistake { path, code, message } = error;
            assert!(code == "FORBIDDEN", "{}: {code} {message}", path.join("."));
        }
        on_the_way.count() > 0
    }

    /// What stands at a path: all of it, where lists are on the way. Nulls and empty lists are nothing.
    pub(super) fn found(&self, path: &[String]) -> Vec<&Value> {
        let mut found = vec![&self.data];
        for name in path {
            found = found.into_iter().flat_map(|value| elements(&value[name.as_str()])).collect();
        }
        found
    }
}

impl Mistake {
    fn of(error: &Value) -> Self {
        let path = error["path"].as_array().into_iter().flatten();
        Self {
            path: path.filter_map(Value::as_str).map(ToOwned::to_owned).collect(),
            code: error["extensions"]["code"].as_str().unwrap_or("no code").to_owned(),
            message: error["message"].as_str().unwrap_or_default().to_owned(),
        }
    }
}

/// A value by itself, or the elements of a list; nothing of null.
fn elements(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => vec![],
        Value::Array(elements) => elements.iter().flat_map(self::elements).collect(),
        value => vec![value],
    }
}

/// Where in a value words with a marker stand: the names of fields on the way.
pub(super) fn places_of(value: &Value, marker: &str) -> Vec<Vec<String>> {
    match value {
        Value::String(text) if text.contains(marker) => vec![vec![]],
        Value::Array(elements) => elements.iter().flat_map(|element| places_of(element, marker)).collect(),
        Value::Object(fields) => {
            let inside = fields.iter().flat_map(|(name, field)| {
                let below = places_of(field, marker).into_iter();
                below.map(move |below| [vec![name.clone()], below].concat())
            });
            inside.collect()
        }
        _ => vec![],
    }
}
