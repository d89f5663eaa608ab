//! The schema as the matrix needs it: which types have which fields, and what each field is asked with.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, InputValueDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
};

/// Types without rows: values that are as open as the field that they stand in.
const VALUES: [&str; 2] = ["Money", "PageInfo"];

/// The types of the schema.
pub(super) struct Schema {
    fields: BTreeMap<String, Vec<Field>>,
    inputs: BTreeMap<String, Vec<Argument>>,
    interfaces: BTreeSet<String>,
    /// What each object implements.
    implemented: BTreeMap<String, Vec<String>>,
}

/// A field of an object or an interface.
#[derive(Clone)]
pub(super) struct Field {
    pub(super) name: String,
    /// The type of it, or of its elements.
    pub(super) of: String,
    pub(super) arguments: Vec<Argument>,
}

/// An argument of a field, or a field of an input.
#[derive(Clone)]
pub(super) struct Argument {
    pub(super) name: String,
    /// The type of it, or of its elements.
    pub(super) of: String,
    pub(super) list: bool,
    pub(super) required: bool,
}

impl Schema {
    /// The schema that the service serves.
    pub(super) fn served() -> Self {
        let document = parse_schema(lotwise::graphql::sdl()).expect("the schema reads back");
        let mut schema = Self {
            fields: BTreeMap::new(),
            inputs: BTreeMap::new(),
            interfaces: BTreeSet::new(),
            implemented: BTreeMap::new(),
        };
        for definition in document.definitions {
            if let TypeSystemDefinition::Type(definition) = definition {
                schema.take(definition.node);
            }
        }
        schema
    }

    fn take(&mut self, definition: TypeDefinition) {
        let name = definition.name.node.to_string();
        match definition.kind {
            TypeKind::Object(object) => {
                let implemented = object.implements.iter().map(|name| name.node.to_string());
                self.implemented.insert(name.clone(), implemented.collect());
                let fields = object.fields.into_iter().map(|field| Field::from(field.node));
                self.fields.insert(name, fields.collect());
            }
            TypeKind::Interface(interface) => {
                self.interfaces.insert(name.clone());
                let fields = interface.fields.into_iter().map(|field| Field::from(field.node));
                self.fields.insert(name, fields.collect());
            }
            TypeKind::InputObject(input) => {
                let fields = input.fields.into_iter().map(|field| Argument::from(field.node));
                self.inputs.insert(name, fields.collect());
            }
            TypeKind::Scalar | TypeKind::Union(_) | TypeKind::Enum(_) => {}
        }
    }

    /// The fields of an object or an interface; none of a scalar or an enumeration.
    pub(super) fn fields(&self, of: &str) -> &[Field] {
        self.fields.get(of).map_or(&[], Vec::as_slice)
    }

    /// The fields of an input; none of a scalar or an enumeration.
    pub(super) fn input(&self, of: &str) -> &[Argument] {
        self.inputs.get(of).map_or(&[], Vec::as_slice)
    }

    /// Whether values of this type have no fields.
    pub(super) fn is_leaf(&self, of: &str) -> bool {
        self.fields(of).is_empty()
    }

    /// Whether this is the page of a list, with `nodes`.
    pub(super) fn is_page(&self, of: &str) -> bool {
        self.fields(of).iter().any(|field| field.of == "PageInfo")
    }

    /// Whatever has an id by which `node` finds it.
    pub(super) fn nodes(&self) -> Vec<&str> {
        let is_node = |interfaces: &[String]| interfaces.iter().any(|name| name == "Node");
        let nodes = self.implemented.iter().filter(|(_, interfaces)| is_node(interfaces));
        nodes.map(|(name, _)| name.as_str()).collect()
    }

    /// Whether a type has rows of its own: not pages and their edges, not values, not what a refusal says, and not
    /// the payloads of mutations, which whoever may do it gets.
    pub(super) fn has_rows(&self, of: &str) -> bool {
        let Some(interfaces) = self.implemented.get(of) else { return false };
        let is_refusal = interfaces.iter().any(|name| name == "UserError");
        let is_edge = self.fields(of).iter().any(|field| field.name == "cursor");
        let is_payload = self.fields("Mutation").iter().any(|field| field.of == of);
        let is_root = ["Query", "Mutation"].contains(&of);
        let is_plumbing = is_refusal || is_edge || is_payload || is_root || self.is_page(of);
        !is_plumbing && !VALUES.contains(&of)
    }

    /// The type of the elements of a page; any other type as it is.
    pub(super) fn element<'a>(&'a self, of: &'a str) -> &'a str {
        if !self.is_page(of) {
            return of;
        }
        let nodes = self.fields(of).iter().find(|field| field.name == "nodes");
        nodes.map_or(of, |nodes| nodes.of.as_str())
    }
}

impl Field {
    /// The argument of this name.
    pub(super) fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.name == name)
    }

    /// Whether it can be asked without saying anything.
    pub(super) fn needs_nothing(&self) -> bool {
        self.arguments.iter().all(|argument| !argument.required)
    }
}

impl From<FieldDefinition> for Field {
    fn from(field: FieldDefinition) -> Self {
        let arguments = field.arguments.into_iter().map(|argument| Argument::from(argument.node));
        Self { name: field.name.node.to_string(), of: named(&field.ty.node).to_owned(), arguments: arguments.collect() }
    }
}

impl From<InputValueDefinition> for Argument {
    fn from(argument: InputValueDefinition) -> Self {
        let given = &argument.ty.node;
        Self {
            name: argument.name.node.to_string(),
            of: named(given).to_owned(),
            list: matches!(given.base, BaseType::List(_)),
            required: !given.nullable && argument.default_value.is_none(),
        }
    }
}

fn named(given: &Type) -> &str {
    match &given.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(element) => named(element),
    }
}
