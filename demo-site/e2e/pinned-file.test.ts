import { expect, it } from 'vitest';
import { useStage } from './harness/use-stage.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage();

interface Pinned {
  path: string;
  integrity: string;
}

const pinned = async (): Promise<Pinned> =>
  (await (await fetch(`${stage.bellhop.url}/api/v1/widget/pinned`)).json()) as Pinned;

/** A page of the shop that runs one script, known by its checksum, and may talk to Bellhop: nothing else. */
const policyOf = ({ integrity }: Pinned): string => {
  const host = stage.bellhop.url;
  return [
    "default-src 'none'",
    `script-src '${integrity}'`,
    `connect-src ${host} ${host.replace(/^http/, 'ws')}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
};

const openShop = async (visitor: Visitor, { path }: Pinned, attributes: string, policy: string) => {
  const address = `${stage.bellhop.shopUrl}pinned`;
  // A page that a route answers is of no address space, and so asks before it loads from this machine.
  await visitor.context.grantPermissions(['local-network-access']);
  const src = `${stage.bellhop.url}${path}`;
  await visitor.page.route(address, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': policy },
      body: `<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>
        <script async crossorigin="anonymous" src="${src}" ${attributes}></script>`,
    }),
  );
  await visitor.page.goto(address);
};

it('[S15] runs where the policy grants one checksum, talks, and loads nothing but settings', async () => {
  const file = await pinned();
  const key = await stage.bellhop.siteKey();
  const visitor = await stage.visitor();
  const logged: string[] = [];
  visitor.page.on('console', (message) => logged.push(message.text()));
  const asked: string[] = [];
  visitor.context.on('request', (request) => {
    if (request.url().startsWith(stage.bellhop.url)) asked.push(new URL(request.url()).pathname);
  });
  await openShop(visitor, file, `integrity="${file.integrity}" data-site="${key}"`, policyOf(file));
  await visitor.launcher.waitFor();
  expect(asked).toEqual([file.path, `/w/${key}.json`]);
  await visitor.open();
  await visitor.say('from one file');
  const agent = await stage.agent();
  await agent.signIn();
  await agent.openConversation('from one file');
  await agent.reply('it came whole');
  await visitor.log.getByText('it came whole').waitFor();
  expect(asked.filter((path) => /\.(js|css)$/.test(path))).toEqual([file.path]);
  expect(logged).toEqual([]);
});

it('does not run when it is not what the page expects', async () => {
  const file = await pinned();
  const visitor = await stage.visitor();
  visitor.troubles.expect(/integrity/);
  const other = `sha384-${'A'.repeat(64)}`;
  const refused = visitor.page.waitForEvent('console', (message) => message.text().includes('integrity'));
  await openShop(visitor, file, `integrity="${other}" data-site="KEY"`, `script-src ${stage.bellhop.url}`);
  await refused;
  expect(await visitor.page.locator('bellhop-chat').count()).toBe(0);
});

it('says what its tag lacks, and leaves the page alone', async () => {
  const file = await pinned();
  const visitor = await stage.visitor();
  visitor.troubles.expect(/option 'site'/);
  const told = visitor.page.waitForEvent('console');
  await openShop(visitor, file, `integrity="${file.integrity}"`, `script-src ${stage.bellhop.url}`);
  expect((await told).text()).toMatch(/^Bellhop: .*option 'site'/);
  expect(await visitor.page.locator('bellhop-chat').count()).toBe(0);
});
