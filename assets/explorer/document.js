// Reads a GraphQL document: its words, its operations, and what they select. Half-written ones too,
// since it is asked at every key.

import { patternOf, wordsOf } from './words.js';

const WORD = patternOf([
  /(?<blank>[\s,\ufeff]+)/,
  /(?<comment>#.*)/,
  /(?<string>"""(?:\\"""|[^])*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?)/,
  /(?<variable>\$\w*)/,
  /(?<directive>@\w*)/,
  /(?<name>[A-Za-z_]\w*)/,
  /(?<number>-?\d[\w.+-]*)/,
  /(?<mark>\.\.\.|[^])/,
]);

const KINDS = ['query', 'mutation', 'subscription', 'fragment'];

export const words = text => wordsOf(text, WORD);

export const isOperation = ({ kind }) => kind !== 'fragment';

/**
 * The operations and fragments of a document, in order. Each has its `kind`, `name`, `variables`,
 * what a fragment is `on`, and its `set`: where its braces stand and the selections between them,
 * each with a set of its own or none.
 */
export function read(text) {
  const reader = new Reader(text);
  const definitions = [];
  while (reader.next) {
    const begins = reader.sees('{') || KINDS.includes(reader.next.text);
    if (begins) definitions.push(definition(reader));
    else reader.take();
  }
  return definitions;
}

class Reader {
  constructor(text) {
    this.words = words(text).filter(({ kind }) => kind !== 'blank' && kind !== 'comment');
    this.place = 0;
    this.length = text.length;
  }

  get next() {
    return this.words[this.place];
  }

  /** Where the word ends that was taken last. */
  get taken() {
    return this.words[this.place - 1].end;
  }

  sees(text) {
    return this.next?.text === text;
  }

  take() {
    return this.words[this.place++];
  }

  takeName() {
    return this.next?.kind === 'name' ? this.take().text : null;
  }

  /** From an opening bracket to the one that closes it. */
  skipBrackets() {
    let depth = 0;
    do {
      const { text } = this.take();
      if (['(', '[', '{'].includes(text)) depth += 1;
      if ([')', ']', '}'].includes(text)) depth -= 1;
    } while (depth > 0 && this.next);
  }

  skipDirectives() {
    while (this.next?.kind === 'directive') {
      this.take();
      if (this.sees('(')) this.skipBrackets();
    }
  }
}

function definition(reader) {
  const { start } = reader.next;
  const found = { start, kind: 'query', declareAt: start };
  if (!reader.sees('{')) {
    found.kind = reader.take().text;
    found.name = reader.takeName();
    if (found.kind === 'fragment' && reader.takeName() === 'on') found.on = reader.takeName();
    found.declareAt = reader.taken;
  }

  if (reader.sees('(')) declarations(reader, found);
  reader.skipDirectives();
  if (reader.sees('{')) found.set = selectionSet(reader);
  found.end = reader.taken;
  return found;
}

/** `($siteId: ID!, $first: Int = 20)`: what is declared, and before which bracket more can be. */
function declarations(reader, found) {
  const first = reader.place;
  reader.skipBrackets();
  const list = reader.words.slice(first, reader.place);
  found.declareAt = list.at(-1).start;

  found.variables = [];
  list.forEach(({ kind, text }, index) => {
    if (kind !== 'variable' || list[index + 1]?.text !== ':') return;
    const rest = list.slice(index + 2);
    const end = rest.findIndex(word => word.kind !== 'name' && !'[]!'.includes(word.text));
    const type = rest.slice(0, end).map(word => word.text).join('');
    found.variables.push({ name: text.slice(1), type });
  });
}

function selectionSet(reader) {
  const set = { start: reader.take().start, end: reader.length, closed: false, selections: [] };
  while (reader.next && !set.closed) {
    if (reader.sees('}')) {
      set.end = reader.take().start;
      set.closed = true;
    } else {
      const found = selection(reader);
      if (found) set.selections.push(found);
    }
  }
  return set;
}

/** A field, an inline fragment, or a fragment's name; null where only half of one is written. */
function selection(reader) {
  const { start, text, kind } = reader.take();
  const found = { start };
  if (text === '...') {
    if (reader.takeName() === 'on') found.on = reader.takeName();
  } else if (kind === 'name') {
    found.field = text;
    if (reader.sees(':')) found.field = (reader.take(), reader.takeName());
    if (reader.sees('(')) reader.skipBrackets();
  } else {
    return null;
  }

  reader.skipDirectives();
  if (reader.sees('{')) found.set = selectionSet(reader);
  found.end = reader.taken;
  return found;
}

/** Of sets of selections, the innermost around a place. */
export const innermost = (sets, place) =>
  sets.findLast(({ set }) => set.start < place && place <= set.end);

/** Every set of selections, outer ones first, with the type that it selects from, if known. */
export function typedSets(definitions, schema) {
  const found = [];
  const visit = (set, type, within) => {
    if (!set) return;
    found.push({ set, type, within });
    for (const { field, on, set: inner } of set.selections) {
      visit(inner, field ? schema.field(type, field)?.of : on ?? type, within);
    }
  };
  for (const one of definitions) visit(one.set, one.on ?? schema.roots[one.kind], one);
  return found;
}
