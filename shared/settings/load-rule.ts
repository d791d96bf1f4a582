/** What counts against a limit, as people are told it. `readLoads` of the server counts just this. */
export const LOAD_RULE =
  'Live chats that are open and assigned to the agent, and chats that are offered to them. Snoozed and ended chats do not count.';
