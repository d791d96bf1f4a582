import { isAbsolute, join } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';
import { asciiOnly } from './scripts/build/ascii-only.ts';
import { compileAtOnce } from './scripts/build/compile-at-once.ts';
import { jsxNames } from './scripts/build/jsx-names.ts';
import { oneLineCss } from './scripts/build/one-line-css.ts';
import { panelManifest } from './scripts/build/panel-manifest.ts';
import { pinnedManifest } from './scripts/build/pinned-manifest.ts';
import { plainImport } from './scripts/build/plain-import.ts';
import { setupManifest } from './scripts/build/setup-manifest.ts';

const ROOT = import.meta.dirname;
const WIDGET_DEPENDENCIES = /^(preact|@preact\/signals|partysocket)(\/|$)/;

/** What Node runs by itself: processes, and workers named by URL. The rest is found by import. */
const SERVER_ENTRIES = [
  'server/main.ts',
  'server/cli/main.ts',
  'server/db/pglite-worker.ts',
  'demo-site/serve-demo.ts',
];

const shared: UserConfig = {
  root: ROOT,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};

/** dist/ repeats the source tree module by module, so that paths relative to import.meta.url keep their sense. */
const server: UserConfig = {
  ...shared,
  ssr: { external: true },
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: SERVER_ENTRIES,
      external: (id) => !id.startsWith('.') && !isAbsolute(id),
      output: { format: 'es', preserveModules: true, preserveModulesRoot: ROOT, entryFileNames: '[name].js' },
    },
  },
};

const loader: UserConfig = {
  ...shared,
  plugins: [oneLineCss(), asciiOnly(), compileAtOnce('loader')],
  build: {
    outDir: 'dist/widget',
    emptyOutDir: false,
    target: 'es2022',
    minify: true,
    rolldownOptions: {
      input: 'widget/loader.ts',
      output: { format: 'iife', entryFileNames: 'loader.js' },
    },
  },
};

/** An application build, not a library build: library builds leave the white space in. */
const panel: UserConfig = {
  ...shared,
  // Signals bring `createElement` along; the automatic runtime would be a second one beside it.
  oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' } },
  define: { 'window.__PREACT_SIGNALS_DEVTOOLS__': 'false' },
  base: './',
  plugins: [
    jsxNames(),
    plainImport(),
    oneLineCss(),
    asciiOnly(),
    compileAtOnce('panel'),
    panelManifest('dist/widget/manifest.json'),
  ],
  build: {
    outDir: 'dist/widget/a',
    target: 'es2022',
    minify: true,
    cssMinify: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { panel: 'widget/panel.ts' },
      // A lazy chunk may share code with the panel itself; a chunk of its own would be one more request for everybody.
      preserveEntrySignatures: 'allow-extension',
      optimization: { inlineConst: { mode: 'all' } },
      output: {
        format: 'es',
        entryFileNames: '[name].[hash].js',
        chunkFileNames: '[name].[hash].js',
        // The panel with all it imports, whatever lazy chunks share with it.
        codeSplitting: { groups: [{ name: 'panel', test: /\/widget\/panel\.ts$/ }] },
      },
    },
  },
};

/** The same in one file, for pages that name its checksum. */
const pinned: UserConfig = {
  ...panel,
  plugins: [
    jsxNames(),
    plainImport(),
    asciiOnly(),
    pinnedManifest('dist/widget/pinned.json', 'widget/package.json'),
  ],
  build: {
    outDir: 'dist/widget',
    emptyOutDir: false,
    target: 'es2022',
    minify: true,
    modulePreload: false,
    rolldownOptions: {
      input: 'widget/pinned.ts',
      // What Vite would preload beside an import, where there was a file beside this one.
      checks: { emptyImportMeta: false },
      optimization: { inlineConst: { mode: 'all' } },
      output: { format: 'iife', codeSplitting: false, entryFileNames: 'pinned.js' },
    },
  },
};

/** What a page with options of its own loads beside the loader: not part of the panel's build, to share nothing with it. */
const setup: UserConfig = {
  ...shared,
  base: './',
  plugins: [plainImport(), asciiOnly(), setupManifest('dist/widget/manifest.json')],
  build: {
    ...panel.build,
    emptyOutDir: false,
    rolldownOptions: {
      input: { setup: 'widget/setup.ts' },
      preserveEntrySignatures: 'strict',
      output: { format: 'es', entryFileNames: '[name].[hash].js', chunkFileNames: '[name].[hash].js' },
    },
  },
};

const npm: UserConfig = {
  ...shared,
  plugins: [asciiOnly()],
  build: {
    outDir: 'dist/widget/npm',
    target: 'es2022',
    minify: false,
    lib: { entry: 'widget/index.ts', formats: ['es'], fileName: 'index' },
    rolldownOptions: { external: WIDGET_DEPENDENCIES },
  },
};

const consoleApp: UserConfig = {
  ...shared,
  root: join(ROOT, 'console'),
  base: '/console/',
  build: {
    outDir: join(ROOT, 'dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    // The console's own policy allows neither inline scripts nor data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
};

/** The widget as the console's editor shows it: a page of the console, built from the widget. */
const preview: UserConfig = {
  ...consoleApp,
  root: join(ROOT, 'widget/preview'),
  build: {
    ...consoleApp.build,
    emptyOutDir: false,
    rolldownOptions: { input: join(ROOT, 'widget/preview/preview.html') },
  },
};

const targets: Record<string, UserConfig> = {
  server,
  loader,
  panel,
  setup,
  pinned,
  npm,
  console: consoleApp,
  preview,
};

/** `vite build --mode TARGET`; scripts/build.ts builds them all. */
export default defineConfig(({ mode, command }) => {
  if (command === 'serve') return consoleApp;
  const target = targets[mode];
  if (!target) throw new Error(`Unknown build target '${mode}': one of ${Object.keys(targets).join(', ')}.`);
  return target;
});
