// The newest floor that is known: who may be heard and seen, as the server's rules have it. Nobody, until the first is known.

export class Floor {
  epoch = -1;
  /** @type {ReadonlySet<string>} who may be connected at all */
  table = new Set();
  /** @type {ReadonlySet<string>} */
  heard = new Set();
  /** @type {ReadonlySet<string>} */
  seen = new Set();

  /** Take this one, unless a newer one is known. @param {{ epoch: number, table: string[], heard: string[], seen: string[] }} message @returns {boolean} whether it holds now */
  take({ epoch, table, heard, seen }) {
    if (!(epoch >= this.epoch)) return false;
    this.epoch = epoch;
    this.table = new Set(table);
    this.heard = new Set(heard.filter((id) => this.table.has(id)));
    this.seen = new Set(seen.filter((id) => this.table.has(id)));
    return true;
  }
}
