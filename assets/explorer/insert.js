// Writes a field of the schema into a document: where it belongs, with what it needs.

import { innermost, isOperation, read, typedSets } from './document.js';
import { isRequired, namedType, typeText } from './schema.js';
import { lineOf } from './words.js';

/** Ids of patients are asked for by name only: who reads them is logged. */
const ASKED_FOR_BY_NAME = /patient/i;

/** Inputs within inputs, at most. */
const DEEPEST = 6;

/** One of the types that another stands for, as if it were a field. */
export const asFragment = name => ({ name: `... on ${name}`, of: name, on: name, args: [] });

const selects = (selection, { name, on }) => on ? selection.on === on : selection.field === name;

/**
 * Writes `field` of the type `owner` into `text`: where the caret stands in a selection of that
 * type; otherwise along `path`, the fields that lead to it from a root (null when no way is known),
 * with those that are missing; otherwise into the first selection of that type. Answers the new
 * text, where the caret goes, and values for the variables that it declared; or null.
 */
export function insertField(request) {
  const { text, schema, owner, path, field } = request;
  const definitions = read(text);
  const kind = path && schema.rootKind(path[0]?.owner ?? owner);
  const place = findPlace(definitions, kind, request);
  if (!place) {
    if (!kind || request.isExtended) return null;
    const extended = withOperation(text, definitions, kind, path[0]?.field ?? field);
    return insertField({ ...request, text: extended, isExtended: true });
  }

  const fields = [...place.missing, field];
  const present = place.set?.selections.find(selection => selects(selection, fields[0]));
  if (present) {
    const caret = present.set?.closed ? present.set.start + 1 : present.end;
    return { text, caret, line: lineOf(text, present.start), isPresent: true };
  }

  const operation = isOperation(place.within) ? place.within : definitions.find(isOperation);
  const writing = new Writing(schema, operation);
  const edits = [writing.edit(text, place, fields), ...writing.declarations()];
  return { ...apply(text, edits), values: writing.values };
}

function findPlace(definitions, kind, { caret, schema, owner, path }) {
  const fits = typedSets(definitions, schema).filter(({ type }) => type === owner);
  const around = innermost(fits, caret);
  if (around) return { ...around, missing: [] };

  if (!kind) return fits.length ? { ...fits[0], missing: [] } : null;
  const operations = definitions.filter(one => one.kind === kind && one.set);
  const atCaret = operations.find(({ start, end }) => start <= caret && caret <= end);
  const within = atCaret ?? operations[0];
  return within ? descend(within, path.map(step => step.field)) : null;
}

/** Along the path as far as the operation selects it already. */
function descend(within, missing) {
  let { set, end } = within;
  while (set && missing.length) {
    const next = set.selections.find(selection => selects(selection, missing[0]));
    if (!next) break;
    missing.shift();
    ({ set, end } = next);
  }
  return { within, set, end, missing };
}

/** The text with an operation that selects nothing yet. Several need a name each. */
function withOperation(text, definitions, kind, { name }) {
  const freeName = field => {
    let free = field[0].toUpperCase() + field.slice(1);
    while (definitions.some(taken => taken.name === free)) free += 'Too';
    return free;
  };

  const unnamed = definitions.find(one => isOperation(one) && !one.name);
  const before = text.slice(0, unnamed?.start).trimEnd();
  const head = unnamed && `${unnamed.kind} ${freeName(unnamed.set?.selections[0]?.field ?? 'q')} `;
  const named = unnamed && text.slice(unnamed.start).replace(/^\w*\s*/, head);
  const added = `${kind} ${freeName(name)} {\n}\n`;
  return [before, named?.trimEnd(), added].filter(Boolean).join('\n\n');
}

/** What is written for a field and those that lead to it. */
class Writing {
  constructor(schema, operation) {
    Object.assign(this, { schema, operation, added: [], values: {} });
  }

  /** What is put in, where, and how far into it the caret goes. */
  edit(text, { set, end }, fields) {
    const line = text.slice(text.lastIndexOf('\n', (set?.start ?? end) - 1) + 1);
    const [indent] = /^[ \t]*/.exec(line);
    const body = this.nested(fields, `${indent}  `);
    const open = set ? '\n' : ' {\n';
    const close = set ? '' : '}';
    const start = set ? text.slice(0, set.end).trimEnd().length : end;
    const added = `${open}${body.text}\n${indent}${close}`;
    return { start, end: set?.end ?? end, text: added, caret: open.length + body.caret };
  }

