// Shows how many pieces are chosen, and lets nobody send an empty order.
const form = document.querySelector("form");
const button = form.querySelector("button");

function update() {
  const pieces = [...form.querySelectorAll("input[type=number]")].reduce(
    (sum, input) => sum + input.valueAsNumber,
    0,
  );
  form.querySelector("output").textContent = pieces === 1 ? "1 piece" : `${pieces} pieces`;
  button.disabled = !(pieces > 0);
}

form.addEventListener("input", update);
update();
