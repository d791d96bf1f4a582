/** How many of something each address has. */
export class AddressCount {
  private readonly counts = new Map<string, number>();
  private sum = 0;

  get total(): number {
    return this.sum;
  }

  of(address: string): number {
    return this.counts.get(address) ?? 0;
  }

  add(address: string): void {
    this.sum++;
    this.counts.set(address, this.of(address) + 1);
  }

  remove(address: string): void {
    this.sum--;
    const left = this.of(address) - 1;
    if (left > 0) this.counts.set(address, left);
    else this.counts.delete(address);
  }
}
