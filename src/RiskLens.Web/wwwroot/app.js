// How much of an upload has been sent. Everything else works without this file.
document.addEventListener("htmx:xhr:progress", (event) => {
  const sending = event.target.querySelector?.(".sending");
  if (!sending || !event.detail.lengthComputable) return;
  sending.hidden = false;
  sending.value = (100 * event.detail.loaded) / event.detail.total;
});

// One press, one request: the button rests until the answer is here.
document.addEventListener("htmx:beforeRequest", (event) => {
  event.target.querySelectorAll?.("button").forEach((button) => (button.disabled = true));
});

// A page that was swapped in is read from its beginning, by eye and by ear.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "main") document.getElementById("main").focus({ preventScroll: false });
});
