//! Variables stand only where their declared types allow it (GraphQL specification, 5.8.2 Variables Are Input Types and
//! 5.8.5 All Variable Usages Are Allowed).
//!
//! The executor has a rule for it that its own walk never calls, and takes a variable of any type anywhere.

use std::collections::{HashMap, HashSet};

use async_graphql::parser::types::{
    BaseType, Directive, ExecutableDocument, Field, InputValueDefinition, OperationDefinition, Selection, SelectionSet,
    Type, VariableDefinition,
};
use async_graphql::{Name, Pos, Positioned};
use async_graphql_value::{ConstValue, Value};

use super::schema_types::{SchemaTypes, named};

/// What is wrong with a variable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is declared as something that cannot be handed in.
    #[error("the variable ${name} is declared as {declared}, which is not the type of an input")]
    NoInput {
        /// Its name.
        name: Name,
        /// The type that it is declared with.
        declared: String,
    },
    /// It stands where another type is expected.
    #[error("the variable ${name} is declared as {declared} and is used where {expected} is expected")]
    Misplaced {
        /// Its name.
        name: Name,
        /// The type that it is declared with.
        declared: String,
        /// The type of the place.
        expected: String,
    },
    /// It may be null where exactly one field is to be given.
    #[error("the variable ${name} is declared as {declared} and may be null: declare it as {declared}!")]
    MayBeNull {
        /// Its name.
        name: Name,
        /// The type that it is declared with.
        declared: String,
    },
}

/// What is wrong with the variables of a document, and where.
///
/// The document was measured, so that its fragments do not contain themselves.
pub fn check(document: &ExecutableDocument, types: &SchemaTypes) -> Vec<(Pos, Wrong)> {
    let operations = document.operations.iter().map(|(_, operation)| &operation.node);
    operations.flat_map(|operation| Usages::of(operation, document, types).wrong).collect()
}

/// A place that a value is handed in at.
#[derive(Clone, Copy)]
struct Place<'a> {
    expected: &'a Type,
    /// What is expected has a value of its own where nothing is given.
    has_default: bool,
    /// It is the one field that is given of several.
    is_one_of: bool,
}

/// The usages of one operation's variables.
struct Usages<'a> {
    document: &'a ExecutableDocument,
    types: &'a SchemaTypes,
    declared: HashMap<&'a Name, &'a VariableDefinition>,
    /// Fragments that were looked at: they use the same variables wherever they are spread.
    seen: HashSet<&'a Name>,
    wrong: Vec<(Pos, Wrong)>,
}

impl<'a> Usages<'a> {
    fn of(operation: &'a OperationDefinition, document: &'a ExecutableDocument, types: &'a SchemaTypes) -> Self {
        let definitions = operation.variable_definitions.iter();
        let declared = definitions.map(|definition| (&definition.node.name.node, &definition.node)).collect();
        let mut usages = Self { document, types, declared, seen: HashSet::new(), wrong: vec![] };
        usages.declarations(operation);
        usages.directives(&operation.directives);
        usages.selections(types.root(operation.ty), &operation.selection_set.node);
        usages
    }

    fn declarations(&mut self, operation: &'a OperationDefinition) {
        for definition in &operation.variable_definitions {
            let VariableDefinition { name, var_type, .. } = &definition.node;
            if !self.types.is_input(named(&var_type.node)) {
                let declared = var_type.node.to_string();
                self.wrong.push((definition.pos, Wrong::NoInput { name: name.node.clone(), declared }));
                // Nothing more is to be said of it.
                self.declared.remove(&name.node);
            }
        }
    }

