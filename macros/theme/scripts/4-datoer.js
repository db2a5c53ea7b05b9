// Dates counted from dates: no document, no clock and no chance, so that the tests run this very file.
(function (root) {
  "use strict";
  var DAYS = { timer: 1 / 24, dager: 1, uker: 7 };
  function day(year, month, date) { return new Date(year, month, date); }
  function key(date) { return date.getFullYear() * 10000 + (date.getMonth() + 1) * 100 + date.getDate(); }
  // Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus 1991).
  function easter(year) {
    var a = year % 19, b = Math.floor(year / 100), c = year % 100, d = Math.floor(b / 4), e = b % 4;
    var g = Math.floor((8 * b + 13) / 25), h = (19 * a + b - d - g + 15) % 30, i = Math.floor(c / 4), k = c % 4;
    var l = (32 + 2 * e + 2 * i - h - k) % 7, m = Math.floor((a + 11 * h + 22 * l) / 451), n = h + l - 7 * m + 114;
    return day(year, Math.floor(n / 31) - 1, n % 31 + 1);
  }
  // The days of lov om 1. og 17. mai and helligdagsfredloven § 2, in the order of the names in the page.
  function holidays(year, names) {
    var e = easter(year), found = {};
    function from(days) { return day(year, e.getMonth(), e.getDate() + days); }
    [day(year, 0, 1), from(-3), from(-2), from(0), from(1), day(year, 4, 1), day(year, 4, 17), from(39), from(49),
      from(50), day(year, 11, 25), day(year, 11, 26)].forEach(function (date, n) { found[key(date)] = names[n]; });
    return found;
  }
  function holiday(date, names) { return holidays(date.getFullYear(), names)[key(date)] || ""; }
  function moved(date, number, unit, names) {
    var result = new Date(date.getTime());
    if (unit === "måneder" || unit === "år") {
      var months = result.getMonth() + number * (unit === "år" ? 12 : 1), date31 = result.getDate();
      result.setDate(1);
      result.setMonth(months);
      result.setDate(Math.min(date31, day(result.getFullYear(), result.getMonth() + 1, 0).getDate()));
    } else if (unit === "virkedager") {
      for (var left = Math.abs(number); left > 0;) {
        result.setDate(result.getDate() + (number < 0 ? -1 : 1));
        if (result.getDay() % 6 && !holiday(result, names)) left -= 1;
      }
    } else {
      result.setDate(result.getDate() + Math.trunc(number * DAYS[unit]));
    }
    return result;
  }
  // One or two days: *time* counts `fra` (and `til`) of `enhet` in the direction `retning` from the day *given*.
  function dates(time, given, names) {
    var sign = { "før": -1, ved: 0, etter: 1 }[time.retning];
    var numbers = [time.fra, time.til].filter(Boolean).map(Number);
    return (numbers.length ? numbers : [0]).map(function (number) {
      return moved(given, sign * number, time.enhet || "dager", names);
    }).sort(function (a, b) { return a - b; });
  }
  // Text and lines as RFC 5545 has them (3.3.11 and 3.1): at most 75 bytes, and no comma or semicolon alone.
  function escaped(text) { return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n"); }
  function folded(line) {
    var parts = [], part = "", bytes = 0;
    Array.from(line).forEach(function (letter) {
      var size = encodeURIComponent(letter).replace(/%../g, "x").length;
      if (bytes + size > 74) { parts.push(part); part = ""; bytes = 0; }
      part += letter;
      bytes += size;
    });
    return parts.concat(part).join("\r\n ");
  }
  // A calendar of whole days. *rows*: {number, days}; *words*: {title, text} with NUMMER; *stamp* and *unique*: strings.
  function calendar(rows, words, today, stamp, unique) {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kalender//NO", "METHOD:PUBLISH"];
    rows.forEach(function (row) { row.days.forEach(function (date) {
      if (date < today) return;
      var next = day(date.getFullYear(), date.getMonth(), date.getDate() + 1);
      lines.push("BEGIN:VEVENT", "UID:" + unique + "-" + lines.length, "DTSTAMP:" + stamp,
        "DTSTART;VALUE=DATE:" + key(date), "DTEND;VALUE=DATE:" + key(next),
        "SUMMARY:" + escaped(words.title.replace("NUMMER", row.number)),
        "DESCRIPTION:" + escaped(words.text.replace("NUMMER", row.number)),
        "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT");
    }); });
    return lines.concat("END:VCALENDAR").map(folded).join("\r\n") + "\r\n";
  }
  root.handbokdatoer = { day: day, holiday: holiday, dates: dates, calendar: calendar };
})(this);
