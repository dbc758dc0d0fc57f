// Runs before the first paint, so that a chosen theme never flashes. "system" or nothing follows the device.
(() => {
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark" || theme === "contrast") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is blocked: follow the device.
  }
})();
