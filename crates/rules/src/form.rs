//! The form of an input: every field is looked at, and all that cannot mean anything is told at once.

use super::refusal::{Refusal, of_first_kind};

/// An input under examination.
#[derive(Debug, Default)]
pub struct Form {
    refusals: Vec<Refusal>,
}

impl Form {
    /// The value of a field that is in order; of one that is not, something in its place, as [`finish`](Self::finish)
    /// lets nothing of the input pass then.
    pub fn take<T: Default>(&mut self, field: Result<T, Refusal>) -> T {
        field.unwrap_or_else(|refusal| {
            self.refusals.push(refusal);
            T::default()
        })
    }

    /// The same for a field that may be absent.
    pub fn take_optional<T>(&mut self, field: Option<Result<T, Refusal>>) -> Option<T> {
        self.take(field.transpose())
    }

    /// The same for a part of the input that was examined by itself.
    pub fn take_part<T: Default>(&mut self, part: Result<T, Vec<Refusal>>) -> T {
        part.unwrap_or_else(|refusals| {
            self.refusals.extend(refusals);
            T::default()
        })
    }

    /// Refuses the input when `broken`.
    pub fn refuse_when(&mut self, broken: bool, refusal: impl FnOnce() -> Refusal) {
        if broken {
            self.refusals.push(refusal());
        }
    }

    /// `whole`, which was made of the fields, when all of them are in order.
    ///
    /// # Errors
    /// The refusals of the kind that comes first.
    pub fn finish<T>(self, whole: T) -> Result<T, Vec<Refusal>> {
        if self.refusals.is_empty() { Ok(whole) } else { Err(of_first_kind(self.refusals)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{refusal::field, text};

    #[test]
    fn every_field_that_is_not_in_order_is_told() {
        let mut form = Form::default();
        let whole = ["", "north", " "].map(|name| form.take(text::required(field("name"), name, text::SHORT)));
        assert_eq!(form.finish(whole).map_err(|refusals| refusals.len()), Err(2));
    }

    #[test]
    fn an_input_in_order_passes_whole() {
        let mut form = Form::default();
        let name = form.take(text::required(field("name"), " north ", text::SHORT));
        assert_eq!(form.finish(name), Ok("north".to_owned()));
    }
}
