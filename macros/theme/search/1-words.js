// Words of the index: how a text is cut and folded, and which words of the index a written word may mean.
// No document is touched here, so that the build and the tests run this very file.
(function (root) {
  "use strict";
  const sok = root.handboksok = {};
  const LONGEST = 40;
  const OF_SHORT = /^(en|et|er|e|a|s|ene|ens)$/;  // endings of a word of three letters: «rusen» is rus, «gitar» no «git»
  // A telephone number and a section are words of their own, however they are spaced: «66 90 90 00», «§ 38 a», «7-1».
  const WORD = /(?:(?:\+|00)47 ?)?\d(?: ?\d){7}(?![\p{L}\p{N}])|\d+(?:-\d+)?(?: ?[a-h])?(?![\p{L}\p{N}])|[\p{L}\p{N}]+/gu;

  // The words of a text, in small letters; operators and markup are only spaces between them.
  sok.words = text => text.matchAll(WORD);
  sok.cut = text => (String(text).normalize("NFC").toLowerCase().match(WORD) || [])
    .map(word => (/^[+\d]/.test(word) ? word.replace(/^(\+|00)47 ?(?=\d)/, "").replaceAll(" ", "") : word).slice(0, LONGEST));

  // One spelling for double letters, which are the commonest slip in Norwegian, and none for accents; but å is a letter.
  const accents = /[^a-z0-9æøå-]/;
  const without = word => word.normalize("NFD").replace(/(?!\u030a)\p{M}/gu, "").normalize("NFC");
  sok.fold = word => (accents.test(word) ? without(word) : word).replace(/([a-zæøå])\1+/g, "$1");

  // The folded word as it is typed on a keyboard without Norwegian letters, in either way.
  sok.bare = word => word.replace(/ae|oe|[æøå]/g, letter => (/[oø]/.test(letter) ? "o" : "a"));

  // A Norwegian letter that was typed was meant: «klær» is not «klare», though «klaer» and «klar» may be either.
  function agrees(word, spelt) {
    for (const letter of "æøå") if (word.includes(letter) && !spelt.includes(letter)) return false;
    return true;
  }

  // Steps from `word` to the nearest beginning of it that is `key` and an ending: letters wrong, missing, extra or swapped.
  function steps(word, key, most, endings) {
    let before = [], last = [], row;
    for (let j = 0; j <= word.length; j += 1) last.push(j);
    for (let i = 1; i <= key.length; i += 1) {
      row = [i];
      let least = i;
      for (let j = 1; j <= word.length; j += 1) {
        const same = key[i - 1] === word[j - 1];
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && key[i - 1] === word[j - 2] && key[i - 2] === word[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row.push(cost);
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      before = last;
      last = row;
    }
    let best = last[word.length];
    for (let j = word.length - 1; j > 2 && word.length - j < 6; j -= 1) {
      if (last[j] < best && endings.has(word.slice(j))) best = last[j];
    }
    return best;
  }

  // The vocabulary: what each key means (`[class, how well, how it is spelt]`, best first), the endings a key may take,
  // words that only bind a sentence together. All take words that are folded.
  sok.Vocabulary = function (all, endings, stops) {
    const keys = [...all.keys()].sort();
    const ends = new Set(endings);
    const stop = new Set(stops);
    const openStop = new Set(stops.map(sok.bare));

    // What the key `short` means to one who wrote `word`: as it is spelt, if anything is, or without Norwegian letters.
    function read(short, word) {
      const found = all.get(sok.bare(short));
      if (!found) return null;
      const exact = found.filter(one => one[2] === short);
      const fits = exact.length ? exact : found.filter(one => agrees(word, one[2]));
      return fits.length ? fits : null;
    }

    // The longest key that is the word without an ending, or without two («nummer-et», «rådgiv-er-e»).
    function stripped(word, short, deep) {
      for (let end = short.length - 1; end > 2; end -= 1) {
        if (!ends.has(short.slice(end)) || (end < 4 && !OF_SHORT.test(short.slice(end)))) continue;
        const found = read(short.slice(0, end), word) || (deep ? stripped(word, short.slice(0, end), false) : null);
        if (found) return found;
      }
      return null;
    }
    const self = { keys, told: new Map() };
    self.lookup = word => read(word, word) || stripped(word, word, false) || stripped(word, word, true);
    self.isStop = word => stop.has(word) || (word.length < 2 && !/\d/.test(word)) || (openStop.has(word) && !read(word, word));
    self.meaning = (key, word) => all.get(key).filter(one => agrees(word, one[2]));

    // The pairs of known words that a compound may be made of, the most even pair first; neither is shorter than `least`.
    self.halves = function (word, least) {
      const found = [];
      for (let at = least; at <= word.length - least; at += 1) {
        const head = word.slice(0, at);
        const tail = word.slice(at);
        if (stop.has(head) || stop.has(tail) || ends.has(tail)) continue;
        const first = self.lookup(head);
        const second = first && self.lookup(tail);
        if (second) found.push({ head: first, tail: second, even: Math.min(head.length, tail.length) });
      }
      return found.sort((a, b) => b.even - a.even);
    };

    // What a compound may mean of which one half is known: its end, which tells what kind of thing it is, or its beginning.
    self.half = function (word, says) {
      const parts = [];
      for (let at = 4; at + 4 < word.length; at += 1) parts.push(word.slice(at));
      for (let at = word.length - 4; at > 4; at -= 1) parts.push(word.slice(0, at));
      const whole = (part, key) => key.length > 4 && part.length - key.length < 2;
      for (const part of parts) {
        const found = self.lookup(part);
        if (found && whole(part, found[0][2]) && says(found[0])) return found;
      }
      return [];
    };

    // The keys that begin as the word does, at most `most`.
    self.begun = function (word, most) {
      const start = sok.bare(word);
      return keys.filter(key => key.startsWith(start)).slice(0, most);
    };

    // The keys that the word may be a slip for, nearest only: one slip in six letters, two in twelve. Short words are too
    // near to other words to tell, and nobody slips on the first letter.
    self.near = function (word) {
      const written = sok.bare(word);
      let best = 2;
      let found = [];
      for (const key of word.length > 5 ? self.begun(word[0], Infinity) : []) {
        const most = Math.min(best, Math.floor(key.length / 6));
        const over = written.length - key.length;
        if (!most || over < -most || over > most + 4) continue;
        const slips = steps(written, key, most, ends);
        if (slips > most || !self.meaning(key, word).length) continue;
        if (slips < best) found = [];
        best = slips;
        found.push(key);
      }
      return { keys: found, slips: best };
    };
    return self;
  };
})(globalThis);
