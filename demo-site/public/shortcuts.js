const search = document.getElementById('search');

const step = (by) => {
  const links = [...document.querySelectorAll('[data-grid] > li:not([hidden]) .ff-card-link')];
  const here = links.indexOf(document.activeElement);
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
};

const SHORTCUTS = { '/': () => search.focus(), j: () => step(1), k: () => step(-1) };

/** Single keys, ignored while someone types in a field of the page: the guard that most sites have. */
export const startShortcuts = () => {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches('input, textarea, select, [contenteditable]')) return;
    const act = Object.hasOwn(SHORTCUTS, event.key) && SHORTCUTS[event.key];
    if (!act || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    act();
  });
};
