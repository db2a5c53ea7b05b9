// The index as the build made it, unpacked and turned round: from a class of words to the phrases it stands in.
(function (root) {
  "use strict";
  const sok = root.handboksok;
  const FIT = { "": 1, "/": 0.95, "~": 0.8, "=": 0.45 };
  sok.PHRASE = 2;  // kinds of text below this are phrases: 0 a title, 1 another name; 2 the type, 3 the answer, 4 the text
  const FEWEST = 6;  // a word that fewer things are called tells no more for that
  const WORDS = ["begrep", "tema", "aktør"];  // types whose other names are words for the same
  let index = null;

  // The stems of the index, each a class of words; «/» goes before another spelling of one, «~» before its near kin. A
  // capital letter tells how many letters are those of the stem before.
  function vocabulary(data) {
    const meanings = new Map();
    let stem = "";
    let at = -1;
    for (const [, mark, same, rest] of data.keys.matchAll(/([/~=]?)([A-Z])([^A-Z/~=]*)/g)) {
      const key = stem.slice(0, same.charCodeAt(0) - 65) + rest;
      if (!mark) { stem = key; at += 1; }
      const typed = sok.bare(key);
      if (!meanings.has(typed)) meanings.set(typed, []);
      meanings.get(typed).push([at, FIT[mark], key]);
    }
    for (const found of meanings.values()) found.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return sok.Vocabulary(meanings, data.endings.split(" "), data.stops.split(" "));
  }

  // The classes of the words of a text, each once. Texts say the same words again and again, so each is looked up once.
  function classes(words, text) {
    const found = new Set();
    for (const word of sok.cut(text)) {
      if (!words.told.has(word)) words.told.set(word, meant(words, sok.fold(word)));
      const meaning = words.told.get(word);
      if (meaning) found.add(meaning[0][0]);
    }
    return found;
  }
  const meant = (words, folded) => !words.isStop(folded) && words.lookup(folded);
  sok.spelt = text => sok.cut(text).map(sok.fold);
  sok.classesOf = function (data, texts) {
    const words = vocabulary(data);
    return texts.map(text => [...classes(words, text)]);
  };

  // The columns of the index as entries. An address has a capital letter for a word that stands in the title.
  function unpacked(data) {
    const [address, answer, names, items] = ["address", "answer", "names", "items"].map(name => data[name].split("\n"));
    const several = text => (text ? text.split("|") : []);
    return data.title.split("\n").map((title, at) => {
      const words = title.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "o").normalize("NFD").replace(/\p{M}/gu, "").match(/[a-z0-9]+/g) || [];
      return {
        title, answer: answer[at], type: data.types[data.type[at]], actors: numbers(data.concerns[at]), body: numbers(data.body[at]),
        address: address[at].replace(/[A-Z]/g, letter => words[letter.charCodeAt(0) - 65]),
        names: several(names[at]), items: several(items[at]),
      };
    });
  }

  // A section is called by every name of its law: «hpl § 45», «helsepersonelloven § 45».
  function sections(entries) {
    const laws = new Map(entries.filter(entry => entry.type.id === "lov").map(entry => [entry.address, entry]));
    for (const entry of entries) {
      const law = laws.get(entry.address.split("#")[0]);
      const number = / (§ [^:]+):/.exec(entry.title);
      if (law && number) entry.names = [law.title, ...law.names].map(name => name + " " + number[1]);
    }
    return entries;
  }

  // Rising numbers from the step to each.
  function numbers(steps) {
    let number = 0;
    return steps.map(step => { number += step; return number; });
  }

  // Take the index that the build made, and turn it round: from words to the phrases they stand in.
  sok.load = function (data) {
    const words = vocabulary(data);
    const entries = sections(unpacked(data));
    const phrases = { entry: [], kind: [], text: [], total: [] };
    const postings = new Map();
    const add = (entry, kind, text, found) => {
      const at = phrases.entry.length;
      phrases.entry.push(entry);
      phrases.kind.push(kind);
      phrases.text.push(text);
      phrases.total.push(0);
      for (const one of found) {
        if (!postings.has(one)) postings.set(one, []);
        postings.get(one).push(at);
      }
    };
    const own = new Map(data.types.map(type => [type, classes(words, type.words)]));
    const actors = new Map(entries.filter(entry => entry.type.id === "aktør").map(entry => [entry.title, entry]));
    entries.forEach((entry, at) => {
      [entry.title, ...entry.names].forEach((text, n) => add(at, n ? 1 : 0, sok.bare(sok.spelt(text).join(" ")), classes(words, text)));
      add(at, 2, "", own.get(entry.type));
      for (const line of [entry.answer, ...entry.items]) add(at, 3, "", classes(words, line));
      add(at, 4, "", entry.body);
      // Who may tell whom is found by whatever those two are called.
      const two = entry.type.id === "deling" ? entry.actors.map(one => actors.get(data.actors[one]) || entry) : [];
      if (two.length) add(at, 1, "", classes(words, two.flatMap(actor => [actor.title, ...actor.names]).join(" ")));
    });
    // Words that something is called: what is half written, or written wrong, may be one of these. A word is rare when few
    // things are called so, however often it is said.
    const named = new Set();
    const rarity = new Map();
    for (const [one, list] of postings) {
      const called = new Set(list.filter(at => phrases.kind[at] < sok.PHRASE).map(at => phrases.entry[at]));
      if (called.size) named.add(one);
      rarity.set(one, Math.log(1 + entries.length / Math.max(FEWEST, called.size)));
      for (const at of list) phrases.total[at] += rarity.get(one);
    }
    const weak = new Set(data.weak.split(" ").flatMap(word => (words.lookup(word) || []).slice(0, 1).map(([one]) => one)));
    index = { data, entries, words, phrases, postings, rarity, named, weak, called: called(words, entries) };
    return sok;
  };
  sok.loaded = () => index;
  sok.classes = text => classes(index.words, text);

  // One sign for all forms of a word, those that only bind a sentence together too.
  sok.sign = function (words, word) {
    const known = meant(words, word);
    return known ? known[0][0] : word;
  };

  // For each other name of a thing with a short title the words it is called by.
  function called(words, entries) {
    const found = new Map();
    for (const entry of entries) {
      if (!WORDS.includes(entry.type.id)) continue;
      const own = [...classes(words, entry.title)].slice(0, entry.type.id === "aktør" ? 1 : undefined);
      for (const name of own.length > 2 ? [] : entry.names) {
        const sign = sok.spelt(name).map(word => sok.sign(words, word)).join(" ");
        found.set(sign, [...(found.get(sign) || []), ...own]);
      }
    }
    return found;
  }
})(globalThis);
