// A chosen file is sent at once: its dry run stores nothing. Works in the Sandbox's pane and on the page of its own.
document.addEventListener('change', event => {
  const input = event.target;
  if (input.matches('input[type=file][data-send-when-chosen]') && input.files.length > 0) {
    input.form.requestSubmit();
    input.form.reset();
  }
});
