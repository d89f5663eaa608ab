// Cuts a text into words by a pattern whose named groups are the kinds of words.

import { element } from './dom.js';

/** Longer texts stay without colours, so that they are there at once. */
const MOST_COLOURED = 100_000;

/** A pattern of these kinds of words. */
export const patternOf = kinds => new RegExp(kinds.map(kind => kind.source).join('|'), 'g');

/** Every word with its kind and place, blanks among them: put together they are the text. */
export function wordsOf(text, pattern) {
  return [...text.matchAll(pattern)].map(({ groups, index, 0: word }) => {
    const kind = Object.keys(groups).find(name => groups[name] !== undefined);
    return { kind, text: word, start: index, end: index + word.length };
  });
}

/** The line, from 1, of a place in a text. */
export const lineOf = (text, place) => text.slice(0, place).split('\n').length;

/** A text as nodes, a word each with its kind as class; a very long one as it is. */
export function coloured(text, words) {
  if (text.length > MOST_COLOURED) return [text];
  return words(text).map(({ kind, text: word }) =>
    kind === 'blank' ? word : element('span', { className: kind }, word));
}
