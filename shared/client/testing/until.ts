const STEP_MS = 5;
const PATIENCE_MS = 10_000;

/** Waits until a condition holds; fails with its source when it never does. */
export async function until(holds: () => unknown): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`never came to hold: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}
