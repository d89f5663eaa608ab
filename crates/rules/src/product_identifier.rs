//! The codes that a product is scanned by: each is of its scheme, and stands for one product and one package.
//!
//! A GTIN, a UPC and an NDC are one number in three spellings: they are matched by the 14 digits of the GTIN.

use super::{
    form::Form,
    product_code,
    refusal::{Field, InputRule, Refusal, field, path},
    text,
};
use entity::{
    id::ProductId,
    product_identifier::{IdentifierScheme, Model},
};
use serde::Serialize;

/// Most identifiers of one product.
pub const MOST: usize = 100;
/// Most containers in one package.
const MAX_CONTAINERS: i32 = 10_000;

/// An identifier as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdentifierGiven {
    /// What kind of code.
    pub scheme: IdentifierScheme,
    /// The code as it is printed.
    pub value: String,
    /// How many containers one scanned package holds.
    pub containers_per_package: i32,
}

/// The identifiers of `product_id` as rows.
///
/// # Errors
/// `TOO_MANY`, `BARCODE` for a code that is not of its scheme, `OUT_OF_RANGE`, `OTHER` for one given twice.
pub fn rows(given: &[IdentifierGiven], product_id: ProductId) -> Result<Vec<Model>, Vec<Refusal>> {
    let mut form = Form::default();
    form.refuse_when(given.len() > MOST, || {
        let message = format!("A product has at most {MOST} identifiers.");
        Refusal::beyond(field("identifiers"), InputRule::TooMany, MOST, message)
    });
    let mut rows = Vec::new();
    for (index, given) in given.iter().take(MOST).enumerate() {
        let row = row(&mut form, index, given, product_id);
        form.refuse_when(rows.iter().any(|other| contradict(other, &row)), || {
            let message = format!("{} is given twice: a code stands for one package.", given.value);
            Refusal::invalid(place(index, "value"), InputRule::Other, message)
        });
        rows.push(row);
    }
    form.finish(rows)
}

/// Where the field `name` of the identifier at `index` stands in an input.
pub fn place(index: usize, name: &str) -> Field {
    path(["identifiers", &index.to_string(), name])
}

/// Whether a scan could take one for the other.
pub fn same_code(one: &Model, other: &Model) -> bool {
    let is_number = |scheme| matches!(scheme, IdentifierScheme::Gtin | IdentifierScheme::Upc | IdentifierScheme::Ndc);
    let same_kind = one.scheme == other.scheme || is_number(one.scheme) && is_number(other.scheme);
    same_kind && one.canonical == other.canonical
}

/// Two identifiers of a product may be one number (the NDC and the GTIN made of it) when they say the same of it.
fn contradict(one: &Model, other: &Model) -> bool {
    let repeated = one.scheme == other.scheme || one.containers_per_package != other.containers_per_package;
    repeated && same_code(one, other) && !one.canonical.is_empty()
}

fn row(form: &mut Form, index: usize, given: &IdentifierGiven, product_id: ProductId) -> Model {
    let containers_per_package = given.containers_per_package;
    form.refuse_when(!(1..=MAX_CONTAINERS).contains(&containers_per_package), || {
        let message = format!("A package holds 1 to {MAX_CONTAINERS} containers.");
        Refusal::beyond(place(index, "containersPerPackage"), InputRule::OutOfRange, MAX_CONTAINERS, message)
    });
    let value = form.take(text::required(place(index, "value"), &given.value, text::SHORT));
    let canonical = product_code::canonical(given.scheme, &value).map_err(|error| {
        let message = format!("{value} cannot be stored: {error}.");
        Refusal::invalid(place(index, "value"), InputRule::Barcode, message)
    });
    let canonical = if value.is_empty() { String::new() } else { form.take(canonical) };
    let is_hibc = given.scheme == IdentifierScheme::Hibc && !canonical.is_empty();
    let value = if is_hibc { product_code::printed_hibc(&canonical) } else { value };
    Model { scheme: given.scheme, canonical, product_id, value, containers_per_package }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(scheme: IdentifierScheme, value: &str, containers_per_package: i32) -> IdentifierGiven {
        IdentifierGiven { scheme, value: value.to_owned(), containers_per_package }
    }

    fn outcome(given: &[IdentifierGiven]) -> Result<Vec<String>, Vec<String>> {
        match rows(given, ProductId::new()) {
            Ok(rows) => Ok(rows.into_iter().map(|row| row.canonical).collect()),
            Err(refusals) => Err(refusals.into_iter().map(|refusal| refusal.field.join(".")).collect()),
        }
    }

    #[test]
    fn a_drug_code_and_the_gtin_made_of_it_are_one_number() {
        let vial = [given(IdentifierScheme::Ndc, "0023-9232-01", 1), given(IdentifierScheme::Gtin, "300239232013", 1)];
        assert_eq!(outcome(&vial), Ok(vec!["00300239232013".to_owned(); 2]));
    }

    #[test]
    fn a_code_stands_for_one_package_and_is_given_once() {
        let [one, two] = [1, 2].map(|containers| given(IdentifierScheme::Gtin, "00300239232013", containers));
        assert_eq!(outcome(&[one.clone(), one.clone()]), Err(vec!["identifiers.1.value".to_owned()]));
        let drug_code = given(IdentifierScheme::Ndc, "0023-9232-01", 1);
        assert_eq!(outcome(&[drug_code, two]), Err(vec!["identifiers.1.value".to_owned()]));
    }

    #[test]
    fn what_is_not_of_its_scheme_is_refused() {
        let wrong = [
            given(IdentifierScheme::Gtin, "00300239232014", 1),
            given(IdentifierScheme::Upc, "12345", 1),
            given(IdentifierScheme::Ndc, "023-9232-01", 1),
            given(IdentifierScheme::Ref, " ", 1),
        ];
        let places = (0..4).map(|index| format!("identifiers.{index}.value")).collect();
        assert_eq!(outcome(&wrong), Err(places));
    }

    #[test]
    fn a_package_holds_a_container_at_least() {
        let wrong = [given(IdentifierScheme::Ref, "94-1", 0)];
        assert_eq!(outcome(&wrong), Err(vec!["identifiers.0.containersPerPackage".to_owned()]));
    }
}
