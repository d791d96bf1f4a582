const lines = new Map(Object.entries(history.state?.cart ?? {}));
const list = document.querySelector('[data-cart-lines]');
const total = document.querySelector('[data-cart-total]');
const empty = document.querySelector('[data-cart-empty]');
const count = document.querySelector('[data-cart-count]');

const cardOf = (slug) => document.querySelector(`[data-grid] > [data-slug="${CSS.escape(slug)}"]`);

const make = (tag, className, text) => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
};

const makeLine = (slug, amount) => {
  const card = cardOf(slug);
  const line = make('li', 'ff-line', '');
  const image = make('img', '', '');
  image.src = card.querySelector('img').src;
  image.alt = '';
  const remove = make('button', 'ff-link', 'Remove');
  remove.type = 'button';
  remove.setAttribute('aria-label', `Remove ${card.dataset.name}`);
  remove.addEventListener('click', () => change(slug, 0));
  const price = make('span', 'ff-price', `€${amount * Number(card.dataset.price)}`);
  line.append(
    image,
    make('span', '', `${card.dataset.name}${amount > 1 ? ` × ${amount}` : ''}`),
    price,
    remove,
  );
  return line;
};

const draw = () => {
  const entries = [...lines].filter(([slug]) => cardOf(slug));
  const sum = entries.reduce(
    (before, [slug, amount]) => before + amount * Number(cardOf(slug).dataset.price),
    0,
  );
  list.replaceChildren(...entries.map(([slug, amount]) => makeLine(slug, amount)));
  count.textContent = String(entries.reduce((before, [, amount]) => before + amount, 0));
  total.textContent = `Together €${sum}, delivery included`;
  total.hidden = entries.length === 0;
  empty.hidden = entries.length > 0;
};

/** The history entry keeps the cart over a reload, so that the shop itself needs no storage. */
export const keepCart = () => history.replaceState({ cart: Object.fromEntries(lines) }, '');

const change = (slug, amount) => {
  if (amount > 0) lines.set(slug, amount);
  else lines.delete(slug);
  keepCart();
  draw();
};

export const startCart = (say) => {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-add], [data-add-shown]');
    if (!button) return;
    const slug = button.dataset.add ?? button.closest('[data-product]').dataset.product;
    change(slug, (lines.get(slug) ?? 0) + 1);
    say(`${cardOf(slug).dataset.name} is in your cart.`);
  });
  draw();
};
