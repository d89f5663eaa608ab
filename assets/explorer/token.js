// The token: kept until the tab is closed, and shown by whose it is instead of by its letters.

import { byId } from './dom.js';
import { tab } from './kept.js';

/** Listens to the field; `changed` hears of every new token. Answers what reads and sets it. */
export function tokenField(changed) {
  const field = byId('token');
  const forget = byId('forget');
  let token = tab.read('token') ?? '';

  const show = () => {
    field.value = token;
    field.ariaInvalid = null;
    forget.hidden = !token;
    byId('token-owner').textContent = token ? ownerOf(token) : 'Every call needs one.';
  };

  const set = text => {
    const before = token;
    // Terminals break long lines, and some people paste the whole header.
    token = text.replace(/^\s*(authorization:)?\s*bearer\s/i, '').replace(/\s/g, '');
    tab.write('token', token);
    show();
    if (token !== before) changed();
  };

  field.addEventListener('change', () => set(field.value));
  forget.addEventListener('click', () => { set(''); field.focus(); });
  show();

  return {
    set,
    get value() {
      return token;
    },
    /** The service did not take it. */
    refuse: () => { field.ariaInvalid = true; },
  };
}

/** For whom a token says that it is, and until when. Whether that is so, the service decides. */
function ownerOf(token) {
  try {
    const letters = atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(letters, letter => letter.charCodeAt(0));
    const { sub, exp, lotwise } = JSON.parse(new TextDecoder().decode(bytes));
    const grants = Object.entries(lotwise ?? {});
    const roles = grants.map(([role, sites]) => `${role} at ${sites.join(', ')}`);
    const end = new Date(exp * 1000);
    const until = `${end < new Date() ? 'expired' : 'until'} ${end.toLocaleString()}`;
    return [sub, ...roles, until].join(' · ');
  } catch {
    return 'This does not look like a token.';
  }
}
