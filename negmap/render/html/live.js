// Only where the page is served while files are edited: ask for news, and load it.
(() => {
  const edition = document.documentElement.dataset.edition;
  setInterval(async () => {
    try {
      const answer = await fetch("version", {cache: "no-store"});
      if (answer.ok && (await answer.text()) !== edition) location.reload();
    } catch { /* the server has stopped; the page stays readable */ }
  }, 250);
})();
