window.Bellhop ||
  ((Bellhop = function () {
    var a = arguments;
    return new Promise(function (y, n) {
      Bellhop.q.push([a, y, n]);
    });
  }),
  (Bellhop.q = []));
Bellhop('ready').then(function () {
  document.documentElement.dataset.bellhop = 'ready';
});
