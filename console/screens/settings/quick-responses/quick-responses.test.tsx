// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { QuickResponse } from '../../../../shared/protocol/quick-responses.ts';
import type { Role } from '../../../../shared/protocol/http.ts';
import { account } from '../../../store/account.ts';
import { route } from '../../../store/route.ts';
import { stubServer, type Call, type Reply } from '../../../testing/stub-server.ts';
import { forgetDrafts } from '../unsaved.ts';
import QuickResponsesPage from './quick-responses-page.tsx';

const PATH = '/api/v1/workspaces/w/quick-responses';
const SHARED = '/api/v1/workspaces/w/shared-quick-responses';
const SALES = { id: 'sales', name: 'Sales' };
const make = (id: string, given: Partial<QuickResponse> = {}): QuickResponse => ({
  ...{ id, scope: 'workspace', team: null, folder: '', shortcut: id, title: `Title ${id}` },
  ...{ text: `Text ${id}`, uses: 0 },
  ...given,
});
const ALL = [
  make('all', { title: 'Crème', folder: 'Greetings' }),
  make('mine', { scope: 'personal', uses: 1 }),
  make('team', { scope: 'team', team: SALES }),
];

let calls: Call[];
let answers: Record<string, Reply>;

function open(id?: string, role: Role = 'admin'): void {
  const membership = { workspace: { id: 'w', name: 'W' }, member: { id: 'm', name: 'Mo', role } };
  const me = { user: { id: 'u', email: 'mo@example.org', name: 'Mo' }, memberships: [membership] };
  render(<QuickResponsesPage membership={membership} me={me} id={id} />);
}
const wrote = () => calls.filter(({ path }) => !path.startsWith('GET'));
const box = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const fill = (field: Element, value: string) => fireEvent.input(field, { target: { value } });

beforeEach(() => {
  sessionStorage.clear();
  account.value = { state: 'signed-out' };
  forgetDrafts();
  answers = {
    [`GET ${PATH}`]: [200, { version: '1', responses: ALL, next: null, sites: [] }],
    [`GET ${PATH}/version`]: [200, { version: '1' }],
    'GET /api/v1/workspaces/w/teams': [200, { teams: [SALES] }],
  };
  calls = stubServer((path) => answers[path]);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the list', () => {
  const titles = () =>
    within(screen.getByRole('list', { name: 'Quick responses' }))
      .getAllByRole('listitem')
      .map((item) => item.textContent?.replace(/\/.*/, '').trim());

  it('is searched whatever the accents, and narrowed to a folder', async () => {
    open();
    const search = await screen.findByRole('searchbox', { name: 'Search quick responses' });
    expect(screen.getByRole('status').textContent).toBe('3 quick responses');
    fill(search, 'CREME');
    await waitFor(() => expect(titles()).toEqual(['Crème']));
    fill(search, 'nowhere');
    await screen.findByText('No quick response matches “nowhere”.');
    fill(search, '');
    fireEvent.change(screen.getByRole('combobox', { name: 'Folder' }), { target: { value: 'Greetings' } });
    await waitFor(() => expect(titles()).toEqual(['Crème']));
    expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'Export as CSV' }).href).toContain(
      `${PATH}/export`,
    );
  });

  it('leads an agent to what is theirs alone', async () => {
    open(undefined, 'agent');
    await screen.findByText('Crème');
    expect(screen.queryByRole('link', { name: 'Crème' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Title mine' })).toBeTruthy();
  });

  it('says how to begin where there is none', async () => {
    answers[`GET ${PATH}`] = [200, { version: '1', responses: [], next: null, sites: [] }];
    open();
    expect(await screen.findByText('No quick responses yet')).toBeTruthy();
    expect(screen.getAllByRole('link', { name: 'New quick response' })).toHaveLength(1);
  });
});

describe('the editor', () => {
  it('shows what it comes out as while one types, and inserts variables at the caret', async () => {
    open('new');
    const text = (await screen.findByRole('textbox', { name: 'Text' })) as HTMLTextAreaElement;
    fill(text, 'Hello {{visitor.first_name|there}}!');
    const previews = () => [...document.querySelectorAll('.response-preview')].map((one) => one.textContent);
    await waitFor(() => expect(previews()).toEqual(['Hello Lena!', 'Hello there!']));
    text.setSelectionRange(5, 5);
    fireEvent.change(screen.getByRole('combobox', { name: 'Insert a variable' }), {
      target: { value: 'visitor.name' },
    });
    await waitFor(() => expect(text.value).toBe('Hello{{visitor.name}} {{visitor.first_name|there}}!'));
    expect(text.selectionStart).toBe('Hello{{visitor.name}}'.length);
    expect(previews()[1]).toContain('nothing known');
    fill(text, 'Hello {{visitor.nick}}');
    expect(await screen.findByText('There is no variable visitor.nick.')).toBeTruthy();
    expect(text.getAttribute('aria-invalid')).toBe('true');
  });

  it('makes one for a team, and shows a refusal at its field with nothing lost', async () => {
    open('new');
    fill(await screen.findByRole('textbox', { name: 'Title' }), 'Hi');
    fill(box('Shortcut'), 'hi');
    fill(box('Text'), 'Hello');
    await screen.findByRole('option', { name: 'Team Sales' });
    fireEvent.change(screen.getByRole('combobox', { name: 'For whom' }), { target: { value: 'sales' } });
    const error = {
      code: 'bad_request',
      message: 'shortcut: “X” has this shortcut already.',
      field: 'shortcut',
    };
    answers[`POST ${SHARED}`] = [400, { error }];
    fireEvent.click(screen.getByRole('button', { name: /Save/ }));
    expect(await screen.findByText('“X” has this shortcut already.')).toBeTruthy();
    expect(box('Shortcut').getAttribute('aria-invalid')).toBe('true');
    expect(box('Text').value).toBe('Hello');
    answers[`POST ${SHARED}`] = [201, make('new')];
    fireEvent.click(screen.getByRole('button', { name: /Save/ }));
    await waitFor(() => expect(route.value).toMatchObject({ page: 'quick-responses' }));
    expect(wrote().at(-1)?.body).toEqual({
      title: 'Hi',
      shortcut: 'hi',
      folder: '',
      text: 'Hello',
      team_id: 'sales',
    });
  });

  it('changes and deletes one’s own, which stays one’s own', async () => {
    open('mine', 'agent');
    fill(await screen.findByRole('textbox', { name: 'Text' }), 'New');
    expect(screen.queryByRole('combobox', { name: 'For whom' })).toBeNull();
    answers[`PUT ${PATH}/mine`] = [200, make('mine')];
    fireEvent.click(screen.getByRole('button', { name: /Save/ }));
    await waitFor(() => expect(wrote()).toHaveLength(1));
    expect(wrote()[0]?.body).toMatchObject({ text: 'New', shortcut: 'mine' });
    await waitFor(() => expect(document.querySelector('[aria-busy]')).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: 'Delete quick response' }));
    const sure = await screen.findByRole('alertdialog');
    fireEvent.click(within(sure).getByRole('button', { name: 'Delete quick response' }));
    await waitFor(() => expect(wrote().at(-1)?.path).toBe(`DELETE ${PATH}/mine`));
  });

  it('opens none that the member may not change', async () => {
    open('all', 'agent');
    await screen.findByText('Crème', { selector: 'b' });
    expect(screen.queryByRole('textbox', { name: 'Text' })).toBeNull();
  });
});

