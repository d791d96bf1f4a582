window.Bellhop ??= Object.assign((...call) => new Promise((...settle) => Bellhop.q.push([call, ...settle])), {
  q: [],
});
Bellhop('ready').then(() => (document.documentElement.dataset.bellhop = 'ready'));
