// Writes what phones of the world put before a message, from ICU's locale data (Unicode CLDR), so that the reader of
// WhatsApp exports can be held against it without ICU. Run once with Node 20 or later (full ICU):
//   node locale-matrix.mjs matrix > locale-matrix.tsv
//   node locale-matrix.mjs words > ../../../src/RiskLens.Engine/Messages/Texts/DayPeriodWords.cs
const utc = { timeZone: "UTC" };

// Times of day in every part of the day, days on both sides of the 12th, over more than a year.
const moments = [
  "2023-12-28T21:05:09", "2024-01-05T00:05:30", "2024-01-31T23:59:59", "2024-02-29T12:00:01",
  "2024-03-07T03:10:00", "2024-04-18T05:30:45", "2024-05-11T06:15:20", "2024-06-23T08:45:05",
  "2024-07-02T11:59:10", "2024-08-14T12:34:56", "2024-08-26T13:20:00", "2024-09-09T15:45:33",
  "2024-10-30T17:30:12", "2024-11-12T18:50:50", "2024-12-19T19:15:07", "2024-12-31T20:40:00",
  "2025-01-16T22:22:22",
];
// Three days that are as good in any order of day, month and short year.
const undecided = ["2024-11-10T09:15:04", "2024-11-11T14:30:05", "2024-11-12T20:45:06"];

const letters = "abcdefghijklmnopqrstuvwxyz";
const scripts = {
  zh: ["Hans", "Hant"], sr: ["Latn", "Cyrl"], uz: ["Cyrl", "Arab"], az: ["Cyrl"], bs: ["Cyrl"], pa: ["Arab"],
  ks: ["Deva"], sd: ["Deva"], hi: ["Latn"], ff: ["Adlm"], yue: ["Hans", "Hant"], shi: ["Latn"], vai: ["Latn"],
  ms: ["Arab"], kk: ["Arab"], kok: ["Latn"],
};
// Other calendars that a phone can be set to.
const calendars = [
  "th-u-ca-gregory", "en-u-ca-buddhist", "de-u-ca-buddhist", "zh-Hans-u-ca-buddhist", "ja-u-ca-japanese",
  "zh-TW-u-ca-roc", "fa-u-ca-gregory", "ar-SA-u-ca-islamic-umalqura", "en-u-ca-islamic-umalqura", "en-u-ca-persian",
];

function languages() {
  const found = [];
  const take = (tag) => {
    try {
      if (Intl.DateTimeFormat.supportedLocalesOf([tag]).length && new Intl.Locale(tag).language === tag) found.push(tag);
    } catch {}
  };
  for (const a of letters) for (const b of letters) {
    take(a + b);
    for (const c of letters) take(a + b + c);
  }
  return found;
}

function locales() {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const regions = ["", "419"];
  for (const a of letters.toUpperCase()) for (const b of letters.toUpperCase()) if (names.of(a + b)) regions.push(a + b);
  const all = [];
  for (const language of languages())
    for (const script of ["", ...(scripts[language] ?? [])])
      for (const region of regions) all.push([language, script, region].filter(Boolean).join("-"));
  return [...all, ...calendars];
}

const at = (text) => new Date(text + "Z");
const format = (locale, timeStyle, hour12) =>
  new Intl.DateTimeFormat(locale, { ...utc, dateStyle: "short", timeStyle, hour12 });

function matrix() {
  const seen = new Set();
  const rows = [];
  for (const locale of locales()) {
    for (const [phone, timeStyle] of [["android", "short"], ["ios", "medium"]])
      for (const [clock, hour12] of [["12", true], ["24", false]]) {
        const formatter = format(locale, timeStyle, hour12);
        // A 12-hour clock without a word (ICU's fr-CM) tells nobody the time.
        const parts = formatter.formatToParts(at(moments[0]));
        if (hour12 && !parts.some((part) => part.type === "dayPeriod")) continue;
        const headers = [...moments, ...undecided].map((moment) => formatter.format(at(moment)));
        const key = phone + headers.join("|");
        if (seen.has(key)) continue;
        seen.add(key);
        rows.push([locale, phone, clock, ...headers]);
      }
  }
  for (const [name, phone, clock, write] of deviations())
    rows.push([name, phone, clock, ...[...moments, ...undecided].map((moment) => write(at(moment)))]);
  console.log(["#moments", moments.length, undecided.length, ...moments, ...undecided].join("\t"));
  for (const row of rows) console.log(row.join("\t"));
}

