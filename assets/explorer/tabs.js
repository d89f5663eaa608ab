// Panels of which one is shown, by its tab; the arrow keys go from tab to tab.

const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

/** Makes the tabs within an element work, and shows the first panel. */
export function tabs(root) {
  const all = [...root.querySelectorAll('[role=tab]')];
  const choose = chosen => {
    for (const tab of all) {
      tab.ariaSelected = tab === chosen;
      tab.tabIndex = tab === chosen ? 0 : -1;
      document.getElementById(tab.getAttribute('aria-controls')).hidden = tab !== chosen;
    }
  };

  all.forEach((tab, index) => {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', ({ key }) => {
      if (!(key in STEPS)) return;
      const next = all.at((index + STEPS[key]) % all.length);
      choose(next);
      next.focus();
    });
  });
  choose(all[0]);
}
