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
  const TURNED = 0.7;  // the halves of a compound in the other order
  const CALLED = 0.6;  // what a thing is called, when the query uses another of its names
  const LONGEST_NAME = 3;
  const UNKNOWN = 3;  // what a word that nothing is known of weighs in how much of the query is covered
  const WEAK = 0.4;  // what a word that says little weighs, of what its rarity tells

  function put(found, one, fit) {
    if (fit > (found.get(one) || 0)) found.set(one, fit);
  }

  // What one written word may mean: classes with how well each fits. Guesses only where nothing better is known.
  // A compound that is not known is its halves, if both say something.
  function meanings(index, word, last) {
    const { words, named } = index;
    const found = new Map();
    const take = (list, fit) => { for (const [one, share] of list) put(found, one, share * fit); };
    const known = words.lookup(word);
    if (known) take(known, 1);
    const parts = known && word.length > 6 ? words.halves(word, 4)[0] : null;
    if (parts) for (const part of [parts.head, parts.tail]) take(part, HALF);
    // A word that is not finished may become what something is called, and any word may begin a compound.
    for (const key of word.length > 2 ? words.begun(word, 60) : []) {
      const compound = word.length > 3 && key.length - word.length > 3 && words.lookup(key.slice(word.length));
      const share = (known ? BEGUN_TOO : BEGUN) * (0.4 + 0.6 * word.length / key.length);
      for (const [one, fit] of words.meaning(key, word)) if (compound || (last && named.has(one))) put(found, one, fit * share);
    }
    if (found.size || /\d/.test(word)) return [{ word, found }];
    const near = words.near(word);
    for (const key of near.keys) take(words.meaning(key, word).filter(([one]) => named.has(one)), SLIPS[near.slips]);
    const says = ([one]) => !index.weak.has(one);
    const halves = near.slips > 1 || !found.size ? words.halves(word, 4)[0] : null;
    if (!halves && !found.size) take(words.half(word, one => one[1] > HALF && named.has(one[0]) && says(one)), HALF);
    if (halves && !says(halves.tail[0])) take(halves.head.filter(says), HALF);
    if (!halves || ![halves.head, halves.tail].every(half => says(half[0]))) return [{ word, found }];
    return [halves.head, halves.tail].map(half => ({ word, found: new Map(half) }));
  }

  // Two words that are one when written together, in either order: «bank id», «lege i fengsel», «rådgiver gjeld».
  function joined(index, kept, terms) {
    for (let at = 0; at + 1 < kept.length; at += 1) {
      for (const [head, tail, fit] of [[kept[at], kept[at + 1], 1], [kept[at + 1], kept[at], TURNED]]) {
        const known = ["", "s", "e"].map(joint => index.words.lookup(head + joint + tail))
          .find(meaning => meaning && meaning[0][2].length > head.length + 1);
        for (const term of known ? terms : []) if (term.word === head || term.word === tail) put(term.found, known[0][0], fit);
      }
    }
  }

  // Words that are another name of a thing mean what it is called too: «slipper ut» is the løslatelse wherever that stands.
  function renamed(index, all, terms) {
    const signs = all.map(word => sok.sign(index.words, word));
    for (let from = 0; from < all.length; from += 1) {
      for (let to = from + 1; to <= Math.min(from + LONGEST_NAME, all.length); to += 1) {
        const called = index.called.get(signs.slice(from, to).join(" "));
        if (!called) continue;
        const own = terms.filter(term => all.slice(from, to).includes(term.word));
        if (!own.length) {
          own.push({ word: all[from], found: new Map() });
          terms.push(own[0]);
        }
        for (const term of own) for (const one of called) put(term.found, one, CALLED);
      }
    }
  }

  // The query's words with what each may mean; words that only bind a sentence together are left out.
  sok.understood = function (query) {
    const index = sok.loaded();
    const all = sok.spelt(query.slice(0, LONGEST_QUERY)).slice(0, 3 * MOST_WORDS);
    const open = /[\p{L}\p{N}]$/u.test(query);
    let kept = all.filter(word => !index.words.isStop(word)).slice(0, MOST_WORDS);
    if (!kept.length) kept = all.slice(0, MOST_WORDS);
    const terms = [];
    kept.forEach((word, at) => terms.push(...meanings(index, word, open && at === kept.length - 1 && word === all[all.length - 1])));
    joined(index, kept, terms);
    renamed(index, all, terms);
    for (const term of terms) {
      let best = 0;
      let weak = false;
      for (const [one, fit] of term.found) {
        if (fit <= best || !index.rarity.has(one)) continue;
        best = fit;
        term.weight = index.rarity.get(one);
        weak = index.weak.has(one);
      }
      term.met = best;
      term.weak = weak;
      if (!best) { term.weight = UNKNOWN; term.found.clear(); }
      if (weak) term.weight *= WEAK;
    }
    return terms;
  };

  // The query as it is spelt in the index, to be held against titles and names word for word.
  sok.asked = query => sok.bare(sok.spelt(query.slice(0, LONGEST_QUERY)).join(" "));
})(globalThis);
