// The queries that were run: their text, never tokens or answers.

import { button, element } from './dom.js';
import { browser, tab } from './kept.js';

/** Older ones are forgotten. */
const MOST = 50;

export class History {
  /** `chosen` hears the query that is taken again, with its variables if this tab has them. */
  constructor(panel, chosen) {
    Object.assign(this, { panel, chosen });
    this.show();
  }

  get entries() {
    const kept = browser.read('history');
    return Array.isArray(kept) ? kept.filter(entry => typeof entry?.query === 'string') : [];
  }

  add(query, variables) {
    if (browser.read('keep') === false) return;
    this.keep([{ query, at: Date.now() }, ...this.without(query)]);
    tab.write('variables', { ...tab.read('variables'), [query]: variables });
  }

  without(query) {
    return this.entries.filter(entry => entry.query !== query);
  }

  keep(entries) {
    browser.write('history', entries.slice(0, MOST));
    this.show();
  }

  /** The button that was clicked is gone then: the panel has the focus. */
  keepOnly(entries) {
    if (!entries.length) tab.write('variables', {});
    this.keep(entries);
    this.panel.focus();
  }

  show() {
    const { entries } = this;
    const keeps = element('input', { type: 'checkbox', checked: browser.read('keep') !== false });
    keeps.onchange = () => browser.write('keep', keeps.checked);
    this.panel.replaceChildren(
      element('p', { className: 'note' }, 'The text of queries is kept in this browser, variables '
        + 'until this tab is closed; tokens and answers never.'),
      element('label', {}, keeps, ' Keep what I run'),
      element('ul', {}, entries.map(entry => this.item(entry))));
    if (entries.length) this.panel.append(button('Clear the history', () => this.keepOnly([])));
  }

  item({ query, at }) {
    const title = query.replace(/#.*/g, '').replace(/\s+/g, ' ').trim().slice(0, 120);
    const values = () => tab.read('variables')?.[query] ?? '';
    const take = button(element('code', {}, title), () => this.chosen(query, values()));
    take.append(element('small', {}, new Date(at).toLocaleString()));
    const ariaLabel = `Remove ${title}`;
    const remove = button('×', () => this.keepOnly(this.without(query)), { ariaLabel });
    return element('li', { className: 'entry' }, take, remove);
  }
}
