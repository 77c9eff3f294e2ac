/* When the browser or the person breaks off a passkey, the page says so, instead of the console alone. */
document.addEventListener("allauth.error", (event) => {
  const line = document.getElementById("passkey_problem");
  if (line) {
    event.preventDefault();
    line.hidden = false;
  }
});
