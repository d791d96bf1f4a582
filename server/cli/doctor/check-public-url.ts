import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Config } from '../../config.ts';
import { ok, warn, type Finding } from './finding.ts';

const CHECK = 'public url';
const LOOPBACK = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

export async function checkPublicUrl(config: Config, resolve = resolvable): Promise<Finding[]> {
  const { protocol, hostname } = new URL(config.publicUrl);
  if (LOOPBACK.test(hostname))
    return [
      warn(
        CHECK,
        `${config.publicUrl} is only this machine.`,
        'Fine for trying out. For others set PUBLIC_URL to the https address that they open.',
      ),
    ];
  const found: Finding[] = [];
  if (protocol === 'http:')
    found.push(
      warn(
        CHECK,
        `${config.publicUrl} is not https: passwords and messages travel in clear.`,
        'Put a proxy with TLS in front and set PUBLIC_URL to its https address.',
      ),
    );
  if (protocol === 'https:' && config.trustProxy === 0)
    found.push(
      warn(
        CHECK,
        'Something else ends TLS for this https address, but TRUST_PROXY is 0: everyone seems to come from one address, and shares its limits.',
        'Set TRUST_PROXY to the number of proxies in front.',
      ),
    );
  if (!isIP(hostname.replace(/^\[|\]$/g, '')) && !(await resolve(hostname)))
    found.push(warn(CHECK, `${hostname} has no address as seen from here.`, 'Check its DNS record.'));
  return found.length > 0 ? found : [ok(CHECK, config.publicUrl)];
}

const resolvable = (hostname: string): Promise<boolean> =>
  lookup(hostname).then(
    () => true,
    () => false,
  );
