import type { Site } from '../../../../shared/protocol/sites.ts';

type Place = Pick<Site, 'host' | 'key'>;

export const scriptTag = ({ host, key }: Place): string =>
  `<script async crossorigin charset="utf-8" src="${host}/w/${key}.js"></script>`;

export interface Pinned {
  path: string;
  integrity: string;
}

/** The widget as one file that stays what it is: the page names its checksum, and runs nothing else. */
export const pinnedTag = ({ host, key }: Place, { path, integrity }: Pinned): string =>
  [
    `<script async crossorigin="anonymous" charset="utf-8" data-site="${key}"`,
    `  integrity="${integrity}"`,
    `  src="${host}${path}"></script>`,
  ].join('\n');

export const npmSnippet = ({ host, key }: Place): string =>
  [
    'npm install @bellhop/widget',
    '',
    "import { createChat } from '@bellhop/widget';",
    '',
    `const chat = createChat({ site: '${key}', host: '${host}' });`,
  ].join('\n');

/** All that a page's policy must grant: nothing inline, no styles, no images. */
export const policyLines = ({ host }: Place): string => {
  const { origin } = new URL(host);
  return [`script-src ${origin};`, `connect-src ${origin} ${origin.replace(/^http/, 'ws')};`].join('\n');
};
