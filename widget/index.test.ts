// @vitest-environment node
import { expect, it } from 'vitest';
import { createChat } from './index.ts';

it('can be imported on a server, where only calling it is an error', () => {
  expect(typeof document).toBe('undefined');
  expect(() => createChat({ site: 'KEY', host: 'https://chat.example.com' })).toThrow('in the browser');
});
