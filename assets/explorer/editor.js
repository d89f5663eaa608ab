// A text area with coloured words and numbered lines behind it. The text area is what is edited,
// selected and read aloud; the rest is for the eye.

import { element } from './dom.js';
import { coloured, lineOf } from './words.js';

export class Editor {
  /** `root` holds the text area; `words` finds what is coloured; `changed` hears of changes. */
  constructor(root, words, changed) {
    const numbers = element('div', { className: 'numbers', ariaHidden: true });
    const colours = element('pre', { ariaHidden: true });
    const area = root.querySelector('textarea');
    Object.assign(this, { area, colours, numbers, words, changed, isLeaving: false });
    root.prepend(numbers, colours);
    area.addEventListener('input', () => {
      // A paste is an event for each line.
      this.frame ??= requestAnimationFrame(() => this.update());
    });
    area.addEventListener('keydown', event => this.key(event));
    area.addEventListener('blur', () => { this.isLeaving = false; });
    area.addEventListener('scroll', () => {
      colours.style.translate = `${-area.scrollLeft}px ${-area.scrollTop}px`;
      numbers.style.translate = `0 ${-area.scrollTop}px`;
    });
  }

  get text() {
    return this.area.value;
  }

  get caret() {
    return this.area.selectionStart;
  }

  /** Changes the text as typing does, so that it can be undone; the focus stays where it is. */
  replace(text, caret = text.length) {
    const focused = document.activeElement;
    const old = this.text;
    const shorter = Math.min(old.length, text.length);
    let start = 0;
    while (start < shorter && old[start] === text[start]) start += 1;
    let rest = 0;
    while (rest < shorter - start && old.at(-1 - rest) === text.at(-1 - rest)) rest += 1;

    if (old !== text) this.write(text.slice(start, text.length - rest), start, old.length - rest);
    this.area.setSelectionRange(caret, caret);
    this.update();
    this.reveal(caret);
    if (focused === this.area) return;
    this.area.blur();
    focused?.focus({ preventScroll: true });
  }

  /** Puts the caret, the focus and the eye at a place. */
  goTo(place) {
    this.area.focus();
    this.area.setSelectionRange(place, place);
    this.reveal(place);
  }

  /** Scrolls the editor, not the page, until a line is in sight. */
  reveal(place) {
    const { offsetTop } = this.numbers.children[lineOf(this.text, place) - 1];
    const { scrollTop, clientHeight } = this.area;
    const isSeen = offsetTop > scrollTop && offsetTop < scrollTop + clientHeight - 30;
    if (!isSeen) this.area.scrollTop = offsetTop - clientHeight / 2;
  }

  /** Where a line and a column, both from 1, are in the text. */
  placeOf(line, column) {
    const before = this.text.split('\n').slice(0, line - 1);
    return before.reduce((sum, { length }) => sum + length + 1, column - 1);
  }

  /** Shows what was written, and tells of it. */
  update() {
    this.frame = null;
    const { text, numbers } = this;
    this.colours.replaceChildren(...coloured(text, this.words), '\n');
    const count = lineOf(text);
    while (numbers.children.length > count) numbers.lastChild.remove();
    while (numbers.children.length < count) numbers.append(element('span'));
    this.changed();
  }

  /** Writes over a part of the text. The old command is the only one that browsers can undo. */
  write(text, start = this.area.selectionStart, end = this.area.selectionEnd) {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    if (document.execCommand(text ? 'insertText' : 'delete', false, text)) return;
    this.area.setRangeText(text, start, end, 'end');
    this.update();
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Tab' && !this.isLeaving) {
      event.preventDefault();
      this.indent(event.shiftKey);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.breakLine();
    }
    if (!['Shift', 'Tab'].includes(event.key)) this.isLeaving = event.key === 'Escape';
  }

  /** Indents the selected lines, or takes their indentation back. */
  indent(isBack) {
    const { selectionStart, selectionEnd } = this.area;
    const isSelection = selectionStart !== selectionEnd;
    if (!isBack && !isSelection) return this.write('  ');

    const start = this.text.lastIndexOf('\n', selectionStart - 1) + 1;
    const lines = this.text.slice(start, selectionEnd);
    const changed = isBack ? lines.replace(/^ {1,2}/gm, '') : lines.replace(/^(?=.)/gm, '  ');
    if (changed === lines) return;
    this.write(changed, start, selectionEnd);
    if (isSelection) this.area.setSelectionRange(start, start + changed.length);
  }

  /** A new line keeps the indentation, and goes deeper after an opening bracket. */
  breakLine() {
    const before = this.text.slice(0, this.caret);
    const [indent] = /^[ \t]*/.exec(before.slice(before.lastIndexOf('\n') + 1));
    this.write(`\n${indent}${/[{([]\s*$/.test(before) ? '  ' : ''}`);
  }
}
