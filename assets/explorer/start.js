// Puts the page together: the token, the two editors, the run, and what stands beside them.

import { showAnswer, showNoAnswer } from './answer.js';
import { Browser } from './browser.js';
import { innermost, isOperation, read, typedSets, words } from './document.js';
import { byId, element, say } from './dom.js';
import { Editor } from './editor.js';
import { History } from './history.js';
import { insertField } from './insert.js';
import { readVariables, words as jsonWords } from './json.js';
import { tab } from './kept.js';
import { ask } from './request.js';
import { INTROSPECTION, Schema } from './schema.js';
import { tabs } from './tabs.js';
import { tokenField } from './token.js';
import { lineOf } from './words.js';

const WELCOME = `{
  viewer {
    subject
    grants { role sites { code } }
  }
}
`;

const token = tokenField(() => loadSchema());
const query = new Editor(byId('query-editor'), words, queryChanged);
const variables = new Editor(byId('variables-editor'), jsonWords, variablesChanged);
const browser = new Browser(byId('schema'), { insert, caretType, reload: loadSchema });
const history = new History(byId('history'), fill);
const operation = byId('operation');
let running = null;

tabs(byId('browse'));
query.area.value = tab.read('query') ?? WELCOME;
variables.area.value = tab.read('values') ?? '';
query.update();
variables.update();
const kept = token.value;
takeLink();
if (token.value === kept) loadSchema();

byId('run').addEventListener('click', () => running ? running.abort() : run());
operation.addEventListener('change', showKind);
addEventListener('hashchange', takeLink);
document.addEventListener('selectionchange', () => { offerOperations(); browser.followCaret(); });
document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (event.target === byId('token')) token.set(event.target.value);
  if (!running) run();
});

function queryChanged() {
  tab.write('query', query.text);
  offerOperations();
}

function variablesChanged() {
  tab.write('values', variables.text);
  const { problem, place } = readVariables(variables.text);
  const line = problem && lineOf(variables.text, place);
  byId('variables-problem').textContent = problem ? `Line ${line}: ${problem}.` : '';
  variables.area.ariaInvalid = Boolean(problem);
}

/** Offers the operations by name, and takes the one that the caret stands in. */
function offerOperations() {
  const operations = read(query.text).filter(isOperation);
  const names = operations.map(({ name }) => name ?? '');
  const chosen = names.includes(operation.value) ? operation.value : names[0];
  const options = names.map(value => element('option', { value }, value || 'without a name'));
  operation.replaceChildren(...options);
  byId('operation-choice').hidden = names.length < 2;

  const isThere = ({ start, end }) => start <= query.caret && query.caret <= end;
  const atCaret = document.activeElement === query.area && operations.find(isThere);
  operation.value = atCaret ? atCaret.name ?? '' : chosen;
  showKind();
}

/** The button says whether it writes. */
function showKind() {
  const isChosen = one => isOperation(one) && (one.name ?? '') === operation.value;
  const kind = read(query.text).find(isChosen)?.kind ?? 'query';
  byId('run').textContent = running ? 'Stop' : `Run ${kind}`;
  byId('run').className = kind;
}

async function run() {
  query.update();
  const given = readVariables(variables.text);
  if (given.problem) return variables.goTo(given.place);

  running = new AbortController();
  showKind();
  showNoAnswer('Asking …');
  history.add(query.text, variables.text);
  try {
    const answer = await ask({
      token: token.value,
      signal: running.signal,
      query: query.text,
      variables: given.value,
      operationName: operation.value || undefined,
    });
    if (answer.isRefused) token.refuse();
    showAnswer(answer, (line, column) => query.goTo(query.placeOf(line, column)));
  } catch (error) {
    const stopped = 'Stopped waiting. A mutation that began is finished all the same.';
    showNoAnswer(error.name === 'AbortError' ? stopped : noAnswer(error));
  }
  running = null;
  showKind();
  byId('reply-heading').scrollIntoView({ block: 'nearest' });
}

const noAnswer = error => `No answer came: ${error.message}.`;

/** Asks for the schema with the token that is there. */
async function loadSchema() {
  const asked = token.value;
  if (!asked) return browser.showNothing('With a token, what can be asked for is shown here.');
  browser.showNothing('Reading the schema …');
  try {
    const { body, isRefused } = await ask({ token: asked, query: INTROSPECTION });
    if (asked !== token.value) return;
    if (body?.data?.__schema) return browser.showSchema(new Schema(body.data.__schema));

    const why = body?.errors?.[0]?.message.replace(/\.$/, '') ?? 'it is turned off';
    if (isRefused) token.refuse();
    browser.showNothing(isRefused
      ? `The service does not take the token: ${why}.`
      : `The service does not tell its schema: ${why}. Queries run all the same.`);
  } catch (error) {
    browser.showNothing(noAnswer(error));
  }
}

/** The type of which the caret stands in a selection. */
function caretType() {
  const sets = browser.schema ? typedSets(read(query.text), browser.schema) : [];
  return innermost(sets, query.caret)?.type;
}

/** Writes a field into the query, and values for its arguments into the variables. */
function insert(owner, path, field) {
  const { text, caret } = query;
  const done = insertField({ text, caret, schema: browser.schema, owner, path, field });
  if (!done) return say(`Nothing is selected of ${owner} yet: put the caret where something is.`);
  query.replace(done.text, done.caret);
  if (done.isPresent) return say(`${field.name} is in line ${done.line} already.`);

  const given = readVariables(variables.text);
  const isAdded = name => !given.problem && !(name in given.value);
  const added = Object.keys(done.values).filter(isAdded);
  if (added.length) variables.replace(JSON.stringify({ ...done.values, ...given.value }, null, 2));
  const toFill = added.length ? `; variables to fill in: ${added.join(', ')}` : '';
  say(`Written from line ${done.line} on: ${field.name}${toFill}.`);
}

function fill(text, values) {
  query.replace(text, 0);
  variables.replace(values);
  query.goTo(0);
}

/** Takes what stands behind the # out of the address, into the page. Nothing runs by itself. */
function takeLink() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (!['token', 'query', 'variables'].some(name => given.has(name))) return;
  window.history.replaceState(null, '', location.pathname);
  if (given.has('query')) fill(given.get('query'), given.get('variables') ?? '');
  if (given.has('token')) token.set(given.get('token'));
}
