/* Service points on a map, and a file's text into a field. Everything can be done without it. */
(function () {
  "use strict";

  function marks(text) {
    return text ? text.split("|").map(function (line) {
      var parts = line.split(",");
      return { at: [Number(parts[1]), Number(parts[0])], name: parts.slice(2).join(",") };
    }) : [];
  }

  function start(box) {
    var editable = box.dataset.editable === "true";
    var longitude = document.getElementById("longitude");
    var latitude = document.getElementById("latitude");
    var others = marks(box.dataset.marks);
    box.hidden = false;
    var map = window.L.map(box, { attributionControl: Boolean(box.dataset.tiles), zoomControl: false, zoomAnimation: false, fadeAnimation: false });
    window.L.control.zoom({ zoomInTitle: "放大", zoomOutTitle: "缩小" }).addTo(map);
    if (box.dataset.tiles) {
      window.L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution, maxZoom: 18 }).addTo(map);
    } else {
      box.classList.add("place-map-blank");
    }
    window.L.control.scale({ imperial: false }).addTo(map);
    others.forEach(function (mark) {
      var name = document.createElement("span");
      name.textContent = mark.name;
      window.L.circleMarker(mark.at, { radius: 8, color: "#1f5f99", fillOpacity: 0.6 }).bindTooltip(name, { permanent: !box.dataset.tiles && others.length <= 12, direction: "top" }).addTo(map);
    });

    var own = null;
    function place(at) {
      if (own) {
        own.setLatLng(at);
      } else {
        own = window.L.circleMarker(at, { radius: 10, color: "#b3261e", fillOpacity: 0.8 }).addTo(map);
      }
    }
    function typed() {
      var x = longitude ? Number(longitude.value) : NaN;
      var y = latitude ? Number(latitude.value) : NaN;
      return longitude && longitude.value && latitude.value && isFinite(x) && isFinite(y) ? [y, x] : null;
    }

    var here = editable ? typed() : null;
    if (here) {
      place(here);
      map.setView(here, 15);
    } else if (others.length === 1) {
      map.setView(others[0].at, 15);
    } else if (others.length > 1) {
      map.fitBounds(window.L.latLngBounds(others.map(function (mark) { return mark.at; })).pad(0.1));
    } else {
      map.setView([35, 105], 4);
    }
    if (editable) {
      map.on("click", function (event) {
        longitude.value = event.latlng.lng.toFixed(6);
        latitude.value = event.latlng.lat.toFixed(6);
        place(event.latlng);
      });
      [longitude, latitude].forEach(function (field) {
        field.addEventListener("change", function () {
          var at = typed();
          if (at) {
            place(at);
            map.setView(at);
          }
        });
      });
    }
    box.dataset.drawn = "yes";
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-place-map]:not([data-drawn])").forEach(function (box) {
      if (window.L) {
        start(box);
      }
    });
  });

  /* Enter in a search inside a form searches; it does not send the form. */
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.matches && event.target.matches("[data-search]")) {
      event.preventDefault();
    }
  });

  document.addEventListener("change", function (event) {
    var into = event.target.dataset ? event.target.dataset.fileInto : null;
    var file = event.target.files ? event.target.files[0] : null;
    if (into && file && file.size <= 200000) {
      file.text().then(function (text) {
        document.getElementById(into).value = text;
      });
    }
  });
})();
