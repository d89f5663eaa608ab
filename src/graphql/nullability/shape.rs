//! The types of the schema's fields, read from its printed form.

use std::collections::HashMap;

use async_graphql::parser::types::{FieldDefinition, Type, TypeKind, TypeSystemDefinition};
use async_graphql::parser::{self, parse_schema};
use async_graphql::{Name, Positioned};

use super::Nullability;

impl Nullability {
    /// Reads a schema in the schema definition language.
    ///
    /// # Errors
    /// It is not one.
    pub fn of(sdl: &str) -> Result<Self, parser::Error> {
        let mut nullability =
            Self { fields: HashMap::new(), query: Name::new("Query"), mutation: Name::new("Mutation") };
        for definition in parse_schema(sdl)?.definitions {
            match definition {
                TypeSystemDefinition::Type(definition) => {
                    if let Some(fields) = fields(&definition.node.kind) {
                        nullability.fields.insert(definition.node.name.node, fields);
                    }
                }
                TypeSystemDefinition::Schema(schema) => {
                    let name = |named: Option<Positioned<Name>>, usual| named.map_or(usual, |name| name.node);
                    nullability.query = name(schema.node.query, nullability.query);
                    nullability.mutation = name(schema.node.mutation, nullability.mutation);
                }
                TypeSystemDefinition::Directive(_) => {}
            }
        }
        Ok(nullability)
    }
}

fn fields(kind: &TypeKind) -> Option<HashMap<Name, Type>> {
    let fields: &[Positioned<FieldDefinition>] = match kind {
        TypeKind::Object(object) => &object.fields,
        TypeKind::Interface(interface) => &interface.fields,
        _ => return None,
    };
    Some(fields.iter().map(|field| (field.node.name.node.clone(), field.node.ty.node.clone())).collect())
}