// What real phones write otherwise than the locale data of today: seen in exports and in reports on parsers.
function deviations() {
  const two = (n) => String(n).padStart(2, "0");
  const parts = (d) => ({
    y: d.getUTCFullYear(), yy: two(d.getUTCFullYear() % 100), M: d.getUTCMonth() + 1, MM: two(d.getUTCMonth() + 1),
    d: d.getUTCDate(), dd: two(d.getUTCDate()), H: d.getUTCHours(), HH: two(d.getUTCHours()),
    h: d.getUTCHours() % 12 || 12, hh: two(d.getUTCHours() % 12 || 12), K: d.getUTCHours() % 12,
    mm: two(d.getUTCMinutes()), ss: two(d.getUTCSeconds()), pm: d.getUTCHours() >= 12,
  });
  const rows = [];
  const add = (name, phone, clock, write) => rows.push([name, phone, clock, (d) => write(parts(d))]);
  const half = (am, pm) => (p) => (p.pm ? pm : am);
  add("en-GB~older", "android", "24", (p) => `${p.dd}/${p.MM}/${p.y}, ${p.HH}:${p.mm}`);
  add("en-US~2022", "android", "12", (p) => `${p.M}/${p.d}/${p.yy}, ${p.h}:${p.mm} ${half("AM", "PM")(p)}`);
  add("en-US~padded", "android", "12", (p) => `${p.MM}/${p.dd}/${p.y}, ${p.hh}:${p.mm} ${half("a. m.", "p. m.")(p)}`);
  add("en-IN~narrow", "android", "12", (p) => `${p.dd}/${p.MM}/${p.yy}, ${p.h}:${p.mm}\u202F${half("am", "pm")(p)}`);
  add("pt-BR", "android", "24", (p) => `${p.dd}/${p.MM}/${p.y} ${p.HH}:${p.mm}`);
  add("pt~older", "android", "24", (p) => `${p.dd}/${p.MM}/${p.yy}, ${p.HH}:${p.mm}`);
  add("es-419", "android", "12", (p) => `${p.d}/${p.M}/${p.y}, ${p.h}:${p.mm}\u00A0${half("a.\u00A0m.", "p.\u00A0m.")(p)}`);
  add("es~narrow", "android", "12", (p) => `${p.d}/${p.M}/${p.y}, ${p.h}:${p.mm}\u202F${half("a.\u202Fm.", "p.\u202Fm.")(p)}`);
  add("es~no-comma", "android", "12", (p) => `${p.dd}/${p.MM}/${p.yy} ${p.h}:${p.mm} ${half("a. m.", "p. m.")(p)}`);
  add("es-CL", "android", "24", (p) => `${p.dd}-${p.MM}-${p.yy} ${p.HH}:${p.mm}`);
  add("fr", "android", "24", (p) => `${p.dd}/${p.MM}/${p.y} à ${p.HH}:${p.mm}`);
  add("fr-CH", "android", "24", (p) => `${p.dd}.${p.MM}.${p.yy} à ${p.HH}:${p.mm}`);
  add("fr", "ios", "24", (p) => `${p.dd}/${p.MM}/${p.y} à ${p.HH}:${p.mm}:${p.ss}`);
  add("fr-CA", "android", "24", (p) => `${p.y}-${p.MM}-${p.dd} ${p.HH} h ${p.mm}`);
  add("tr", "ios", "24", (p) => `${p.d}.${p.MM}.${p.y} ${p.HH}:${p.mm}:${p.ss}`);
  add("tr~comma", "ios", "24", (p) => `${p.d}.${p.MM}.${p.y}, ${p.HH}:${p.mm}:${p.ss}`);
  add("fi", "android", "24", (p) => `${p.d}.${p.M}.${p.y} klo ${p.H}.${p.mm}`);
  add("id", "android", "24", (p) => `${p.dd}/${p.MM}/${p.yy} ${p.HH}.${p.mm}`);
  add("id", "ios", "24", (p) => `${p.dd}/${p.MM}/${p.yy} ${p.HH}.${p.mm}.${p.ss}`);
  add("he", "android", "24", (p) => `${p.d}.${p.M}.${p.y}, ${p.HH}:${p.mm}`);
  add("he", "android", "12", (p) => `${p.d}.${p.M}.${p.y}, ${p.h}:${p.mm} ${half('לפנה"צ', 'אחה"צ')(p)}`);
  add("en-CA", "android", "12", (p) => `${p.y}-${p.MM}-${p.dd}, ${p.h}:${p.mm} ${half("a.m.", "p.m.")(p)}`);
  add("en-ZA", "android", "12", (p) => `${p.y}/${p.MM}/${p.dd}, ${p.h}:${p.mm} ${half("am", "pm")(p)}`);
  add("zh-CN", "android", "12", (p) => `${p.y}/${p.M}/${p.d} ${half("上午", "下午")(p)}${p.h}:${p.mm}`);
  add("zh-CN~periods", "android", "12", (p) => `${p.y}/${p.M}/${p.d} ${chinese(p.H)}${p.h}:${p.mm}`);
  add("zh-TW", "ios", "12", (p) => `${p.y}/${p.M}/${p.d}\u2009${half("上午", "下午")(p)}${p.h}:${p.mm}:${p.ss}`);
  add("ja~K", "ios", "12", (p) => `${p.y}/${p.MM}/${p.dd} ${half("午前", "午後")(p)}${p.K}:${p.mm}:${p.ss}`);
  add("ko", "android", "12", (p) => `${p.y}. ${p.M}. ${p.d}. ${half("오전", "오후")(p)} ${p.h}:${p.mm}`);
  add("ko~short", "ios", "12", (p) => `${p.yy}. ${p.M}. ${p.d}. ${half("오전", "오후")(p)} ${p.h}:${p.mm}:${p.ss}`);
  add("ar~latin", "android", "12", (p) => `${p.d}\u200F/${p.M}\u200F/${p.y}، ${p.h}:${p.mm} ${half("ص", "م")(p)}`);
  add("de~12", "ios", "12", (p) => `${p.dd}.${p.MM}.${p.yy}, ${p.h}:${p.mm}:${p.ss} ${half("AM", "PM")(p)}`);
  add("nl", "ios", "24", (p) => `${p.dd}-${p.MM}-${p.yy} ${p.HH}:${p.mm}:${p.ss}`);
  add("hr", "android", "24", (p) => `${p.d}. ${p.M}. ${p.y}. ${p.HH}:${p.mm}`);
  add("vi", "android", "24", (p) => `${p.HH}:${p.mm}, ${p.dd}/${p.MM}/${p.y}`);
  add("vi", "ios", "24", (p) => `${p.HH}:${p.mm}:${p.ss} ${p.dd}/${p.MM}/${p.yy}`);
  add("ru~older", "android", "12", (p) => `${p.dd}.${p.MM}.${p.yy}, ${p.h}:${p.mm} ${half("ДП", "ПП")(p)}`);
  add("so", "android", "12", (p) => `${p.dd}/${p.MM}/${p.yy}, ${p.h}:${p.mm} ${half("GH", "GD")(p)}`);
  add("sq", "android", "12", (p) => `${p.d}.${p.M}.${p.yy}, ${p.h}:${p.mm} ${half("p.d.", "m.d.")(p)}`);
  return rows;
}

