import { keepCart } from './cart.js';

const root = document.documentElement;
const base = new URL(document.querySelector('.ff-brand').href).pathname;
const product = document.querySelector('[data-view-of="product"]');
const TITLES = { shop: 'Fern & Field: plants for the room you have', help: 'Orders and help | Fern & Field' };

const showPlant = ({ dataset }) => {
  const stage = product.querySelector('[data-stage]');
  stage.classList.replace(`ff-tile-${product.dataset.product}`, `ff-tile-${dataset.slug}`);
  product.dataset.product = dataset.slug;
  product.querySelector('[data-field-image]').src = `${base}plants/${dataset.slug}.svg`;
  for (const field of product.querySelectorAll('[data-field]'))
    field.textContent = dataset[field.dataset.field];
};

/** Which view an address of the shop shows, or undefined when only the server knows. */
const routeOf = (pathname) => {
  if (pathname === base) return { view: 'shop' };
  if (pathname === `${base}help`) return { view: 'help' };
  const slug = pathname.startsWith(`${base}plants/`) ? pathname.slice(`${base}plants/`.length) : '';
  const card = slug && document.querySelector(`[data-grid] > [data-slug="${CSS.escape(slug)}"]`);
  return card ? { view: 'product', card } : undefined;
};

const markCurrent = (view) => {
  for (const link of document.querySelectorAll('.ff-nav a')) {
    if (link.dataset.nav === view) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
};

const show = ({ view, card }) => {
  if (card) showPlant(card);
  root.dataset.view = view;
  document.title = card ? `${card.dataset.name} | Fern & Field` : TITLES[view];
  markCurrent(view);
};

const isPlainClick = (event) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

export const startNavigation = ({ onShow }) => {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-nav]');
    const route = link && isPlainClick(event) && routeOf(new URL(link.href).pathname);
    if (!route) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    keepCart();
    show(route);
    onShow();
    scrollTo(0, 0);
    document.getElementById('views').focus({ preventScroll: true });
  });
  addEventListener('popstate', () => {
    const route = routeOf(location.pathname);
    if (!route) return location.reload();
    keepCart();
    show(route);
    onShow();
  });
  markCurrent(root.dataset.view);
};
