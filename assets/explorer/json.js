// JSON as people write it: its words, and where it is wrong, in words of our own.

import { patternOf, wordsOf } from './words.js';

const WORD = patternOf([
  /(?<blank>\s+)/,
  /(?<key>"(?:\\.|[^"\\\n])*"(?=\s*:))/,
  /(?<string>"(?:\\.|[^"\\\n])*"?)/,
  /(?<number>-?\d[\w.+-]*)/,
  /(?<name>\w+)/,
  /(?<mark>[^])/,
]);

export const words = text => wordsOf(text, WORD);

/** The variables in a text, as `{ value }`; or `{ problem, place }`: what is wrong, and where. */
export function readVariables(text) {
  if (!text.trim()) return { value: {} };
  const reading = words(text).filter(({ kind }) => kind !== 'blank');
  reading.push({ kind: 'end', text: 'the end', start: text.trimEnd().length });
  try {
    expect(reading[0], reading[0].text === '{', 'variables stand in { and }');
    skipValue(reading);
    expect(reading[0], reading[0].kind === 'end', 'nothing may follow the last }');
    return { value: JSON.parse(text) };
  } catch ({ problem, place, message }) {
    return { problem: problem ?? message, place: place ?? 0 };
  }
}

function expect({ start }, isSo, problem) {
  if (!isSo) throw { problem, place: start };
}

function skipValue(reading) {
  const word = reading.shift();
  if (word.text === '{') return skipItems(reading, '}', skipMember);
  if (word.text === '[') return skipItems(reading, ']', skipValue);
  try {
    JSON.parse(word.text);
  } catch {
    const isText = word.text[0] === '"';
    expect(word, isText, `a value was expected, not ${word.text}`);
    expect(word, !isText, 'a text ends on its line with ", and \\ in it is written \\\\');
  }
}

function skipItems(reading, close, skipItem) {
  if (reading[0].text === close) return void reading.shift();
  for (;;) {
    skipItem(reading);
    const word = reading.shift();
    if (word.text === close) return;
    expect(word, word.text === ',', `a comma or ${close} is missing before ${word.text}`);
    expect(reading[0], reading[0].text !== close, `there is no comma before ${close}`);
  }
}

function skipMember(reading) {
  const isText = ['key', 'string'].includes(reading[0].kind);
  expect(reading[0], isText, `a name in double quotes was expected, not ${reading[0].text}`);
  skipValue(reading);
  const colon = reading.shift();
  expect(colon, colon.text === ':', `a colon is missing before ${colon.text}`);
  skipValue(reading);
}
