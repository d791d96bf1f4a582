// The import rules of docs/architecture.md, one entry a rule. Tests, benches and scripts may look anywhere.

const TESTS =
  /\.test\.tsx?$|(^|\/)(testing|fixtures)\/|^demo-site\/e2e\/|^bench\/|^scripts\/|^[^/]+\.config\.ts$/;
const WIDGET_PACKAGES = ['preact', '@preact/signals', 'partysocket'];
const SHARED_PACKAGES = ['zod', 'partysocket'];
const CONSOLE_REFUSED = [
  'hono',
  '@hono/node-server',
  '@hono/zod-openapi',
  'drizzle-orm',
  'postgres',
  'ws',
  'better-auth',
  'nodemailer',
  'pino',
  '@electric-sql/pglite',
  'rate-limiter-flexible',
  'zod',
];
const DATABASE_PACKAGES = ['drizzle-orm', 'drizzle-kit', 'postgres', '@electric-sql/pglite'];

const inside = (path, folder) => path !== undefined && path.startsWith(`${folder}/`);
const isPage = (path) => ['widget', 'console'].some((folder) => inside(path, folder));
const isTables = (path) => /(^|[/-])tables\.ts$|^server\/db\/schema(\.ts$|\/)/.test(path ?? '');
const isRoutes = (path) => /^server\/.+[/-]routes\.ts$/.test(path ?? '');
const isEdge = (path) => isRoutes(path) || inside(path, 'server/http') || inside(path, 'server/realtime');
const isEntry = (path) => /^server\/[^/]+\.ts$/.test(path);

const RULES = [
  {
    refuses: (i) =>
      ['server', 'widget', 'console'].some((own) => inside(i.file, own) && !inside(i.from, own)),
    because: 'nobody imports server, widget or console from outside.',
  },
  {
    refuses: (i) => /(^|\/)(testing|fixtures)\/|\.test\.tsx?$|^bench\/|^scripts\//.test(i.file ?? ''),
    because: 'what ships never imports what tests it.',
  },
  {
    refuses: (i) => isPage(i.from) && inside(i.file, 'shared/protocol') && !i.typeOnly,
    because:
      'widget and console import only types from shared/protocol: its schemas would bring zod to the page.',
  },
  {
    refuses: (i) => (inside(i.from, 'shared/client') || isPage(i.from)) && !i.typeOnly && i.reaches?.('zod'),
    because: 'this file reaches zod, which must not come to a page.',
  },
  {
    refuses: (i) => inside(i.file, 'shared/client') && !inside(i.from, 'shared/client') && !isPage(i.from),
    because: 'shared/client is for widget and console.',
  },
  {
    refuses: (i) => inside(i.from, 'shared') && i.file !== undefined && !inside(i.file, 'shared'),
    because: 'shared imports only shared.',
  },
  {
    refuses: (i) =>
      inside(i.from, 'shared') && (i.builtin !== undefined || refusedPackage(i, SHARED_PACKAGES)),
    because: `shared is runtime-neutral: of packages, only ${SHARED_PACKAGES.join(' and ')}.`,
  },
  {
    refuses: (i) =>
      inside(i.from, 'widget') && (i.builtin !== undefined || refusedPackage(i, WIDGET_PACKAGES)),
    because: `the widget's only run-time dependencies are ${WIDGET_PACKAGES.join(', ')}.`,
  },
  {
    refuses: (i) =>
      inside(i.from, 'console') && (i.builtin !== undefined || CONSOLE_REFUSED.includes(i.package)),
    because: 'the console runs in a browser.',
  },
  {
    refuses: (i) => isEdge(i.from) && (DATABASE_PACKAGES.includes(i.package) || isTables(i.file)),
    because: 'routes, http and realtime never import Drizzle or tables: call a verb.',
  },
  {
    refuses: (i) => isRoutes(i.file) && !inside(i.from, 'server/http') && !isEntry(i.from),
    because: 'only server/http and the entries mount routes: call a verb or access of the other feature.',
  },
  {
    refuses: (i) => inside(i.from, 'server') && refusedPackage(i, i.runTimePackages) && !i.typeOnly,
    because: 'the server runs without devDependencies: this package is not among the dependencies.',
  },
  {
    refuses: (i) =>
      inside(i.from, 'server') &&
      !inside(i.from, 'server/egress') &&
      !i.typeOnly &&
      (i.package === 'undici' ||
        (['http', 'https'].includes(i.builtin) && i.names.some((name) => ['request', 'get'].includes(name)))),
    because: 'the server fetches only through its egress client (S21).',
  },
];

function refusedPackage(i, allowed) {
  return i.package !== undefined && !allowed.includes(i.package);
}

/** Why an import is refused; empty when it is not. */
export function refusals(row) {
  if (TESTS.test(row.from)) return [];
  return RULES.filter((rule) => rule.refuses(row)).map(
    (rule) => `Import of '${row.specifier}': ${rule.because}`,
  );
}
