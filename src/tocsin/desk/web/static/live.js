// Keys and the switch of day and night. Every page works without this file.
(function () {
  'use strict';
  var root = document.documentElement;

  function night() {
    var dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    localStorage.setItem('tocsin.theme', root.dataset.theme);
  }

  function move(step) {
    var links = Array.from(document.querySelectorAll('.story h3 a'));
    if (!links.length) return;
    var at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + step))].focus();
  }

  document.addEventListener('click', function (event) {
    if (event.target.closest('[data-act=theme]')) night();
  });

  document.addEventListener('keydown', function (event) {
    if (event.target.matches('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') { event.preventDefault(); document.getElementById('q').focus(); }
    if (event.key === 'd') night();
    if (event.key === 'j') move(1);
    if (event.key === 'k') move(-1);
  });

  // When the log grows, the parts marked data-live are fetched again, unless somebody is writing in them.
  function renew() {
    fetch(location.href, { headers: { accept: 'text/html' } }).then(function (answer) { return answer.text(); }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, 'text/html').querySelectorAll('[data-live]');
      document.querySelectorAll('[data-live]').forEach(function (part, at) {
        if (fresh[at] && !part.contains(document.activeElement) && part.innerHTML !== fresh[at].innerHTML) part.replaceWith(fresh[at]);
      });
    });
  }

  if (document.querySelector('[data-live]') && window.EventSource) {
    var size = null;
    new EventSource('/live').addEventListener('grew', function (event) {
      if (size !== null && event.data !== size) renew();
      size = event.data;
    });
  }

  document.querySelectorAll('form.sentence select').forEach(function (select) {
    select.addEventListener('change', function () { select.form.submit(); });
  });
  document.querySelectorAll('form.sentence .btn').forEach(function (button) { button.hidden = true; });
})();
