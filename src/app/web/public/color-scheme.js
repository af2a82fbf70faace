// Sets the colour scheme before the first paint; the app keeps the choice under this key.
(() => {
  const keptScheme = () => {
    try {
      return window.localStorage.getItem("mantine-color-scheme-value");
    } catch {
      return null; // no storage: follow the system
    }
  };
  const kept = keptScheme();
  const dark = kept === "dark" || (kept !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
