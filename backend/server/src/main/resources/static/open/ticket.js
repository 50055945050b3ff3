/* Asks where the number stands, every few seconds while the page is looked at, until it is over. */
(function () {
  "use strict";
  var box = document.getElementById("now");
  var url = document.body.dataset.now;

  function over() {
    return box.querySelector("[data-over='true']") !== null;
  }

  function ask() {
    if (document.hidden || over()) {
      return;
    }
    fetch(url, { cache: "no-store" }).then(function (answer) {
      return answer.ok || answer.status === 404 ? answer.text() : null;
    }).then(function (part) {
      if (part !== null && part !== box.innerHTML) {
        box.innerHTML = part;
      }
    }).catch(function () { /* the next round asks again */ });
  }

  window.setInterval(ask, 8000);
  document.addEventListener("visibilitychange", ask);
})();
