import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { fromItsPanel, HELPER_CODE, withQuery } from './plain-import.ts';

interface Helper {
  __vitePreload<T>(load: (query: string) => Promise<T>): Promise<T>;
}

describe('imports of the panel', () => {
  it('takes a query into every import of a chunk, and into nothing else', () => {
    expect(withQuery('preload(() => import("./a.HASH.js"), [])')).toBe(
      'preload((query) => import("./a.HASH.js" + query), [])',
    );
    for (const code of ['import("./a.js")', 'import x from "./a.js"', '() => import(url)']) {
      expect(withQuery(code)).toBe(code);
    }
  });

  it('asks at another address once one has failed, because some browsers remember the failure', async () => {
    const helper = (await import(`data:text/javascript,${encodeURIComponent(HELPER_CODE)}`)) as Helper;
    const asked: string[] = [];
    let broken = true;
    const load = async (query: string): Promise<string> => {
      asked.push(query);
      if (broken) throw new TypeError('Failed to fetch.');
      return 'module';
    };
    await expect(helper.__vitePreload(load)).rejects.toThrow('Failed to fetch.');
    await expect(helper.__vitePreload(load)).rejects.toThrow('Failed to fetch.');
    broken = false;
    expect(await helper.__vitePreload(load)).toBe('module');
    expect(asked).toEqual(['', '?.1', '?.2']);
  });

  it('takes what a chunk shares from the panel that asked for it, whatever its address', () => {
    const code = fromItsPanel(
      'import{a as b,c}from"./panel.HASH.js";import{d}from"./queue.css.HASH.js";b(c,d)',
    );
    expect(code).toContain('const {a:b,c}');
    expect(code).toContain('import{d}from"./queue.css.HASH.js"');
    const asked = (url: string): string => {
      const found = /import\("\.\/panel\.HASH\.js" \+ (.+?)\);/.exec(code)?.[1] ?? '';
      return runInNewContext(
        `'./panel.js' + ${found.replace('import.meta.url', JSON.stringify(url))}`,
      ) as string;
    };
    expect(asked('https://chat.test/w/a/live.js')).toBe('./panel.js');
    expect(asked('https://chat.test/w/a/live.js?.2')).toBe('./panel.js');
    expect(asked('https://chat.test/w/a/live.js?1.0')).toBe('./panel.js?1');
  });
});
