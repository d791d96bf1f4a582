export const CLOSE = 'M6 6l12 12M18 6 6 18';
export const SEND = 'M12 19V5m-6 6 6-6 6 6';
export const DOWN = 'M12 5v14m-6-6 6 6 6-6';

export const Icon = ({ path, size = 20 }: { path: string; size?: number }) => (
  <svg
    viewBox="0 0 24 24"
    width={size}
    height={size}
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d={path} />
  </svg>
);
