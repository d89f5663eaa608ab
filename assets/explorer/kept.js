// What the browser keeps for the page. One that keeps nothing is no reason to fail.

function keptIn(area) {
  const nameOf = name => `lotwise.explorer.${name}`;
  return {
    read(name) {
      try {
        return JSON.parse(window[area].getItem(nameOf(name)));
      } catch {
        return null;
      }
    },
    write(name, value) {
      try {
        window[area].setItem(nameOf(name), JSON.stringify(value));
      } catch {
        // Full, or forbidden: then it is not kept.
      }
    },
  };
}

/** Until the tab is closed. */
export const tab = keptIn('sessionStorage');

/** For good, in this browser. */
export const browser = keptIn('localStorage');
