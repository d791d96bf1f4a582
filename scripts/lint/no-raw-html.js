const SINKS = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'dangerouslySetInnerHTML',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
  'createContextualFragment',
  'srcdoc',
]);
const WRITERS = new Set(['write', 'writeln']);
const MESSAGE = 'turns text into markup (S12): build nodes or vnodes instead.';

/** The name a member expression or property spells, whether plain or in quotes. */
function spelled(key, computed) {
  if (!computed && key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? key.value : undefined;
}

export const noRawHtml = {
  create(context) {
    const refuse = (node, name) => context.report({ node, message: `${name} ${MESSAGE}` });
    const refuseSink = (node, name) => SINKS.has(name) && refuse(node, name);
    return {
      MemberExpression(node) {
        const name = spelled(node.property, node.computed);
        refuseSink(node, name);
        if (WRITERS.has(name) && isDocument(node.object)) refuse(node, `document.${name}`);
      },
      Property: (node) => refuseSink(node, spelled(node.key, node.computed)),
      JSXAttribute: (node) => refuseSink(node, node.name.name),
      NewExpression: (node) => node.callee.name === 'DOMParser' && refuse(node, 'DOMParser'),
    };
  },
};

function isDocument(node) {
  if (node.type === 'Identifier') return node.name === 'document';
  return node.type === 'MemberExpression' && spelled(node.property, node.computed) === 'document';
}
