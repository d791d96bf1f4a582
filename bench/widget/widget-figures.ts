import type { Visits } from '../measure-widget.ts';
import type { Verdict } from '../report/budgets.ts';
import { median } from '../report/statistics.ts';
import { WIDGETS, type WidgetName } from './widget-peers.ts';

/** Medians; times in ms, without what the page alone takes. */
export interface WidgetFigures {
  script: number;
  task: number;
  blocking: number;
  shift: number;
  requests: number;
  bytes: number;
  bytesOpened: number;
  launcherAfterPaint: number;
  clickToComposer: number;
}

type Widget = Exclude<WidgetName, 'none'>;
export type AllFigures = Record<Widget, WidgetFigures>;

const NAMES = WIDGETS.filter((name): name is Widget => name !== 'none');

export function figuresOf(visits: Visits): AllFigures {
  const alone = visits.none.closed;
  const figures = NAMES.map((name): [Widget, WidgetFigures] => {
    const { closed, clicked } = visits[name];
    const beyond = (key: 'script' | 'task' | 'blocking' | 'shift'): number =>
      median(closed.map((visit) => visit[key])) - median(alone.map((visit) => visit[key]));
    const middle = (key: keyof (typeof clicked)[number]): number =>
      median(clicked.map((visit) => visit[key]));
    return [
      name,
      {
        script: beyond('script'),
        task: beyond('task'),
        blocking: beyond('blocking'),
        shift: beyond('shift'),
        requests: median(closed.map(({ requests }) => requests)),
        bytes: median(closed.map(({ bytes }) => bytes)),
        bytesOpened: middle('bytes'),
        launcherAfterPaint: middle('launcherAfterPaint'),
        clickToComposer: middle('clickToComposer'),
      },
    ];
  });
  return Object.fromEntries(figures) as AllFigures;
}

/** Three frames. */
const WITH_THE_PAGE_MS = 50;
const MAX_SCRIPT_MS = 20;
const MAX_COMPOSER_MS = 150;
/** The counters of two visits to the same page differ by as much. */
const NOISE_MS = 10;

export function judgeWidget(all: AllFigures): Verdict[] {
  const { bellhop, n8n } = all;
  const onClick = all['deep-chat-on-click'];
  return [
    atMost('script time closed, ms at 4×', bellhop.script, MAX_SCRIPT_MS),
    atMost("script time closed / n8n's", bellhop.script / n8n.script, 0.1),
    atMost("script time closed / deep-chat's", bellhop.script / all['deep-chat'].script, 1),
    atMost('blocking time added closed, ms at 4×', bellhop.blocking, NOISE_MS),
    atMost('layout shift added', bellhop.shift, 0),
    atMost("launcher after the page's first paint, ms at 4×", bellhop.launcherAfterPaint, WITH_THE_PAGE_MS),
    atMost('press to composer, ms at 4×', bellhop.clickToComposer, MAX_COMPOSER_MS),
    atMost("first paint to a panel in use / n8n's", toPanel(bellhop) / toPanel(n8n), 1),
    atMost(
      "first paint to a panel in use / deep-chat's, loaded on the click as ours is",
      toPanel(bellhop) / toPanel(onClick),
      1,
    ),
  ];
}

/** Of somebody who wants to chat: until there is a launcher, and from the press to the composer. */
const toPanel = ({ launcherAfterPaint, clickToComposer }: WidgetFigures): number =>
  Math.max(0, launcherAfterPaint) + clickToComposer;

const atMost = (what: string, value: number, limit: number): Verdict => ({
  what,
  value,
  bound: 'max',
  limit,
  holds: value <= limit,
});

const COLUMNS: [head: string, cell: (figures: WidgetFigures) => string][] = [
  ['script ms', ({ script }) => script.toFixed(0)],
  ['main thread ms', ({ task }) => task.toFixed(0)],
  ['blocking ms', ({ blocking }) => blocking.toFixed(0)],
  ['CLS', ({ shift }) => shift.toFixed(3)],
  ['launcher after paint ms', ({ launcherAfterPaint }) => launcherAfterPaint.toFixed(0)],
  ['press to composer ms', ({ clickToComposer }) => clickToComposer.toFixed(0)],
  ['requests', ({ requests }) => requests.toFixed(0)],
  ['kB closed', ({ bytes }) => (bytes / 1000).toFixed(1)],
  ['kB opened', ({ bytesOpened }) => (bytesOpened / 1000).toFixed(1)],
];

/** A table in Markdown. */
export function renderWidget(all: AllFigures): string {
  const head = ['widget', ...COLUMNS.map(([name]) => name), 'script × ours', 'paint to panel × ours'];
  const rows = NAMES.map((name) => [
    name,
    ...COLUMNS.map(([, cell]) => cell(all[name])),
    (all[name].script / all.bellhop.script).toFixed(1),
    (toPanel(all[name]) / toPanel(all.bellhop)).toFixed(1),
  ]);
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}
