import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;
const TOKEN_SHAPE = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits: nothing to guess, so a fast hash is enough and a lookup by hash leaks no prefix. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

export const isTokenShaped = (token: string): boolean => TOKEN_SHAPE.test(token);

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
