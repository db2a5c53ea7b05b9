// Looks a query up in the index. Knows no document, so that the tests and the command run this very file.
(function (root) {
  "use strict";
  const sok = root.handboksok;
  const LONGEST_QUERY = 300;
  const MOST_WORDS = 12;
  // How much a match counts by where it stands: title, another name, the kind's own words, the answer line, the text.
  const WEIGHT = [10, 8.5, 2.5, 2.5, 1.1];
  const PHRASE = 2;  // below this, how much of the phrase the query covers counts too
  let index = null;

  // Take the index that the build made, and turn it round: from words to the phrases they stand in.
  sok.load = function (data) {
    const words = sok.Vocabulary(data.keys, data.meanings, data.endings, data.stops);
    const phrases = { entry: [], kind: [], total: [] };
    const postings = new Map();
    const classes = text => {
      const found = new Set();
      for (const word of sok.cut(text).map(sok.fold)) {
        const meaning = !words.isStop(word) && words.lookup(word);
        if (meaning) found.add(meaning[0][0]);
      }
      return found;
    };
    const add = (entry, kind, found) => {
      const at = phrases.entry.length;
      phrases.entry.push(entry);
      phrases.kind.push(kind);
      phrases.total.push(0);
      for (const one of found) {
        if (!postings.has(one)) postings.set(one, []);
        postings.get(one).push(at);
      }
    };
    data.entries.forEach((entry, at) => {
      add(at, 0, classes(entry.title));
      entry.names.forEach(name => add(at, 1, classes(name)));
      add(at, 2, classes(data.types[entry.type].words));
      add(at, 3, classes(entry.answer));
      add(at, 4, entry.body);
    });
    const rarity = new Map();
    for (const [one, list] of postings) {
      const weight = Math.log(1 + data.entries.length / list.length);
      rarity.set(one, weight);
      for (const at of list) phrases.total[at] += weight;
    }
    index = { data, words, phrases, postings, rarity, classes };
    Object.assign(index, compounds(data.keys, words));
    return sok;
  };
  sok.loaded = () => index && index.data;
  sok.classes = text => [...index.classes(text)];

  // For each word the compounds it is half of, and for each pair of words the compound they make.
  function compounds(keys, words) {
    const holding = new Map();
    const pairs = new Map();
    for (const key of keys) {
      if (key.length < 7) continue;
      const whole = words.meaning(key)[0];
      const halves = words.halves(key);
      if (!halves || whole[1] < 1) continue;
      for (const [part, share] of [[halves.head, 0.4], [halves.tail, 0.45]]) {
        if (part[0][0] === whole[0]) continue;
        if (!holding.has(part[0][0])) holding.set(part[0][0], []);
        holding.get(part[0][0]).push([whole[0], share]);
      }
      pairs.set(halves.head[0][0] + "," + halves.tail[0][0], whole[0]);
    }
    return { holding, pairs };
  }

  // What one written word may mean: classes with how well each fits. Guesses only where nothing better is known.
  function meanings(word, last) {
    const { words, holding } = index;
    const found = new Map();
    const put = (one, fit) => { if (fit > (found.get(one) || 0)) found.set(one, fit); };
    const take = (list, fit) => {
      for (const [one, share] of list) {
        put(one, share * fit);
        for (const [whole, part] of holding.get(one) || []) put(whole, part * fit * share);
      }
    };
    const known = words.lookup(word);
    if (known) take(known, 1);
    if ((last || !known) && word.length > 1) {
      for (const key of words.begun(word, 60)) {
        const share = word.length / key.length;
        for (const [one, fit] of words.meaning(key)) put(one, fit * (known ? 0.4 : 0.85) * (0.4 + 0.6 * share));
      }
    }
    if (found.size || /\d/.test(word)) return [found];
    const near = words.near(word, word.length > 7 ? 2 : word.length > 3 ? 1 : 0);
    const halves = near.slips > 1 || !near.keys.length ? words.halves(word) : null;
    if (halves) {
      const head = new Map(halves.head);
      const tail = new Map(halves.tail);
      return [head, tail];
    }
    for (const key of near.keys) take(words.meaning(key), near.slips > 1 ? 0.7 : 0.85);
    const half = found.size ? null : words.half(word);
    if (half) take(half, 0.5);
    return [found];
  }

  // The query's words with what each may mean; words that only bind a sentence together are left out.
  function understood(query) {
    const all = sok.cut(query.slice(0, LONGEST_QUERY)).map(sok.fold).slice(0, 3 * MOST_WORDS);
    const open = /[\p{L}\p{N}]$/u.test(query);
    let kept = all.filter(word => !index.words.isStop(word)).slice(0, MOST_WORDS);
    if (!kept.length) kept = all.slice(0, MOST_WORDS);
    const terms = [];
    kept.forEach((word, at) => {
      const last = open && at === kept.length - 1 && word === all[all.length - 1];
      meanings(word, last).forEach(found => terms.push({ word, found }));
    });
    for (let at = 0; at + 1 < kept.length; at += 1) {
      for (const joint of ["", "s", "e"]) {
        const one = index.words.lookup(kept[at] + joint + kept[at + 1]);
        if (!one) continue;
        for (const term of terms) if (term.word === kept[at] || term.word === kept[at + 1]) term.found.set(one[0][0], 1);
      }
    }
    for (const a of terms) {
      for (const b of terms) {
        if (a === b) continue;
        for (const [head, first] of [...a.found]) {
          for (const [tail, second] of first > 0.6 ? [...b.found] : []) {
            const whole = second > 0.6 && index.pairs.get(head + "," + tail);
            if (whole === undefined || whole === false) continue;
            const fit = 0.95 * Math.min(first, second);
            for (const term of [a, b]) if (fit > (term.found.get(whole) || 0)) term.found.set(whole, fit);
          }
        }
      }
    }
    for (const term of terms) {
      let best = 0;
      for (const [one, fit] of term.found) {
        if (fit > best && index.rarity.has(one)) { best = fit; term.weight = index.rarity.get(one); }
      }
      if (!best) { term.weight = 2; term.found.clear(); }
    }
    return terms;
  }

  // The hits, best first: `{entry, score, classes}`. `filter` may name a type and an actor.
  sok.search = function (query, filter) {
    const terms = understood(String(query));
    const { data, phrases, postings, rarity } = index;
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
    const wanted = entry => (!filter || !filter.type || data.types[entry.type].id === filter.type)
      && (!filter || !filter.actor || entry.actors.includes(filter.actor));
    const best = new Map();
    for (const [at, cell] of reached) {
      const kind = phrases.kind[at];
      const share = kind < PHRASE ? 0.35 + 0.65 * Math.min(1, cell.covered / phrases.total[at]) : 1;
      let row = best.get(phrases.entry[at]);
      if (!row) best.set(phrases.entry[at], row = new Float32Array(terms.length));
      for (let t = 0; t < terms.length; t += 1) row[t] = Math.max(row[t], cell.fits[t] * WEIGHT[kind] * share);
    }
    const total = terms.reduce((sum, term) => sum + term.weight, 0);
    const hits = [];
    for (const [at, row] of best) {
      const entry = data.entries[at];
      if (!wanted(entry)) continue;
      let sum = 0;
      let covered = 0;
      terms.forEach((term, t) => {
        sum += row[t] * term.weight;
        if (row[t]) covered += term.weight;
      });
      hits.push({ entry, at, score: sum * Math.pow(covered / total, 1.5) * data.types[entry.type].prior });
    }
    hits.sort((a, b) => b.score - a.score || a.at - b.at);
    const marked = new Set();
    for (const term of terms) for (const one of term.found.keys()) marked.add(one);
    return { hits, marked };
  };

  // The hits as the command prints them.
  sok.told = function (query, filter) {
    return sok.search(query, filter).hits.map(hit => ({
      url: hit.entry.address, title: hit.entry.title, type: index.data.types[hit.entry.type].id, answer: hit.entry.answer,
    }));
  };

  // `text` in pieces, those that the query met marked: `[text, whether]`.
  sok.pieces = function (text, marked) {
    const found = [];
    let from = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      const meaning = index.words.lookup(sok.fold(match[0].toLowerCase()));
      if (!meaning || index.words.isStop(sok.fold(match[0].toLowerCase())) || !marked.has(meaning[0][0])) continue;
      found.push([text.slice(from, match.index), false], [match[0], true]);
      from = match.index + match[0].length;
    }
    found.push([text.slice(from), false]);
    return found.filter(piece => piece[0]);
  };

  // The other name of an entry that the query met where its title did not, or nothing.
  sok.otherName = function (entry, marked) {
    const met = text => [...index.classes(text)].filter(one => marked.has(one)).length;
    const inTitle = met(entry.title);
    return entry.names.find(name => met(name) > inTitle) || "";
  };

  // The titles nearest to a query that nothing answers.
  sok.nearest = function (query) {
    const asked = sok.fold(sok.cut(query.slice(0, LONGEST_QUERY)).join(" ").slice(0, 30));
    const far = entry => sok.steps(asked, sok.fold(entry.title.toLowerCase().slice(0, 30)));
    return index.data.entries.map(entry => ({ entry, far: far(entry) }))
      .filter(one => asked && one.far <= Math.max(3, asked.length * 0.6)).sort((a, b) => a.far - b.far).slice(0, 3).map(one => one.entry);
  };
})(globalThis);
