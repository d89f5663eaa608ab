//! Descriptions that follow from others, so that nobody writes them fifty times: of the pages of lists, and of the
//! arguments that hand in an input.
//!
//! Everything else is described where it is defined; `tests/it/endpoint/described.rs` counts what is not.

use async_graphql::registry::{MetaInputValue, MetaType, Registry};
use std::collections::BTreeMap;

/// The description of each input type, by its name.
type Inputs = BTreeMap<String, Input>;

/// What an argument of an input type says.
struct Input {
    description: String,
    is_repeatable: bool,
}

/// What is worth knowing before a mutation is sent; the key's own field says whose it is.
const REPEATABLE: &str = "Safe to repeat: with the same `idempotencyKey` and the same content it answers what it answered \
    first, and does nothing again.";

/// Describes what has no description of its own.
pub(super) fn complete(registry: &mut Registry) {
    let inputs = inputs(registry);
    for (name, kind) in &mut registry.types {
        let MetaType::Object { fields, description, .. } = kind else { continue };
        if let Some(of) = name.strip_suffix("Connection") {
            description.get_or_insert_with(|| page(of));
        }
        for argument in fields.values_mut().flat_map(|field| field.args.values_mut()) {
            describe(argument, &inputs);
        }
    }
}

fn inputs(registry: &Registry) -> Inputs {
    let inputs = registry.types.iter().filter_map(|(name, kind)| match kind {
        MetaType::InputObject { description: Some(description), input_fields, .. } => {
            let is_repeatable = input_fields.contains_key("idempotencyKey");
            Some((name.clone(), Input { description: description.clone(), is_repeatable }))
        }
        _ => None,
    });
    inputs.collect()
}

fn page(of: &str) -> String {
    format!(
        "A page of a list of `{of}`: its rows as `nodes`, or with a cursor each as `edges`. Where `pageInfo` says that \
         there are more, its `endCursor` as `after` brings the next page."
    )
}

/// An argument says what its input says.
fn describe(argument: &mut MetaInputValue, inputs: &Inputs) {
    let name = argument.ty.trim_matches(['[', ']', '!']);
    let Some(input) = inputs.get(name) else { return };
    argument.description.get_or_insert_with(|| match input.is_repeatable {
        true => format!("{}\n\n{REPEATABLE}", input.description),
        false => input.description.clone(),
    });
}
