// The one-time code travels in the fragment, which browsers never send; it leaves in the form's body only.
const field = document.getElementById("code");
if (field && location.hash.length > 1) {
  field.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}
