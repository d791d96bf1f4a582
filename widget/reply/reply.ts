/** One chunk, loaded once there is something to answer. */
export { beginReply } from './begin-reply.tsx';
