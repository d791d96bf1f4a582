/** What the widget assumes of what its site does not say; apart from the schemas, which no page should load. */
export const DEFAULT_ACCENT = '#00704e';
export const DEFAULT_OFFSET_PX = 20;
