// Preloaded into every server that is measured (--import): answers over IPC what the process holds after a collection.
process.on('message', (question) => {
  if (question !== 'memory') return;
  globalThis.gc();
  globalThis.gc();
  process.send({ rss: process.memoryUsage.rss() });
});
// The channel alone keeps no server alive.
process.channel?.unref();
