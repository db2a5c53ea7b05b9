// Tables as files for spreadsheets, and lists that are tables at heart: made of what the page shows, and sent nowhere.
(function (root) {
  "use strict";
  var words = root.handbokord;
  var NOT_SAID = "[aria-hidden=true], .kun-skjermleser, .vis, [data-beregnet], [data-nummer], button, [hidden]";
  var APART = /^(LI|P|BR|DIV|UL|OL|DT|DD|TR)$/;
  function all(selector, inside) { return Array.prototype.slice.call((inside || document).querySelectorAll(selector)); }
  // The words of an element, a line for each of its parts. What was worked out from a date is not among them.
  function said(element) {
    if (!element) return "";
    var copy = element.cloneNode(true), text = "";
    all(NOT_SAID, copy).forEach(function (one) { one.remove(); });
    (function walk(one) {
      if (one.nodeType === 3) { text += one.data.replace(/\s+/g, " "); return; }
      var apart = APART.test(one.tagName) || (one.classList && one.classList.contains("merknad"));
      text += apart ? "\n" : "";
      one.childNodes.forEach(walk);
      text += apart ? "\n" : "";
    })(copy);
    return text.split("\n").map(function (line) { return line.trim(); }).filter(Boolean).join("\n");
  }
  // A cell that a spreadsheet would take for a formula begins with an apostrophe.
  function cell(text) { return '"' + text.replace(/^(?=[=+\-@])/, "'").replace(/"/g, '""') + '"'; }
  function csv(rows) {
    return "\ufeff" + rows.map(function (row) { return row.map(cell).join(";") + "\r\n"; }).join("");
  }
  function download(name, type, text) {
    var link = document.createElement("a"), address = URL.createObjectURL(new Blob([text], { type: type }));
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(address); });
  }
  function seen(element) { return !element.closest("[hidden]"); }

  function ofTable(table) {
    return all("tr", table).filter(seen).map(function (row) { return Array.prototype.map.call(row.cells, said); });
  }
  // Cards, and rows that only name a task: a line each, with a column for each sort of fact that any of them has.
  function ofCards() {
    var cards = all("#innhold article, #innhold .rader > li").filter(seen), labels = [];
    var own = [["tittel", ".oppgave-tittel, :scope > a"], ["hvem", ".hvem"], ["merke", "summary .merker, :scope > :is(.merker, .merke)"],
      ["sted", ".grunnlag strong"], ["beskrivelse", ".sagt > div"]].filter(function (one) {
      return cards.some(function (card) { return card.querySelector(one[1]); });
    });
    var rows = cards.map(function (card) {
      var facts = {}, part = card.closest("section.del");
      all(".sagt .fakta > div", card).forEach(function (one) { facts[said(one.querySelector("dt"))] = said(one.querySelector("dd")); });
      Object.keys(facts).forEach(function (label) { if (labels.indexOf(label) < 0) labels.push(label); });
      return { facts: facts, cells: [said(part && part.querySelector("h2"))].concat(own.map(function (one) {
        var found = card.querySelector(one[1]), badges = found && one[0] === "merke" ? all(".merke", found) : [];
        return badges.length ? badges.map(said).join(", ") : said(found);
      })) };
    });
    var head = own.map(function (one) { return words[one[0]]; });
    return [[words.del_av].concat(head, labels)].concat(rows.map(function (row) {
      return row.cells.concat(labels.map(function (label) { return row.facts[label] || ""; }));
    }));
  }
  function ofPassages(list) {
    return [[words.del_av, words.utdrag, words.innhold]].concat(all("li", list).map(function (item) {
      var rest = item.cloneNode(true), number = rest.querySelector("strong");
      number.remove();
      return [said(item.closest("section").querySelector("h2")), number.textContent.trim().split(" – ")[0], said(rest)];
    }));
  }
  function ofActors(tree) {
    var rows = [];
    all(".stadielenker li", tree).forEach(function (item) {
      var actor = item.closest(".aktørtre > li").querySelector(".aktør");
      rows.push([said(actor), said(item.querySelector("a")), said(item.querySelector(".antall")).replace(/\D/g, "")]);
    });
    return [[words["aktør"], words.stadium, words.antall]].concat(rows);
  }
  function ofWords(list) {
    return [[words.ord, words.beskrivelse]].concat(all("div", list).filter(function (one) { return one.querySelector("dt"); })
      .map(function (one) { return [said(one.querySelector("dt")), said(one.querySelector("dd"))]; }));
  }
  function offer(after, rows) {
    var button = root.handbok.make("button", "lenke csv", words.csv), number = all(".csv").length + 1;
    var name = document.querySelector("h1").textContent.replace(/[^\wæøåÆØÅ]+/g, " ").trim().replace(/ /g, "-");
    button.addEventListener("click", function () {
      download(name + (number > 1 ? "-" + number : "") + ".csv", "text/csv;charset=utf-8", csv(rows(after)));
    });
    after.insertAdjacentElement("afterend", button);
  }
  root.handbok.download = download;

  document.addEventListener("DOMContentLoaded", function () {
    var foot = document.querySelector("#innhold :is(.aktor, .tema, .oversikt) .fot"), cards = all("#innhold article, #innhold .rader > li");
    all("#innhold table").filter(function (table) {
      return all("tbody tr", table).some(function (row) { return row.cells.length > 1; });
    }).forEach(function (table) { offer(table.closest(".tabell") || table, ofTable.bind(null, table)); });
    all(".passasjer").forEach(function (list) { offer(list, ofPassages); });
    all(".aktørtre").forEach(function (tree) { offer(tree, ofActors); });
    all(".ordliste").filter(function (list) { return !list.parentNode.closest(".ordliste"); }).forEach(function (list) { offer(list, ofWords); });
    if (foot && cards.length > 1) offer(foot.previousElementSibling, ofCards);
  });
})(this);