function chinese(hour) {
  const from = [[0, "凌晨"], [5, "早上"], [8, "上午"], [12, "中午"], [13, "下午"], [19, "晚上"]];
  return from.filter(([start]) => start <= hour).at(-1)[1];
}

// Each word for a part of the day, and the hours it stands for as 24 bits, the lowest for the hour from midnight.
function words() {
  // A word that some language has for the halves of its 12-hour clock means these, whatever it is elsewhere.
  const halves = new Map();
  const parts = new Map();
  const take = (masks, word, hour) => {
    const plain = word.toLowerCase().replace(/[\s\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF.,()'"’‘׳״`·\u070F?]/gu, "").replaceAll("µ", "μ");
    if (plain) masks.set(plain, (masks.get(plain) ?? 0) | (1 << hour));
  };
  for (const locale of locales()) {
    // Inari Sami's word for the morning is Finnish's for the afternoon.
    if (locale.startsWith("smn")) continue;
    const formats = [
      [halves, new Intl.DateTimeFormat(locale, { ...utc, hour: "numeric", hour12: true })],
      [halves, new Intl.DateTimeFormat(locale, { ...utc, timeStyle: "short", hour12: true })],
      ...["narrow", "short", "long"].map((dayPeriod) => [
        parts,
        new Intl.DateTimeFormat(locale, { ...utc, hour: "numeric", hour12: true, dayPeriod }),
      ]),
    ];
    for (const [masks, formatter] of formats)
      for (let hour = 0; hour < 24; hour++)
        for (const part of formatter.formatToParts(Date.UTC(2024, 0, 2, hour, 5)))
          if (part.type === "dayPeriod") take(masks, part.value, hour);
  }
  const groups = new Map();
  for (const [word, mask] of new Map([...parts, ...halves])) groups.set(mask, [...(groups.get(mask) ?? []), word]);
  console.log(`namespace RiskLens.Engine.Messages;

/// <summary>
/// The words of all languages for the parts of the day, in lower case without points, spaces and apostrophes. A line
/// begins with the hours of its words as 24 bits, the lowest for the hour from midnight. Source: Unicode CLDR 48, as
/// ICU 78 gives it (tests, locale-matrix.mjs).
/// </summary>
internal static class DayPeriodWords
{
    public const string All = """`);
  for (const [mask, list] of [...groups].sort(([a], [b]) => a - b)) {
    let line = mask.toString(16).padStart(6, "0");
    for (const word of list.sort()) {
      if (line.length + word.length > 100) {
        console.log("        " + line);
        line = mask.toString(16).padStart(6, "0");
      }
      line += "|" + word;
    }
    console.log("        " + line);
  }
  console.log(`        """;
}`);
}

process.argv[2] === "words" ? words() : matrix();
