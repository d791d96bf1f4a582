const PATHS = {
  bell: 'M4.500 14.500h15M6 14.500a6 6 0 0 1 12 0M12 8.500v-2M10 6.500h4M5.500 17.500h13',
  inbox: 'M4 13l2.500-8h11L20 13v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM4 13h5l1 2.500h4L15 13h5',
  menu: 'M4 7h16M4 12h16M4 17h10',
  back: 'M15 5l-7 7 7 7',
  person: 'M12 11.500a3.750 3.750 0 1 0 0-7.500 3.750 3.750 0 0 0 0 7.500M4.500 20a7.500 7.500 0 0 1 15 0',
  people:
    'M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M2.500 19.500a6.500 6.500 0 0 1 13 0M15.500 4.800a3.500 3.500 0 0 1 0 6.400M17.500 13.800a6.500 6.500 0 0 1 4 5.700',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  send: 'M5 12h13M12.500 6l6 6-6 6',
  transfer: 'M4 8.500h13M13.500 5l3.500 3.500-3.500 3.500M20 15.500H7M10.500 12L7 15.500l3.500 3.500',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  replied: 'M9.500 7L5 11.500 9.500 16M5 11.500h8.500a5 5 0 0 1 5 5V18',
  keyboard: 'M3.500 7h17v10h-17zM7 10.500h.01M10.500 10.500h.01M14 10.500h.01M17 10.500h.01M8 14h8',
  'sign-out': 'M14 5H6.500A1.500 1.500 0 0 0 5 6.500v11A1.500 1.500 0 0 0 6.500 19H14M11 12h9M17 9l3 3-3 3',
  auto: 'M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16',
  light:
    'M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600L7 7M17 17l1.400 1.400M18.400 5.600L17 7M7 17l-1.400 1.400',
  dark: 'M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z',
  alert: 'M12 4.500L21 19.500H3zM12 10.500v4M12 17v.01',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v2.500M12 18.500V21M3 12h2.500M18.500 12H21M5.600 5.600l1.800 1.800M16.600 16.600l1.800 1.800M18.400 5.600l-1.800 1.800M7.400 16.600l-1.800 1.800',
  bolt: 'M13 3.500L5.500 13.500H11L10 20.500l8-10h-5.500z',
  plus: 'M12 5v14M5 12h14',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  cloud:
    'M4 4l16 16M9 7.200A5.500 5.500 0 0 1 17.400 11 4 4 0 0 1 20 17.500M16.500 18.500H7.500a4 4 0 0 1-.9-7.900',
  eye: 'M3 12s3.300-6 9-6 9 6 9 6-3.300 6-9 6-9-6-9-6M12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5',
  down: 'M6 10l6 6 6-6',
  globe:
    'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M3.500 12h17M12 3.500c5 5 5 12 0 17M12 3.500c-5 5-5 12 0 17',
  flag: 'M6 21V4.500M6 5c4-2 7 2 12 0v8.500c-5 2-8-2-12 0',
} as const;

export type IconName = keyof typeof PATHS;

/** Icons that point somewhere follow the reading direction. */
const DIRECTED: ReadonlySet<IconName> = new Set(['back', 'send', 'replied', 'sign-out']);

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      class={DIRECTED.has(name) ? 'icon directed' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
