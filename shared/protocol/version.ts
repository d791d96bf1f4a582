/** The wire's version. A server refuses any other with close code 4409. */
export const PROTOCOL_VERSION = 1;
