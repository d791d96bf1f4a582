// On the embedded database a query through the outer handle waits for the transaction that it stands in: for ever.
const OPENERS = new Set(['transaction', 'begin']);
const HANDLES = new Set(['orm', 'sql']);
const MESSAGE = 'The outer database handle is used inside a transaction: use its tx.';

export const onlyTxInside = {
  create(context) {
    const bodies = [];
    const enter = (node) => isTransactionBody(node) && bodies.push(node);
    const leave = (node) => bodies.at(-1) === node && bodies.pop();
    const refuse = (node) => bodies.length > 0 && context.report({ node, message: MESSAGE });
    return {
      ArrowFunctionExpression: enter,
      'ArrowFunctionExpression:exit': leave,
      FunctionExpression: enter,
      'FunctionExpression:exit': leave,
      MemberExpression(node) {
        if (!node.computed && HANDLES.has(node.property.name)) refuse(node);
      },
      CallExpression(node) {
        for (const argument of node.arguments) if (isHandle(argument)) refuse(argument);
      },
    };
  },
};

function isTransactionBody(node) {
  const call = node.parent;
  if (call?.type !== 'CallExpression' || !call.arguments.includes(node)) return false;
  return call.callee.type === 'MemberExpression' && OPENERS.has(call.callee.property.name);
}

/** `db`, or the `db` of something. */
function isHandle(node) {
  if (node.type === 'Identifier') return node.name === 'db';
  return node.type === 'MemberExpression' && !node.computed && node.property.name === 'db';
}
