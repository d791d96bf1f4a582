const PATHS = {
  back: 'm15 5-7 7 7 7',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
};

export const Glyph = ({ name }: { name: keyof typeof PATHS }) => (
  <svg
    viewBox="0 0 24 24"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width={name === 'more' ? 3 : 2}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d={PATHS[name]} />
  </svg>
);