describe('an import', () => {
  const report = { done: false, created: 2, updated: 1, wrong: [], wrong_lines: 0 };
  const give = async (text: string) => {
    const file = new File([text], 'a.csv', { type: 'text/csv' });
    const field = (await screen.findByLabelText('CSV file')) as HTMLInputElement;
    Object.defineProperty(field, 'files', { value: [file], configurable: true });
    fireEvent.change(field);
  };

  it('is checked first, then done', async () => {
    open('import');
    answers[`POST ${SHARED}/import`] = [200, report];
    await give('shortcut,text\na,b');
    await screen.findByText('New: 2. Changed: 1. Wrong lines: 0.');
    expect(wrote().at(-1)?.body).toEqual({ csv: 'shortcut,text\na,b', mode: 'check' });
    answers[`POST ${SHARED}/import`] = [200, { ...report, done: true }];
    fireEvent.click(screen.getByRole('button', { name: 'Import now' }));
    await screen.findByText('Imported. New: 2. Changed: 1.');
    expect(wrote().at(-1)?.body).toMatchObject({ mode: 'strict' });
    expect(screen.queryByRole('button', { name: 'Import now' })).toBeNull();
  });

  it('names each wrong line, and leaves them out only when asked to', async () => {
    open('import', 'agent');
    const wrong = [{ line: 3, field: 'shortcut', message: 'A shortcut has 1 to 40 characters.' }];
    answers[`POST ${PATH}/import`] = [200, { ...report, wrong, wrong_lines: 9 }];
    await give('x');
    await screen.findByText('A shortcut has 1 to 40 characters.');
    expect(screen.getByText('Line 3')).toBeTruthy();
    expect(screen.getByText('And 8 more lines.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Import now' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Import without the wrong lines' }));
    await waitFor(() => expect(wrote().at(-1)?.body).toMatchObject({ mode: 'skip' }));
  });

  it('says what is wrong with the file itself', async () => {
    open('import');
    const error = { code: 'bad_request', message: 'The file is empty.', field: 'csv' };
    answers[`POST ${SHARED}/import`] = [400, { error }];
    await give('');
    expect((await screen.findByRole('alert')).textContent).toContain('The file is empty.');
  });
});
