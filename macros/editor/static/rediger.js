/* What makes the forms quicker: faults while one types, a look at the page, names to choose among. All works without. */
(function () {
  "use strict";
  document.documentElement.classList.replace("no-js", "js");
  const form = document.querySelector("form[data-sjekk]");
  const known = {};

  // Choosing a record by name: the pattern of a combobox with a list, by keyboard or pointer.
  function fetched(kinds) {
    known[kinds] = known[kinds] || fetch("/.rediger/valg/" + encodeURIComponent(kinds) + ".json").then((answer) => answer.json());
    return known[kinds];
  }

  function fold(text) {
    return text.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "o").replace(/å/g, "a");
  }

  function matching(options, typed) {
    const words = fold(typed).split(/\s+/).filter(Boolean);
    return options.filter((one) => words.every((word) => fold(one).includes(word))).slice(0, 50);
  }

  function combobox(input, chosen) {
    const list = document.createElement("ul");
    const around = document.createElement("div");
    let at = -1, shown = [];
    around.className = "velger";
    input.before(around);
    around.append(input, list);
    list.id = input.id + "-liste";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Forslag");
    input.removeAttribute("list");
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function mark(place) {
      at = place;
      [...list.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
      const marked = list.children[at];
      if (marked) {
        input.setAttribute("aria-activedescendant", marked.id);
        marked.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }
    function choose(text) {
      close();
      if (chosen) { chosen(text); return; }
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      close();
    }
    function open(all) {
      fetched(input.dataset.valg).then((options) => {
        if (document.activeElement !== input) return;
        shown = matching(options, all ? "" : input.value);
        list.replaceChildren(...shown.map((text, number) => {
          const one = document.createElement("li"), id = document.createElement("small");
          const cut = text.lastIndexOf(" – ");
          one.id = list.id + "-" + number;
          one.setAttribute("role", "option");
          one.setAttribute("aria-selected", "false");
          one.textContent = text.slice(0, cut);
          id.textContent = text.slice(cut + 3);
          one.append(id);
          one.addEventListener("mousedown", (event) => { event.preventDefault(); choose(text); });
          return one;
        }));
        if (!shown.length) {
          const none = document.createElement("li");
          none.setAttribute("role", "option");
          none.setAttribute("aria-disabled", "true");
          none.textContent = "Ingen treff. Prøv færre eller andre ord.";
          list.append(none);
        }
        list.hidden = false;
        at = -1;
        input.setAttribute("aria-expanded", String(!list.hidden));
      });
    }
    input.addEventListener("input", (event) => { if (event.isTrusted) open(false); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && list.hidden) { event.preventDefault(); open(input.value.includes(" – ")); }
      else if (event.key === "ArrowDown") { event.preventDefault(); mark(Math.min(at + 1, shown.length - 1)); }
      else if (event.key === "ArrowUp" && !list.hidden) { event.preventDefault(); mark(Math.max(at - 1, 0)); }
      else if (event.key === "Enter" && !list.hidden) { event.preventDefault(); if (shown[Math.max(at, 0)]) choose(shown[Math.max(at, 0)]); else close(); }
      else if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); }
    });
    if (document.activeElement === input && input.value) open(false);  // somebody was quicker than the script
  }

  // A link in a text: the record is found by its name, and its link is put where one writes.
  function linking(area) {
    const around = document.createElement("div"), field = document.createElement("div");
    const label = document.createElement("label"), input = document.createElement("input");
    around.className = "lenket";
    field.className = "lenkefelt";
    input.id = area.id + "-lenke";
    input.dataset.valg = "lenker";
    input.autocomplete = "off";
    label.htmlFor = input.id;
    label.textContent = "Sett inn en lenke her: skriv noe av navnet, og velg";
    area.before(around);
    field.append(label, input);
    around.append(area, field);
    combobox(input, (text) => {
      input.value = "";
      area.setRangeText("[[" + text.slice(text.lastIndexOf(" – ") + 3) + "]]", area.selectionStart, area.selectionEnd, "end");
      area.focus();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  function prepare(part) {
    part.querySelectorAll("input[data-valg]").forEach((input) => combobox(input));
    part.querySelectorAll("textarea[data-lenker]").forEach(linking);
  }
  prepare(document);
  if (!form) return;

  // Faults at the field while one types, and the page as it becomes.
  const state = document.getElementById("tilstand");
  const view = document.querySelector(".visning");
  let timer = 0, turn = 0, typed = false;

  function show(told) {
    form.querySelectorAll(".feil").forEach((line) => {
      const name = line.id.replace(/-feil$/, ""), found = told.felt[name] || [];
      const field = form.elements[name];
      line.textContent = found.join(" ");
      line.hidden = !found.length;
      if (found.length) for (let fold = line.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      const inside = found.length && line.parentElement.matches(".gruppe") && line.parentElement.querySelector(":scope > details");
      if (inside) inside.open = true;  // what is wrong with a group as a whole is mended in any of its fields
      if (field && field.setAttribute) { if (found.length) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid"); }
    });
    const count = Object.keys(told.felt).length + told.ellers.length;
    const other = [...(told.felt[""] || []), ...told.ellers];
    const before = document.getElementById("feil");
    if (before) before.hidden = !count;
    state.textContent = count ? (count === 1 ? "Én feil. " : count + " feil. ") + other.join(" ") : "Ingen feil.";
    if (told.side && view) {
      const frame = view.querySelector("iframe"), sheet = view.querySelector("[data-ark]");
      const [address, anchor] = told.side.split("#");
      frame.hidden = false;
      frame.dataset.anker = anchor || "";
      frame.src = address;
      view.querySelector("[data-tom]").hidden = true;
      sheet.hidden = !told.ark;
      sheet.querySelector("a").href = told.ark || "#";
      sheet.querySelector("iframe").dataset.kilde = told.ark;
      draw();
    }
  }

  // The page is looked at where it is about this: an anchor in the frame's address would scroll the form away as well.
  function scroll(frame) {
    const inside = frame.contentDocument, at = frame.dataset.anker && inside && inside.getElementById(decodeURIComponent(frame.dataset.anker));
    if (at) frame.contentWindow.scrollTo(0, at.getBoundingClientRect().top + frame.contentWindow.scrollY - 100);
  }
  if (view) {
    const frame = view.querySelector("iframe");
    frame.addEventListener("load", () => scroll(frame));
    scroll(frame);
  }

  // The sheet is set in type only for who looks at it.
  function draw() {
    const sheet = view.querySelector("[data-ark]"), frame = sheet.querySelector("iframe");
    frame.hidden = !sheet.open || !frame.dataset.kilde;
    if (!frame.hidden && frame.getAttribute("src") !== frame.dataset.kilde) frame.src = frame.dataset.kilde;
  }
  if (view) view.querySelector("[data-ark]").addEventListener("toggle", draw);

  function check() {
    const mine = ++turn;
    state.textContent = "Sjekker …";
    fetch(form.dataset.sjekk, { method: "POST", body: new URLSearchParams(new FormData(form)) })
      .then((answer) => {
        if (answer.ok) return answer.json().then((told) => { if (mine === turn) show(told); });
        if (mine === turn) state.textContent = "Noe må rettes først. Trykk «Forhåndsvis og sjekk» for å se hva.";
      })
      .catch(() => { if (mine === turn) state.textContent = "Får ikke sjekket nå. Kjører serveren?"; });
  }

  form.addEventListener("input", () => {
    typed = true;
    clearTimeout(timer);
    timer = setTimeout(check, 600);
  });

  function focus(part) {
    const group = part.querySelector("[data-fokus]");
    const field = group ? group.querySelector("input:not([type=hidden]), select, textarea, button") : part.querySelector("[autofocus]");
    if (field) field.focus();
    return field;
  }

  // The buttons of lists, without loading the page again.
  form.addEventListener("submit", (event) => {
    const button = event.submitter, does = button ? button.value : "";
    typed = false;
    if (!/^(legg-til|ta-bort|opp|ned):/.test(does)) {
      history.replaceState({ sent: [...new FormData(form)] }, "");
      return;
    }
    event.preventDefault();
    renew(new FormData(form, button));
  });

  function renew(sent) {
    typed = true;
    const opened = new Set([...form.querySelectorAll("details[open] > summary")].map((one) => one.parentElement.parentElement.id + one.textContent.slice(0, 12)));
    fetch(form.action, { method: "POST", headers: { "X-Felt": "ja" }, body: new URLSearchParams(sent) })
      .then((answer) => answer.text())
      .then((text) => {
        const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("felt");
        if (!fresh) return Promise.reject();
        document.getElementById("felt").replaceWith(fresh);
        fresh.querySelectorAll("details > summary").forEach((one) => {
          if (opened.has(one.parentElement.parentElement.id + one.textContent.slice(0, 12))) one.parentElement.open = true;
        });
        prepare(fresh);
        focus(fresh);
        check();
      })
      .catch(() => { state.textContent = "Det gikk ikke. Prøv igjen, eller bruk «Forhåndsvis og sjekk»."; });
  }

  // What was typed is remembered with the page it was typed in: the browser's own way back from «Se over» has it.
  if (history.state && history.state.sent) {
    const sent = history.state.sent.filter(([name]) => name !== "_nøkkel");
    const base = sent.find(([name]) => name === "_fra_fil");
    if (base) form.elements._fra_fil.value = base[1];
    renew([...sent, ["_nøkkel", form.elements["_nøkkel"].value], ["_gjør", "tilbake"]]);
  }

  window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
  const wrong = form.querySelector("[aria-invalid=true]");
  const told = document.getElementById("feil");
  if (wrong) wrong.focus(); else if (!focus(form) && told) { told.tabIndex = -1; told.focus(); }
})();
