// Builds elements. Text comes in as text nodes only: nothing that a server answers is read as HTML.

export const byId = id => document.getElementById(id);

/** A new element with these properties, and with nodes and texts in it. */
export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.flat().filter(Boolean));
  return made;
}

/** A button that does something when it is clicked. */
export function button(label, onclick, properties) {
  return element('button', { onclick, ...properties }, label);
}

export const linkTo = (text, onclick) => button(text, onclick, { className: 'link' });

let clearing;

/** Says something on the page, and aloud to who listens to it. It goes away after a while. */
export function say(text) {
  clearTimeout(clearing);
  byId('state').textContent = text;
  clearing = setTimeout(() => { byId('state').textContent = ''; }, 8000);
}
