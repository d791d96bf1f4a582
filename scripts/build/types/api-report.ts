import { format, resolveConfig } from 'prettier';
import { publicTypes } from './public-types.ts';

export const REPORT = 'docs/widget-api.md';

const HEAD = `# The public surface of \`@bellhop/widget\`

Methods, events and options, as the package declares them; \`window.Bellhop\` has the same. [embedding.md](embedding.md) tells how to
use them. This page is made by \`npm run api-report\`, and a test fails while it differs from the sources: a change of what other
people's pages rely on is seen in the commit that makes it.
`;

/** The page, as it should be. */
export async function apiReport(): Promise<string> {
  const page = `${HEAD}\n\`\`\`ts\n${await publicTypes()}\`\`\`\n`;
  return format(page, { ...(await resolveConfig(REPORT)), parser: 'markdown' });
}
