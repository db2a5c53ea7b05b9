// Finds what a query means, best first. No document is touched here either.
(function (root) {
  "use strict";
  const sok = root.handboksok;
  const WEIGHT = [10, 8.5, 2.5, 2.5, 1.1];  // by where the words stand, as `PHRASE` tells
  const PART = [0.35, 0.1];  // what a title and another name count for when the query says no more than a little of them
  const BESIDE = 0.5;  // how well a query is covered by what is only said of a thing, not what it is called
  const SAID = 0.8;  // a phrase that the query says word for word, or that says the query, counts so much more if it were all
  const FAINT = 0.04;  // a hit that counts less than this share of the best is left out
  const SAID_SO = 2;  // a phrase that is the query
  const MARKED = 0.5;  // a word is marked that fits at least so well as what fits best

  // How much more a phrase counts when the query says it, or it says the query, word for word.
  function verbatim(query, phrase) {
    if (phrase === query) return SAID_SO;
    const [long, short] = phrase.length > query.length ? [phrase, query] : [query, phrase];
    return short.includes(" ") && (" " + long + " ").includes(" " + short + " ") ? 1 + SAID * short.length / long.length : 1;
  }

  // A question finds first what is itself a question: where the sources disagree, and what they leave open. What the person
  // asks is asked by whoever says «jeg».
  const ASKS = /^(hv|kv|kor|når|kan|får|må|skal|er|har|trenger|gjelder)\S* \S/;
  const ASKED = 1.45;
  const SAYS_I = /(^| )(meg|min|mi|mitt|mine)( |$)|^(jeg|eg) |^(får|har|mister|trenger) (jeg|eg) /;
  const OWN = 1.35;
  // What else it asks for: an amount, or how to go about it.
  const LIKED = [
    [/^(hvor|kor) (mange|mye|mykje|lenge) /, { opplysning: 1.8, ubeskrevet: 1.8 }],
    [/^(hvordan|korleis|hva gjør|kva gjer) /, { rutine: 1.5, liste: 1.2, oppgave: 1.1 }],
  ];

  // How much more readily an entry comes first because of how the query asks.
  function answering(query) {
    const asked = query.trim().toLowerCase();
    const asks = ASKS.test(asked) ? ASKED : 1;
    const own = SAYS_I.test(asked) ? OWN : 1;
    const types = (LIKED.find(([start]) => start.test(asked)) || [null, {}])[1];
    return ({ type, title }) => (types[type.id] || 1) * (type.id === "til_deg" ? own : title.endsWith("?") ? asks : 1);
  }

  // The hits, best first: `{entry, at, score}`, and the classes that the query met. `filter` may name a type and an actor.
  sok.search = function (query, filter) {
    const terms = sok.understood(String(query));
    const { entries, phrases, postings, rarity } = sok.loaded();
    const whole = sok.asked(String(query));
    const answers = answering(String(query));
    const reached = new Map();  // phrase → how well each term fits there, and how much of the phrase is covered
    terms.forEach((term, t) => {
      for (const [one, fit] of term.found) {
        for (const at of postings.get(one) || []) {
          let cell = reached.get(at);
          if (!cell) reached.set(at, cell = { fits: new Float32Array(terms.length), covered: 0, seen: [] });
          if (fit > cell.fits[t]) cell.fits[t] = fit;
          if (!cell.seen.includes(one)) { cell.seen.push(one); cell.covered += fit * rarity.get(one); }
        }
      }
    });
    const wanted = entry => (!filter || !filter.type || entry.type.id === filter.type)
      && (!filter || typeof filter.actor !== "number" || entry.actors.includes(filter.actor));
    const best = new Map();
    for (const [at, cell] of reached) {
      const kind = phrases.kind[at];
      const own = Math.min(1, cell.covered / phrases.total[at]);
      const share = kind < sok.PHRASE ? PART[kind] + (1 - PART[kind]) * own : 1;
      let row = best.get(phrases.entry[at]);
      if (!row) best.set(phrases.entry[at], row = { worth: new Float32Array(terms.length), fits: new Float32Array(terms.length), said: 1 });
      for (let t = 0; t < terms.length; t += 1) {
        row.worth[t] = Math.max(row.worth[t], cell.fits[t] * WEIGHT[kind] * share);
        row.fits[t] = Math.max(row.fits[t], cell.fits[t] * (kind < sok.PHRASE ? 1 : BESIDE));
      }
      if (kind < sok.PHRASE) row.said = Math.max(row.said, verbatim(whole, phrases.text[at]));
    }
    const total = terms.reduce((sum, term) => sum + term.weight, 0);
    const hits = [];
    for (const [at, row] of best) {
      const entry = entries[at];
      if (!wanted(entry)) continue;
      let sum = 0;
      let covered = 0;
      terms.forEach((term, t) => {
        sum += row.worth[t] * term.weight;
        covered += row.fits[t] * term.weight;
      });
      hits.push({ entry, at, score: sum * Math.pow(covered / total, 1.5) * entry.type.prior * row.said * answers(entry) });
    }
    hits.sort((a, b) => b.score - a.score || a.at - b.at);
    const heard = hits.filter(hit => hit.score >= FAINT * hits[0].score);
    const marked = new Set();
    for (const term of terms) for (const [one, fit] of term.found) if (!term.weak && fit >= MARKED * term.met) marked.add(one);
    const lost = new Set(terms.filter(term => !term.met).map(term => term.word));
    return { hits: heard, marked, missed: sok.cut(String(query)).filter(word => lost.has(sok.fold(word))) };
  };

  // The hits as the command prints them.
  sok.told = function (query, filter) {
    const { hits, marked } = sok.search(query, filter);
    return hits.map(({ entry }) => ({
      url: entry.address, title: entry.title, type: entry.type.id, answer: sok.line(entry, marked),
    }));
  };

  // `text` in pieces, those that the query met marked: `[text, whether]`.
  sok.pieces = function (text, marked) {
    const found = [];
    let from = 0;
    for (const match of sok.words(text)) {
      if (![...sok.classes(match[0])].some(one => marked.has(one))) continue;
      found.push([text.slice(from, match.index), false], [match[0], true]);
      from = match.index + match[0].length;
    }
    found.push([text.slice(from), false]);
    return found.filter(piece => piece[0]);
  };

  // How many of the words that were met stand in a text.
  const met = (text, marked) => [...sok.classes(text)].filter(one => marked.has(one)).length;

  // The text of several that the query met best, with how many of its words.
  const best = (texts, marked) => texts.map(text => [met(text, marked), text]).sort((a, b) => b[0] - a[0])[0] || [0, ""];

  // The other name of an entry that the query met better than its title, or nothing.
  sok.otherName = function (entry, marked) {
    const [most, name] = best(entry.names, marked);
    return most > met(entry.title, marked) ? name : "";
  };

  // What an entry answers in a line: the item of a list that was met better than its title was, or what it is for.
  sok.line = function (entry, marked) {
    const [most, item] = best(entry.items, marked);
    return most > Math.max(met(entry.title, marked), met(entry.answer, marked)) ? item : entry.answer;
  };
})(globalThis);
