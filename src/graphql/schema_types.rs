//! The types of the schema as a checker of documents needs them, read from its printed form: what the executor knows of
//! them it keeps to itself.

use std::collections::{HashMap, HashSet};

use async_graphql::parser::types::{
    BaseType, FieldDefinition, InputValueDefinition, OperationType, Type, TypeDefinition, TypeKind,
    TypeSystemDefinition,
};
use async_graphql::parser::{self, parse_schema};
use async_graphql::{Name, Positioned};

/// The scalars of GraphQL itself, which no printed schema names.
const BUILT_IN: [&str; 5] = ["Boolean", "Float", "ID", "Int", "String"];

/// The types of a schema.
#[derive(Clone, Debug)]
pub struct SchemaTypes {
    /// Fields of objects and interfaces: by type, by name.
    fields: HashMap<Name, HashMap<Name, FieldDefinition>>,
    inputs: HashMap<Name, InputType>,
    leaves: HashSet<Name>,
    /// What directives are given.
    directives: HashMap<Name, Vec<InputValueDefinition>>,
    query: Name,
    mutation: Name,
}

/// An input object.
#[derive(Clone, Debug)]
pub(super) struct InputType {
    fields: HashMap<Name, InputValueDefinition>,
    /// Exactly one of its fields must be given, and not as null.
    pub(super) is_one_of: bool,
}

impl SchemaTypes {
    /// Reads a schema in the schema definition language.
    ///
    /// # Errors
    /// It is not one.
    pub fn read(sdl: &str) -> Result<Self, parser::Error> {
        let mut types = Self {
            fields: HashMap::new(),
            inputs: HashMap::new(),
            leaves: BUILT_IN.map(Name::new).into(),
            directives: HashMap::new(),
            query: Name::new("Query"),
            mutation: Name::new("Mutation"),
        };
        for definition in parse_schema(sdl)?.definitions {
            types.take(definition);
        }
        Ok(types)
    }

    fn take(&mut self, definition: TypeSystemDefinition) {
        match definition {
            TypeSystemDefinition::Type(definition) => self.take_type(definition.node),
            TypeSystemDefinition::Schema(schema) => {
                let named = |root: Option<Positioned<Name>>, usual: &Name| root.map_or(usual.clone(), |name| name.node);
                self.query = named(schema.node.query, &self.query);
                self.mutation = named(schema.node.mutation, &self.mutation);
            }
            TypeSystemDefinition::Directive(directive) => {
                let arguments = directive.node.arguments.into_iter().map(|argument| argument.node);
                self.directives.insert(directive.node.name.node, arguments.collect());
            }
        }
    }

    fn take_type(&mut self, definition: TypeDefinition) {
        let name = definition.name.node;
        match definition.kind {
            TypeKind::Object(object) => {
                self.fields.insert(name, by_name(object.fields, |field| &field.name.node));
            }
            TypeKind::Interface(interface) => {
                self.fields.insert(name, by_name(interface.fields, |field| &field.name.node));
            }
            TypeKind::InputObject(input) => {
                let is_one_of = definition.directives.iter().any(|directive| directive.node.name.node == "oneOf");
                let fields = by_name(input.fields, |field| &field.name.node);
                self.inputs.insert(name, InputType { fields, is_one_of });
            }
            TypeKind::Scalar | TypeKind::Enum(_) => {
                self.leaves.insert(name);
            }
            TypeKind::Union(_) => {}
        }
    }

    /// The field of an object or interface.
    pub(super) fn field(&self, parent: &str, name: &str) -> Option<&FieldDefinition> {
        self.fields.get(parent)?.get(name)
    }

    /// The input object of this name.
    pub(super) fn input(&self, name: &str) -> Option<&InputType> {
        self.inputs.get(name)
    }

    /// The argument of a directive.
    pub(super) fn directive_argument(&self, directive: &str, name: &str) -> Option<&InputValueDefinition> {
        self.directives.get(directive)?.iter().find(|argument| argument.name.node == *name)
    }

    /// Whether values of this type can be handed in.
    pub(super) fn is_input(&self, name: &str) -> bool {
        self.leaves.contains(name) || self.inputs.contains_key(name)
    }

    /// The type that operations of a kind start from. There are no subscriptions.
    pub(super) const fn root(&self, kind: OperationType) -> &Name {
        match kind {
            OperationType::Mutation => &self.mutation,
            OperationType::Query | OperationType::Subscription => &self.query,
        }
    }
}

impl InputType {
    /// The field of this name.
    pub(super) fn field(&self, name: &str) -> Option<&InputValueDefinition> {
        self.fields.get(name)
    }
}

/// The named type inside lists of it.
pub(super) fn named(given: &Type) -> &Name {
    match &given.base {
        BaseType::Named(name) => name,
        BaseType::List(element) => named(element),
    }
}

fn by_name<T>(definitions: Vec<Positioned<T>>, name: impl Fn(&T) -> &Name) -> HashMap<Name, T> {
    definitions.into_iter().map(|definition| (name(&definition.node).clone(), definition.node)).collect()
}
