// Before the first paint: day or night, as last chosen.
(function (root) {
  var theme = localStorage.getItem('tocsin.theme');
  if (theme) root.dataset.theme = theme;
})(document.documentElement);
