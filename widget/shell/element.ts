/** A new element with these properties, at the end of its parent. */
export const append = <K extends keyof HTMLElementTagNameMap>(
  parent: Node,
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] =>
  parent.appendChild(Object.assign(document.createElement(tag), properties) as HTMLElementTagNameMap[K]);
