/* Scans codes with the phone's camera where the browser can; everywhere else codes are typed or come from a scanner. */
(function () {
  "use strict";

  var open = document.getElementById("scan");
  var form = document.getElementById("typed");
  if (!open || !form || !("BarcodeDetector" in window) || !navigator.mediaDevices) {
    return;
  }
  var box = document.getElementById("camera");
  var view = document.getElementById("view");
  var says = document.getElementById("camera-says");
  var stream = null;
  var detector = null;

  window.BarcodeDetector.getSupportedFormats().then(function (formats) {
    if (formats.indexOf("qr_code") >= 0) {
      detector = new window.BarcodeDetector({ formats: ["qr_code"] });
      open.hidden = false;
    }
  });

  open.addEventListener("click", function () {
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (given) {
      stream = given;
      view.srcObject = given;
      box.hidden = false;
      open.hidden = true;
      return view.play();
    }).then(look).catch(function () {
      close();
      says.textContent = "";
      open.textContent = "相机打不开，请在浏览器里允许使用相机，或输入领取码";
    });
  });
  document.getElementById("stop").addEventListener("click", close);

  function close() {
    if (stream) {
      stream.getTracks().forEach(function (track) { track.stop(); });
    }
    stream = null;
    box.hidden = true;
    open.hidden = false;
  }

  function look() {
    if (!stream) {
      return;
    }
    detector.detect(view).then(function (codes) {
      if (codes.length === 0) {
        window.setTimeout(look, 150);
        return;
      }
      says.textContent = "扫到了，正在核对…";
      document.getElementById("code").value = codes[0].rawValue;
      close();
      form.requestSubmit();
    }, function () {
      window.setTimeout(look, 300);
    });
  }
})();
