import { beforeAll } from 'vitest';
import type { Locator } from 'playwright-core';
import type { Agent } from './agent.ts';
import { OWNER } from './bellhop-process.ts';
import { BEN, CLEO, hireColleagues } from './colleagues.ts';
import { eventually } from './eventually.ts';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const STILL = { reducedMotion: 'reduce' } as const;
/** Three consoles and a shop take a while where others work too. */
export const PATIENT = { timeout: 180_000 };

export interface Cast {
  visitor: Visitor;
  ada: Agent;
  ben: Agent;
  cleo: Agent;
}

/** For the body of a test file: the owner and two colleagues, and how long they waited for each other's doings. */
export function useThreeAgents(stage: Stage) {
  beforeAll(async () => {
    await hireColleagues(stage);
    await stage.clear();
  });
  const delays: number[] = [];

  /** A visitor who has said something, and three agents; who `looks` has the conversation open. */
  async function enter(words: string, looks: ReadonlyArray<'ada' | 'ben' | 'cleo'>): Promise<Cast> {
    const visitor = await stage.visitor(STILL);
    await visitor.visit();
    await visitor.open();
    await visitor.say(words);
    const agents = { ada: OWNER, ben: BEN, cleo: CLEO };
    const entered = await Promise.all(
      (['ada', 'ben', 'cleo'] as const).map(async (name) => {
        const agent = await stage.agent(STILL);
        await agent.signIn(agents[name]);
        await agent.visitPlace('inbox/all');
        await agent.row(words).waitFor();
        if (looks.includes(name)) await agent.openConversation(words);
        return agent;
      }),
    );
    const [ada, ben, cleo] = entered as [Agent, Agent, Agent];
    return { visitor, ada, ben, cleo };
  }

  /** How long after something was done the others see it. */
  async function live(act: () => Promise<unknown>, ...seen: Locator[]): Promise<void> {
    await act();
    const from = Date.now();
    await Promise.all(
      seen.map(async (one) => {
        await one.waitFor();
        delays.push(Date.now() - from);
      }),
    );
  }

  return { enter, live, delays };
}

export const button = ({ page }: Agent, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true });
export const card = ({ page }: Agent) => page.getByRole('article', { name: /^Ada asks you to take/ });
export const tells = ({ thread }: Agent, words: string) => thread.getByText(words, { exact: true });

/** What was seen as it happened is what a reload shows. */
export async function sameAfterReload(...agents: Agent[]): Promise<void> {
  for (const agent of agents) {
    // How far the visitor has read goes on meanwhile.
    const read = async () =>
      (await agent.thread.innerText()).replace(/\s+/g, ' ').replace(/ (Sent|Read)(?= |$)/g, '');
    const seen = await read();
    await agent.page.reload();
    await agent.thread.waitFor();
    await eventually(read).toBe(seen);
  }
}
