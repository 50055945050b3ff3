/* What the console's pages do beyond links and forms. Everything works, plainer, without it. */
(function () {
  "use strict";

  var meta = function (name) {
    var element = document.querySelector('meta[name="' + name + '"]');
    return element ? element.content : null;
  };

  /* Commands sent by htmx carry the page's token. */
  document.addEventListener("htmx:configRequest", function (event) {
    var header = meta("csrf-header");
    if (header && event.detail.verb !== "get") {
      event.detail.headers[header] = meta("csrf-token");
    }
  });

  /* Signed out meanwhile, or an answer that is no page: say so instead of swapping it in. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var xhr = event.detail.xhr;
    var type = xhr.getResponseHeader("Content-Type") || "";
    if (xhr.status === 401) {
      window.location.reload();
      event.detail.shouldSwap = false;
    } else if (xhr.status >= 400 && type.indexOf("text/html") !== 0) {
      event.detail.shouldSwap = false;
      toast("没有办成，请稍后再试。请求编号 " + (xhr.getResponseHeader("X-Request-Id") || "-"), "bad");
    }
  });
  document.addEventListener("htmx:sendError", function () {
    toast("连不上服务器，请检查网络后重试。", "bad");
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var dialog = event.detail.elt.closest ? event.detail.elt.closest("dialog") : null;
    if (dialog && event.detail.successful) {
      dialog.close();
    }
  });

  function toast(text, tone) {
    var line = document.createElement("div");
    line.className = "toast-line toast-" + tone;
    var words = document.createElement("span");
    words.textContent = text;
    var close = document.createElement("button");
    close.type = "button";
    close.className = "toast-close";
    close.setAttribute("aria-label", "关闭");
    close.setAttribute("data-close", "");
    close.textContent = "×";
    line.append(words, close);
    document.getElementById("toasts").append(line);
  }

  /* Browsers that know command and commandfor do this themselves. */
  var native = "command" in HTMLButtonElement.prototype;
  document.addEventListener("click", function (event) {
    var target = event.target.closest ? event.target : event.target.parentElement;
    if (target.closest("[data-close]")) {
      target.closest(".toast-line").remove();
    }
    var filling = target.closest("button[data-fill]");
    if (filling) {
      var field = filling.form.elements[filling.dataset.into];
      field.value = field.value ? field.value + "\n" + filling.dataset.fill : filling.dataset.fill;
      field.focus();
    }
    var button = target.closest("button[commandfor]");
    if (button && !native) {
      var dialog = document.getElementById(button.getAttribute("commandfor"));
      if (button.getAttribute("command") === "close") {
        dialog.close();
      } else {
        dialog.showModal();
      }
    }
  });

  /* A second press of the same button would send the same form again: it is harmless, and confusing. */
  document.addEventListener("submit", function (event) {
    var button = event.target.querySelector("button[type=submit]");
    if (button && event.target.method === "post" && !event.target.hasAttribute("hx-post")) {
      window.setTimeout(function () { button.disabled = true; }, 0);
      window.setTimeout(function () { button.disabled = false; }, 5000);
    }
  });

  /* A conversation shows its end, and stays there unless somebody reads further up. */
  function talk() {
    return document.getElementById("lines");
  }
  var following = true;
  document.addEventListener("htmx:beforeSwap", function (event) {
    var box = talk();
    if (box && event.detail.target === box) {
      following = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    }
  });
  function follow() {
    var box = talk();
    if (box && following) {
      box.scrollTop = box.scrollHeight;
    }
  }
  document.addEventListener("htmx:afterSettle", follow);
  window.addEventListener("load", follow);

  /* Charts. Drawn on a canvas, so that no style has to be written into the page. */
  var colours = ["#1f5f99", "#b3261e", "#2e7d32", "#8a5a00", "#6a3d9a", "#00696b"];

  function option(kind, labels, values) {
    var text = { fontSize: 15, color: "#37424f" };
    if (kind === "pie") {
      return {
        color: colours,
        textStyle: text,
        series: [{ type: "pie", radius: ["45%", "75%"], label: { fontSize: 15 },
          data: labels.map(function (label, i) { return { name: label, value: values[i] }; }) }]
      };
    }
    return {
      color: colours,
      textStyle: text,
      grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis", renderMode: "richText" },
      xAxis: { type: "category", data: labels, axisLabel: text },
      yAxis: { type: "value", minInterval: 1, axisLabel: text },
      series: [{ type: kind, data: values, smooth: false, barMaxWidth: 48 }]
    };
  }

  function draw(element, labels, values) {
    var chart = window.echarts.init(element, null, { renderer: "canvas" });
    chart.setOption(option(element.dataset.chart, labels, values));
    window.addEventListener("resize", function () { chart.resize(); });
    element.dataset.drawn = "yes";
  }

  function drawAll() {
    document.querySelectorAll("[data-chart]:not([data-drawn])").forEach(function (element) {
      if (element.dataset.chartUrl) {
        fetch(element.dataset.chartUrl, { headers: { Accept: "application/json" } })
          .then(function (answer) { return answer.json(); })
          .then(function (figures) { draw(element, figures.labels, figures.values); })
          .catch(function () { element.textContent = "图表没有取到数据，请刷新页面。"; });
      } else {
        draw(element, element.dataset.labels.split("|"), element.dataset.values.split("|").map(Number));
      }
    });
  }

  function loadCharts() {
    if (!document.querySelector("[data-chart]")) {
      return;
    }
    var library = document.createElement("script");
    library.src = meta("chart-library");
    library.addEventListener("load", drawAll);
    document.head.append(library);
  }

  loadCharts();
  document.addEventListener("htmx:afterSettle", function () {
    if (window.echarts) {
      drawAll();
    } else {
      loadCharts();
    }
  });
})();

/* A file that is too large is not sent: the answer would come late, or not at all. */
(function () {
  "use strict";
  document.addEventListener("change", function (event) {
    var field = event.target;
    if (field.dataset && field.dataset.mostBytes && field.files) {
      var large = Array.prototype.some.call(field.files, function (file) { return file.size > Number(field.dataset.mostBytes); });
      field.setCustomValidity(large ? "文件太大，最多 " + Math.floor(Number(field.dataset.mostBytes) / 1048576) + " MB。请分成几个文件。" : "");
      field.reportValidity();
    }
  });
})();
