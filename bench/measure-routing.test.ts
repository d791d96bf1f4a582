import { expect, it } from 'vitest';
import { judgeRouting, renderRouting, type RoutingFigures } from './measure-routing.ts';
import { offersIn } from './routing/desk.ts';
import type { WorkspaceChanged } from '../shared/protocol/server-frames.ts';

const figures = (p95: number): RoutingFigures => ({ chats: 100, p50: 1, p95, p99: 200 });

it('holds the budget of the router by events at its edge, and breaks beyond it, whatever the tick takes', () => {
  expect(judgeRouting({ events: figures(100), tick: figures(5000) }).holds).toBe(true);
  expect(judgeRouting({ events: figures(100.1), tick: figures(1) }).holds).toBe(false);
});

it('tells both routers', () => {
  const text = renderRouting({ events: figures(42), tick: figures(4700) });
  expect(text).toMatch(/by events .*p95 42\.0 ms/);
  expect(text).toMatch(/tick of 5 s .*p95 4700\.0 ms/);
});

it('counts an offer for the agent whom it names alone', () => {
  const entry = (type: string, member_id: string) => ({ type, body: { member_id } });
  const changes = [
    { conversation: { id: 'a' }, entries: [entry('offered', 'ada')] },
    { conversation: { id: 'b' }, entries: [entry('offered', 'bo')] },
    { conversation: { id: 'c' }, entries: [entry('assigned', 'ada'), entry('offered', 'ada')] },
  ] as unknown as WorkspaceChanged['changes'];
  expect(offersIn({ changes }, 'ada')).toEqual(['a', 'c']);
});
