// What the visitor sees of search: a field, two filters and the hits, in a dialog on any page and as the page /sok/.
// Nothing is sent or stored; the query lives in the field and, on /sok/, after # in the address, so that going back keeps it.
(function (root) {
  "use strict";
  if (!root.document) return;
  const sok = root.handboksok;
  const IN_DIALOG = 8;
  const ON_PAGE = 60;
  const LONGEST = 200;
  const NARROW = "(max-width: 40rem)";  // on a phone the first hit must stand above the keyboard
  let dialog = null;

  function make(name, attributes, ...inside) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  }

  function marked(text, met) {
    return sok.pieces(text, met).map(([piece, is]) => (is ? make("mark", {}, piece) : piece));
  }

  function said(key, values) {
    return sok.loaded().data.words[key].replace(/\{([^}]+)\}/g, (_, name) => values[name]);
  }

  function chooser(name, first, options) {
    const box = make("select", {});
    box.append(make("option", { value: "" }, first), ...options.map(([value, text]) => make("option", { value }, text)));
    return [make("label", {}, make("span", {}, name), box), box];
  }

  // The end of an address that asks for `query`. It is never sent, unlike what a browser's own search field puts after «?».
  const asked = (query, type = "", actor = "") =>
    "#q=" + encodeURIComponent(query.slice(0, LONGEST)) + (type && "&type=" + type) + (actor && "&gjelder=" + encodeURIComponent(actor));

  // A field with its hits below. `base` is the address of the site, `most` how many hits are shown.
  sok.panel = function (base, most) {
    const { data, entries } = sok.loaded();
    const number = make("p", { class: "søk-antall", role: "status" });
    const list = make("ol", { class: "søk-treff" });
    const none = make("div", { class: "søk-ingen", hidden: "" });
    const field = make("input", { type: "search", autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "search" });
    const types = [...new Map(data.types.map(type => [type.id, type.words]))].sort((a, b) => a[1].localeCompare(b[1], "nb"));
    const concerned = new Set(entries.flatMap(entry => entry.actors));
    const actors = data.actors.map((name, at) => [String(at), name]).filter(([at]) => concerned.has(Number(at)));
    const [typeLabel, type] = chooser(said("type"), said("alle_typer"), types);
    const [actorLabel, actor] = chooser(said("aktør"), said("alle_aktører"), actors);
    const label = make("label", { class: "søk-felt" }, make("span", {}, said("felt")), field);
    const narrow = make("details", { class: "søk-valg" }, make("summary", {}, said("avgrens")), typeLabel, actorLabel);
    narrow.open = !root.matchMedia(NARROW).matches;
    const box = make("div", { class: "søk" }, label, narrow, number, list, none);
    const href = address => {
      const [path, hash] = address.split("#");
      const file = root.location.protocol === "file:" && (!path || path.endsWith("/")) ? "index.html" : "";
      return base + path + file + (hash ? "#" + hash : "");
    };

    function hit(one, met) {
      const entry = one.entry;
      const other = sok.otherName(entry, met);
      const link = make("a", { href: href(entry.address) }, make("span", { class: "søk-slag" }, entry.type.words), " ", make("strong", {}, ...marked(entry.title, met)));
      const lines = [];
      if (other) lines.push(make("span", { class: "søk-svar" }, said("kalles_også"), ": ", ...marked(other, met)));
      const line = sok.line(entry, met);
      if (line) lines.push(make("span", { class: "søk-svar" }, ...marked(line, met)));
      link.append(...lines);
      return make("li", {}, link);
    }

    // What was not found, and where to go then: whom to ask, the topics, and everything from A to Å.
    function nothing(query) {
      const link = entry => make("a", { href: href(entry.address) }, entry.title);
      const contact = entries.find(entry => entry.type.id === "kontakt");
      const topics = entries.filter(entry => entry.type.id === "tema").map(entry => make("li", {}, link(entry)));
      none.replaceChildren(make("p", {}, said("ingen", { spørring: query.slice(0, 80) })));
      if (contact) none.append(make("p", {}, said("ingen_hjelp"), " ", link(contact), " ", contact.answer));
      none.append(make("p", {}, said("temaer")), make("ul", {}, ...topics), make("p", {}, make("a", { href: href("sok/") + "#register" }, said("register"))));
    }

    // Shows the hits. A query that is finished is taken as it stands; one that is being written may be the beginning of a word.
    function show(finished) {
      const query = field.value.trim();
      const chosen = { type: type.value, actor: actor.value === "" ? null : Number(actor.value) };
      const found = query ? sok.search(finished ? query + " " : query, chosen) : { hits: [], marked: new Set(), missed: [] };
      list.replaceChildren(...found.hits.slice(0, most).map(one => hit(one, found.marked)));
      const count = found.hits.length === 1 ? said("ett_treff") : said("treff", { antall: found.hits.length });
      const without = found.hits.length && found.missed.length ? ". " + said("uten", { ord: found.missed.join(" ").slice(0, 80) }) : "";
      number.textContent = query ? count + without : "";
      none.hidden = !query || found.hits.length > 0;
      if (!none.hidden) nothing(query);
      box.dispatchEvent(new CustomEvent("søkt", { detail: { query, more: found.hits.length > most, type: type.value, actor: data.actors[actor.value] } }));
    }
    for (const control of [field, type, actor]) control.addEventListener("input", () => show(false));

    // Arrow keys walk from the field through the hits and back. Enter in the field opens nothing that was not chosen: the
    // query is finished, and the hits are shown from their first, with the beginning of the query in the field.
    box.addEventListener("keydown", event => {
      const links = [...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step && (at >= 0 || document.activeElement === field)) {
        event.preventDefault();
        (links[Math.min(at + step, links.length - 1)] || field).focus();
      } else if (event.key === "Enter" && document.activeElement === field) {
        event.preventDefault();
        show(true);
        field.setSelectionRange(0, 0);
        field.blur();
        box.dispatchEvent(new CustomEvent("ferdig"));
      }
    });
    // Narrows to a type and an actor, as an address says them.
    function narrowed(id, name) {
      type.value = types.some(one => one[0] === id) ? id : "";
      actor.value = (actors.find(one => one[1] === name) || [""])[0];
    }
    return { box, field, show, number, narrowed };
  };

  // Opens the dialog with the field ready to be written in, and gives the field.
  sok.open = function (base) {
    if (!dialog) {
      const panel = sok.panel(base, IN_DIALOG);
      const page = base + "sok/" + (root.location.protocol === "file:" ? "index.html" : "");
      const close = make("button", { type: "button" }, said("lukk"));
      const all = make("a", { class: "søk-alle", href: page, hidden: "" }, said("alle_treff"));
      dialog = make("dialog", { class: "søkedialog", "aria-label": said("tittel") }, make("div", { class: "søk-topp" }, close), panel.box, all, make("p", { class: "søk-hjelp" }, said("hjelp")));
      dialog.panel = panel;
      close.addEventListener("click", () => dialog.close());
      dialog.addEventListener("keydown", event => { if (event.key === "Escape") { event.preventDefault(); dialog.close(); } });
      dialog.addEventListener("click", event => { if (event.target === dialog || event.target.closest("a")) dialog.close(); });
      panel.box.addEventListener("søkt", event => {
        all.hidden = !event.detail.more;
        all.href = page + asked(event.detail.query);
      });
      panel.box.addEventListener("ferdig", () => { if (panel.field.value.trim()) root.location.assign(root.handbokkurv.along(page + asked(panel.field.value))); });
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
    dialog.panel.field.select();
    return dialog.panel.field;
  };

  // Puts the field and the hits into the page /sok/, with the query that stands in the address.
  sok.settle = function (base, place) {
    const panel = sok.panel(base, ON_PAGE);
    place.replaceChildren(panel.box);
    const read = () => {
      const given = new URLSearchParams(root.handbokkurv.hash().slice(1));
      const query = given.get("q") || new URLSearchParams(root.location.search).get("q");
      if (query === null || query === panel.field.value) return;
      panel.field.value = query;
      panel.narrowed(given.get("type"), given.get("gjelder"));
      panel.show(true);
      if (root.matchMedia(NARROW).matches) place.scrollIntoView();
    };
    panel.box.addEventListener("søkt", ({ detail }) => {
      const hash = asked(detail.query, detail.type, detail.actor);
      root.handbokkurv.show(hash);
      root.handbok.share(panel.number, detail.query && hash);
    });
    root.addEventListener("hashchange", read);
    read();
    return panel.field;
  };
})(globalThis);
