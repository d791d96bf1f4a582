const PATHS = { reply: 'M10 7 5 12l5 5m-5-5h9a5 5 0 0 1 5 5v1', close: 'M6 6l12 12M18 6 6 18' };

export const Glyph = ({ name }: { name: keyof typeof PATHS }) => (
  <svg
    viewBox="0 0 24 24"
    width="17"
    height="17"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d={PATHS[name]} />
  </svg>
);
