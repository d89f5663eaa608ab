// The browser of the schema: types with what they say of themselves, a search by name, and fields
// that write themselves into the query.

import { button, element, linkTo } from './dom.js';
import { asFragment } from './insert.js';
import { isRequired, namedType, typeText } from './schema.js';

export class Browser {
  /** `insert` writes a field into the query; `caretType` answers the type at the caret, if any. */
  constructor(panel, { insert, caretType, reload }) {
    Object.assign(this, { panel, insert, caretType, reload, schema: null });
  }

  /** Says why there is no schema to show. */
  showNothing(why) {
    this.schema = null;
    const again = button('Load the schema', this.reload);
    this.panel.replaceChildren(note(why), again);
  }

  showSchema(schema) {
    const search = element('input', { type: 'search' });
    search.oninput = () => {
      const wanted = search.value.trim();
      if (wanted) this.showFound(schema.search(wanted));
      else this.show(schema.roots.query, []);
    };
    const all = [...schema.types.values()].map(owner => ({ owner }));
    const atCaret = button('', () => this.open(this.caretType(), null));
    Object.assign(this, { schema, atCaret, content: element('div') });

    const roots = Object.values(schema.roots).filter(Boolean);
    this.panel.replaceChildren(
      element('label', { className: 'search' }, 'Find a type or a field', search),
      element('div', { className: 'row' },
        roots.map(root => button(root, () => this.open(root, []))),
        button('All types', () => this.showFound(all)),
        atCaret),
      this.content);
    this.followCaret();
    this.show(schema.roots.query, []);
  }

  /** Offers the type that the caret stands in. */
  followCaret() {
    if (!this.schema) return;
    const type = this.caretType();
    this.atCaret.hidden = !type;
    this.atCaret.textContent = `At the caret: ${type}`;
  }

  /** Shows a type and goes there, or to a field of it. `path` leads there from a root, if known. */
  open(typeName, path, fieldName) {
    this.show(typeName, path);
    const field = this.content.querySelector(`:scope > ul > li > [name="${fieldName}"]`);
    (field ?? this.content.querySelector('h2')).focus();
  }

  show(typeName, path) {
    const type = this.schema.type(typeName);
    const possible = (type.possibleTypes ?? []).map(({ name }) => asFragment(name));
    const fields = [...type.fields ?? [], ...possible];
    const interfaces = (type.interfaces ?? []).map(({ name }) => this.link(name));
    const kind = type.kind.toLowerCase().replace('_', ' ');
    this.content.replaceChildren(...[
      path?.length && this.way(path),
      element('h2', { tabIndex: -1 }, typeName, ' ', element('small', {}, kind)),
      prose(type.description),
      interfaces.length && note('Is a ', interfaces),
      type.isOneOf && note('Exactly one of these is given.'),
      element('ul', {},
        fields.map(field => this.field(typeName, path, field)),
        (type.inputFields ?? []).map(value => this.value(value)),
        (type.enumValues ?? []).map(value => item(value, nameOf(value)))),
    ].filter(Boolean));
  }

  /** Types, and fields with their types. */
  showFound(found) {
    const items = found.map(({ owner, field }) => field
      ? item(field, this.link(owner.name, `${owner.name}.${field.name}`, field.name))
      : item(owner, this.link(owner.name)));
    const count = note(`${found.length || 'Nothing'} found`);
    count.role = 'status';
    this.content.replaceChildren(count, element('ul', {}, items));
  }

  /** The steps from the root, each to go back to. */
  way(path) {
    const steps = path.flatMap(({ owner, field }, index) => {
      const text = path[index - 1]?.field.name ?? owner;
      return [linkTo(text, () => this.open(owner, path.slice(0, index), field.name)), ' › '];
    });
    return element('nav', { className: 'note', ariaLabel: 'Way' }, steps, path.at(-1).field.name);
  }

  /** A field: its name writes it into the query, its type leads on. */
  field(owner, path, field) {
    const insert = button(field.name, () => this.insert(owner, path, field));
    Object.assign(insert, { className: 'insert', name: field.name });
    const onward = path && [...path, { owner, field }];
    const text = field.type ? typeText(field.type) : field.of;
    const type = linkTo(text, () => this.open(field.of, onward));
    const call = field.args.map(one => one.name + (isRequired(one) ? '*' : '')).join(', ');
    const values = field.args.map(one => this.value(one));
    const line = item(field, insert, ' ', type);
    const parts = [element('summary', {}, call), element('ul', {}, values)];
    if (call) line.append(element('details', {}, parts));
    return line;
  }

  /** An argument, or a field of an input. */
  value(value) {
    const standard = value.defaultValue === null ? '' : ` = ${value.defaultValue}`;
    const type = this.link(namedType(value.type), typeText(value.type));
    type.name = value.name;
    return item(value, nameOf(value), ' ', type, standard, isRequired(value) && ' required');
  }

  /** Leads to a type, or to a field there. */
  link(typeName, text = typeName, fieldName) {
    const path = this.schema.rootKind(typeName) ? [] : null;
    return linkTo(text, () => this.open(typeName, path, fieldName));
  }
}

const note = (...children) => element('p', { className: 'note' }, ...children.flat());

const nameOf = ({ name }) => element('code', {}, name);

/** A line about something, with what the schema says of it. */
function item({ description, isDeprecated, deprecationReason }, ...children) {
  const reason = `Deprecated: ${deprecationReason ?? 'it will go'}`;
  return element('li', { className: isDeprecated ? 'deprecated' : '' }, ...children,
    prose(description), isDeprecated && element('p', { className: 'problem' }, reason));
}

/** A description; what stands between backticks is code. */
function prose(text) {
  const parts = (text ?? '').split('`');
  const mark = (part, index) => index % 2 ? element('code', {}, part) : part;
  return text && element('p', {}, parts.map(mark));
}
