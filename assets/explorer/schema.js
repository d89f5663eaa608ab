// The schema as the service tells it: asked for once a token, and looked things up in.

/** What the page needs to know, and no more: it stays far below the service's limits. */
export const INTROSPECTION = `
query ExplorerSchema {
  __schema {
    queryType { name }
    mutationType { name }
    types {
      kind name description isOneOf
      fields(includeDeprecated: true) {
        name description isDeprecated deprecationReason
        args(includeDeprecated: true) { ...Value }
        type { ...Reference }
      }
      inputFields(includeDeprecated: true) { ...Value }
      enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
      interfaces { name }
      possibleTypes { name }
    }
  }
}
fragment Value on __InputValue {
  name description defaultValue isDeprecated deprecationReason
  type { ...Reference }
}
fragment Reference on __Type {
  kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
}
`;

/** A type as it is written, for example `[Lot!]!`. */
export function typeText({ kind, name, ofType }) {
  if (kind === 'NON_NULL') return `${typeText(ofType)}!`;
  return kind === 'LIST' ? `[${typeText(ofType)}]` : name;
}

/** The name of the type without its lists. */
export const namedType = ({ name, ofType }) => ofType ? namedType(ofType) : name;

/** Whether an argument or an input's field must be given. */
export const isRequired = ({ type, defaultValue }) =>
  type.kind === 'NON_NULL' && defaultValue === null;

export class Schema {
  /** From what the introspection answered under `__schema`. */
  constructor({ queryType, mutationType, types }) {
    this.roots = { query: queryType.name, mutation: mutationType?.name };
    this.types = new Map();
    for (const type of types.toSorted((one, other) => one.name < other.name ? -1 : 1)) {
      for (const field of type.fields ?? []) field.of = namedType(field.type);
      if (!type.name.startsWith('__')) this.types.set(type.name, type);
    }
  }

  type(name) {
    return this.types.get(name);
  }

  field(typeName, name) {
    return this.type(typeName)?.fields?.find(field => field.name === name);
  }

  /** Whether it is written without a selection. */
  isLeaf(typeName) {
    return ['SCALAR', 'ENUM'].includes(this.type(typeName)?.kind);
  }

  /** The kind of operation that begins at this type, if it is one of the roots. */
  rootKind(typeName) {
    return Object.keys(this.roots).find(kind => this.roots[kind] === typeName);
  }

  /** Types, and fields with the type they belong to, whose names contain a text: shortest first. */
  search(text) {
    const all = [...this.types.values()].flatMap(type => {
      const fields = type.fields ?? type.inputFields ?? [];
      return [{ owner: type }, ...fields.map(field => ({ owner: type, field }))];
    });
    const nameOf = ({ owner, field }) => (field ?? owner).name;
    return all
      .filter(one => nameOf(one).toLowerCase().includes(text.toLowerCase()))
      .sort((one, other) => nameOf(one).length - nameOf(other).length);
  }
}
