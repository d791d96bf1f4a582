// Preloaded into every server that is measured (--import): answers over IPC what the process holds after a collection.
process.on('message', (question) => {
  if (question !== 'memory') return;
  globalThis.gc();
  globalThis.gc();
  process.send({ rss: process.memoryUsage.rss() });
});
// A bench that is killed has no time to stop its servers.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel alone keeps no server alive.
process.channel?.unref();