    fn selections(&mut self, on: &'a str, set: &'a SelectionSet) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => self.field(on, &field.node),
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref();
                    self.directives(&fragment.node.directives);
                    let on = condition.map_or(on, |condition| condition.node.on.node.as_str());
                    self.selections(on, &fragment.node.selection_set.node);
                }
                Selection::FragmentSpread(spread) => {
                    self.directives(&spread.node.directives);
                    self.fragment(&spread.node.fragment_name.node);
                }
            }
        }
    }

    fn fragment(&mut self, name: &'a Name) {
        let Some(fragment) = self.document.fragments.get(name) else { return };
        if self.seen.insert(name) {
            self.directives(&fragment.node.directives);
            self.selections(&fragment.node.type_condition.node.on.node, &fragment.node.selection_set.node);
        }
    }

    /// A field that the type does not have is told by the executor.
    fn field(&mut self, on: &'a str, field: &'a Field) {
        self.directives(&field.directives);
        let Some(definition) = self.types.field(on, &field.name.node) else { return };
        for (name, value) in &field.arguments {
            let argument = definition.arguments.iter().find(|argument| argument.node.name.node == name.node);
            if let Some(argument) = argument {
                self.value(Place::of(&argument.node, false), &value.node, value.pos);
            }
        }
        self.selections(named(&definition.ty.node), &field.selection_set.node);
    }

    fn directives(&mut self, directives: &'a [Positioned<Directive>]) {
        for directive in directives {
            for (name, value) in &directive.node.arguments {
                if let Some(argument) = self.types.directive_argument(&directive.node.name.node, &name.node) {
                    self.value(Place::of(argument, false), &value.node, value.pos);
                }
            }
        }
    }

    fn value(&mut self, place: Place<'a>, value: &'a Value, pos: Pos) {
        match value {
            Value::Variable(name) => {
                let declared = self.declared.get(name);
                self.wrong.extend(declared.and_then(|declared| wrong_at(place, declared)).map(|wrong| (pos, wrong)));
            }
            Value::List(elements) => {
                // One that stands in the place of no list is told by the executor.
                let BaseType::List(expected) = &place.expected.base else { return };
                let place = Place { expected, has_default: false, is_one_of: false };
                elements.iter().for_each(|element| self.value(place, element, pos));
            }
            Value::Object(fields) => {
                // A single object stands for a list of one.
                let Some(input) = self.types.input(named(place.expected)) else { return };
                for (name, value) in fields {
                    if let Some(field) = input.field(name) {
                        self.value(Place::of(field, input.is_one_of), value, pos);
                    }
                }
            }
            _ => {}
        }
    }
}

impl<'a> Place<'a> {
    fn of(definition: &'a InputValueDefinition, is_one_of: bool) -> Self {
        Self { expected: &definition.ty.node, has_default: definition.default_value.is_some(), is_one_of }
    }
}

/// What is wrong with a variable at this place: the specification's `IsVariableUsageAllowed`.
fn wrong_at(place: Place<'_>, definition: &VariableDefinition) -> Option<Wrong> {
    let declared = &definition.var_type.node;
    let default = definition.default_value.as_ref().map(|default| &default.node);
    let has_default = default.is_some_and(|default| *default != ConstValue::Null);

    // A default, of either side, stands in for a value that is not given.
    let is_filled = declared.nullable && (has_default || place.has_default);
    let may_be_null = place.expected.nullable || is_filled;
    let (name, text) = (definition.name.node.clone(), declared.to_string());
    if !is_compatible(declared, place.expected, may_be_null) {
        return Some(Wrong::Misplaced { name, declared: text, expected: place.expected.to_string() });
    }
    let lacks_a_value = place.is_one_of && declared.nullable;
    lacks_a_value.then_some(Wrong::MayBeNull { name, declared: text })
}

/// Whether every value of the declared type is one of the expected type: the specification's `AreTypesCompatible`.
fn is_compatible(declared: &Type, expected: &Type, may_be_null: bool) -> bool {
    if declared.nullable && !may_be_null {
        return false;
    }
    match (&declared.base, &expected.base) {
        (BaseType::Named(declared), BaseType::Named(expected)) => declared == expected,
        (BaseType::List(declared), BaseType::List(expected)) => is_compatible(declared, expected, expected.nullable),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
