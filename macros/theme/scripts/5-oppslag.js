// The look-up: leads to an actor's page at a stage, and shows there only what is about a topic, a role or a phase.
// The choice stands in the address as kinds only: #<actor or role>/<stage or phase>/<topic>. Old ids lead to today's.
(function () {
  "use strict";
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function asked(form) {
    var parts = decodeURIComponent(handbokkurv.hash().slice(1)).split("/").map(function (name, place) {
      return handbokvalg.idag(form, place, name);
    });
    return parts.length === 3 ? { hvem: parts[0], "når": parts[1], tema: parts[2] } : null;
  }
  function option(select, value) {
    return Array.prototype.filter.call(select.options, function (one) { return value && one.value === value; })[0];
  }
  function page(folder, names, hash) {
    return folder + names.filter(Boolean).map(function (name) { return name + "/"; }).join("") +
      (location.protocol === "file:" ? "index.html" : "") + hash;
  }

  function lookUp(form) {
    function go() {
      var who = option(form.elements.hvem, form.elements.hvem.value);
      var when = option(form.elements["når"], form.elements["når"].value), topic = form.elements.tema.value;
      if (!who && !topic) { form.querySelector("[data-status]").textContent = form.querySelector("[data-status]").dataset.mangler; return; }
      var stage = when ? ("stadium" in when.dataset ? when.dataset.stadium : when.value) : "";
      var state = [who ? who.value : "", when ? when.value : "", topic].join("/");
      location.href = handbokkurv.along(who ? page(form.dataset.ansvar, [who.dataset.aktor || who.value, stage], "#" + state)
        : page(form.dataset.tema, [topic], stage ? "#stadium-" + stage : ""));
    }
    function follow() {
      var state = asked(form);
      if (!state) return;
      ["hvem", "når", "tema"].forEach(function (name) {
        if (option(form.elements[name], state[name])) form.elements[name].value = state[name];
      });
      go();
    }
    form.addEventListener("submit", function (event) { event.preventDefault(); go(); });
    window.addEventListener("hashchange", follow);
    follow();
  }

  function narrow(form) {
    var status = document.querySelector("[data-utvalg-status]"), items = all("[data-tema]:not(form)");
    var nothing = document.querySelector("[data-ingenting]");
    function value(name) { return form.elements[name] ? form.elements[name].value : ""; }
    // What is said of the whole actor holds for each of its roles.
    function holds(item, name) {
      var said = (item.dataset[name] || "").split(" ");
      return !value(name) || said.indexOf(value(name)) >= 0 || (name === "hvem" && said.indexOf(form.dataset.aktor) >= 0);
    }
    function linkTo(link, select, hash) {
      var chosen = option(select || { options: [] }, select && select.value);
      link.parentNode.hidden = !chosen;
      if (!chosen) return;
      link.textContent = chosen.textContent;
      link.href = page(link.dataset.mappe, [chosen.value], hash);
    }
    // Where there is nothing: what leads to those who have it.
    function lead(topic) {
      var there = nothing.querySelector("ul"), said = nothing.querySelector("[data-har]");
      there.textContent = "";
      all("[data-imens]:not([hidden])").forEach(function (item) {
        var copy = item.cloneNode(true);
        copy.removeAttribute("data-imens");
        there.appendChild(copy);
      });
      said.textContent = there.children.length ? said.dataset.har : said.dataset.ingen;
      there.hidden = said.hidden = !topic;
      linkTo(nothing.querySelector("[data-side=tema]"), form.elements.tema, form.dataset.stadium ? "#stadium-" + form.dataset.stadium : "");
      linkTo(nothing.querySelector("[data-side=fase]"), form.elements.fase, "");
    }
    function show() {
      var chosen = ["tema", "hvem", "fase"].filter(value), shown = 0;
      items.forEach(function (item) {
        item.hidden = !["tema", "hvem", "fase"].every(function (name) { return holds(item, name); });
        shown += item.hidden ? 0 : 1;
      });
      all("[data-gruppe]").forEach(function (group) {
        group.hidden = !group.querySelector("[data-tema]:not([hidden])");
      });
      var state = [value("hvem") || form.dataset.aktor, value("fase") || form.dataset.stadium, value("tema")];
      all("[data-imens]").forEach(function (item) {
        var link = item.querySelector("a"), count = item.querySelector("[data-alle]");
        var about = item.dataset.imens.split(" ").filter(function (one) { return one.split(":")[0] === value("tema"); })[0];
        item.hidden = value("tema") !== "" && !about;
        count.textContent = "(" + (about ? about.split(":")[1] : count.dataset.alle) + ")";
        link.hash = value("tema") ? [link.dataset.aktor, form.dataset.stadium, value("tema")].join("/") : "";
      });
      all(".stadievalg a").forEach(function (link) {
        link.hash = chosen.length ? [state[0], value("fase") || link.dataset.stadium || "", state[2]].join("/") : "";
      });
      handbokvalg.innhold();
      var words = chosen.map(function (name) { return form.elements[name].selectedOptions[0].textContent; }).join(", ");
      var said = shown ? status.dataset.mal.replace("ANTALL", shown).replace("ALLE", items.length) : status.dataset.ingen;
      var own = !value("hvem") || items.some(function (item) { return item.dataset.hvem.split(" ").indexOf(value("hvem")) >= 0; });
      status.textContent = chosen.length ? (own || !shown ? "" : status.dataset.uten + " ") + said.replace("VALG", words) : "";
      nothing.hidden = !chosen.length || shown > 0;
      if (!nothing.hidden) lead(value("tema"));
      var hash = chosen.length ? "#" + state.join("/") : "";
      handbok.share(status, hash);
      return hash;
    }
    function follow() {
      var state = asked(form);
      if (!state) return;
      [["hvem", state.hvem], ["fase", state["når"]], ["tema", state.tema]].forEach(function (pair) {
        var select = form.elements[pair[0]];
        if (!select) return;
        select.value = option(select, pair[1]) ? pair[1] : "";
        if (select.value) select.closest("[hidden], form").hidden = false;
      });
      show();
      var known = [form.dataset.aktor, form.dataset.stadium, "", value("hvem"), value("fase"), value("tema")];
      var lost = [state.hvem, state["når"], state.tema].some(function (one) { return known.indexOf(one) < 0; });
      if (lost) status.textContent = status.dataset.ukjent + " " + status.textContent;
      form.scrollIntoView();  // who asked on the page before has the answer on the first screen of a phone
    }
    form.addEventListener("change", function () { handbokkurv.show(show()); });
    window.addEventListener("hashchange", follow);
    nothing.querySelectorAll("[data-side]").forEach(function (link) {
      link.dataset.mappe = link.getAttribute("href").replace("index.html", "");
    });
    form.reset();
    follow();
  }

  document.addEventListener("DOMContentLoaded", function () {
    all("[data-oppslag]").forEach(lookUp);
    all("[data-utvalg]").forEach(narrow);
  });
})();
