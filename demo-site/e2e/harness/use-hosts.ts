import { afterAll, beforeAll } from 'vitest';
import { AgentByHttp } from './agent-by-http.ts';
import { Firefox } from './firefox.ts';
import { guestIn, type Engine, type Guest } from './guest.ts';
import { HostServer } from './host-server.ts';
import { useStage } from './use-stage.ts';

export const ENGINES: readonly Engine[] = ['Chromium', 'Firefox'];

export interface HostsStage {
  readonly agent: AgentByHttp;
  readonly hosts: HostServer;
  readonly firefox: Firefox;
  readonly bellhopUrl: string;
  guest(engine: Engine): Promise<Guest>;
}

/** For the body of a test file: one server of ours, one of customers' pages, and both engines. */
export function useHosts(): HostsStage {
  const stage = useStage();
  let agent: AgentByHttp;
  let hosts: HostServer;
  let firefox: Firefox;
  beforeAll(async () => {
    [hosts, firefox, agent] = await Promise.all([
      HostServer.open(),
      Firefox.launch(),
      AgentByHttp.signIn(stage.bellhop.url),
    ]);
    hosts.embed(await agent.addSite('Fern & Field', [hosts.origin]));
  });
  afterAll(async () => {
    await firefox.close();
    await hosts.close();
  });
  return {
    get agent() {
      return agent;
    },
    get hosts() {
      return hosts;
    },
    get firefox() {
      return firefox;
    },
    get bellhopUrl() {
      return stage.bellhop.url;
    },
    guest: (engine) => guestIn(engine, stage, firefox),
  };
}
