// Understands a query: cuts it into words, and works out which words of the index each may mean.
(function (root) {
  "use strict";
  const sok = root.handboksok;
  const LONGEST_QUERY = 300;
  const MOST_WORDS = 12;
  // How well a word fits what is not simply itself.
  const HALF = 0.5;  // one half of a compound that is known
  const BEGUN = 0.85;  // a word that begins so, and less when the word itself is known
  const BEGUN_TOO = 0.4;
  const SLIPS = [1, 0.85, 0.7];  // after so many slips of the keyboard
  const PAIRED = 0.95;
  const UNKNOWN = 2;  // what a word that nothing is known of weighs in how much of the query is covered

  // What one written word may mean: classes with how well each fits. Guesses only where nothing better is known.
  function meanings(index, word, last) {
    const { words, holding, named } = index;
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
    const parts = known && word.length > 6 ? words.halves(word, 3)[0] : null;
    if (parts) for (const part of [parts.head, parts.tail]) for (const [one, share] of part) put(one, share * HALF);
    if (last && word.length > 2) {
      for (const key of words.begun(word, 60)) {
        const share = word.length / key.length;
        for (const [one, fit] of words.meaning(key, word)) if (named.has(one)) put(one, fit * (known ? BEGUN_TOO : BEGUN) * (0.4 + 0.6 * share));
      }
    }
    if (found.size || /\d/.test(word)) return [found];
    const near = words.near(word);
    const halves = near.slips > 1 || !near.keys.length ? words.halves(word, 4)[0] : null;
    if (halves) return [new Map(halves.head), new Map(halves.tail)];
    for (const key of near.keys) take(words.meaning(key, word).filter(([one]) => named.has(one)), SLIPS[near.slips]);
    return [found];
  }

  function put(term, one, fit) {
    if (fit > (term.found.get(one) || 0)) term.found.set(one, fit);
  }

  // Two words that are one when written together: «bank id», «gjelds rådgivning».
  function joined(index, kept, terms) {
    for (let at = 0; at + 1 < kept.length; at += 1) {
      for (const joint of ["", "s", "e"]) {
        const known = index.words.lookup(kept[at] + joint + kept[at + 1]);
        for (const term of known ? terms : []) if (term.word === kept[at] || term.word === kept[at + 1]) put(term, known[0][0], 1);
      }
    }
  }

  // Two words that are the halves of a compound, in any order: «lege i fengsel», «rådgiver gjeld».
  function paired(index, terms) {
    const sure = terms.map(term => [...term.found].filter(([, fit]) => fit > 0.6));
    terms.forEach((a, i) => terms.forEach((b, j) => {
      if (i === j) return;
      for (const [head, first] of sure[i]) {
        for (const [tail, second] of sure[j]) {
          for (const whole of index.pairs.get(head + "," + tail) || []) {
            for (const term of [a, b]) put(term, whole, PAIRED * Math.min(first, second));
          }
        }
      }
    }));
  }

  // The query's words with what each may mean; words that only bind a sentence together are left out.
  sok.understood = function (query) {
    const index = sok.loaded();
    const all = sok.cut(query.slice(0, LONGEST_QUERY)).map(sok.fold).slice(0, 3 * MOST_WORDS);
    const open = /[\p{L}\p{N}]$/u.test(query);
    let kept = all.filter(word => !index.words.isStop(word)).slice(0, MOST_WORDS);
    if (!kept.length) kept = all.slice(0, MOST_WORDS);
    const terms = [];
    kept.forEach((word, at) => {
      const last = open && at === kept.length - 1 && word === all[all.length - 1];
      meanings(index, word, last).forEach(found => terms.push({ word, found }));
    });
    joined(index, kept, terms);
    paired(index, terms);
    for (const term of terms) {
      let best = 0;
      for (const [one, fit] of term.found) {
        if (fit > best && index.rarity.has(one)) { best = fit; term.weight = index.rarity.get(one); }
      }
      if (!best) { term.weight = UNKNOWN; term.found.clear(); }
    }
    return terms;
  };

  // The query as it is spelt in the index, to be held against titles and names word for word.
  sok.spelt = query => sok.open(sok.cut(query.slice(0, LONGEST_QUERY)).map(sok.fold).join(" "));
})(globalThis);
