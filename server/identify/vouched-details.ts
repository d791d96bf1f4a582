import type { VouchedFor } from '../../shared/protocol/identify.ts';
import type { VisitorSource } from '../../shared/protocol/visitors.ts';
import type { VisitorRow } from '../visitors/lock-visitors.ts';
import { withinCap } from '../visitors/move-visitor.ts';

type Details = Pick<VisitorRow, 'name' | 'email' | 'attributes' | 'sources'>;

/** [ID4] What a token vouches for wins over what was said or noted; what it does not name stays. */
export function vouchedDetails(known: Details, { name, email, attributes = {} }: VouchedFor): Details {
  const verified = Object.keys(attributes).map((key): [string, VisitorSource] => [key, 'verified']);
  const all = withinCap({ ...attributes, ...known.attributes, ...attributes });
  const sources = { ...known.sources.attributes, ...Object.fromEntries(verified) };
  return {
    name: name === undefined ? known.name : name,
    email: email === undefined ? known.email : email,
    attributes: all,
    sources: {
      ...known.sources,
      ...(name !== undefined && { name: 'verified' }),
      ...(email !== undefined && { email: 'verified' }),
      attributes: Object.fromEntries(Object.entries(sources).filter(([key]) => Object.hasOwn(all, key))),
    },
  };
}
