import { SignJWT } from 'jose';
import { expect, it } from 'vitest';
import type { ChatEvent } from '../../widget/chat.ts';
import { AgentByHttp } from './harness/agent-by-http.ts';
import { eventually } from './harness/eventually.ts';
import { SdkPage } from './harness/sdk-page.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();
const EVENTS: ChatEvent[] = ['identity:changed', 'error'];

interface Key {
  id: string;
  secret: string;
  site: string;
}

const makeKey = async (agent: AgentByHttp): Promise<Key> => {
  const { sites } = await agent.read<{ sites: [{ id: string; key: string }] }>('sites');
  const [{ id, key: site }] = sites;
  return { ...(await agent.act<{ id: string; secret: string }>(`sites/${id}/identity/keys`)), site };
};
const sign = ({ id, secret, site }: Key, sub: string, name: string) =>
  new SignJWT({ name })
    .setProtectedHeader({ alg: 'HS256', kid: id })
    .setSubject(sub)
    .setAudience(site)
    .setIssuedAt()
    .setExpirationTime('10 minutes')
    .sign(new TextEncoder().encode(secret));

/** All that a page keeps: its text, with the widget's, and both storages. */
const keptIn = ({ page }: SdkPage): Promise<string> =>
  page.evaluate(() => {
    const shadows = [...document.querySelectorAll('*')].map((element) => element.shadowRoot?.innerHTML ?? '');
    const fields = [...document.querySelectorAll('*')].flatMap((element) =>
      [...(element.shadowRoot?.querySelectorAll('textarea, input') ?? [])].map(
        (field) => (field as HTMLInputElement).value,
      ),
    );
    const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }));
    return [document.documentElement.outerHTML, ...shadows, ...fields, ...stored].join('\n');
  });

/** Where it still stands. */
const traces = async (sdk: SdkPage, of: string): Promise<string[]> =>
  (await keptIn(sdk)).match(new RegExp(`.{0,80}(?:${of}).{0,40}`, 'g')) ?? [];

it('[ID3] [ID8] [S10] [S29] an identified visitor has their history on every device, and leaves nothing to the next one', async () => {
  const agent = await AgentByHttp.signIn(stage.bellhop.url);
  const key = await makeKey(agent);
  const anna = await sign(key, 'anna-7', 'Anna Ahlgren');
  const bert = await sign(key, 'bert-8', 'Bert Berg');

  const phone = await stage.visitor();
  const sdk = await SdkPage.open(phone, stage.bellhop.shopUrl, EVENTS);
  const asked: string[] = [];
  phone.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await sdk.call('identify', anna);
  await sdk.call('setAttributes', { plan: 'gold' });
  await sdk.call('track', 'basket_filled', { items: 3 });
  // [S29] Before the visitor acts nothing leaves the page, and nothing is stored.
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
  expect(await phone.page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }))).toEqual([]);

  await phone.open();
  await eventually(() => sdk.heard('identity:changed')).toEqual([{ id: 'anna-7', verified: true }]);
  await phone.say('Words of Anna');
  await agent.answer('Words of Anna', 'Hello Anna');
  await phone.log.getByText('Hello Anna').waitFor();
  const known = async () => {
    const { visitors } = await agent.read<{ visitors: { id: string; name: string; verified: boolean }[] }>(
      'visitors',
    );
    return visitors.find(({ name }) => name === 'Anna Ahlgren');
  };
  expect(await known()).toMatchObject({ verified: true });
  const { id } = (await known())!;
  await eventually(async () => JSON.stringify(await agent.read(`visitors/${id}/activity`))).toMatch(
    /basket_filled.*|"pages":\[\{"url":"http.*basket_filled/,
  );
  expect(await agent.read(`visitors/${id}`)).toMatchObject({ attributes: { plan: 'gold' } });

  // Another device: written as nobody, then signed in.
  const desk = await stage.visitor();
  const other = await SdkPage.open(desk, stage.bellhop.shopUrl, EVENTS);
  await desk.open();
  await desk.say('Before signing in');
  await agent.answer('Before signing in', 'Who are you?');
  await desk.log.getByText('Who are you?').waitFor();
  expect(await other.call('identify', anna)).toBeUndefined();
  await desk.say('It is me');
  await agent.answer('It is me', 'Welcome back');
  await desk.log.getByText('Welcome back').waitFor();
  expect(await desk.said(/Before signing in|It is me/g)).toEqual(['Before signing in', 'It is me']);
  const { conversations } = await agent.read<{ conversations: unknown[] }>(`visitors/${id}/conversations`);
  expect(conversations).toHaveLength(2);

  // The next one at the same device.
  await sdk.call('setDraft', 'A draft of Anna');
  await sdk.call('identify', bert);
  await eventually(() => sdk.heard('identity:changed')).toEqual([
    { id: 'anna-7', verified: true },
    { id: null, verified: false },
    { id: 'bert-8', verified: true },
  ]);
  expect(await traces(sdk, 'Anna|anna-7')).toEqual([]);
  await phone.say('Words of Bert');
  await agent.answer('Words of Bert', 'Hello Bert');
  await phone.log.getByText('Hello Bert').waitFor();

  // An answer that comes after a sign-out is nobody's.
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await phone.page.route('**/api/v1/visitor/identify', async (route) => {
    await held;
    await route.continue();
  });
  const late = sdk.call('identify', await sign(key, 'carl-9', 'Carl Canary'));
  await eventually(() => sdk.heard('identity:changed')).toHaveLength(4);
  await sdk.call('reset');
  release();
  await late;
  expect(await traces(sdk, 'Anna|Bert|Carl|anna-7|bert-8|carl-9')).toEqual([]);
  expect(await phone.page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }))).toEqual([]);
  expect(await sdk.heard('error')).toEqual([]);
});
