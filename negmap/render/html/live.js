// Only where the page is served while files are edited: ask for news, and load it.
(() => {
  let known = null;
  setInterval(async () => {
    try {
      const answer = await fetch("version", {cache: "no-store"});
      const version = answer.ok ? await answer.text() : known;
      if (known !== null && version !== known) location.reload();
      known = version;
    } catch { /* the server has stopped; the page stays readable */ }
  }, 400);
})();
