// Words of the index: how a text is cut and folded, and which words of the index a written word may mean.
// No document is touched here, so that the build and the tests run this very file.
(function (root) {
  "use strict";
  const sok = root.handboksok = {};
  const LONGEST = 40;

  // The words of a text, in small letters; operators and markup are only spaces between them.
  sok.cut = function (text) {
    return (String(text).normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).map(word => word.slice(0, LONGEST));
  };

  // One spelling for æ/ae, ø/o/oe, å/a/aa and for double letters, which are the commonest slip in Norwegian.
  sok.fold = function (word) {
    return word.normalize("NFD").replace(/\p{M}/gu, "").replace(/æ|ae/g, "a").replace(/ø|oe/g, "o").replace(/([a-zæø])\1+/g, "$1");
  };

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
  sok.steps = (word, key, most) => steps(word, key, most, new Set());

  // Which letters a word has, one bit each: two words far apart here are far apart in steps too.
  function letters(word) {
    let mask = 0;
    for (let i = 0; i < word.length; i += 1) mask |= 1 << (word.charCodeAt(i) % 31);
    return mask;
  }
  function bits(mask) {
    let count = 0;
    for (; mask; mask &= mask - 1) count += 1;
    return count;
  }

  // The vocabulary: what each key means (`[class, how well]`, best first), the endings a key may take, stop words.
  sok.Vocabulary = function (all, endings, stops) {
    const keys = [...all.keys()].sort();
    const masks = keys.map(letters);
    const ends = new Set(endings);
    const stop = new Set(stops);

    const self = { keys, isStop: word => stop.has(word) || (word.length < 2 && !/\d/.test(word)) };

    // The longest key that is the word, or the word without an ending, or without two («nummer-et», «rådgiv-er-e»).
    function stripped(word, deep) {
      for (let end = word.length - 1; end > 2; end -= 1) {
        if (!ends.has(word.slice(end))) continue;
        const short = word.slice(0, end);
        const found = all.get(short) || (deep ? stripped(short, false) : null);
        if (found) return found;
      }
      return null;
    }
    self.lookup = word => all.get(word) || stripped(word, false) || stripped(word, true);

    // The pairs of known words that a compound may be made of, the most even pair first.
    self.halves = function (word) {
      const found = [];
      for (let at = 3; at <= word.length - 3; at += 1) {
        const head = word.slice(0, at);
        const tail = word.slice(at);
        if (stop.has(head) || stop.has(tail)) continue;
        const first = self.lookup(head);
        const second = first && self.lookup(tail);
        if (second) found.push({ head: first, tail: second, even: Math.min(head.length, tail.length) });
      }
      return found.sort((a, b) => b.even - a.even);
    };

    // The longest known word that ends the compound, then one that begins it.
    self.half = function (word) {
      for (let at = 3; at <= word.length - 5; at += 1) {
        const found = !stop.has(word.slice(at)) && self.lookup(word.slice(at));
        if (found) return found;
      }
      for (let end = word.length - 3; end >= 5; end -= 1) {
        const found = all.get(word.slice(0, end));
        if (found) return found;
      }
      return null;
    };

    // The keys that begin as the word does, at most `most`.
    self.begun = function (word, most) {
      let low = 0;
      let high = keys.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (keys[middle] < word) low = middle + 1;
        else high = middle;
      }
      const found = [];
      for (; low < keys.length && keys[low].startsWith(word) && found.length < most; low += 1) found.push(keys[low]);
      return found;
    };
    self.meaning = key => all.get(key);

    // The keys at most `most` slips away, nearest only.
    self.near = function (word, most) {
      const mask = letters(word);
      let best = most;
      let found = [];
      for (let at = 0; at < keys.length; at += 1) {
        const key = keys[at];
        const over = word.length - key.length;
        if (over < -most || over > most + 4 || key.length < 3) continue;
        if (bits(masks[at] & ~mask) > most) continue;
        const slips = steps(word, key, best, ends);
        if (slips > best) continue;
        if (slips < best) found = [];
        best = slips;
        found.push(key);
      }
      return { keys: found, slips: best };
    };
    return self;
  };
})(globalThis);
