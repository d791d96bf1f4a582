import { expect, it } from 'vitest';
import type { Visits } from '../measure-widget.ts';
import { figuresOf, judgeWidget, renderWidget } from './widget-figures.ts';

const closed = (script: number, blocking = 0) => ({
  script,
  blocking,
  task: script * 2,
  firstPaint: 100,
  shift: 0,
  bytes: 1_000,
  requests: 1,
});
const clicked = (launcherAfterPaint: number, clickToComposer: number) => ({
  launcherAfterPaint,
  clickToComposer,
  bytes: 20_000,
});

const VISITS: Visits = {
  none: { closed: [closed(30), closed(20), closed(10)], clicked: [] },
  bellhop: { closed: [closed(90), closed(35), closed(36)], clicked: [clicked(-5, 140), clicked(400, 120)] },
  n8n: { closed: [closed(520)], clicked: [clicked(600, 100)] },
  'deep-chat': { closed: [closed(80)], clicked: [clicked(0, 30)] },
  'deep-chat-on-click': { closed: [closed(21)], clicked: [clicked(0, 200)] },
};

it('takes the medians and subtracts the page alone', () => {
  const { bellhop, n8n } = figuresOf(VISITS);
  expect(bellhop).toMatchObject({ script: 16, task: 32, launcherAfterPaint: 197.5, clickToComposer: 130 });
  expect(n8n).toMatchObject({ script: 500, launcherAfterPaint: 600 });
});

it('holds the widget to its budgets, and to the others', () => {
  const all = figuresOf(VISITS);
  const broken = () =>
    judgeWidget(all)
      .filter(({ holds }) => !holds)
      .map(({ what }) => what);
  expect(broken()).toEqual([
    "launcher after the page's first paint, ms at 4×",
    "first paint to a panel in use / deep-chat's, loaded on the click as ours is",
  ]);
  all.bellhop.launcherAfterPaint = -5;
  expect(broken()).toEqual([]);
  Object.assign(all.bellhop, { script: 61, shift: 0.01, blocking: 11, clickToComposer: 701 });
  expect(broken()).toHaveLength(8);
});

it('draws a line a widget, with how many times ours', () => {
  const lines = renderWidget(figuresOf(VISITS)).split('\n');
  expect(lines).toHaveLength(6);
  expect(lines.find((line) => line.startsWith('| n8n'))).toContain('31.3');
});
