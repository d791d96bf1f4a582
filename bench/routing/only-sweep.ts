import { Router } from '../../server/routing/router.ts';

/** Loaded before a server: its router hears of nothing and is left with its sweep, as tools that route by a timer. */
Object.defineProperty(Router.prototype, 'hear', { value: () => undefined });
