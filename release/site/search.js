// The search: sections that hold all words, those with the most in their titles first.
const top_ = document.currentScript.dataset.top;
const field = document.getElementById("search"), found = document.getElementById("found");
field.hidden = false;
field.addEventListener("input", () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = words.length === 0 ? [] : sections.flatMap((s) => {
    const title = (s.page + " " + s.title).toLowerCase(), text = s.text.toLowerCase();
    if (!words.every((w) => title.includes(w) || text.includes(w))) return [];
    return [{ s, score: words.filter((w) => title.includes(w)).length }];
  });
  hits.sort((a, b) => b.score - a.score);
  found.replaceChildren(...hits.slice(0, 12).map(({ s }) => {
    const item = document.createElement("li"), link = document.createElement("a"), page = document.createElement("small");
    link.href = top_ + s.url;
    link.textContent = s.title;
    page.textContent = s.page;
    link.append(page);
    item.append(link);
    return item;
  }));
});
field.value = new URLSearchParams(location.search).get("q") ?? "";
field.dispatchEvent(new Event("input"));
