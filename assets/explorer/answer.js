// Shows an answer: what went wrong first, in words, then the JSON.

import { byId, element, linkTo, say } from './dom.js';
import { words } from './json.js';
import { coloured } from './words.js';

/** `goTo` takes the person to a line and column of the query. */
export function showAnswer({ status, milliseconds, bytes, text, body }, goTo) {
  const pretty = body === null ? text : JSON.stringify(body, null, 2);
  const lists = {
    Errors: body?.errors ?? [],
    Refusals: findLists(body?.data, 'userErrors'),
    Notices: findLists(body?.data, 'notices'),
  };
  const found = Object.entries(lists).filter(([, { length }]) => length);

  const sections = found.map(([title, list]) => element('section', { className: title },
    element('h3', {}, title), element('ul', {}, list.map(one => problem(one, goTo)))));
  show(coloured(pretty, words), sections);
  const counts = found.map(([title, { length }]) => `${title}: ${length}`);
  const measures = [status, `${number(milliseconds)} ms`, `${number(bytes)} bytes`, ...counts];
  byId('measure').textContent = measures.join(' · ');

  byId('copy').hidden = !navigator.clipboard;
  byId('copy').onclick = async () => {
    await navigator.clipboard.writeText(pretty);
    say('The answer is in the clipboard.');
  };
}

const number = value => Math.round(value).toLocaleString();

/** Says that there is no answer yet, or why there is none. */
export function showNoAnswer(why) {
  show([], []);
  byId('measure').textContent = why;
  byId('copy').hidden = true;
}

function show(answer, problems) {
  byId('problems').replaceChildren(...problems);
  byId('answer').replaceChildren(...answer);
  byId('answer').scrollTop = 0;
}

/** An error, a refusal or a notice: its code, its words, and where it is. */
function problem({ message, code, path, field, locations, extensions }, goTo) {
  const at = path ?? field;
  const places = (locations ?? []).flatMap(({ line, column }) =>
    [linkTo(`line ${line}, column ${column}`, () => goTo(line, column)), ' ']);
  return element('li', {},
    element('code', {}, extensions?.code ?? code ?? ''), ` ${message ?? ''} `,
    element('span', { className: 'note' }, at?.length && `at ${at.join('.')} `, places,
      extensions?.requestId && `request ${extensions.requestId}`));
}

/** Everything in the lists of this name, wherever they are in the data. */
function findLists(data, name) {
  if (!data || typeof data !== 'object') return [];
  return Object.entries(data).flatMap(([key, value]) =>
    key === name && Array.isArray(value) ? value : findLists(value, name));
}
