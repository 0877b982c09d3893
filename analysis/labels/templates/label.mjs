// Shows one sentence with its labels as buttons, each with its key; the kernel decides and saves.
function add(parent, tag, look, text = "") {
  const part = document.createElement(tag);
  part.className = look;
  part.textContent = text;
  parent.append(part);
  return part;
}

function render({ model, el }) {
  const box = add(el, "section", "sentence-label");
  box.tabIndex = 0;
  box.setAttribute("aria-label", "Label sentences");
  // the keys are ours: JupyterLab would make headings of cells with them
  box.dataset.lmSuppressShortcuts = "true";
  const bar = add(box, "progress", "bar");
  bar.setAttribute("aria-label", "Sentences labelled");
  const question = add(box, "p", "question");
  const definition = add(box, "p", "definition");
  const passage = add(box, "blockquote", "passage");
  const before = add(passage, "p", "near");
  const sentence = add(passage, "p", "now");
  const after = add(passage, "p", "near");
  const buttons = add(box, "div", "buttons");
  const status = add(box, "p", "status");
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  const place = add(box, "p", "place");
  let waiting = false;

  function ask(content) {
    const seen = model.get("seen");
    if (waiting || ("label" in content && seen.at < 0)) return;
    waiting = true;
    status.textContent = "Saving…";
    model.send({ at: seen.at, ...content });
  }

  function addButton(key, words, content, off) {
    const button = add(buttons, "button", "choice");
    add(button, "kbd", "", key);
    button.append(` ${words}`);
    button.type = "button";
    button.setAttribute("aria-keyshortcuts", key);
    button.disabled = off;
    button.addEventListener("click", () => { box.focus(); ask(content); });
  }

  function show() {
    const seen = model.get("seen");
    const over = seen.at < 0;
    waiting = false;
    bar.max = Math.max(seen.n, 1);
    bar.value = seen.n_done;
    question.textContent = over ? "Every sentence of the sample has a label." : seen.question;
    definition.textContent = seen.definition;
    passage.hidden = over;
    before.textContent = seen.before;
    sentence.textContent = seen.text;
    after.textContent = seen.after;
    buttons.replaceChildren();
    seen.labels.forEach((label, i) => addButton(`${i + 1}`, label, { label }, over));
    addButton("u", "undo", { undo: true }, seen.n_done === 0);
    const left = `${seen.n_done} of ${seen.n} labelled.`;
    // a screen reader hears what was saved and what comes next
    const next = over ? "" : ` ${seen.question} ${seen.text}`;
    status.replaceChildren(`${model.get("said")} ${left}`.trim());
    add(status, "span", "heard", next);
    place.textContent = `Click here, then use the keys. ${seen.coder}, saved in ${seen.file}`;
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const seen = model.get("seen");
    const label = /^[1-9]$/.test(event.key) ? seen.labels[Number(event.key) - 1] : undefined;
    if (label === undefined && event.key !== "u") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return; // a key held down is one label
    ask(label === undefined ? { undo: true } : { label });
  }

  box.addEventListener("keydown", press);
  model.on("msg:custom", show); // the kernel has answered
  show();
  return () => model.off("msg:custom", show);
}

export default { render };
