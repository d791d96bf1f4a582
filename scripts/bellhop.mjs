#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build/ensure-built.mjs';

// In this same process: its arguments and its exit code are ours.
process.argv[1] = ensureBuilt('server/cli/main.js');
await import(pathToFileURL(process.argv[1]).href);
