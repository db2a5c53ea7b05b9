// What the visitor sees of search: a field, two filters and the hits, in a dialog on any page and as the page /sok/.
// Nothing is sent or stored; the query lives in the field and, on /sok/, after # in the address.
(function (root) {
  "use strict";
  if (!root.document) return;
  const sok = root.handboksok;
  const IN_DIALOG = 8;
  const ON_PAGE = 60;
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
    const box = make("div", { class: "søk" }, label, make("div", { class: "søk-valg" }, typeLabel, actorLabel), number, list, none);
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
      if (entry.answer) lines.push(make("span", { class: "søk-svar" }, ...marked(entry.answer, met)));
      link.append(...lines);
      return make("li", {}, link);
    }

    function nothing(query) {
      const near = sok.nearest(query).map(entry => make("li", {}, make("a", { href: href(entry.address) }, entry.title)));
      const contact = entries.find(entry => entry.type.id === "kontakt");
      none.replaceChildren(make("p", {}, said("ingen", { spørring: query.slice(0, 80) })));
      if (near.length) none.append(make("p", {}, said("mente")), make("ul", {}, ...near));
      none.append(make("p", {}, said("ingen_hjelp")), make("ul", {}, make("li", {}, make("a", { href: href("sok/") + "#register" }, said("register"))),
        ...(contact ? [make("li", {}, make("a", { href: href(contact.address) }, contact.title), " ", contact.answer)] : [])));
    }

    function show() {
      const query = field.value;
      const asked = query.trim() !== "";
      const found = asked ? sok.search(query, { type: type.value, actor: actor.value === "" ? null : Number(actor.value) }) : { hits: [], marked: new Set() };
      list.replaceChildren(...found.hits.slice(0, most).map(one => hit(one, found.marked)));
      number.textContent = !asked ? "" : found.hits.length === 1 ? said("ett_treff") : said("treff", { antall: found.hits.length });
      none.hidden = !asked || found.hits.length > 0;
      if (!none.hidden) nothing(query);
      box.dispatchEvent(new CustomEvent("søkt", { detail: { query, more: found.hits.length > most } }));
    }
    for (const control of [field, type, actor]) control.addEventListener("input", show);

    // Arrow keys walk from the field through the hits and back; Enter in the field goes to the first.
    box.addEventListener("keydown", event => {
      const links = [...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step && (at >= 0 || document.activeElement === field)) {
        event.preventDefault();
        (links[Math.min(at + step, links.length - 1)] || field).focus();
      } else if (event.key === "Enter" && document.activeElement === field && links.length) {
        event.preventDefault();
        links[0].click();
      }
    });
    return { box, field, show };
  };

  // Opens the dialog with the field ready to be written in, and gives the field.
  sok.open = function (base) {
    if (!dialog) {
      const panel = sok.panel(base, IN_DIALOG);
      const close = make("button", { type: "button" }, said("lukk"));
      const all = make("a", { class: "søk-alle", href: "#", hidden: "" }, said("alle_treff"));
      dialog = make("dialog", { class: "søkedialog", "aria-label": said("tittel") }, make("div", { class: "søk-topp" }, close), panel.box, all, make("p", { class: "søk-hjelp" }, said("hjelp")));
      dialog.panel = panel;
      close.addEventListener("click", () => dialog.close());
      dialog.addEventListener("keydown", event => { if (event.key === "Escape") { event.preventDefault(); dialog.close(); } });
      dialog.addEventListener("click", event => { if (event.target === dialog || event.target.closest("a")) dialog.close(); });
      panel.box.addEventListener("søkt", event => {
        all.hidden = !event.detail.more;
        all.href = base + "sok/" + (root.location.protocol === "file:" ? "index.html" : "") + "#q=" + encodeURIComponent(event.detail.query.slice(0, 200));
      });
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
      const query = new URLSearchParams(root.location.hash.slice(1)).get("q");
      if (query === null || query === panel.field.value) return;
      panel.field.value = query;
      panel.show();
    };
    panel.box.addEventListener("søkt", event => {
      root.history.replaceState(null, "", "#q=" + encodeURIComponent(event.detail.query.slice(0, 200)));
    });
    root.addEventListener("hashchange", read);
    read();
    return panel.field;
  };
})(globalThis);
