import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { Stage, type StageOptions } from './stage.ts';

/** For the body of a test file: one server and one browser, and after each test nobody may have seen an error. */
export function useStage(options: StageOptions = {}): Stage {
  const stage = new Stage();
  beforeAll(() => stage.set(options));
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await stage.photograph(task.name);
    await stage.bellhop.revive();
    expect(await stage.clear()).toEqual([]);
  });
  afterAll(() => stage.strike());
  return stage;
}