  /** The variables that were not declared before. */
  declarations() {
    if (!this.added.length) return [];
    const { declareAt, variables, kind, name, start, set } = this.operation;
    let text = this.added.join(', ');
    if (variables?.length) text = `, ${text}`;
    if (!variables) text = name ? `(${text})` : ` (${text})`;
    if (set?.start === start) text = `${kind}${text} `;
    return [{ start: declareAt, end: declareAt, text }];
  }

  /** The fields, each inside the one before it; the last with what is selected of it. */
  nested([field, ...inner], indent) {
    const head = `${indent}${field.name}${this.call(field)}`;
    if (this.schema.isLeaf(field.of)) return { text: head, caret: head.length };

    const selected = inner.length
      ? this.nested(inner, `${indent}  `)
      : { text: this.selection(field.of, `${indent}  `, 0).join('\n') };
    const caret = head.length + 3 + (selected.caret ?? selected.text.length);
    return { text: `${head} {\n${selected.text}\n${indent}}`, caret };
  }

  /** The required arguments, as variables. */
  call({ args }) {
    const given = args.filter(isRequired).map(one => `${one.name}: $${this.variable(one)}`);
    return given.length ? `(${given.join(', ')})` : '';
  }

  /** The name of a variable for an argument: one that is declared with its type, or a new one. */
  variable({ name, type }) {
    const wanted = typeText(type);
    for (let number = 1; ; number += 1) {
      const candidate = number === 1 ? name : `${name}${number}`;
      const taken = this.operation.variables?.find(variable => variable.name === candidate);
      if (taken?.type === wanted) return candidate;
      if (taken || candidate in this.values) continue;

      this.added.push(`$${candidate}: ${wanted}`);
      this.values[candidate] = placeholder(this.schema, type, name, 0);
      return candidate;
    }
  }

  /** Lines that select ids, numbers and texts, a page's rows, and what a mutation answers. */
  selection(typeName, indent, depth) {
    const free = ({ args, isDeprecated }) => !isDeprecated && !args.some(isRequired);
    const fields = (this.schema.type(typeName)?.fields ?? []).filter(free);
    const isLeaf = ({ of }) => this.schema.isLeaf(of);
    const leaves = fields.filter(one => isLeaf(one) && !ASKED_FOR_BY_NAME.test(one.name));
    const objects = fields.filter(one => !isLeaf(one));

    const isResult = depth === 0 && objects.some(({ name }) => name === 'userErrors');
    const followed = isResult ? objects : objects.filter(({ name }) => name === 'nodes');
    const lines = leaves.map(({ name }) => `${indent}${name}`);
    for (const { name, of } of followed) {
      const inner = this.selection(of, `${indent}  `, depth + 1);
      lines.push(`${indent}${name} {`, ...inner, `${indent}}`);
    }
    return lines.length ? lines : [`${indent}__typename`];
  }
}

/** Puts the texts in, the last place first. The first of them has the caret. */
function apply(text, edits) {
  const [main] = edits;
  let changed = text;
  let { start } = main;
  for (const edit of edits.toSorted((one, other) => other.start - one.start)) {
    changed = changed.slice(0, edit.start) + edit.text + changed.slice(edit.end);
    if (edit.start < main.start) start += edit.text.length;
  }
  const line = lineOf(changed, start + main.text.search(/\S/));
  return { text: changed, caret: start + main.caret, line };
}

/** A value to be replaced: what an input needs; all names of an enum, which no service takes. */
function placeholder(schema, type, name, depth) {
  if (type.kind === 'NON_NULL') return placeholder(schema, type.ofType, name, depth);
  if (depth > DEEPEST) return null;
  if (type.kind === 'LIST') return [placeholder(schema, type.ofType, name, depth + 1)];

  const { kind, inputFields, enumValues, isOneOf } = schema.type(namedType(type)) ?? {};
  if (kind === 'ENUM') return enumValues.map(value => value.name).join(' | ');
  if (kind === 'INPUT_OBJECT') {
    const needed = isOneOf ? inputFields.slice(0, 1) : inputFields.filter(isRequired);
    const valueOf = field => placeholder(schema, field.type, field.name, depth + 1);
    return Object.fromEntries(needed.map(field => [field.name, valueOf(field)]));
  }

  if (name === 'idempotencyKey') return `explorer ${randomLetters()}`;
  if (type.name === 'DateTime') return `${new Date().toISOString().slice(0, 19)}Z`;
  return { Int: 0, Float: 0, Boolean: false }[type.name] ?? '';
}

function randomLetters() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(12))];
  return bytes.map(byte => (byte % 36).toString(36)).join('');
}
