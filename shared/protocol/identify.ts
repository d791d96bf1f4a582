import { z } from 'zod';
import { visitorAttributes, visitorChange, type VisitorAttributes } from './visitors.ts';

/** [ID1] */
export const MAX_IDENTITY_TOKEN = 8_192;
export const MAX_SUBJECT = 255;
export const MAX_IDENTITY_KEYS = 2;
export const MAX_TOKEN_LIFE_SECONDS = 3_600;
export const CLOCK_SKEW_SECONDS = 60;
/** [ID2] */
export const IDENTIFIED_DAYS = 7;
export const MAX_IDENTIFIED_TOKENS = 20;
/** [ID7] */
export const MAX_ACTIVITY = 200;
export const MAX_ACTIVITY_ITEMS = 50;
export const MAX_ACTIVITY_DAYS = 365;
const MAX_PAGE_TITLE = 200;
const MAX_PAGE_URL = 2_000;
const MAX_EVENT_NAME = 64;

const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
const ATTRIBUTE_NAME = /^[a-z0-9_.-]{1,64}$/;
const nameProblem = 'An attribute is named by 1 to 64 of a-z 0-9 _ . -';
const isNamed = (values: Record<string, unknown>) =>
  Object.keys(values).every((name) => ATTRIBUTE_NAME.test(name));

/** [ID6] What pages and tokens say; the team may name its own as it likes. */
export const toldAttributes = visitorAttributes.refine(isNamed, nameProblem);

/** [ID5] Null takes one away. */
const changedAttributes = z.record(z.string(), z.unknown()).transform((given, context) => {
  const gone = Object.keys(given).filter((name) => given[name] === null);
  const set = toldAttributes.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
  );
  if (!set.success) {
    const { path, message } = set.error.issues[0]!;
    context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  }
  return { gone, set: set.data as VisitorAttributes };
});

const { name, email } = visitorChange.shape;

export const identifyRequest = z.object({
  site: z.string().min(1).max(64),
  token: z.string().min(1).max(MAX_IDENTITY_TOKEN),
});

/** [ID1, ID4] What a token says, once its signature, time and audience are right. */
export const vouchedFor = z.object({
  sub: z.string().min(1).max(MAX_SUBJECT).refine(isStorable, 'holds characters that cannot be stored'),
  name: name.optional(),
  email: email.optional(),
  attributes: toldAttributes.optional(),
});
export type VouchedFor = z.infer<typeof vouchedFor>;

export const identified = z.object({
  token: z.string(),
  visitor_id: z.uuid(),
  expires_at: z.iso.datetime(),
  subject: z.string(),
});
export type Identified = z.infer<typeof identified>;

export const saidDetails = z.object({
  name: name.optional(),
  email: email.optional(),
  attributes: z
    .unknown()
    .refine(
      (value) => value === null || typeof value !== 'object' || !Object.hasOwn(value, '__proto__'),
      'holds a reserved name',
    )
    .pipe(changedAttributes)
    .optional(),
});
export type SaidDetails = z.infer<typeof saidDetails>;

const trimmed = (max: number) =>
  z.string().transform((text) => text.trim().slice(0, max).toWellFormed().replaceAll('\0', ''));

/** [ID7] */
const seenPage = z.object({
  kind: z.literal('page'),
  url: z.string().max(MAX_PAGE_URL * 2),
  title: trimmed(MAX_PAGE_TITLE).default(''),
});
const doneEvent = z.object({
  kind: z.literal('event'),
  name: z
    .string()
    .trim()
    .min(1)
    .max(MAX_EVENT_NAME)
    .refine(isStorable, 'holds characters that cannot be stored'),
  properties: toldAttributes.default({}),
});
export const activityReport = z.object({
  items: z
    .array(z.discriminatedUnion('kind', [seenPage, doneEvent]))
    .min(1)
    .max(MAX_ACTIVITY_ITEMS),
});
export type ActivityItem = z.infer<typeof activityReport>['items'][number];

export const visitorActivityList = z.object({
  /** The latest first. */
  pages: z.array(z.object({ url: z.string(), title: z.string(), at: z.iso.datetime() })),
  events: z.array(
    z.object({
      name: z.string(),
      properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      at: z.iso.datetime(),
    }),
  ),
});
export type VisitorActivityList = z.infer<typeof visitorActivityList>;

/** What a site decides about who its visitors are. */
export const siteIdentity = z.object({
  keys: z.array(z.object({ id: z.uuid(), created_at: z.iso.datetime() })),
  /** Once there is a key: names and addresses are believed by a token alone. */
  proof_only: z.boolean(),
  /** Addresses of seen pages keep their query. */
  keeps_queries: z.boolean(),
  activity_days: z.int(),
});
export type SiteIdentity = z.infer<typeof siteIdentity>;

export const siteIdentityChange = z.strictObject({
  proof_only: z.boolean(),
  keeps_queries: z.boolean(),
  activity_days: z
    .int('Give whole days.')
    .min(1, `From 1 to ${MAX_ACTIVITY_DAYS} days.`)
    .max(MAX_ACTIVITY_DAYS, `From 1 to ${MAX_ACTIVITY_DAYS} days.`),
});
export type SiteIdentityChange = z.infer<typeof siteIdentityChange>;

/** The secret is in this answer and in no other. */
export const newIdentityKey = z.object({ id: z.uuid(), secret: z.string(), identity: siteIdentity });
export type NewIdentityKey = z.infer<typeof newIdentityKey>;
