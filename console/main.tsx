import { render } from 'preact';
import { createAgentSession } from '../shared/client/agent-session.ts';
import { App } from './app.tsx';
import { loadAccount } from './store/account.ts';
import { startAppearance } from './store/appearance.ts';
import { startClock } from './store/clock.ts';
import { provideSessions } from './store/create-desk.ts';
import { startLanguage } from './store/language.ts';
import { startRouting } from './store/route.ts';
import './styles/index.css';

const place = document.getElementById('console');
if (!place) throw new Error('The page has no #console to render into.');

provideSessions(createAgentSession);
startAppearance(document.documentElement);
startRouting();
startClock();
void loadAccount();
void startLanguage(document.documentElement, new URLSearchParams(location.search)).then(() =>
  render(<App />, place),
);
